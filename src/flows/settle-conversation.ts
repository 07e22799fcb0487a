import { byItself } from "../domain/audit.ts";
import { type Doing, gather, type Strand } from "../domain/conversation.ts";
import type { Instant } from "../domain/time.ts";
import type { Fact } from "../domain/timeline.ts";
import { record } from "../store/audit.ts";
import type { Channel } from "../store/channels.ts";
import { conversation, placeMessages, type StoredUtterance } from "../store/conversations.ts";
import type { Db } from "../store/db.ts";
import { fromMessage, setMessageFacts, timelines } from "../store/facts.ts";
import { theFirm } from "../store/firm.ts";
import { createInquiry, inquiriesById, markInquiries, mergeInto } from "../store/inquiries.ts";
import { people } from "../store/people.ts";
import { askWhichItAnswers } from "./ask-owner.ts";
import { assessInquiries } from "./assess-inquiries.ts";
import type { Deps, Told } from "./deps.ts";

/**
 * Sorts the part of a channel that a message has a say in into inquiries, afresh, and makes the store say so: whatever
 * order messages came in, the result is the same. `deps.db` is a transaction that holds the channel's lock.
 */
export async function settleConversation(
  deps: Deps,
  channel: Channel,
  around: Instant,
  thread: string,
  now: Instant,
): Promise<Told[]> {
  const tx = deps.db;
  const { mergeMinutes } = await theFirm(tx);
  const utterances = await conversation(tx, channel.id, around - mergeMinutes * 60_000, thread);
  const known = [...new Set(utterances.flatMap((u) => (u.inquiryId === null ? [] : [u.inquiryId])))];
  const before = await timelines(tx, known);
  const { strands, ambiguities } = gather(utterances, doings(utterances, before), mergeMinutes);

  const { placed, marked } = await nameStrands(tx, channel, strands, utterances);
  const changed = new Set<number>();
  for (const { id, strand, isNew } of placed) {
    const facts = await setMessageFacts(tx, id, strand.facts, before.get(id) ?? []);
    if (facts || isNew) changed.add(id);
  }
  await writePlaces(tx, placed, utterances);
  const left = await leaveBehind(tx, known, placed, utterances, before);
  for (const id of left.changed) changed.add(id);
  const touched = [...changed, ...marked, ...left.behind];
  const subject = { kind: "channel", id: channel.id } as const;
  if (touched.length > 0) await record(tx, { ...byItself(now), act: "timeline changed", subject, inquiries: touched });
  const told = await assessInquiries(deps, [...changed], now);
  if (ambiguities.length > 0) {
    const everyone = await people(tx);
    for (const one of ambiguities) await askWhichItAnswers(deps, channel, one, placed, utterances, everyone, now);
  }
  return told;
}

interface Placed {
  readonly id: number;
  readonly strand: Strand;
  readonly isNew: boolean;
}

/** What persons did by hand, by one of the inquiry's asks. */
function doings(utterances: readonly StoredUtterance[], before: ReadonlyMap<number, readonly Fact[]>): Doing[] {
  const found: Doing[] = [];
  for (const [inquiryId, facts] of before) {
    const ask = utterances.find((u) => u.inquiryId === inquiryId && u.side === "client" && !u.deleted);
    if (ask) for (const fact of facts) if (!fromMessage(fact)) found.push({ ask: ask.id, fact });
  }
  return found;
}

/** Each strand keeps the inquiry that its asks had; one that has none, or whose inquiry went to an earlier strand, is new. */
async function nameStrands(
  tx: Db,
  channel: Channel,
  strands: readonly Strand[],
  utterances: readonly StoredUtterance[],
): Promise<{ placed: Placed[]; marked: readonly number[] }> {
  const byId = new Map(utterances.map((u) => [u.id, u]));
  const taken = new Set<number>();
  const placed: Placed[] = [];
  const marks: { id: number; unsure: boolean; contactId: number | null }[] = [];
  for (const strand of strands) {
    const asks = strand.asks.map((ask) => byId.get(ask)!);
    const had = asks.flatMap((ask) => (ask.inquiryId === null ? [] : [ask.inquiryId])).sort((a, b) => a - b);
    const kept = had.find((id) => !taken.has(id));
    const contactId = asks.find((ask) => ask.contactId)?.contactId ?? null;
    const id =
      kept ??
      (await createInquiry(tx, {
        channelId: channel.id,
        clientId: channel.clientId,
        matterId: channel.matterId,
        contactId,
        via: "chat",
        unsure: strand.unsure,
        askedAt: asks[0]!.at,
      }));
    taken.add(id);
    placed.push({ id, strand, isNew: kept === undefined });
    marks.push({ id, unsure: strand.unsure, contactId });
  }
  return { placed, marked: await markInquiries(tx, marks) };
}

async function writePlaces(tx: Db, placed: readonly Placed[], utterances: readonly StoredUtterance[]) {
  const by = (of: "messages" | "asks") =>
    placed.flatMap(({ id, strand }) => strand[of].map((message) => [message, id] as const));
  // A reply may be for several; an ask is of one, and by it the inquiry is known again.
  const places = new Map([...by("messages"), ...by("asks")]);
  const moved = utterances
    .map((u) => ({ id: u.id, was: u.inquiryId, inquiryId: places.get(u.id) ?? null }))
    // A withdrawn ask stays with its inquiry, so that it comes back to it if it is asked again.
    .filter((u) => u.inquiryId !== u.was && u.inquiryId !== null);
  await placeMessages(tx, moved);
}

/** Inquiries that no strand has any more: merged into the one their asks went to, or withdrawn. */
async function leaveBehind(
  tx: Db,
  known: readonly number[],
  placed: readonly Placed[],
  utterances: readonly StoredUtterance[],
  before: ReadonlyMap<number, readonly Fact[]>,
): Promise<{ changed: readonly number[]; behind: readonly number[] }> {
  const read = new Set(utterances.map((u) => `message:${u.id}`));
  // One of which only a late thank-you was read is not left behind: its asks lie further back.
  const whole = (id: number) =>
    (before.get(id) ?? []).every((f) => !fromMessage(f) || read.has(f.key.split(":", 2).join(":")));
  const left = known.filter((id) => whole(id) && !placed.some((p) => p.id === id));
  const changed: number[] = [];
  for (const { id } of await inquiriesById(tx, left)) {
    const asks = utterances.filter((u) => u.inquiryId === id).map((u) => u.id);
    const into = placed.find((p) => p.strand.asks.some((ask) => asks.includes(ask)));
    await mergeInto(tx, id, into?.id ?? null);
    if (await setMessageFacts(tx, id, [], before.get(id) ?? [])) changed.push(id);
  }
  return { changed, behind: left };
}
