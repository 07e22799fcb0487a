import type { Fact } from "./inquiry.ts";
import type { Instant, Minutes } from "./time.ts";

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
  /** Facts that come from messages; keys are `message:<id>`. */
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
 */
export declare function gather(
  utterances: readonly Utterance[],
  doings: readonly Doing[],
  mergeWithin: Minutes,
): { strands: Strand[]; ambiguities: Ambiguity[] };
