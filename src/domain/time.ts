/** Milliseconds since 1970-01-01T00:00:00Z. */
export type Instant = number;

/** Elapsed minutes; a 25-hour Sunday has 1,500 of them. May have a fraction. */
export type Minutes = number;

/** An IANA zone name, such as `Europe/London`. */
export type Zone = string;

/** Half-open: `from` belongs to it, `to` does not. */
export interface Interval {
  readonly from: Instant;
  readonly to: Instant;
}

/** In whose zone, and as seen from when. */
export interface Whence {
  readonly zone: Zone;
  readonly now: Instant;
}

export const MINUTE = 60_000;

/**
 * The instant that an ISO 8601 string names.
 * @throws RangeError where the string has no offset or is no date: an instant without a zone is a guess.
 */
export function at(iso: string): Instant {
  const instant = /(?:Z|[+-]\d\d:?\d\d)$/.test(iso) ? Date.parse(iso) : Number.NaN;
  if (Number.isNaN(instant)) throw new RangeError(`"${iso}" is not an instant: write it like 2026-01-09T16:30-05:00.`);
  return instant;
}

export const minutes = (n: number): Minutes => n;
export const hours = (n: number): Minutes => n * 60;

export const addMinutes = (from: Instant, n: Minutes): Instant => from + n * MINUTE;
