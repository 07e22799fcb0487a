import type { AccountRef, Happening } from "../../domain/message.ts";
import type { Card } from "../../views/card.ts";
import type { Desk, Envelope } from "../platform.ts";
import { type Asking, account } from "./accounts.ts";
import { replied, type Tell } from "./answers.ts";
import { isTargeted, keyOf, spokenToBot } from "./commands.ts";
import type { History } from "./history.ts";
import { learn } from "./learn.ts";
import type { Log } from "./log.ts";
import { accountOf, ref, whereOf } from "./messages.ts";
import { eventOf, normalise } from "./normalise.ts";
import { isBot } from "./people.ts";
import { type Fields, fields, instantOf, list, parsed, word } from "./read.ts";

export interface Taking extends Asking {
  readonly desk: Desk;
  readonly log: Log;
  readonly tell: Tell;
  readonly history: History;
  /** Shows a person's own page in their chat with the bot. */
  readonly home: (who: AccountRef, card: Card) => Promise<void>;
  readonly emojis: readonly string[];
}

/** Carries a kept activity to the desk. @throws what the desk throws, and where someone could not be answered: then it is not done. */
export async function takeEvent(to: Taking, envelope: Envelope): Promise<void> {
  const activity = parsed(envelope.body);
  await learn(activity, to.here, to.known);
  if (await obeyed(to, activity)) return;
  const what = normalise(activity, to.here, envelope.receivedAt);
  for (const each of await all(to, await completed(to, what), activity)) await to.desk.happened(each);
  if (activity.type === "installationUpdate") await installed(to, activity);
}

/** A command, where it is one of the firm's people who speaks. What a client says to the bot is said to the firm: it stays a message. */
async function obeyed(to: Taking, activity: Fields): Promise<boolean> {
  const asked = spokenToBot(activity, to.here);
  const by = accountOf(activity.from, to.here);
  const where = whereOf(activity, to.here);
  if (asked === undefined || !by || !where) return false;
  const who = await account(to, by);
  if (!who || who.bot || who.outside) return isTargeted(activity);
  // An edited command is no second one, and no answer to a client either.
  if (activity.type !== "message") return true;
  const { desk } = to;
  const key = keyOf(activity);
  const at = instantOf(activity.timestamp);
  const work =
    where.kind === "personal" ? desk.spoken(by, asked, key, at) : desk.command(by, asked, where.channel, key, at);
  await to.tell(by, await replied(work, to.log));
  return true;
}

// In a channel that is not read, the message under a meaningful reaction is known from nowhere else.
async function completed({ emojis, history }: Taking, what: Happening): Promise<Happening> {
  if (what.kind !== "reaction" || !emojis.includes(what.emoji)) return what;
  return { ...what, message: await history.one(what.channel, what.id) };
}

/** All that follows from it: what happens to a team happens to its channels, and Teams tells of one only. */
async function all(to: Taking, what: Happening, activity: Fields): Promise<Happening[]> {
  return [...(await wherever(to, what, activity)), ...newcomers(to, what, activity)];
}

// Teams tells of nobody's promotion, guest's pass or new name; that someone was added somewhere is as near as it comes.
function newcomers({ here }: Taking, what: Happening, activity: Fields): Happening[] {
  if (what.kind !== "channel changed") return [];
  return list(activity.membersAdded).flatMap((member): Happening[] => {
    const account = accountOf(member, here);
    return account && !isBot(account.id) ? [{ kind: "account changed", account, at: what.at }] : [];
  });
}

async function wherever(to: Taking, what: Happening, activity: Fields): Promise<Happening[]> {
  const team = word(fields(fields(activity.channelData).team).id);
  const wide = /^team/.test(eventOf(activity) ?? "") || activity.type === "installationUpdate";
  if (!team || !wide) return [what];
  if (what.kind !== "bot joined" && what.kind !== "channel changed" && what.kind !== "bot left") return [what];
  const known = (await to.known.get("team", team))?.channels ?? [];
  const listed = what.kind === "bot joined" ? await to.connector.channels(team) : [];
  const channels = [what.channel.id, ...known, ...listed.flatMap(({ id }) => word(id) ?? [])];
  for (const id of channels) await to.known.note("place", id, { kind: "channel", team });
  await to.known.note("team", team, { channels: [...new Set(channels)] });
  return [...new Set(channels)].map((id) => ({ ...what, channel: ref(to.here, id) }));
}

/** Someone has added the bot for themselves: they are shown what is theirs. */
async function installed(to: Taking, activity: Fields): Promise<void> {
  const by = accountOf(activity.from, to.here);
  if (!by || activity.action !== "add" || whereOf(activity, to.here)?.kind !== "personal") return;
  const card = await to.desk.home(by);
  if (card) await to.home(by, card);
}
