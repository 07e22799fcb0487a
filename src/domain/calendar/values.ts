import { nearest } from "../nearest.ts";
import type { Zone } from "../time.ts";
import { DAY } from "../wall-clock.ts";
import type { Hours } from "./spec.ts";

/** A calendar that cannot be used. The message is for an admin: which value is wrong, and what to write instead. */
export class CalendarError extends Error {
  override name = "CalendarError";
}

/** Milliseconds on the wall after the midnight of the day it opens on; an overnight shift closes after more than 24 hours. */
export interface Shift {
  readonly open: number;
  readonly close: number;
}

/** One day's hours, in order; `whose` names the day in an error. @throws CalendarError */
export function readHours(hours: readonly Hours[], whose: string): Shift[] {
  if (!Array.isArray(hours))
    throw new CalendarError(`The hours of ${whose} are not a list. Write [["09:00", "17:00"]].`);
  const shifts = hours.map((pair) => {
    if (!Array.isArray(pair) || pair.length !== 2) {
      throw new CalendarError(`${JSON.stringify(pair)} on ${whose} is not a pair of times. Write ["09:00", "17:00"].`);
    }
    const [open, close] = [readTime(pair[0], whose), readTime(pair[1], whose)];
    if (open === DAY)
      throw new CalendarError(`"24:00" on ${whose} cannot be an opening. Write "00:00" on the next day.`);
    return { open, close: close > open ? close : close + DAY };
  });
  shifts.sort((a, b) => a.open - b.open);
  for (let i = 1; i < shifts.length; i++) refuseOverlap(whose, shifts[i - 1]!, whose, shifts[i]!);
  return shifts;
}

function readTime(text: unknown, whose: string): number {
  const [, h, m] = (typeof text === "string" && /^(\d\d):(\d\d)$/.exec(text)) || [];
  const minutes = Number(h) * 60 + Number(m);
  if (minutes <= 1440 && Number(m) < 60) return minutes * 60_000;
  const like = 'Write it like "09:00" or "17:30"; "24:00" is the end of the day.';
  throw new CalendarError(`${JSON.stringify(text)} on ${whose} is not a time of day. ${like}`);
}

/** @throws CalendarError where the second begins before the first has ended; both count from the same midnight. */
export function refuseOverlap(whose: string, first: Shift, whoseNext: string, second: Shift): void {
  if (first.close <= second.open) return;
  const fix = "Let one end before the other begins, or write them as one.";
  throw new CalendarError(`${whose} ${hoursSaid(first)} and ${whoseNext} ${hoursSaid(second)} overlap. ${fix}`);
}

/** `YYYY-MM-DD` as days since 1970-01-01. @throws CalendarError */
export function readDate(date: string): number {
  const [, y, m, d] = (typeof date === "string" && /^(\d{4})-(\d\d)-(\d\d)$/.exec(date)) || [];
  const [year, month, dayOfMonth] = [Number(y), Number(m), Number(d)];
  if (!(month >= 1 && month <= 12)) throw new CalendarError(`"${date}" is not a date. Write it like 2026-12-25.`);
  if (year < 1900 || year > 2199) throw new CalendarError(`"${date}" is out of range. Write a year from 1900 to 2199.`);
  const first = Date.UTC(year, month - 1, 1) / DAY;
  const days = Date.UTC(year, month, 1) / DAY - first;
  if (dayOfMonth >= 1 && dayOfMonth <= days) return first + dayOfMonth - 1;
  throw new CalendarError(
    `"${date}" is no date: that month has ${days} days. Write ${y}-${m}-01 to ${y}-${m}-${days}.`,
  );
}

/** @throws CalendarError for a name that is not in the IANA list; an offset such as +01:00 is not a zone, for it knows no summer. */
export function readZone(zone: Zone): Zone {
  try {
    if (typeof zone === "string" && /^[a-z]/i.test(zone))
      return new Intl.DateTimeFormat("en", { timeZone: zone }) && zone;
  } catch {
    // Said below, with the zone that was perhaps meant.
  }
  const name = String(zone).replaceAll(" ", "_");
  const zones = Intl.supportedValuesOf("timeZone");
  const byCity = new Map(zones.map((z) => [z.split("/").at(-1)!, z]));
  const meant = nearest(name, zones) ?? byCity.get(nearest(name, byCity.keys()) ?? "");
  const hint = meant ? `Did you mean ${meant}?` : "Write an area and a city, such as Europe/London.";
  throw new CalendarError(`"${zone}" is not a time zone. ${hint}`);
}

export const hoursSaid = ({ open, close }: Shift): string =>
  `${timeSaid(open % DAY)} to ${timeSaid(close > DAY ? close % DAY : close)}`;

const timeSaid = (ms: number) =>
  `${String(Math.floor(ms / 3_600_000)).padStart(2, "0")}:${String((ms / 60_000) % 60).padStart(2, "0")}`;
