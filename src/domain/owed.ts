import type { ClockKind } from "./clock.ts";
import type { InquiryState } from "./inquiry.ts";
import type { Instant, Minutes } from "./time.ts";

/** One thing that is owed, as every list, nudge and page reads it. Names only; never a client's words. */
export interface Owed {
  readonly inquiryId: number;
  /** The running clock that is due first. */
  readonly clock: ClockKind;
  /** Absent only while paused without an end. */
  readonly dueAt?: Instant;
  readonly state: InquiryState;
  readonly client: string;
  readonly matter?: string;
  /** Who asked. */
  readonly contact?: string;
  /** Absent: nobody owns it. */
  readonly owner?: string;
  /** Its name, with or without `#`. */
  readonly channel?: string;
  /** The first ask that is not answered yet. */
  readonly askedAt: Instant;
  /** The time a holding reply named. */
  readonly promisedFor?: Instant;
  /** A holding reply was sent. */
  readonly held: boolean;
  /** It is not certain that it needs an answer. */
  readonly unsure: boolean;
  readonly pausedUntil?: Instant;
  /** Where the ask can be read; absent for one that was logged by hand. */
  readonly link?: string;
  /** How a logged one came: `phone`, `e-mail`, `letter`, `in person`. */
  readonly via?: string;
  /** Business minutes left until due, where they are known and it is not overdue. */
  readonly businessLeft?: Minutes;
}
