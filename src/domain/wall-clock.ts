import type { Instant, Zone } from "./time.ts";

/** What a clock on the wall shows, as the milliseconds of the same date and time in UTC. */
export type Wall = number;

export const DAY = 86_400_000;

/**
 * The first instant at which the wall clock of this zone reaches a date and time. A time skipped in spring is reached at the
 * jump; a time shown twice in autumn is reached the first time. So later walls never give earlier instants, and a 25-hour
 * Sunday has 25 hours between its midnights.
 * Good for walls whose instants lie between `from` and `to`, quickest when asked in ascending order.
 */
export function wallClock(zone: Zone, from: Instant, to: Instant): (wall: Wall) => Instant {
  const spells = spellsOf(zone, from - 2 * DAY, to + 2 * DAY);
  let k = 0;
  return (wall) => {
    while (k > 0 && spells[k - 1]!.wallEnd > wall) k--;
    while (spells[k]!.wallEnd <= wall) k++;
    return Math.max(spells[k]!.from, wall - spells[k]!.offset);
  };
}

export const wallAt = (zone: Zone, t: Instant): Wall => t + offsetAt(zone, t);

/** The midnight that the day of `wall` began at. */
export const midnight = (wall: Wall): Wall => Math.floor(wall / DAY) * DAY;

/** The date that a zone's calendars show at an instant, `2026-01-09`. */
export const isoDate = (t: Instant, zone: Zone): string => new Date(wallAt(zone, t)).toISOString().slice(0, 10);

/** The instant at which a date begins in a zone. `date`: `2026-01-09`. */
export function dayBegins(date: string, zone: Zone): Instant {
  const wall = Date.parse(date);
  return wallClock(zone, wall - DAY, wall + DAY)(wall);
}

/** Monday is 0. `day`: whole days since 1970-01-01, which was a Thursday. */
export const weekdayOf = (day: number): number => (((day + 3) % 7) + 7) % 7;

/** The midnight that the week of `wall` began at. */
export const mondayOf = (wall: Wall): Wall => midnight(wall) - weekdayOf(Math.floor(wall / DAY)) * DAY;

/** A time in which the zone keeps one offset; `wallEnd` is what the wall would show at its end without the change. */
interface Spell {
  readonly from: Instant;
  readonly offset: number;
  readonly wallEnd: Wall;
}

// No zone has changed its clocks twice within five days since 1900, so looking every five days finds every change.
const STEP = 5 * DAY;

function spellsOf(zone: Zone, from: Instant, to: Instant): Spell[] {
  const spells: Spell[] = [];
  let since = Number.NEGATIVE_INFINITY;
  let offset = offsetAt(zone, from);
  for (let t = from + STEP; t < to + STEP; t += STEP) {
    const next = offsetAt(zone, t);
    if (next === offset) continue;
    const change = changeBetween(zone, t - STEP, t, offset);
    spells.push({ from: since, offset, wallEnd: change + offset });
    [since, offset] = [change, next];
  }
  spells.push({ from: since, offset, wallEnd: Number.POSITIVE_INFINITY });
  return spells;
}

/** The instant in `(from, to]` at which the zone leaves this offset; changes happen on whole seconds. */
function changeBetween(zone: Zone, from: Instant, to: Instant, offset: number): Instant {
  let [still, left] = [Math.floor(from / 1000), Math.ceil(to / 1000)];
  while (left - still > 1) {
    const middle = Math.floor((still + left) / 2);
    if (offsetAt(zone, middle * 1000) === offset) still = middle;
    else left = middle;
  }
  return left * 1000;
}

const SHAPE: Intl.DateTimeFormatOptions = {
  hourCycle: "h23",
  year: "numeric",
  month: "2-digit",
  day: "2-digit",
  hour: "2-digit",
  minute: "2-digit",
  second: "2-digit",
};
const formats = new Map<Zone, Intl.DateTimeFormat>();

/** Milliseconds that the zone is ahead of UTC. @throws RangeError for a zone that Intl does not know. */
function offsetAt(zone: Zone, t: Instant): number {
  let format = formats.get(zone);
  if (!format) {
    format = new Intl.DateTimeFormat("en-US", { ...SHAPE, timeZone: zone });
    formats.set(zone, format);
  }
  const s = format.format(t); // 03/08/2026, 14:05:09
  const number = (from: number, to: number) => Number(s.slice(from, to));
  const date = Date.UTC(number(6, 10), number(0, 2) - 1, number(3, 5));
  return (
    date + number(12, 14) * 3_600_000 + number(15, 17) * 60_000 + number(18, 20) * 1000 - Math.floor(t / 1000) * 1000
  );
}
