import { byTerminal } from "../../domain/audit.ts";
import type { Happening } from "../../domain/message.ts";
import type { PastChannel, PastDay, Skipped } from "../../domain/past.ts";
import type { Instant, Zone } from "../../domain/time.ts";
import { record } from "../../store/audit.ts";
import { type Channel, linkChannel, lockChannel, saveChannel } from "../../store/channels.ts";
import { clientNamed } from "../../store/clients.ts";
import type { Db } from "../../store/db.ts";
import { deleteMessage, saveMessage } from "../../store/messages.ts";
import { letPastRest, nobodyToWriteTo } from "../../store/past.ts";
import { withoutKeys } from "../../store/vault.ts";
import { readMessage } from "../receive-message.ts";
import { settleConversation } from "../settle-conversation.ts";
import type { Cast } from "./cast.ts";

interface Around {
  readonly everyone: Cast;
  /** The firm's. */
  readonly zone: Zone;
  readonly now: Instant;
}

/**
 * One channel's past: every message kept as a live one is, then the conversation sorted once, which gives what sorting it
 * after each message gives. `tx` is a transaction: all of the channel is taken in, or nothing.
 */
export async function importChannel(
  tx: Db,
  days: AsyncIterable<PastDay>,
  of: PastChannel,
  around: Around,
  progress: (bytes: number, channel: string) => void,
) {
  const channel = await open(tx, of, around.now);
  await record(tx, { ...byTerminal(around.now), act: "past imported", subject: { kind: "firm" } });
  const tally = { entries: 0, said: 0, fresh: 0, notices: 0 };
  const skipped: Skipped[] = [];
  for await (const day of days) {
    around.everyone.heardOf(day.names);
    tally.entries += day.entries;
    skipped.push(...day.skipped);
    let ahead = 0;
    for (const what of day.happenings) {
      const came = await take(tx, channel, what, around);
      if (came === "ahead") ahead++;
      else if (came === "notice") tally.notices++;
      else tally.said++;
      if (came === "fresh") tally.fresh++;
    }
    if (ahead > 0) skipped.push({ where: `#${of.name}`, why: "dated in the future", messages: ahead });
    progress(day.bytes, of.name);
  }
  if (tally.fresh > 0) await sort(tx, channel, around.now);
  return { ...tally, skipped };
}

/** Its client is named like the channel; whoever is not of the firm asks there. */
async function open(tx: Db, { ref, name }: PastChannel, now: Instant): Promise<Channel> {
  const { id } = await saveChannel(tx, { ref, name, shared: true, archived: false }, now);
  await lockChannel(tx, id);
  const clientId = await clientNamed(tx, name, byTerminal(now));
  await linkChannel(tx, id, { kind: "shared", clientId, matterId: null }, byTerminal(now));
  return { id, ref, name, kind: "shared", clientId, matterId: null, shared: true };
}

/** Back to the beginning of the channel, and nobody is asked or nudged about what is long over. */
async function sort(tx: Db, channel: Channel, now: Instant): Promise<void> {
  await nobodyToWriteTo(tx, now);
  await settleConversation({ db: tx, vault: withoutKeys, chats: new Map(), tell: () => {} }, channel, 0, "", now);
  await letPastRest(tx, now);
}

async function take(tx: Db, channel: Channel, what: Happening, { everyone, zone, now }: Around) {
  if (what.kind === "deleted")
    return (await deleteMessage(tx, channel.id, what.id, Math.min(what.at, now), now)) ? "fresh" : "known";
  if (what.kind !== "message" || what.message.by !== "person") return "notice";
  const m = what.message;
  if (m.at > now || m.revisedAt > now) return "ahead";
  const who = await everyone.who(tx, m.author);
  if (who.bot) return "notice";
  if (who.outside) await everyone.contactOf(tx, who, channel.clientId!, now);
  // What it meant is kept; its words stay in the export.
  const kept = await saveMessage(tx, channel.id, m, readMessage(m, who, channel, who.zone ?? zone), undefined, now);
  return kept === undefined ? "known" : "fresh";
}
