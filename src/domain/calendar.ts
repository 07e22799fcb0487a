import type { Instant, Minutes, Zone } from "./time.ts";

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

/** Half-open: `from` belongs to it, `to` does not. */
export interface Interval {
  readonly from: Instant;
  readonly to: Instant;
}

/** A calendar made ready for arithmetic. */
export interface Calendar {
  readonly spec: CalendarSpec;
}

/** Makes a calendar ready. @throws CalendarError with a sentence an admin can act on. */
export declare function openCalendar(spec: CalendarSpec): Calendar;
/** The instant at which `amount` business minutes from `from` have passed; breaks (in any order, overlapping or not) do not count. */
export declare function addBusiness(calendar: Calendar, from: Instant, amount: Minutes, breaks?: readonly Interval[]): Instant;
/** Business minutes from `from` to `to`; 0 if closed throughout. */
export declare function businessBetween(calendar: Calendar, from: Instant, to: Instant, breaks?: readonly Interval[]): Minutes;
export declare function isOpen(calendar: Calendar, t: Instant): boolean;
export declare function nextOpening(calendar: Calendar, t: Instant): Instant;
/** Every piece of `[from, to)`, in order and without gaps: open or closed, and for a closed one the reason in words ("Closed Sat, Sun", "Veterans Day"). */
export interface Stretch extends Interval {
  readonly open: boolean;
  readonly because: string;
}
export declare function stretches(calendar: Calendar, from: Instant, to: Instant): Stretch[];
