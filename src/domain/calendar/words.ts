import type { Zone } from "../time.ts";
import { DAY } from "../wall-clock.ts";
import { readPlan, weekdaysSaid } from "./plan.ts";
import type { CalendarSpec } from "./spec.ts";
import { hoursSaid, type Shift } from "./values.ts";

/**
 * The opening hours in a sentence for an editor: "Mon to Thu 09:00 to 17:30, Fri 09:00 to 15:00, London time; closed on 8 holidays".
 * @throws CalendarError for a calendar that cannot be used.
 */
export function describeCalendar(spec: CalendarSpec): string {
  const { weekly } = readPlan(spec);
  const hours = weekly.map(shiftsSaid);
  const runs: number[][] = [];
  hours.forEach((said, day) => {
    if (said && day > 0 && said === hours[day - 1]) runs.at(-1)!.push(day);
    else if (said) runs.push([day]);
  });
  const week = runs.map((run) => `${weekdaysSaid(run)} ${hours[run[0]!]}`).join(", ");
  const exceptions = spec.exceptions ?? [];
  const shut = exceptions.filter((e) => e.hours.length === 0).length;
  const extras = [
    counted("closed on", new Set(spec.holidays?.map((h) => h.date)).size, "holiday"),
    counted("closed on", shut, "other day"),
    counted("other hours on", exceptions.length - shut, "day"),
  ].filter(Boolean);
  return [`${week}, ${zoneSaid(spec.zone)}`, ...extras].join("; ");
}

/** "09:00 to 12:00 and 13:00 to 17:00"; empty for none. */
const shiftsSaid = (shifts: readonly Shift[]): string =>
  shifts
    .map((shift) => {
      if (shift.open === 0 && shift.close === DAY) return "around the clock";
      return `${hoursSaid(shift)}${shift.close > DAY ? " the next day" : ""}`;
    })
    .join(" and ");

/** "London time", "UTC". */
export function zoneSaid(zone: Zone): string {
  const city = zone.split("/").at(-1)!.replaceAll("_", " ");
  return /^(UTC|GMT|UCT|Zulu)/i.test(city) ? city : `${city} time`;
}

const counted = (lead: string, n: number, noun: string): string =>
  n ? `${lead} ${n} ${noun}${n === 1 ? "" : "s"}` : "";
