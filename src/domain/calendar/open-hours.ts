import type { Instant } from "../time.ts";
import { DAY, wallClock } from "../wall-clock.ts";
import { type Plan, shiftsOn } from "./plan.ts";
import { CalendarError } from "./values.ts";

/**
 * A calendar's opening hours as instants, from `lo` to `hi`, with running sums, so that business time is a look-up. Built for
 * three years around the first instant asked for; `reach` makes it wider. Interval `i` is `[open[i], close[i])`, and before it
 * the calendar was open for `before[i]` ms since `lo`; the entry past the last stands for "never again".
 */
export interface OpenHours {
  readonly plan: Plan;
  lo: Instant;
  hi: Instant;
  open: Float64Array;
  close: Float64Array;
  before: Float64Array;
  total: number;
  /** By day since `lo`: the first interval that ends after the day begins. */
  byDay: Int32Array;
  /** By `step` ms of open time since `lo`: the first interval by whose end that much has passed. */
  bySum: Int32Array;
  step: number;
}

const YEAR = 366 * DAY;
const FIRST = Date.UTC(1900, 0, 1);
const LAST = Date.UTC(2300, 0, 1);

export const openHours = (plan: Plan): OpenHours => {
  const none = { open: new Float64Array(0), close: new Float64Array(0), before: new Float64Array(0), total: 0 };
  return { plan, lo: 0, hi: 0, ...none, byDay: new Int32Array(0), bySum: new Int32Array(0), step: 1 };
};

/** The interval that `t` falls into, or else the next one. Reach `t` first. */
export function intervalAt(hours: OpenHours, t: Instant): number {
  const close = hours.close;
  let i = hours.byDay[((t - hours.lo) / DAY) | 0]!;
  while (close[i]! <= t) i++;
  return i;
}

/** How long, in ms, the calendar was open from `hours.lo` until `t`. Reach `t` first. */
export function openUntil(hours: OpenHours, t: Instant): number {
  const i = intervalAt(hours, t);
  const opened = hours.open[i]!;
  return t > opened ? hours.before[i]! + (t - opened) : hours.before[i]!;
}

/**
 * The instant by which the calendar has been open for `ms` after `from`. A budget that ends with an interval ends at its close;
 * no budget at all waits for an opening; a negative one goes back and may end at an opening.
 */
export function advance(hours: OpenHours, from: Instant, ms: number): Instant {
  for (;;) {
    reach(hours, from);
    const sum = openUntil(hours, from) + ms;
    if (ms < 0 ? sum > 0 : sum < hours.total) {
      const before = hours.before;
      let i = hours.bySum[(sum / hours.step) | 0]!;
      if (ms > 0) while (before[i + 1]! < sum) i++;
      else while (before[i + 1]! <= sum) i++;
      return hours.open[i]! + (sum - before[i]!);
    }
    const span = hours.hi - hours.lo;
    if (ms < 0) widen(hours, hours.lo - span, hours.hi);
    else widen(hours, hours.lo, hours.hi + span);
  }
}

export function reach(hours: OpenHours, t: Instant): void {
  if (t >= hours.lo && t < hours.hi) return;
  if (!(t >= FIRST && t < LAST)) {
    throw new CalendarError(`Business time is counted from 1900 to 2299; ${t} is not a time between them.`);
  }
  if (hours.hi === 0) build(hours, t - YEAR, t + 2 * YEAR);
  else build(hours, Math.min(hours.lo, t - YEAR), Math.max(hours.hi, t + 2 * YEAR));
}

function widen(hours: OpenHours, lo: Instant, hi: Instant): void {
  if (hours.lo <= FIRST && lo < FIRST) throw new CalendarError("That is more business time than there is since 1900.");
  if (hours.hi >= LAST && hi > LAST) throw new CalendarError("That is more business time than there is until 2299.");
  build(hours, lo, hi);
}

function build(hours: OpenHours, from: Instant, to: Instant): void {
  const lo = Math.floor(Math.max(from, FIRST) / DAY) * DAY;
  const hi = Math.ceil(Math.min(to, LAST) / DAY) * DAY;
  const [open, close] = intervals(hours.plan, lo, hi);
  const n = open.length;
  const before = new Float64Array(n + 1);
  for (let i = 0; i < n; i++) before[i + 1] = before[i]! + (close[i]! - open[i]!);
  const total = before[n]!;
  // Whole milliseconds, so that dividing a sum by it never rounds up into the next slot.
  const step = Math.max(1, Math.ceil(total / Math.max(1, n)));
  open.push(Number.POSITIVE_INFINITY);
  close.push(Number.POSITIVE_INFINITY);
  const byDay = new Int32Array((hi - lo) / DAY + 1);
  for (let day = 0, i = 0; day < byDay.length; day++) {
    while (close[i]! <= lo + day * DAY) i++;
    byDay[day] = i;
  }
  const bySum = new Int32Array(Math.floor(total / step) + 1);
  for (let slot = 0, i = 0; slot < bySum.length; slot++) {
    while (i < n && before[i + 1]! < slot * step) i++;
    bySum[slot] = i;
  }
  const arrays = { open: Float64Array.from(open), close: Float64Array.from(close), before, byDay, bySum };
  Object.assign(hours, { lo, hi, total, step, ...arrays });
}

/** Openings and closings within `[lo, hi)`; where one ends as the next begins, they are one. */
function intervals(plan: Plan, lo: Instant, hi: Instant): [open: Instant[], close: Instant[]] {
  const [open, close]: [Instant[], Instant[]] = [[], []];
  const instantOf = wallClock(plan.zone, lo - 3 * DAY, hi + 3 * DAY);
  for (let day = lo / DAY - 3; day <= hi / DAY + 3; day++) {
    for (const shift of shiftsOn(plan, day)) {
      const from = Math.max(lo, instantOf(day * DAY + shift.open));
      const to = Math.min(hi, instantOf(day * DAY + shift.close));
      // A day that the zone skipped, or an hour that was not there, leaves nothing.
      if (from >= to) continue;
      const last = close.length - 1;
      if (last >= 0 && from <= close[last]!) close[last] = Math.max(close[last]!, to);
      else {
        open.push(from);
        close.push(to);
      }
    }
  }
  return [open, close];
}
