import { addMinutes, type Instant, MINUTE, type Whence } from "./time.ts";
import { DAY, midnight, mondayOf, type Wall, wallAt } from "./wall-clock.ts";
import { instantAt, type NamedDate, readDate } from "./when/read-date.ts";
import { spanIn } from "./when/span.ts";

/**
 * The instant that people's words name: "1h", "tomorrow 9", "until Fri 16:30", "noon", "next week". All of the text must
 * make sense, else undefined. A day without a time is 09:00; a bare hour from 1 to 6 is in the afternoon. The answer may be past.
 */
export function momentIn(text: string, whence: Whence): Instant | undefined {
  const words = text.replace(LEADING, "").trim();
  const span = spanIn(words);
  if (span) return addMinutes(daysFrom(whence, span.days), span.minutes);
  const bareHour = /^(?:until|till?|at|to)\s/i.test(text.trim()) && /^\d{1,2}$/.test(words);
  const read = readDate(bareHour ? `${words}:00` : words, whence);
  if (!read) return undefined;
  const named = instantOf(read, whence);
  // "Monday", said on a Monday after nine, is the next one.
  return read.names === "weekday" && named <= whence.now ? instantOf(read, whence, 7) : named;
}

/** The same, of what has happened: "now", "10:30", "yesterday 16:00", "Monday", "2 hours ago". Undefined where that is still to come. */
export function pastMomentIn(text: string, whence: Whence): Instant | undefined {
  const words = text.replace(LEADING, "").trim();
  if (/^(?:just )?now$/i.test(words)) return whence.now;
  const ago = spanIn(/^(.+?)\s+ago$/i.exec(words)?.[1] ?? "");
  if (ago) return addMinutes(daysFrom(whence, -ago.days), -ago.minutes);
  const read = readDate(words, whence);
  if (!read) return undefined;
  const back = { time: -1, weekday: -7, date: 0 }[read.names];
  return [0, back].map((days) => instantOf(read, whence, days)).find((then) => then <= whence.now);
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
      week === "this" ? today : mondayOf(today) + 7 * DAY,
      mondayOf(today) + (week === "this" ? 6 : 13) * DAY,
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

const daysFrom = (whence: Whence, days: number): Instant =>
  instantAt(wallAt(whence.zone, whence.now) + days * DAY, whence);

function instantOf({ day, time = NINE, offset }: NamedDate, whence: Whence, daysOn = 0): Instant {
  const wall = day + time + daysOn * DAY;
  return offset === undefined ? instantAt(wall, whence) : wall - offset;
}

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
const dayOf = (words: string, whence: Whence): Wall | undefined => readDate(words, whence)?.day;
