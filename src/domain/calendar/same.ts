import { WEEK } from "./plan.ts";
import type { CalendarSpec } from "./spec.ts";

/** Whether two calendars say the same, in whatever order it was written down. */
export const sameCalendar = (a: CalendarSpec, b: CalendarSpec): boolean => inOrder(a) === inOrder(b);

function inOrder({ zone, weekly, holidays = [], exceptions = [] }: CalendarSpec): string {
  return JSON.stringify([
    zone,
    WEEK.map((day) => [...(weekly[day] ?? [])].sort()),
    holidays.map(({ date, name }) => [date, name]).sort(),
    exceptions.map(({ date, hours, name }) => [date, name, [...hours].sort()]).sort(),
  ]);
}
