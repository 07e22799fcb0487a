import type { CalendarSpec, Stretch } from "../calendar.ts";
import type { Instant, Zone } from "../time.ts";
import { DAY, wallAt, wallClock } from "../wall-clock.ts";
import { type Plan, readPlan, shiftsOn, weekdayOf, weekdaySaid } from "./plan.ts";
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

/** Makes a teller of the closed pieces between two instants; ask it for times within `from` and `to` in which nothing is open. */
export function closedStretches(plan: Plan, from: Instant, to: Instant): (from: Instant, to: Instant) => Stretch[] {
  const instantOf = wallClock(plan.zone, from - 2 * DAY, to + 2 * DAY);
  return (start, end) => {
    const pieces: Piece[] = [];
    for (let day = Math.floor(wallAt(plan.zone, start) / DAY) - 1; instantOf(day * DAY) < end; day++) {
      const [dawn, midnight] = [Math.max(start, instantOf(day * DAY)), Math.min(end, instantOf((day + 1) * DAY))];
      if (dawn >= midnight) continue;
      const piece = { from: dawn, to: midnight, ...whyClosed(plan, day, dawn, instantOf) };
      const group = pieces.at(-1);
      if (group?.because === piece.because)
        Object.assign(group, { to: midnight, days: [...group.days, ...piece.days] });
      else pieces.push(piece);
    }
    return pieces.map(({ from, to, because, days }) => {
      return { from, to, open: false, because: because === WEEKLY ? `${weekdaysSaid(days)} closed` : because };
    });
  };
}

/** `days`: the weekdays that it covers, Monday 0. */
type Piece = { from: Instant; to: Instant; because: string; days: number[] };
const WEEKLY = "closed every week";

function whyClosed(plan: Plan, day: number, from: Instant, instantOf: (wall: number) => Instant) {
  const [own, shifts, days] = [plan.days.get(day), shiftsOn(plan, day), [weekdayOf(day)]];
  const [first, last] = [shifts[0], shifts.at(-1)];
  if (!first || !last) return { days, because: own ? own.name || "closed" : WEEKLY };
  const when =
    from < instantOf(day * DAY + first.open)
      ? "before opening"
      : from >= instantOf(day * DAY + last.close)
        ? "after closing"
        : "closed";
  return { days, because: own?.name ? `${when} (${own.name})` : when };
}

/** "Sat, Sun", "Tue to Fri". */
const weekdaysSaid = (days: readonly number[]): string =>
  days.length > 2 ? `${weekdaySaid(days[0]!)} to ${weekdaySaid(days.at(-1)!)}` : days.map(weekdaySaid).join(", ");

/** "09:00 to 12:00 and 13:00 to 17:00"; empty for none. */
const shiftsSaid = (shifts: readonly Shift[]): string =>
  shifts
    .map((shift) => {
      if (shift.open === 0 && shift.close === DAY) return "around the clock";
      return `${hoursSaid(shift)}${shift.close > DAY ? " the next day" : ""}`;
    })
    .join(" and ");

/** "London time", "UTC". */
function zoneSaid(zone: Zone): string {
  const city = zone.split("/").at(-1)!.replaceAll("_", " ");
  return /^(UTC|GMT|UCT|Zulu)/i.test(city) ? city : `${city} time`;
}

const counted = (lead: string, n: number, noun: string): string =>
  n ? `${lead} ${n} ${noun}${n === 1 ? "" : "s"}` : "";
