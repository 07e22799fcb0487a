import { WEEK } from "../calendar/plan.ts";
import type { CalendarSpec, Hours } from "../calendar/spec.ts";
import { type Change, set } from "./change.ts";

export function calendarChanges(before: CalendarSpec, after: CalendarSpec): Change[] {
  return [
    ...set("The firm", "zone", before.zone, after.zone),
    ...WEEK.flatMap((day) => {
      const name = day[0]!.toUpperCase() + day.slice(1);
      return set(name, "hours", hoursWritten(before.weekly[day] ?? []), hoursWritten(after.weekly[day] ?? []));
    }),
    ...days("holiday", holidaysOf(before), holidaysOf(after)),
    ...days("special day", specialOf(before), specialOf(after)),
  ];
}

/** `09:00-12:30, 13:30-17:30`; `closed` for none. */
export const hoursWritten = (hours: readonly Hours[]): string =>
  [...hours]
    .sort()
    .map(([open, close]) => `${open}-${close}`)
    .join(", ") || "closed";

const holidaysOf = ({ holidays = [] }: CalendarSpec) => new Map(holidays.map(({ date, name }) => [date, name]));

const specialOf = ({ exceptions = [] }: CalendarSpec) =>
  new Map(exceptions.map(({ date, hours, name }) => [date, `${name}, ${hoursWritten(hours)}`]));

function days(what: string, before: ReadonlyMap<string, string>, after: ReadonlyMap<string, string>): Change[] {
  const dates = [...new Set([...before.keys(), ...after.keys()])].sort();
  return dates.flatMap((date): Change[] => {
    const [from, to] = [before.get(date), after.get(date)];
    if (from !== undefined && to !== undefined) return set(date, what, from, to);
    if (to !== undefined) return [{ is: "new", of: `${date} ${to}`, what, with: [] }];
    return [{ is: "gone", of: `${date} ${from}`, what }];
  });
}
