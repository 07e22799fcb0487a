import type { Instant } from "../time.ts";

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
