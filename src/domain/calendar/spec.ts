import type { Zone } from "../time.ts";

export type Weekday = "mon" | "tue" | "wed" | "thu" | "fri" | "sat" | "sun";

/** Local wall times `HH:MM`; `24:00` is the end of the day; a close at or before its open is the next morning's. */
export type Hours = readonly [open: string, close: string];

/** A calendar as a firm writes it down and as the store keeps it. Dates are local, `YYYY-MM-DD`. */
export interface CalendarSpec {
  readonly zone: Zone;
  readonly weekly: Readonly<Partial<Record<Weekday, readonly Hours[]>>>;
  readonly holidays?: readonly { readonly date: string; readonly name: string }[];
  /** One day's own hours, which replace the weekly ones: none for a closure, a shorter list for a half day. */
  readonly exceptions?: readonly { readonly date: string; readonly hours: readonly Hours[]; readonly name: string }[];
}
