import type { Zone } from "../time.ts";
import { DAY, weekdayOf } from "../wall-clock.ts";
import type { CalendarSpec, Weekday } from "./spec.ts";
import { CalendarError, readDate, readHours, readZone, refuseOverlap, type Shift } from "./values.ts";

/** A calendar that was read and checked. Days are counted from 1970-01-01. */
export interface Plan {
  readonly zone: Zone;
  /** By weekday, Monday first; in order, not overlapping. */
  readonly weekly: readonly (readonly Shift[])[];
  /** Days that do not follow the week, and why. */
  readonly days: ReadonlyMap<number, OwnDay>;
}

interface OwnDay {
  readonly shifts: readonly Shift[];
  readonly name: string;
}

/**
 * A shift belongs to the day it opens on: a holiday on Tuesday leaves the end of Monday's night shift standing. An exception
 * outranks a holiday on the same date.
 * @throws CalendarError
 */
export function readPlan(spec: CalendarSpec): Plan {
  const plan = { zone: readZone(spec.zone), weekly: readWeek(spec.weekly), days: readDays(spec) };
  refuseYearShut(plan);
  return plan;
}

export const WEEK = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"] as const satisfies readonly Weekday[];

/** "Mon" for 0, a Monday. */
const weekdaySaid = (weekday: number): string => WEEK[weekday]![0]!.toUpperCase() + WEEK[weekday]!.slice(1);

/** "Sat, Sun", "Tue to Fri". */
export const weekdaysSaid = (days: readonly number[]): string =>
  days.length > 2 ? `${weekdaySaid(days[0]!)} to ${weekdaySaid(days.at(-1)!)}` : days.map(weekdaySaid).join(", ");

export const shiftsOn = (plan: Plan, day: number): readonly Shift[] =>
  plan.days.get(day)?.shifts ?? plan.weekly[weekdayOf(day)]!;

function readWeek(weekly: CalendarSpec["weekly"]): Shift[][] {
  const stranger = Object.keys(weekly).find((key) => !WEEK.includes(key as Weekday));
  if (stranger) throw new CalendarError(`"${stranger}" is not a weekday. Write one of ${WEEK.join(", ")}.`);
  const week = WEEK.map((weekday, i) => readHours(weekly[weekday] ?? [], weekdaySaid(i)));
  if (week.every((shifts) => shifts.length === 0)) {
    throw new CalendarError(
      "This calendar never opens. Give at least one weekday its hours, such as mon 09:00 to 17:00.",
    );
  }
  week.forEach((shifts, i) => {
    const [last, first] = [shifts.at(-1), week[(i + 1) % 7]![0]];
    if (!last || !first) return;
    const tomorrow = { open: first.open + DAY, close: first.close + DAY };
    if (last.close > tomorrow.open) refuseOverlap(weekdaySaid(i), last, weekdaySaid((i + 1) % 7), tomorrow);
  });
  return week;
}

function readDays({ holidays = [], exceptions = [] }: CalendarSpec): Map<number, OwnDay> {
  const days = new Map<number, OwnDay>();
  for (const { date, name } of holidays) {
    const day = readDate(date);
    const known = days.get(day)?.name;
    days.set(day, { shifts: [], name: known && known !== name ? `${known}, ${name}` : name || "holiday" });
  }
  const seen = new Set<number>();
  for (const { date, hours, name } of exceptions) {
    const day = readDate(date);
    if (seen.has(day)) throw new CalendarError(`${date} has two exceptions. Keep one, with all the hours of that day.`);
    days.set(day, { shifts: readHours(hours, date), name });
    seen.add(day);
  }
  return days;
}

// With hours in the week, only days of their own can keep a calendar shut for long: a walk over those is enough.
function refuseYearShut(plan: Plan): void {
  const listed = [...plan.days.keys()].sort((a, b) => a - b);
  let lastOpen = Number.NaN;
  for (let day = listed[0]! - 7; day <= listed.at(-1)! + 7; day++) {
    if (shiftsOn(plan, day).length) lastOpen = day;
    else if (day - lastOpen > 365) {
      const since = new Date(lastOpen * DAY).toISOString().slice(0, 10);
      throw new CalendarError(`This calendar has no opening in the year after ${since}. Take some closures out of it.`);
    }
  }
}
