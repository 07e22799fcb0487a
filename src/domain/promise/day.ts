import type { Instant, Zone } from "../time.ts";
import { DAY, midnight, type Wall, wallAt, weekdayOf } from "../wall-clock.ts";
import { momentIn } from "../when.ts";

const WEEKDAYS = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];
const FRIDAY = 4;
const MONTH = "(?:jan|feb|mar|apr|may|jun|jul|aug|sept?|oct|nov|dec)[a-z]*";
const NTH = String.raw`\d{1,2}(?:st|nd|rd|th)?`;
const DATE = new RegExp(
  String.raw`\b(?:${NTH}(?: of)? ${MONTH}|${MONTH} ${NTH}|\d{4}-\d\d-\d\d|\d{1,2}/\d{1,2}(?:/\d{2,4})?)\b`,
);
const WEEKDAY = /\b(mon|tue|wed|thu|fri|sat|sun)(?:s|sday|nesday|nes|rs|r|rsday|urday|day)?\b/g;

/**
 * The day that words name, as its midnight on the wall; undefined for none. `today` is the midnight before `at`.
 * Of two days ("Monday or Tuesday") the later counts; "Friday", said on a Friday, is today: early is the safe mistake.
 */
export function dayNamed(said: string, today: Wall, { at, zone }: { at: Instant; zone: Zone }): Wall | undefined {
  const weekday = weekdayOf(today / DAY);
  const monday = today - weekday * DAY;
  const date = DATE.exec(said)?.[0]
    .replace(/(\d)(?:st|nd|rd|th)/, "$1")
    .replace(" of ", " ");
  const dated = date && momentIn(date, { zone, now: at });
  if (dated) return midnight(wallAt(zone, dated));
  const nextWeek = /\bnext week\b|\bweek after\b/.test(said);
  const named = weekdayNamed(said);
  if (named !== undefined) {
    if (nextWeek || new RegExp(`\\bnext ${WEEKDAYS[named]}`).test(said)) return monday + (7 + named) * DAY;
    return today + ((named - weekday + 7) % 7) * DAY;
  }
  if (/\bday after tomorrow\b/.test(said)) return today + 2 * DAY;
  if (/\b(?:tomorrow|tmrw|tmw|tomo)\b/.test(said)) return today + DAY;
  if (/\b(?:today|tonight|tonite|this (?:morning|afternoon|evening)|later in the day)\b/.test(said)) return today;
  if (nextWeek) return monday + (7 + inWeek(said)) * DAY;
  if (/\b(?:end of (?:the |this )?week|this week|eow)\b/.test(said))
    return monday + (weekday > FRIDAY ? 7 + FRIDAY : FRIDAY) * DAY;
  if (/\bweekend\b/.test(said)) return monday + 6 * DAY;
  if (/\b(?:end of (?:the |this )?month|this month|eom)\b/.test(said)) return monthEnd(today);
  return afterDays(said, today, weekday) ?? dayOfMonth(said, today);
}

function weekdayNamed(said: string): number | undefined {
  const found = [...said.matchAll(WEEKDAY)];
  const first = found[0];
  if (!first) return undefined;
  const later = found[1] && said.slice(first.index, found[1].index).includes(" or ") ? found[1] : first;
  return WEEKDAYS.indexOf(later[1]!);
}

function inWeek(said: string): number {
  if (/\b(?:start|beginning)\b/.test(said)) return 0;
  if (/\bearly\b/.test(said)) return 1;
  return /\bmid(?:dle|-)?\b/.test(said) ? 2 : FRIDAY;
}

/** The last day of the month that is no Saturday or Sunday. */
function monthEnd(today: Wall): Wall {
  const first = new Date(today);
  const last = Date.UTC(first.getUTCFullYear(), first.getUTCMonth() + 1, 0);
  return last - Math.max(0, weekdayOf(last / DAY) - FRIDAY) * DAY;
}

const DAYS =
  /\b(?:within|in)(?: the)?(?: next)? (an?|one|two|three|four|five|ten|\d{1,2}) (business |working )?(day|week)s?\b/;
const NUMBERS: Record<string, number> = { a: 1, an: 1, one: 1, two: 2, three: 3, four: 4, five: 5, ten: 10 };

/** Business days leave out Saturdays and Sundays; holidays are not known here. */
function afterDays(said: string, today: Wall, weekday: number): Wall | undefined {
  const [, number, business, unit] = DAYS.exec(said.replace("a couple of", "two")) ?? [];
  if (number === undefined) return undefined;
  const n = (NUMBERS[number] ?? Number(number)) * (unit === "week" ? 7 : 1);
  if (!business) return today + n * DAY;
  let day = 0;
  for (let left = n; left > 0; ) if ((weekday + ++day) % 7 <= FRIDAY) left--;
  return today + day * DAY;
}

/** "The 14th": the next day of that number. */
function dayOfMonth(said: string, today: Wall): Wall | undefined {
  const day = Number(/\bthe (\d{1,2})(?:st|nd|rd|th)\b/.exec(said)?.[1]);
  if (!(day >= 1 && day <= 31)) return undefined;
  for (let ahead = 0; ahead < 62; ahead++)
    if (new Date(today + ahead * DAY).getUTCDate() === day) return today + ahead * DAY;
  return undefined;
}
