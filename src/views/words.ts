import { type Instant, MINUTE, type Minutes, type Zone } from "../domain/time.ts";
import { DAY } from "../domain/wall-clock.ts";

/** `16:00`, on the 24-hour clock of the zone. */
export function clockTime(t: Instant, zone: Zone): string {
  const { hour, minute, unknown } = wall(t, zone);
  return `${two(hour)}:${two(minute)}${unknown ? " UTC" : ""}`;
}

/** As one says it at `now`: `today 10:12`, `tomorrow 09:00`, `Fri 16:30` within six days, `Mon 12 Jan 09:00`, `12 Jan 2025 09:00`. */
export const dayAndTime = (t: Instant, zone: Zone, now: Instant): string =>
  `${day(t, zone, now)} ${clockTime(t, zone)}`;

/** `at 16:00` today, else `tomorrow 09:00`, `Fri 16:30`: what follows "due". */
export const atTime = (t: Instant, zone: Zone, now: Instant): string =>
  day(t, zone, now) === "today" ? `at ${clockTime(t, zone)}` : dayAndTime(t, zone, now);

/** `16:00` today, else `tomorrow 09:00`, `Fri 16:30`: what follows "until", "by" and "since". */
export const untilTime = (t: Instant, zone: Zone, now: Instant): string =>
  day(t, zone, now) === "today" ? clockTime(t, zone) : dayAndTime(t, zone, now);

/** The day of an instant as one says it at `now`: `today`, `yesterday`, `Fri`, `Mon 12 Jan`, `12 Jan 2025`. */
export function day(t: Instant, zone: Zone, now: Instant): string {
  const that = wall(t, zone);
  const here = wall(now, zone);
  const away = dayNumber(that) - dayNumber(here);
  if (away === 0) return "today";
  if (away === 1) return "tomorrow";
  if (away === -1) return "yesterday";
  if (Math.abs(away) <= 6) return weekday(that);
  const date = `${that.day} ${MONTHS[that.month - 1]}`;
  return that.year === here.year || Math.abs(away) < 180 ? `${weekday(that)} ${date}` : `${date} ${that.year}`;
}

/** `Mon 19 Jan`, whatever today is. */
export function date(t: Instant, zone: Zone): string {
  const that = wall(t, zone);
  return `${weekday(that)} ${that.day} ${MONTHS[that.month - 1]}`;
}

/** Elapsed time in a sentence: `45 minutes`, `1 h 20 min`, `2 days 3 h`, `12 days`. */
export function duration(elapsed: Minutes): string {
  const whole = Math.floor(elapsed);
  if (whole < 1) return "less than a minute";
  if (whole < 60) return plural(whole, "minute");
  if (whole < 24 * 60) return hoursAndMinutes(whole);
  const days = Math.floor(whole / (24 * 60));
  const hours = Math.floor((whole % (24 * 60)) / 60);
  return plural(days, "day") + (hours > 0 && days < 7 ? ` ${hours} h` : "");
}

/** Elapsed time in a list: `45 min`, else as `duration` has it. */
export function shortDuration(elapsed: Minutes): string {
  const whole = Math.max(1, Math.floor(elapsed));
  return whole < 60 ? `${whole} min` : duration(whole);
}

/** Business time, never in days: how long a business day is differs from one calendar to the next. `45 min`, `6 h 40 min`. */
export function businessDuration(business: Minutes): string {
  const whole = Math.max(0, Math.round(business));
  return whole < 60 ? `${whole} min` : hoursAndMinutes(whole);
}

/** `1 inquiry`, `3 inquiries`. */
export const plural = (n: number, one: string, many = `${one}s`): string => `${n} ${n === 1 ? one : many}`;

/** `Kim`, `Kim and Ana`, `Kim, Ana and Lee`; with "or" where one is to choose. */
export const list = (words: readonly string[], joint: "and" | "or" = "and"): string =>
  words.length < 2 ? words.join("") : `${words.slice(0, -1).join(", ")} ${joint} ${words.at(-1)}`;

/** First letter up; the rest as it is. */
export const capital = (sentence: string): string => sentence.charAt(0).toUpperCase() + sentence.slice(1);

const MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
const WEEKDAYS = ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"];

interface Wall {
  readonly year: number;
  readonly month: number;
  readonly day: number;
  readonly hour: number;
  readonly minute: number;
  readonly unknown: boolean;
}

interface Face {
  readonly format: Intl.DateTimeFormat;
  readonly unknown: boolean;
}

const faces = new Map<Zone, Face>();

function wall(t: Instant, zone: Zone): Wall {
  const face = faces.get(zone) ?? faceOf(zone);
  faces.set(zone, face);
  // en-CA writes 2026-01-09, 16:30: digits in a fixed order, cheaper to take apart than formatToParts.
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0] = (face.format.format(t).match(/\d+/g) ?? []).map(Number);
  return { year, month, day, hour, minute, unknown: face.unknown };
}

/** A zone nobody knows must not cost anyone a nudge: such times are told in UTC, and say so. */
function faceOf(zone: Zone): Face {
  try {
    return { format: new Intl.DateTimeFormat("en-CA", { ...digits, timeZone: zone }), unknown: false };
  } catch {
    return { format: new Intl.DateTimeFormat("en-CA", { ...digits, timeZone: "UTC" }), unknown: true };
  }
}

const digits = {
  year: "numeric",
  month: "2-digit",
  day: "2-digit",
  hour: "2-digit",
  minute: "2-digit",
  hourCycle: "h23",
} as const;

const dayNumber = ({ year, month, day }: Wall): number => Date.UTC(year, month - 1, day) / DAY;
const weekday = (that: Wall): string => WEEKDAYS[(dayNumber(that) + 4) % 7]!;
const two = (n: number): string => String(n).padStart(2, "0");

function hoursAndMinutes(whole: number): string {
  const minutes = whole % 60;
  return `${Math.floor(whole / 60)} h${minutes > 0 ? ` ${minutes} min` : ""}`;
}

/** Minutes from `from` to `to`; negative where `to` is earlier. */
export const minutesBetween = (from: Instant, to: Instant): Minutes => (to - from) / MINUTE;
