import { casual, GB, type ParsedResult } from "chrono-node/en";
import { spanIn } from "./span.ts";
import { addMinutes, type Instant, MINUTE, type Zone } from "./time.ts";
import { DAY, type Wall, wallAt, wallClock } from "./wall-clock.ts";

/** In whose zone, and as seen from when. */
export interface Whence {
  readonly zone: Zone;
  readonly now: Instant;
}

/**
 * The instant that people's words name: "1h", "tomorrow 9", "until Fri 16:30", "noon", "next week". All of the text must
 * make sense, else undefined. A day without a time is 09:00; a bare hour from 1 to 6 is in the afternoon. The answer may be past.
 */
export function momentIn(text: string, whence: Whence): Instant | undefined {
  const words = text.replace(LEADING, "").trim();
  const span = spanIn(words);
  if (span) return addMinutes(instantAt(wallAt(whence.zone, whence.now) + span.days * DAY, whence), span.minutes);
  const hour = /^(?:until|till?|at|to)\s/i.test(text.trim()) && /^\d{1,2}$/.test(words) ? `${words}:00` : words;
  const read = readDate(hour, whence);
  if (!read) return undefined;
  const wall = wallOf(read, NINE);
  const elsewhere = read.start.isCertain("timezoneOffset") ? read.start.get("timezoneOffset") : null;
  const named = elsewhere === null ? instantAt(wall, whence) : wall - elsewhere * MINUTE;
  // "Monday", said on a Monday after nine, is the next one.
  const onlyWeekday = read.start.isCertain("weekday") && !read.start.isCertain("day");
  return onlyWeekday && named <= whence.now ? instantAt(wall + 7 * DAY, whence) : named;
}

/**
 * The days that people's words name, whole and half-open, from midnight to the midnight after the last: "Monday to Friday", "1 to 5 Dec",
 * "tomorrow", "next week", "until Friday". Undefined where they name none, or the last is before the first. They may be past.
 */
export function daysIn(text: string, whence: Whence): { from: Instant; to: Instant } | undefined {
  const today = midnight(wallAt(whence.zone, whence.now));
  const words = text.trim();
  const week = /^(this|next) week$/i.exec(words)?.[1]?.toLowerCase();
  if (week)
    return days(
      week === "this" ? today : monday(today) + 7 * DAY,
      monday(today) + (week === "this" ? 6 : 13) * DAY,
      whence,
    );
  const [first, last] = ends(words);
  if (first === undefined || last === undefined) return undefined;
  const from = first === "" ? today : dayOf(first, whence);
  // The last day is looked for from the first on: "Friday to Monday" is a long weekend.
  const relative = /\b(?:today|tomorrow|week)\b/i.test(last);
  const to =
    from === undefined ? undefined : dayOf(last, relative ? whence : { ...whence, now: instantAt(from, whence) });
  return from === undefined || to === undefined || to < from ? undefined : days(from, to, whence);
}

const LEADING = /^(?:(?:until|till?|to|for|in|on|by|at|from)\s+)+/i;
const NINE = 9 * 60 * MINUTE;

const days = (first: Wall, last: Wall, whence: Whence) => ({
  from: instantAt(first, whence),
  to: instantAt(last + DAY, whence),
});

/** The words of the first and the last day; the first is empty where only an end was named. */
function ends(words: string): [string?, string?] {
  const [first, last, ...more] = words
    .replace(/^from\s+/i, "")
    .split(/(?:^|\s+)(?:to|until|till?|through|[-–—])\s+|(?<=\w)[–—](?=\w)|(?<=[a-z])-(?=[a-z])/i);
  if (first === undefined || more.length > 0) return [];
  if (last === undefined) return [first, first];
  if (/^\d{1,2}$/.test(first)) return [last.replace(/\d{1,2}/, first), last];
  return /^\d{1,2}$/.test(last) ? [first, first.replace(/\d{1,2}/, last)] : [first, last];
}

/** Midnight, on the wall, of the day that is named. */
function dayOf(words: string, whence: Whence): Wall | undefined {
  const read = readDate(words, whence);
  return read && midnight(wallOf(read, 0));
}

/** One date that takes up all of the words; the next to come, unless the last was within a month. */
function readDate(words: string, whence: Whence): ParsedResult | undefined {
  const said = spelledOut(words, whence);
  const read = (forwardDate: boolean) => {
    const reference = {
      instant: new Date(whence.now),
      timezone: (wallAt(whence.zone, whence.now) - whence.now) / MINUTE,
    };
    const results = (dayFirst(whence.zone) ? GB : casual).parse(said, reference, { forwardDate });
    const only = results.length === 1 ? results[0] : undefined;
    if (!only || only.end || only.text.length !== said.length) return undefined;
    // Farther away than ten years is a slip of the pen; written so that no number at all is one too.
    return Math.abs(wallOf(only, 0) - whence.now) < 3653 * DAY ? only : undefined;
  };
  const ahead = read(true);
  if (!ahead || ahead.start.isCertain("year") || !ahead.start.isCertain("month")) return ahead;
  return wallOf(ahead, 0) - wallAt(whence.zone, whence.now) > 335 * DAY ? read(false) : ahead;
}

/** In words that chrono reads, and as lawyers mean them: an office's morning begins at nine. */
function spelledOut(words: string, { zone, now }: Whence): string {
  const nextMonday = new Date(monday(midnight(wallAt(zone, now))) + 7 * DAY).toISOString().slice(0, 10);
  return words
    .replace(/^the\s+/i, "")
    .replace(/\bnext week\b/i, nextMonday)
    .replace(/\b(?:eod|cob|end of (?:the )?day|close of business)\b/i, "17:00")
    .replace(/\b(?:this (?=morning|afternoon|evening)|to(?=night))/i, "today ")
    .replace(
      /\b(?:in the )?(morning|midday|afternoon|evening|night)\b/i,
      (_, part: string) => PARTS[part.toLowerCase()]!,
    )
    .replace(/(?<=[a-z])\s+(\d{1,2})$/i, (all, hour: string) => (ENDS_IN_MONTH.test(words) ? all : ` ${hour}:00`))
    .replace(/(?<![\d.:/-])([1-6])(?=:\d\d$)/, (hour) => String(Number(hour) + 12));
}

const PARTS: Record<string, string> = {
  morning: "09:00",
  midday: "12:00",
  afternoon: "14:00",
  evening: "18:00",
  night: "18:00",
};
const ENDS_IN_MONTH = /\b(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?\s+\d{1,2}$/i;

/** The date that was read, and its time or else `time` (in milliseconds of the day). */
function wallOf({ start }: ParsedResult, time: number): Wall {
  const [year, month, day, hour, minute] = (["year", "month", "day", "hour", "minute"] as const).map(
    (part) => start.get(part) ?? 0,
  );
  const midnight = Date.UTC(year!, month! - 1, day);
  return midnight + (start.isCertain("hour") ? (hour! * 60 + minute!) * MINUTE : time);
}

/** 3/4 is the fourth of March where the zone is American, elsewhere the third of April. */
const dayFirst = (zone: Zone): boolean => !/^(?:America|US)\/|^Pacific\/Honolulu$/.test(zone);

const midnight = (wall: Wall): Wall => Math.floor(wall / DAY) * DAY;

/** Midnight of the Monday of the week; 1970 began on a Thursday. */
const monday = (midnight: Wall): Wall => midnight - ((midnight / DAY + 3) % 7) * DAY;

const instantAt = (wall: Wall, { zone }: Whence): Instant => wallClock(zone, wall - 2 * DAY, wall + 2 * DAY)(wall);
