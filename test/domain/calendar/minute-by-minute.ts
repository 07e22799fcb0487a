import { Temporal } from "temporal-polyfill";
import { WEEK } from "../../../src/domain/calendar/plan.ts";
import type { CalendarSpec, Hours } from "../../../src/domain/calendar/spec.ts";
import { type Instant, type Interval, MINUTE } from "../../../src/domain/time.ts";

/**
 * The slowest right answer: follows the clock on the wall through each minute of some days, notes whether the firm is open, and counts
 * on its fingers. It shares no rule with the calendar that it checks. Whole minutes only, and not past its days.
 */
export function minuteByMinute(spec: CalendarSpec, first: Instant, days: number) {
  const hours = new Map<number, readonly Hours[]>();
  const hoursOf = (day: number) => hours.get(day) ?? hours.set(day, hoursOn(spec, day)).get(day)!;
  const walls = wallMinutes(spec.zone, first - 3 * 1440 * MINUTE, (days + 6) * 1440);
  const open = Array.from(walls, (wall) => isOpenAt(hoursOf, wall));
  const isOpen = (t: Instant) => {
    const minute = open[(t - first) / MINUTE + 3 * 1440];
    if (minute === undefined) throw new RangeError("Past the days that were read.");
    return minute;
  };
  const counts = (t: Instant, breaks: readonly Interval[]) => isOpen(t) && !breaks.some((b) => b.from <= t && t < b.to);
  return {
    isOpen,
    add(from: Instant, amount: number, breaks: readonly Interval[] = []): Instant {
      let t = from;
      for (let n = amount; n < 0; t -= MINUTE) if (counts(t - MINUTE, breaks)) n++;
      for (let n = amount; n > 0; t += MINUTE) if (counts(t, breaks)) n--;
      while (amount === 0 && !counts(t, breaks)) t += MINUTE;
      return t;
    },
    between(from: Instant, to: Instant, breaks: readonly Interval[] = []): number {
      let n = 0;
      for (let t = from; t < to; t += MINUTE) if (counts(t, breaks)) n++;
      return n;
    },
  };
}

/** What the wall has shown at its furthest, in minutes since 1970 by the wall: an hour that comes twice is stood still the second time. */
function* wallMinutes(zone: string, from: Instant, count: number): Generator<number> {
  const hour = 60 * MINUTE;
  let furthest = Number.NEGATIVE_INFINITY;
  for (let t = from; t < from + count * MINUTE; t += hour) {
    const [before, after] = [offsetMinutes(zone, t), offsetMinutes(zone, t + hour)];
    for (let m = t; m < t + hour; m += MINUTE) {
      furthest = Math.max(furthest, m / MINUTE + (before === after ? before : offsetMinutes(zone, m)));
      yield furthest;
    }
  }
}

const offsetMinutes = (zone: string, t: Instant) =>
  Temporal.Instant.fromEpochMilliseconds(t).toZonedDateTimeISO(zone).offsetNanoseconds / 60e9;

function isOpenAt(hoursOf: (day: number) => readonly Hours[], wall: number): boolean {
  const day = Math.floor(wall / 1440);
  const minute = wall - day * 1440;
  return (
    hoursOf(day).some(([open, close]) => minute >= m(open) && (minute < m(close) || m(close) <= m(open))) ||
    hoursOf(day - 1).some(([open, close]) => m(close) <= m(open) && minute < m(close))
  );
}

function hoursOn(spec: CalendarSpec, day: number): readonly Hours[] {
  const date = Temporal.PlainDate.from("1970-01-01").add({ days: day });
  const own = spec.exceptions?.find((e) => e.date === date.toString());
  if (own) return own.hours;
  if (spec.holidays?.some((h) => h.date === date.toString())) return [];
  return spec.weekly[WEEK[date.dayOfWeek - 1]!] ?? [];
}

const m = (time: string) => Number(time.slice(0, 2)) * 60 + Number(time.slice(3));
