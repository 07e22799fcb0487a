import type { CalendarSpec } from "./calendar.ts";
import type { ClockFigures } from "./measure.ts";
import type { Imported } from "./past.ts";
import { type Instant, MINUTE, type Minutes, type Zone } from "./time.ts";
import { wallAt } from "./wall-clock.ts";

export interface PastClock {
  readonly kind: "acknowledge" | "answer";
  readonly channel: string;
  readonly startedAt: Instant;
  readonly dueAt: Instant | null;
  readonly stoppedAt: Instant | null;
  /** Business minutes it ran; null while it runs. */
  readonly minutes: Minutes | null;
}

export interface Unanswered {
  readonly since: Instant;
  readonly channel: string;
  readonly by: string;
  readonly unsure: boolean;
}

/** As in a digest, and nine in ten of the elapsed time too. */
export interface PastFigures extends ClockFigures {
  readonly ninetiethElapsed?: Minutes;
}

/** Where and when answers were slow; `of` is a channel's name, or an hour of the day, 0 to 23. */
export interface Slow<T> {
  readonly of: T;
  readonly figures: PastFigures;
}

export interface PastCounts {
  readonly inquiries: number;
  readonly unsure: number;
  /** Messages of people, kept. */
  readonly kept: number;
  /** Of kept messages; null where there is none. */
  readonly from: Instant | null;
  readonly to: Instant | null;
  /** Of those who wrote. */
  readonly firm: number;
  readonly contacts: number;
}

/** All that is told of a past, before it is put into words. */
export interface PastReport {
  readonly imported: Imported;
  readonly counts: PastCounts;
  readonly calendar: CalendarSpec;
  readonly zone: Zone;
  readonly acknowledge: PastFigures;
  /** First and later answers. */
  readonly answer: PastFigures;
  /** Slowest first. */
  readonly channels: readonly Slow<string>[];
  readonly hours: readonly Slow<number>[];
  /** Longest first. */
  readonly unanswered: readonly Unanswered[];
  /** Replies that may be meant for several inquiries, and so count for none. */
  readonly ambiguous: number;
}

/**
 * What was met, and how long it took. Judged is what stopped, or was due by `end`; what runs on then has taken infinitely
 * long, so ignoring someone improves nothing. The figures are those of a digest (`percentile_disc`).
 */
export function pastFigures(clocks: readonly PastClock[], end: Instant): PastFigures {
  const judged = clocks.filter((c) => c.stoppedAt !== null || (c.dueAt !== null && c.dueAt <= end));
  const met = judged.filter((c) => c.stoppedAt !== null && c.dueAt !== null && c.stoppedAt <= c.dueAt).length;
  const business = ascending(judged.map((c) => c.minutes ?? Number.POSITIVE_INFINITY));
  const elapsed = ascending(
    judged.map((c) => (c.stoppedAt === null ? Number.POSITIVE_INFINITY : (c.stoppedAt - c.startedAt) / MINUTE)),
  );
  return {
    judged: judged.length,
    met,
    ...known("median", at(business, 0.5)),
    ...known("ninetieth", at(business, 0.9)),
    ...known("medianElapsed", at(elapsed, 0.5)),
    ...known("ninetiethElapsed", at(elapsed, 0.9)),
  };
}

/** Below this many answers a channel or an hour says nothing of itself. */
export const ENOUGH = 5;

/** The slowest first: by the median, then by the share in time. Those with fewer than `ENOUGH` answers are left out. */
export function slowest<T>(clocks: readonly PastClock[], of: (clock: PastClock) => T, end: Instant): Slow<T>[] {
  const groups = Map.groupBy(clocks, of);
  return [...groups]
    .map(([of, theirs]) => ({ of, figures: pastFigures(theirs, end) }))
    .filter(({ figures }) => figures.judged >= ENOUGH)
    .sort((a, b) => median(b) - median(a) || share(a) - share(b) || b.figures.judged - a.figures.judged);
}

/** The hour, 0 to 23, that the wall clock of the zone shows. */
export const hourOf = (t: Instant, zone: Zone): number =>
  ((Math.floor(wallAt(zone, t) / (60 * MINUTE)) % 24) + 24) % 24;

// Not Infinity: two that are not known must compare as equal.
const median = ({ figures }: Slow<unknown>): number => figures.median ?? Number.MAX_VALUE;
const share = ({ figures: { met, judged } }: Slow<unknown>): number => met / judged;

const ascending = (values: number[]): number[] => values.sort((a, b) => (a === b ? 0 : a - b));

/** The smallest value that at least this share lies at or below. */
const at = (sorted: readonly number[], part: number): number | undefined =>
  sorted[Math.max(0, Math.ceil(part * sorted.length) - 1)];

const known = (name: keyof PastFigures, value: number | undefined) =>
  value !== undefined && Number.isFinite(value) ? { [name]: value } : {};
