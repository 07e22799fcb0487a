import type { Instant, Interval } from "../time.ts";
import { DAY, wallAt, wallClock, weekdayOf } from "../wall-clock.ts";
import { type Plan, shiftsOn, weekdaysSaid } from "./plan.ts";

/** Every piece of `[from, to)`, in order and without gaps: open, or closed and why, in words ("Sat, Sun closed", "Veterans Day", "before opening"). */
export interface Stretch extends Interval {
  readonly open: boolean;
  readonly because: string;
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
