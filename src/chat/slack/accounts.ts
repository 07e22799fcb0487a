import type { AccountInfo } from "../../domain/account.ts";
import type { AccountRef, ChannelRef } from "../../domain/message.ts";
import type { ChannelInfo, Checked, InternalDestination } from "../platform.ts";
import type { Installation } from "./installation.ts";
import { problemOf, slackError } from "./outcome.ts";
import { type Fields, fields, list, word } from "./read.ts";
import type { Place, Workspaces } from "./workspaces.ts";

const NOBODY: ReadonlySet<string | undefined> = new Set(["user_not_found", "user_not_visible", "users_not_found"]);
const NOWHERE: ReadonlySet<string | undefined> = new Set(["channel_not_found"]);

/** Somebody's own workspace, where it is another of the firm's that the bot is in. */
export type HomeOf = (team: string | undefined) => Place | undefined;

/**
 * Asks Slack. Undefined where it knows nobody by this id. Who belongs to another workspace of the firm's own is asked for there:
 * only there it shows whether they are a guest. @throws where it could not be asked.
 */
export const account = async (place: Place, ref: AccountRef, homeOf?: HomeOf): Promise<AccountInfo | undefined> =>
  (await atHome(place, ref, homeOf))?.info;

interface AtHome {
  readonly info: AccountInfo;
  /** The workspace where they were asked for. */
  readonly place: Place;
}

async function atHome(place: Place, ref: AccountRef, homeOf: HomeOf = () => undefined): Promise<AtHome | undefined> {
  const { client, here } = place;
  try {
    const user = fields((await client.users.info({ user: ref.id })).user);
    const home = homeOf(word(user.team_id));
    const found = home && home.here.workspace !== here.workspace ? await atHome(home, ref) : undefined;
    return found ?? { info: accountOf(user, ref, here), place };
  } catch (error) {
    if (NOBODY.has(slackError(error))) return undefined;
    throw error;
  }
}

/** The same by e-mail address, among the workspace's own people. */
export async function accountByEmail({ client, here }: Place, email: string): Promise<AccountInfo | undefined> {
  try {
    const user = fields((await client.users.lookupByEmail({ email })).user);
    const id = word(user.id);
    return id === undefined || user.is_email_confirmed === false
      ? undefined
      : accountOf(user, { platform: here.platform, workspace: here.workspace, id }, here);
  } catch (error) {
    if (NOBODY.has(slackError(error))) return undefined;
    throw error;
  }
}

/** A `user` object of Slack. A client in your own channel is no "stranger", and a guest carries the firm's own team id. */
export function accountOf(user: Fields, ref: AccountRef, here: Installation): AccountInfo {
  const profile = fields(user.profile);
  return {
    ref,
    name: word(profile.display_name) ?? word(profile.real_name) ?? word(user.real_name) ?? word(user.name) ?? ref.id,
    // People are known across platforms by it: one that nobody has confirmed could be anybody's.
    email: user.is_email_confirmed === false ? undefined : word(profile.email),
    zone: word(user.tz),
    outside: !isColleague(user, here),
    bot: user.is_bot === true || user.is_workflow_bot === true || ref.id === "USLACKBOT",
    deactivated: user.deleted === true,
  };
}

// On Enterprise Grid a colleague may belong to another workspace of the same enterprise.
function isColleague(user: Fields, here: Installation): boolean {
  if (user.is_stranger === true || user.is_restricted === true || user.is_ultra_restricted === true) return false;
  const team = word(user.team_id);
  if (team !== undefined && team === here.teamId) return true;
  return here.enterpriseId !== undefined && word(fields(user.enterprise_user).enterprise_id) === here.enterpriseId;
}

/**
 * Asks Slack. Undefined where the bot can see no such channel. `ours`: teams and organisations of the firm's own.
 * @throws where it could not be asked.
 */
export async function channel(
  { client, here }: Place,
  ref: ChannelRef,
  ours?: ReadonlySet<string>,
): Promise<ChannelInfo | undefined> {
  try {
    const { channel: found } = await client.conversations.info({ channel: ref.id });
    return channelOf(fields(found), ref, here, ours);
  } catch (error) {
    if (NOWHERE.has(slackError(error))) return undefined;
    throw error;
  }
}

/**
 * A `channel` object of Slack. `shared` says what Slack Connect says: someone of another organisation is in, invited, or it is
 * not known. Guests of the firm's own workspace are not in it: whoever keeps the members must count them.
 */
export function channelOf(
  found: Fields,
  ref: ChannelRef,
  here: Installation,
  ours: ReadonlySet<string> = new Set(),
): ChannelInfo {
  const direct = found.is_im === true || found.is_mpim === true;
  return {
    ref,
    name: word(found.name) ?? (direct ? "direct message" : ref.id),
    shared: !isInternal(found, here, ours),
    direct,
    archived: found.is_archived === true,
    botIn: found.is_member === undefined ? undefined : found.is_member === true,
  };
}

// `is_shared` is of no use: it is true as well where only workspaces of the same organisation share it.
function isInternal(found: Fields, here: Installation, ours: ReadonlySet<string>): boolean {
  const own = (team: unknown) => team === here.teamId || team === here.enterpriseId || ours.has(team as string);
  const connected = [found.connected_team_ids, found.shared_team_ids].flatMap(list);
  const pending = [found.pending_shared, found.pending_connected_team_ids].flatMap(list);
  if (found.is_pending_ext_shared === true || pending.length > 0) return false;
  if (found.is_ext_shared === false) return list(found.connected_team_ids).every(own);
  // Shared by Slack Connect, but among the firm's own workspaces alone: where Slack names them all, and none is another's.
  return found.is_ext_shared === true && connected.some((team) => ours.has(team as string)) && connected.every(own);
}

/** So many members are looked through; in a channel with more it is not to be said of everyone. */
const PAGES = 5;

/** See `Chat.isIn`. @throws where it could not be asked. */
export async function isIn({ at }: Pick<Workspaces, "at">, who: AccountRef, where: ChannelRef): Promise<boolean> {
  const { client } = await at(where.workspace);
  let cursor: string | undefined;
  for (let page = 0; page < PAGES; page++) {
    const found = await client.conversations.members({ channel: where.id, limit: 1000, cursor });
    if (found.members?.includes(who.id)) return true;
    cursor = found.response_metadata?.next_cursor || undefined;
    if (!cursor) return false;
  }
  return false;
}

/** Of one: see `Chat.privately`. Whoever cannot be shown just now to be a living person of the firm is refused. */
export async function privatelyTo(from: Place, to: AccountRef, homeOf?: HomeOf): Promise<Checked> {
  const checkedAt = performance.now();
  try {
    const found = await atHome(from, to, homeOf);
    if (!found) return { refused: "Slack knows nobody by this id.", forGood: true };
    return judged(found.info, found.place.here, checkedAt);
  } catch (error) {
    return { refused: problemOf(error), forGood: false };
  }
}

/** Slack takes a person's id for their conversation with the bot, and opens that where there is none yet. Source: docs.slack.dev, `chat.postMessage`. */
export function judged(info: AccountInfo, here: Installation, checkedAt: number): Checked {
  const refused = unfit(info);
  if (refused) return { refused, forGood: true };
  // A bot writes to people of its own workspace only.
  const account = { ...info.ref, workspace: here.workspace };
  return { account, conversation: account.id, checkedAt } as InternalDestination;
}

function unfit(info: AccountInfo): string | undefined {
  if (info.deactivated) return "This person's Slack account is deactivated.";
  if (info.bot) return "This account is a bot's.";
  if (info.outside) return "This account is a guest's or belongs to another organisation: nothing internal goes there.";
  return undefined;
}

/** A channel that was found, just now, to have no reader outside the firm. */
export const internal = (to: ChannelRef, checkedAt: number): Checked =>
  ({ account: to, conversation: to.id, checkedAt }) as InternalDestination;
