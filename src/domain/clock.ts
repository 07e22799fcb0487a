import type { Calendar, Interval } from "./calendar.ts";
import type { Instant, Minutes } from "./time.ts";

/** *update* belongs to a matter and is not run yet. */
export type ClockKind = "acknowledge" | "answer" | "next answer" | "promise" | "resolve";
export type ClockState = "running" | "paused" | "met" | "breached" | "cancelled";

/** What is stamped on a clock when it starts and stays with it. */
export interface Terms {
  readonly standardId: number;
  /** Where the target comes from: "firm policy", "engagement letter §4". */
  readonly source: string;
  readonly target: Minutes;
  readonly calendarVersion: number;
  readonly calendar: Calendar;
}

/** The terms of a clock of this kind that starts at this instant; undefined: the standard has no such clock. A promise needs none. */
export type TermsAt = (kind: ClockKind, startedAt: Instant) => Terms | undefined;

/** Never edited: computed afresh from the timeline each time. Its identity is `(inquiry, kind, startedAt)`. */
export interface Clock {
  readonly kind: ClockKind;
  readonly startedAt: Instant;
  /** Absent only while paused without an end. */
  readonly dueAt?: Instant;
  readonly stoppedAt?: Instant;
  readonly state: ClockState;
  /** The instant it was missed, which is when it was due, not when anyone noticed. */
  readonly breachedAt?: Instant;
  /** Pauses that fall into its time, clipped to it; they did not count. */
  readonly breaks: readonly Interval[];
  /** Absent for a promise, whose due time was named by the lawyer. */
  readonly terms?: Terms;
}
