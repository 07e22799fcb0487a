import { merged } from "./calendar/breaks.ts";
import { advance, intervalAt, type OpenHours, openHours, openUntil, reach } from "./calendar/open-hours.ts";
import { readPlan } from "./calendar/plan.ts";
import type { CalendarSpec } from "./calendar/spec.ts";
import { closedStretches, type Stretch } from "./calendar/stretches.ts";
import { type Instant, type Interval, MINUTE, type Minutes } from "./time.ts";

const HOURS = Symbol("hours");

/** A calendar made ready for arithmetic: look-ups in tables, which grow as other years are asked for. */
export interface Calendar {
  readonly spec: CalendarSpec;
  readonly [HOURS]: OpenHours;
}

/**
 * Makes a calendar ready. Midnights and hours are those of its zone: a time that a clock change skips is reached at the change,
 * one that comes twice is reached the first time.
 * @throws CalendarError with a sentence an admin can act on.
 */
export const openCalendar = (spec: CalendarSpec): Calendar => ({ spec, [HOURS]: openHours(readPlan(spec)) });

/**
 * The instant at which `amount` business minutes from `from` have passed; breaks (in any order, overlapping or not) do not count.
 * A budget that ends exactly at closing is due at closing. Nothing added while closed is the next opening. Less than nothing
 * goes back. Counted in whole milliseconds.
 * @throws CalendarError outside the years 1900 to 2299, a break without an end among them.
 */
export function addBusiness(calendar: Calendar, from: Instant, amount: Minutes, breaks?: readonly Interval[]): Instant {
  const hours = calendar[HOURS];
  const ms = Math.round(amount * MINUTE);
  const due = advance(hours, from, ms);
  if (!breaks?.length) return due;
  if (ms < 0) return backAroundBreaks(hours, from, ms, due, merged(breaks));
  return ms > 0 ? aroundBreaks(hours, from, ms, due, merged(breaks)) : pastBreaks(hours, due, merged(breaks));
}

/** Business minutes from `from` to `to`; 0 if closed throughout, below 0 if `to` is the earlier. */
export function businessBetween(calendar: Calendar, from: Instant, to: Instant, breaks?: readonly Interval[]): Minutes {
  if (to < from) return 0 - businessBetween(calendar, to, from, breaks);
  const hours = calendar[HOURS];
  let ms = openMs(hours, from, to);
  if (breaks?.length) {
    for (const b of merged(breaks)) {
      if (b.from < to && b.to > from) ms -= openMs(hours, Math.max(b.from, from), Math.min(b.to, to));
    }
  }
  return ms / MINUTE;
}

export function isOpen(calendar: Calendar, t: Instant): boolean {
  const hours = calendar[HOURS];
  reach(hours, t);
  return t >= hours.open[intervalAt(hours, t)]!;
}

/** The first open instant at or after `t`: `t` itself while open. */
export const nextOpening = (calendar: Calendar, t: Instant): Instant => advance(calendar[HOURS], t, 0);

export function stretches(calendar: Calendar, from: Instant, to: Instant): Stretch[] {
  if (!(from < to)) return [];
  const hours = calendar[HOURS];
  reach(hours, from);
  reach(hours, to);
  const closed = closedStretches(hours.plan, from, to);
  const pieces: Stretch[] = [];
  let t = from;
  for (let i = intervalAt(hours, from); t < to; i++) {
    const opened = Math.min(to, Math.max(t, hours.open[i]!));
    const closes = Math.min(to, hours.close[i]!);
    if (opened > t) pieces.push(...closed(t, opened));
    if (closes > opened) pieces.push({ from: opened, to: closes, open: true, because: "open" });
    t = Math.max(opened, closes);
  }
  return pieces;
}

function openMs(hours: OpenHours, from: Instant, to: Instant): number {
  reach(hours, from);
  reach(hours, to);
  return openUntil(hours, to) - openUntil(hours, from);
}

function aroundBreaks(hours: OpenHours, from: Instant, ms: number, end: Instant, breaks: readonly Interval[]): Instant {
  let [due, budget] = [end, ms];
  for (const b of breaks) {
    if (b.from >= due) break;
    if (b.to <= from) continue;
    budget += openMs(hours, Math.max(b.from, from), b.to);
    due = advance(hours, from, budget);
  }
  return due;
}

function backAroundBreaks(
  hours: OpenHours,
  from: Instant,
  ms: number,
  end: Instant,
  breaks: readonly Interval[],
): Instant {
  let [due, budget] = [end, ms];
  for (const b of breaks.toReversed()) {
    if (b.to <= due) break;
    if (b.from >= from) continue;
    budget -= openMs(hours, b.from, Math.min(b.to, from));
    due = advance(hours, from, budget);
  }
  return due;
}

function pastBreaks(hours: OpenHours, opening: Instant, breaks: readonly Interval[]): Instant {
  let t = opening;
  for (const b of breaks) if (b.from <= t && t < b.to) t = advance(hours, b.to, 0);
  return t;
}
