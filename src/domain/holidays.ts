import { CalendarError, readDate } from "./calendar/values.ts";
import { DAY } from "./wall-clock.ts";

export interface Holiday {
  /** Local, `YYYY-MM-DD`. */
  readonly date: string;
  readonly name: string;
}

/** A holiday as a source of holidays tells it: `date` begins with the local day, and the time of day where it begins later. */
export interface ToldHoliday {
  readonly date: string;
  readonly name: string;
  readonly type: string;
  /** How long it lasts, in milliseconds. */
  readonly length: number;
}

/**
 * What a source tells, as the list that a firm reviews and stores: one row a day, in order of date. Only public holidays, for not
 * every observance closes a firm; a holiday of several days has a row for each; a holiday and the day that stands in for it have
 * one each. Those that begin in the afternoon are left out: a day counted as open brings a nudge early, never late.
 */
export function reviewable(told: readonly ToldHoliday[]): Holiday[] {
  const names = new Map<number, string[]>();
  for (const { date, name, type, length } of told) {
    if (type !== "public" || !/^\S+( 00:00|$)/.test(date)) continue;
    const first = readDate(date.slice(0, 10));
    // An hour's grace, for a day on which clocks change; feasts that begin at sunset are told with the evening before.
    const days = Math.max(1, Math.floor((length + DAY / 24) / DAY));
    for (let day = first; day < first + days; day++) {
      const others = names.get(day) ?? [];
      if (!others.includes(name)) names.set(day, [...others, name]);
    }
  }
  return [...names].sort(([a], [b]) => a - b).map(([day, said]) => ({ date: dateOf(day), name: said.join(", ") }));
}

/** Lists of several years or jurisdictions as one: a day once, with each name it has. */
export function together(...lists: readonly (readonly Holiday[])[]): Holiday[] {
  return reviewable(lists.flat().map((holiday) => ({ ...holiday, type: "public", length: DAY })));
}

/** @throws CalendarError for a year that holidays are not reckoned in. */
export function checkedYear(year: number): number {
  if (Number.isInteger(year) && year >= 1970 && year <= 2100) return year;
  throw new CalendarError(`Holidays are known for 1970 to 2100, not for ${year}. Write a year between them.`);
}

const dateOf = (day: number) => new Date(day * DAY).toISOString().slice(0, 10);
