import type { AccountInfo } from "../../domain/account.ts";
import type { AccountRef, ChannelRef } from "../../domain/message.ts";
import type { ChannelInfo, Checked, InternalDestination } from "../platform.ts";
import type { Connector } from "./connector.ts";
import type { Installation } from "./installation.ts";
import { ref } from "./messages.ts";
import { outcomeOf, problemOf, statusOf, teamsError } from "./outcome.ts";
import { infoOf, isBot, isColleague } from "./people.ts";
import { type Fields, word } from "./read.ts";
import type { Known } from "./shelf.ts";

/** What every question about people and conversations needs. */
export interface Asking {
  readonly connector: Connector;
  readonly here: Installation;
  readonly known: Known;
}

/** Asks Teams. Undefined where it knows nobody by this id. @throws where it could not be asked. */
export async function account(ask: Asking, ref: AccountRef): Promise<AccountInfo | undefined> {
  if (isBot(ref.id)) return { ref, name: "A bot", outside: true, bot: true, deactivated: false };
  const seen = await ask.known.get("seen", ref.id);
  const direct = await ask.known.get("direct", ref.id);
  for (const conversation of new Set([seen?.conversation, direct?.conversation])) {
    const member = conversation && (await ask.connector.member(conversation, ref.id).catch(absent));
    if (member) return infoOf(member, ref, ask.here, seen?.zone);
  }
  const conversation = await ask.connector.open(ref.id).catch(absent);
  const member = conversation && (await ask.connector.member(conversation, ref.id).catch(absent));
  return member ? infoOf(member, ref, ask.here, seen?.zone) : undefined;
}

/**
 * The same by e-mail address, among the people of the teams and chats the bot is in: a bot is told of nobody else. Only of the
 * firm's own. Undefined where nobody there has it.
 */
export async function accountByEmail(ask: Asking, email: string): Promise<AccountInfo | undefined> {
  const { known, connector, here } = ask;
  const wanted = email.toLowerCase();
  for (const conversation of (await known.get("rosters", here.workspace))?.conversations ?? []) {
    const member = await connector.member(conversation, email).catch(absent);
    const id = word(member?.aadObjectId) ?? word(member?.objectId);
    if (!member || id === undefined || !isColleague(member, here)) continue;
    const names = [member.email, member.userPrincipalName].map((name) => word(name)?.toLowerCase());
    if (names.includes(wanted)) return { ...infoOf(member, ref(here, id), here), email: wanted };
  }
  return undefined;
}

// "There is no such person here" is an answer; whatever may be better in a moment is not.
function absent(error: unknown): undefined {
  const status = statusOf(error);
  if (status !== 400 && status !== 403 && status !== 404) throw error;
}

/** Asks Teams who is in it. Undefined where the bot is in no such conversation. @throws where it could not be asked. */
export async function channel(ask: Asking, ref: ChannelRef): Promise<ChannelInfo | undefined> {
  const place = await ask.known.get("place", ref.id);
  const team = place?.team ? await ask.known.get("team", place.team) : undefined;
  const direct = !(place ? place.kind === "channel" : /@thread\.(?:tacv2|skype)$/.test(ref.id));
  const name = (await nameOf(ask, ref.id, place?.team)) ?? place?.name ?? (direct ? "group chat" : ref.id);
  const told = { ref, name, direct, archived: team?.archived === true };
  // Shared with other teams, perhaps of another organisation, whose people this roster may not list.
  if (place?.membership === "shared") return { ...told, shared: true };
  const shared = await hasOutsiders(ask, ref.id).catch(absent);
  if (shared !== undefined) return { ...told, shared };
  return place && { ...told, shared: true, archived: true };
}

/** See `Chat.isIn`. @throws where it could not be asked. */
export async function isIn({ connector, here }: Asking, who: AccountRef, where: ChannelRef): Promise<boolean> {
  const member = await connector.member(where.id, who.id).catch(absent);
  return member !== undefined && isColleague(member, here);
}

async function hasOutsiders({ connector, here }: Asking, conversation: string): Promise<boolean> {
  let anyone = false;
  for await (const member of connector.members(conversation)) {
    if (!isColleague(member, here) && !isBot(word(member.id) ?? "")) return true;
    anyone = true;
  }
  // Nobody at all is nobody known.
  return !anyone;
}

async function nameOf(ask: Asking, channel: string, team: string | undefined): Promise<string | undefined> {
  if (!team) return undefined;
  const all: readonly Fields[] = (await ask.connector.channels(team).catch(absent)) ?? [];
  const found = all.find(({ id }) => id === channel);
  return found && (word(found.name) ?? "General");
}

/** Of one: see `Chat.privately`. Whoever cannot be shown just now to be a living person of the firm is refused. */
export async function privatelyTo(ask: Asking, to: AccountRef): Promise<Checked> {
  const checkedAt = performance.now();
  try {
    if (isBot(to.id)) return { refused: "This account is a bot's.", forGood: true };
    const { conversation, member } = await reached(ask, to.id);
    const info = infoOf(member, to, ask.here);
    if (info.outside)
      return {
        refused: "This account is a guest's or belongs to another organisation: nothing internal goes there.",
        forGood: true,
      };
    return { account: to, conversation, checkedAt } as InternalDestination;
  } catch (error) {
    return { refused: problemOf(error), forGood: GONE.has(teamsError(error) ?? "") && "failed" in outcomeOf(error) };
  }
}

/** See `Chat.internally`: the roster of a channel names everyone who reads it, guests too. */
export async function internally(ask: Asking, to: ChannelRef): Promise<Checked> {
  const checkedAt = performance.now();
  try {
    const found = await channel(ask, to);
    if (!found) return { refused: "There is no such channel, or the bot is not in it.", forGood: false };
    if (found.direct || found.archived) return { refused: "It is no channel that can be written to.", forGood: false };
    if (found.shared)
      return { refused: "A guest, or somebody of another organisation, is in this channel.", forGood: false };
    return { account: to, conversation: to.id, checkedAt } as InternalDestination;
  } catch (error) {
    return { refused: problemOf(error), forGood: false };
  }
}

const GONE: ReadonlySet<string> = new Set([
  "MemberNotFoundInConversation",
  "ForbiddenOperationException",
  "ConversationBlockedByUser",
  "BotNotInConversationRoster",
  "ConversationNotFound",
  "BadArgument",
]);

/** Their conversation with the bot, and what its roster says of them just now. */
async function reached({ connector, known }: Asking, person: string) {
  const kept = await known.get("direct", person);
  if (kept) {
    const member = await connector.member(kept.conversation, person).catch(absent);
    if (member) return { conversation: kept.conversation, member };
  }
  const conversation = await connector.open(person);
  await known.note("direct", person, { conversation });
  return { conversation, member: await connector.member(conversation, person) };
}
