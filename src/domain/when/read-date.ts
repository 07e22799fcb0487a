import { casual, GB, type ParsedResult } from "chrono-node/en";
import { type Instant, MINUTE, type Whence, type Zone } from "../time.ts";
import { DAY, mondayOf, type Wall, wallAt, wallClock } from "../wall-clock.ts";

/** A date as it was named. */
export interface NamedDate {
  /** Midnight of the day, on the wall. */
  readonly day: Wall;
  /** Milliseconds since that midnight; absent where no time was named. */
  readonly time?: number;
  /** Milliseconds ahead of UTC, where a zone was named. */
  readonly offset?: number;
  /** How much of it was said; the rest was filled in with what comes next. */
  readonly names: "time" | "weekday" | "date";
}

/** One date that takes up all of the words: the next to come, unless the last was within a month. Undefined where they are none. */
export function readDate(words: string, whence: Whence): NamedDate | undefined {
  const said = spelledOut(words, whence);
  const ahead = read(said, whence, true);
  if (!ahead) return undefined;
  const yearless = ahead.start.isCertain("month") && !ahead.start.isCertain("year");
  const soon = named(ahead).day - whence.now < 335 * DAY;
  const result = yearless && !soon ? read(said, whence, false) : ahead;
  return result && named(result);
}

function read(said: string, { zone, now }: Whence, forwardDate: boolean): ParsedResult | undefined {
  const reference = { instant: new Date(now), timezone: (wallAt(zone, now) - now) / MINUTE };
  const results = (dayFirst(zone) ? GB : casual).parse(said, reference, { forwardDate });
  const only = results.length === 1 ? results[0] : undefined;
  if (!only || only.end || only.text.length !== said.length) return undefined;
  // Farther away than ten years is a slip of the pen; written so that no number at all is one too.
  return Math.abs(named(only).day - now) < 3653 * DAY ? only : undefined;
}

/** In words that chrono reads, and as lawyers mean them: an office's morning begins at nine. */
function spelledOut(words: string, { zone, now }: Whence): string {
  const nextMonday = new Date(mondayOf(wallAt(zone, now)) + 7 * DAY).toISOString().slice(0, 10);
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

function named({ start }: ParsedResult): NamedDate {
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0] = PARTS_OF_DATE.map((part) => start.get(part) ?? 0);
  const offset = start.isCertain("timezoneOffset") ? start.get("timezoneOffset") : null;
  return {
    day: Date.UTC(year, month - 1, day),
    names: start.isCertain("day") ? "date" : start.isCertain("weekday") ? "weekday" : "time",
    ...(start.isCertain("hour") && { time: (hour * 60 + minute) * MINUTE }),
    ...(offset !== null && { offset: offset * MINUTE }),
  };
}

const PARTS_OF_DATE = ["year", "month", "day", "hour", "minute"] as const;

/** 3/4 is the fourth of March where the zone is American, elsewhere the third of April. */
const dayFirst = (zone: Zone): boolean => !/^(?:America|US)\/|^Pacific\/Honolulu$/.test(zone);

export const instantAt = (wall: Wall, { zone }: Whence): Instant =>
  wallClock(zone, wall - 2 * DAY, wall + 2 * DAY)(wall);
