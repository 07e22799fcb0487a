import type { Instant, Zone } from "./time.ts";
import { DAY, mondayOf, type Wall, wallAt, wallClock } from "./wall-clock.ts";

/** An ISO week as a zone lives it: `[Monday 00:00, next Monday 00:00)` on its wall clocks, so 167 or 169 hours twice a year. */
export interface Week {
  /** `2026-W46`. */
  readonly name: string;
  /** `2026-11-09`. */
  readonly monday: string;
  readonly zone: Zone;
  readonly from: Instant;
  readonly to: Instant;
}

const WEEK = 7 * DAY;
/** A digest is read at the start of the week's first morning. */
const MORNING = 8.5 * 3_600_000;

/** The week that an instant falls into. */
export const weekOf = (t: Instant, zone: Zone): Week => weekFrom(mondayOf(wallAt(zone, t)), zone);

/** The week that begins on this Monday, `2026-11-09`. */
export const weekStarting = (monday: string, zone: Zone): Week => weekFrom(Date.parse(monday), zone);

/** `n` weeks before this one; after it where negative. */
export const weekBefore = (week: Week, n = 1): Week => weekFrom(Date.parse(week.monday) - n * WEEK, week.zone);

/** The week of this name, `2026-W46`; undefined for anything else, and for a week 53 that the year does not have. */
export function weekNamed(name: string, zone: Zone): Week | undefined {
  const [, year, number] = /^(\d{4})-?W(\d{2})$/i.exec(name.trim()) ?? [];
  if (year === undefined || number === undefined || number === "00") return undefined;
  // The fourth of January is always in week 1.
  const monday = mondayOf(Date.UTC(Number(year), 0, 4)) + (Number(number) - 1) * WEEK;
  return nameOf(monday) === `${year}-W${number}` ? weekFrom(monday, zone) : undefined;
}

/** The instant in this week's Monday morning, 08:30, at which the digest of the week before is due. */
export const mondayMorning = (week: Week): Instant => clockOf(week.zone, week.from)(Date.parse(week.monday) + MORNING);

/** The first Monday 08:30 of the zone after `t`. */
export function nextMondayMorning(t: Instant, zone: Zone): Instant {
  const here = weekOf(t, zone);
  const morning = mondayMorning(here);
  return morning > t ? morning : mondayMorning(weekBefore(here, -1));
}

function weekFrom(monday: Wall, zone: Zone): Week {
  const clock = clockOf(zone, monday);
  const date = new Date(monday).toISOString().slice(0, 10);
  return { name: nameOf(monday), monday: date, zone, from: clock(monday), to: clock(monday + WEEK) };
}

const clockOf = (zone: Zone, near: Instant) => wallClock(zone, near - DAY, near + WEEK + DAY);

/** A week belongs to the year that has its Thursday. */
function nameOf(monday: Wall): string {
  const year = new Date(monday + 3 * DAY).getUTCFullYear();
  const number = (monday - mondayOf(Date.UTC(year, 0, 4))) / WEEK + 1;
  return `${year}-W${String(number).padStart(2, "0")}`;
}
