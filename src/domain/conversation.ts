import type { Fact } from "./inquiry.ts";
import { emptyRoom, type Heard, happen, hearClient, hearFirm, type Room } from "./room.ts";
import type { Instant, Minutes } from "./time.ts";
import { compare, contents, earlierFirst } from "./timeline.ts";

/** What a message means for the conversation it stands in: everything but its words. */
export interface Utterance {
  /** The store's id of the message. */
  readonly id: number;
  readonly at: Instant;
  /** The message that its thread hangs from (which may itself not be kept); absent for a post in the channel itself. */
  readonly thread?: string;
  /** The platform's own id of this message, by which a thread names it. */
  readonly key: string;
  readonly broadcast: boolean;
  readonly side: "client" | "firm";
  /** The contact who asks, or, for a colleague's relayed ask, the person who relays it: whose consecutive messages are one inquiry. */
  readonly speaker: string;
  readonly contactId?: number;
  readonly personId?: number;
  /** Of a client's message, or a colleague's relayed one. A person's ruling ("track this", "not an inquiry") stands above the detector's. */
  readonly verdict?: "inquiry" | "unsure" | "not";
  /** Of the firm's message. */
  readonly grade?: "acknowledgement" | "holding" | "substantive";
  readonly promisedFor?: Instant;
  /** What it said before it was edited, where the firm said something else then. */
  readonly before?: readonly Pick<Utterance, "at" | "grade" | "promisedFor">[];
  /** The inquiry that a person said this reply is for, by the id of one of its asks; settles an ambiguity. */
  readonly answers?: number;
  readonly deleted: boolean;
}

/** An inquiry's own doings that are not messages, by one of its asks: they decide what was open when. */
export interface Doing {
  readonly ask: number;
  readonly fact: Fact;
}

/** One inquiry as the conversation shows it. */
export interface Strand {
  /** Ids of its asks in order of time; the first names it. */
  readonly asks: readonly number[];
  /** Ids of every message that belongs to it. */
  readonly messages: readonly number[];
  /** Facts that come from messages; keys are `message:<id>`, of what a reply said before an edit `message:<id>:<when>`. */
  readonly facts: readonly Fact[];
  /** True while no ask of it is certain. */
  readonly unsure: boolean;
}

/** An unthreaded reply that could be meant for several open inquiries: it counts for none until the owner says. */
export interface Ambiguity {
  readonly reply: number;
  /** First asks of the strands it may answer. */
  readonly candidates: readonly number[];
}

/**
 * Sorts one channel's messages into inquiries. Pure; the order and repetition of the input are irrelevant.
 * `mergeWithin`: consecutive messages of one speaker this close together are one inquiry.
 * Strands come in the order of their first asks, ambiguities in the order of their replies.
 */
export function gather(
  utterances: readonly Utterance[],
  doings: readonly Doing[],
  mergeWithin: Minutes,
): { strands: Strand[]; ambiguities: Ambiguity[] } {
  const room = emptyRoom(mergeWithin);
  const said = inOrderSaid(utterances);
  const done = inOrderDone(doings);
  let next = 0;
  for (const utterance of said) {
    for (; next < done.length && done[next]!.fact.at < utterance.at; next++) hearDoing(room, done[next]!);
    if (utterance.side === "client") hearClient(room, utterance);
    else hearFirm(room, utterance);
  }
  return { strands: strandsOf(room, said), ambiguities: room.ambiguities };
}

/** What comes after the last message decides nothing any more, so the doings left over are not heard. */
function hearDoing(room: Room, { ask, fact }: Doing): void {
  const strand = room.byMessage.get(ask);
  if (strand !== undefined) happen(room, strand, fact);
}

function strandsOf(room: Room, said: readonly Heard[]): Strand[] {
  const messages = new Map(room.strands.map((strand) => [strand, [] as number[]]));
  for (const utterance of said) {
    const thread = room.byThread.get(utterance.thread ?? utterance.key);
    const mine = [room.byMessage.get(utterance.id), thread, ...(room.repliesTo.get(utterance.id) ?? [])];
    for (const strand of new Set(mine))
      if (strand !== undefined && !utterance.superseded) messages.get(strand)!.push(utterance.id);
  }
  return room.strands.map((strand) => {
    return { asks: strand.asks, messages: messages.get(strand)!, facts: strand.facts, unsure: !strand.certain };
  });
}

/** Each message once, deleted ones left out, by time. The platform's key goes before our id: ids come in order of arrival. */
function inOrderSaid(utterances: readonly Utterance[]): Heard[] {
  const byId = new Map<number, Utterance>();
  for (const said of utterances) {
    const known = byId.get(said.id);
    if (known === undefined || contents(known) < contents(said)) byId.set(said.id, said);
  }
  return (
    [...byId.values()]
      .filter((said) => !said.deleted)
      // Platforms name a message's own thread on the first message of it too; that one still stands in the channel.
      .map((said) => (said.thread === said.key ? { ...said, thread: undefined } : said))
      .flatMap((said): Heard[] => [
        ...(said.before ?? []).map((then) => ({ ...said, ...then, superseded: true })),
        said,
      ])
      .sort((a, b) => a.at - b.at || compare(a.key, b.key) || a.id - b.id)
  );
}

function inOrderDone(doings: readonly Doing[]): Doing[] {
  const byKey = new Map<string, Doing>();
  for (const doing of doings) {
    const key = `${doing.ask} ${doing.fact.key}`;
    const known = byKey.get(key);
    if (known === undefined || earlierFirst(known.fact, doing.fact) < 0) byKey.set(key, doing);
  }
  return [...byKey.values()].sort((a, b) => earlierFirst(a.fact, b.fact) || a.ask - b.ask);
}
