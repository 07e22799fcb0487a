import { dayNamed } from "./promise/day.ts";
import { hourNamed } from "./promise/hour.ts";
import { addMinutes, type Instant, MINUTE, type Zone } from "./time.ts";
import { DAY, midnight, type Wall, wallAt, wallClock } from "./wall-clock.ts";

/** The end of a business day, where a promise names a day and no hour: 17:00 in the zone. */
const DAY_ENDS = 17 * 60;

/**
 * When a promise falls due that was made at `at` in words like "by Tuesday noon", "tomorrow morning", "EOD",
 * "within two hours", "next week"; undefined where no time is named ("shortly", "soon") or it is past already.
 * A day without an hour ends at 17:00, the morning at 12:00, the evening at 20:00; today after its end, at midnight.
 * "Next week" is over on its Friday, "early next week" on its Tuesday. Wall-clock words are read in `zone`.
 */
export function promisedTime(words: string, at: Instant, zone: Zone): Instant | undefined {
  const said = words.slice(0, 400).toLowerCase().replace(/[’‘`]/g, "'");
  const span = spanOf(said);
  if (span !== undefined) return addMinutes(at, span);
  const now = wallAt(zone, at);
  const today = midnight(now);
  const hour = hourNamed(said);
  const day = dayNamed(said, today, { zone, at }) ?? (hour === undefined ? undefined : today);
  if (day === undefined) return undefined;
  const due = soonest(said, day, hour, today, now);
  return due === undefined ? undefined : wallClock(zone, at - DAY, due + 2 * DAY)(due);
}

/** The day at its hour; if that is past, what the words can still mean. */
function soonest(said: string, day: Wall, hour: number | undefined, today: Wall, now: Wall): Wall | undefined {
  const due = day + (hour ?? DAY_ENDS) * MINUTE;
  if (due > now) return due;
  // "Monday by 10", said on a Monday at eleven.
  if (WEEKDAY.test(said)) return due + 7 * DAY;
  // "Today", said after five.
  if (hour === undefined || hour === DAY_ENDS) return today + DAY;
  // "By 10", said at eleven, with no day.
  return SAID_TODAY.test(said) ? undefined : due + DAY;
}

const WEEKDAY = /\b(?:mon|tues?|wed(?:nes)?|thu(?:rs?)?|fri|satur|sun)(?:day)?\b/;
const SAID_TODAY = /\b(?:today|this|tonight)\b/;

const NUMBERS = { half: 0.5, an: 1, a: 1, one: 1, two: 2, three: 3, four: 4, five: 5, six: 6, ten: 10 };
const SPAN = new RegExp(
  String.raw`\b(?:within|in|under|give (?:me|us)|another)(?: the)?(?: next)?(?: about| around| another)? ` +
    String.raw`(${Object.keys(NUMBERS).join("|")}|\d{1,3})(?: of| an)? ?(min(?:ute)?|h(?:ou)?r)s?\b`,
);

/** The minutes of "within two hours", "half an hour"; days are days on the calendar, and not here. */
function spanOf(said: string): number | undefined {
  const [, number, unit] = SPAN.exec(said.replace("a couple", "two")) ?? [];
  if (number === undefined || unit === undefined) return undefined;
  const n = number in NUMBERS ? NUMBERS[number as keyof typeof NUMBERS] : Number(number);
  return unit.startsWith("h") ? n * 60 : n;
}
