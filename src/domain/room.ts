import type { Ambiguity, Utterance } from "./conversation.ts";
import { beginCourse, type Course, follow, promiseStands } from "./course.ts";
import type { Fact } from "./inquiry.ts";
import { addMinutes, type Instant, type Minutes } from "./time.ts";

/** A strand while the conversation is still being read. */
export interface OpenStrand {
  /** Whose first ask it was. */
  readonly speaker: string;
  readonly contact: string;
  readonly asks: number[];
  readonly facts: Fact[];
  readonly course: Course;
  certain: boolean;
  /** When its speaker last said anything in it. */
  saidAt: Instant;
}

/** A message, or what it was before an edit. */
export interface Heard extends Utterance {
  readonly superseded?: boolean;
}

/** One channel, read up to some instant. */
export interface Room {
  readonly mergeWithin: Minutes;
  readonly strands: OpenStrand[];
  readonly ambiguities: Ambiguity[];
  /** By the platform's key of the message that a thread hangs from. */
  readonly byThread: Map<string, OpenStrand>;
  /** By the id of a client's message in it. */
  readonly byMessage: Map<number, OpenStrand>;
  /** The latest that each speaker began in the channel itself. */
  readonly latestOf: Map<string, OpenStrand>;
  readonly owed: Set<OpenStrand>;
  /** A promised time still stands, whether or not an answer is owed. */
  readonly promised: Set<OpenStrand>;
  /** By the id of a reply that was a fact somewhere. */
  readonly repliesTo: Map<number, readonly OpenStrand[]>;
}

export const emptyRoom = (mergeWithin: Minutes): Room => ({
  mergeWithin,
  strands: [],
  ambiguities: [],
  byThread: new Map(),
  byMessage: new Map(),
  latestOf: new Map(),
  owed: new Set(),
  promised: new Set(),
  repliesTo: new Map(),
});

export function hearClient(room: Room, said: Utterance): void {
  const asks = said.verdict === "inquiry" || said.verdict === "unsure";
  // A post that was edited into an ask may be younger than the thread that hangs from it.
  const own = room.byThread.get(said.key) ?? stillTalking(room, said);
  const known = said.thread === undefined ? own : room.byThread.get(said.thread);
  const strand = known ?? (asks ? beginStrand(room, said) : undefined);
  if (strand === undefined) return;
  room.byMessage.set(said.id, strand);
  if (said.thread === undefined) room.byThread.set(said.key, strand);
  if (said.speaker === strand.speaker) strand.saidAt = said.at;
  if (!asks) return;
  strand.asks.push(said.id);
  strand.certain ||= said.verdict === "inquiry";
  const contact = said.contactId === undefined ? {} : { contactId: said.contactId };
  say(room, strand, { key: `message:${said.id}`, at: said.at, kind: "asked", ...contact });
}

export function hearFirm(room: Room, said: Heard): void {
  if (said.grade === undefined) return;
  const named = said.answers === undefined ? undefined : room.byMessage.get(said.answers);
  const threaded = said.thread === undefined ? undefined : room.byThread.get(said.thread);
  if (named !== undefined) reply(room, said, [named]);
  else if (said.thread !== undefined) reply(room, said, threaded === undefined ? [] : [threaded]);
  else replyToTheRoom(room, said);
}

/** Something that befell a strand. */
export function happen(room: Room, strand: OpenStrand, fact: Fact): void {
  follow(strand.course, fact);
  keep(room.owed, strand, strand.course.owedSince !== undefined);
  keep(room.promised, strand, promiseStands(strand.course));
}

function say(room: Room, strand: OpenStrand, fact: Fact): void {
  strand.facts.push(fact);
  happen(room, strand, fact);
}

/** What nobody has spoken of for so long is not what a reply in the channel is taken to mean, if something newer is open. */
const STALE_AFTER: Minutes = 7 * 24 * 60;

/** An unthreaded reply is for what is open just then; only where that is two clients' might it be for either. */
function replyToTheRoom(room: Room, said: Heard): void {
  const open = [...(room.owed.size > 0 ? room.owed : room.promised)].sort(firstAskedFirst);
  const lively = open.filter((strand) => addMinutes(strand.saidAt, STALE_AFTER) >= said.at);
  const meant = ofOneContact(open) || lively.length === 0 ? open : lively;
  // "Got it" is not worth a question: it stops no more than the first clock.
  if (ofOneContact(meant) || said.grade === "acknowledgement") reply(room, said, meant);
  else room.ambiguities.push({ reply: said.id, candidates: meant.map((strand) => strand.asks[0]!) });
}

const ofOneContact = (strands: readonly OpenStrand[]): boolean =>
  strands.every((strand) => strand.contact === strands[0]!.contact);

const firstAskedFirst = (a: OpenStrand, b: OpenStrand): number =>
  a.course.askedAt! - b.course.askedAt! || a.asks[0]! - b.asks[0]!;

function reply(room: Room, said: Heard, strands: readonly OpenStrand[]): void {
  // Whoever relays an ask and then says "thanks" has not acknowledged it; an answer is one, whoever gives it.
  const meant = strands.filter((strand) => said.grade !== "acknowledgement" || said.speaker !== strand.speaker);
  for (const strand of meant) say(room, strand, replyFact(said));
  room.repliesTo.set(said.id, [...(room.repliesTo.get(said.id) ?? []), ...meant]);
}

function replyFact(said: Heard): Fact {
  const fact = {
    key: `message:${said.id}${said.superseded ? `:${said.at}` : ""}`,
    at: said.at,
    ...(said.personId !== undefined && { personId: said.personId }),
  };
  if (said.grade === "acknowledgement") return { ...fact, kind: "acknowledged" };
  if (said.grade === "substantive") return { ...fact, kind: "answered" };
  return { ...fact, kind: "held", ...(said.promisedFor !== undefined && { promisedFor: said.promisedFor }) };
}

/** The strand that a speaker is still in the middle of, in the channel itself. */
function stillTalking(room: Room, said: Utterance): OpenStrand | undefined {
  const latest = room.latestOf.get(said.speaker);
  if (latest === undefined || latest.course.owedSince === undefined) return undefined;
  return said.at <= addMinutes(latest.saidAt, room.mergeWithin) ? latest : undefined;
}

function beginStrand(room: Room, said: Utterance): OpenStrand {
  const contact = said.contactId === undefined ? said.speaker : `contact:${said.contactId}`;
  const { speaker, at: saidAt } = said;
  const begun: OpenStrand = { speaker, contact, asks: [], facts: [], course: beginCourse(), certain: false, saidAt };
  room.strands.push(begun);
  if (said.thread === undefined) room.latestOf.set(said.speaker, begun);
  else room.byThread.set(said.thread, begun);
  return begun;
}

function keep<T>(set: Set<T>, thing: T, belongs: boolean): void {
  if (belongs) set.add(thing);
  else set.delete(thing);
}
