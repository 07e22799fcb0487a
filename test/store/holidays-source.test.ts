import { expect, test } from "vitest";
import { openCalendar } from "../../src/domain/calendar.ts";
import { holidaysOf } from "../../src/store/holidays-source.ts";

const dates = (jurisdiction: string, year: number) => holidaysOf(jurisdiction, year).map((h) => h.date);

test("England's list has the substitute day and the day it stands in for, and no observances", () =>
  expect(dates("GB-ENG", 2026)).toEqual(
    "2026-01-01 2026-04-03 2026-04-06 2026-05-04 2026-05-25 2026-08-31 2026-12-25 2026-12-26 2026-12-28".split(" "),
  ));

test("a state has holidays that its country has not, in upper or lower case", () => {
  expect(holidaysOf("US-NY", 2026)).toContainEqual({ date: "2026-11-11", name: "Veterans Day" });
  expect(dates("DE-BY", 2026)).toContain("2026-01-06");
  expect(dates("DE", 2026)).not.toContain("2026-01-06");
  expect(dates("de-by", 2026)).toEqual(dates("DE-BY", 2026));
});

test("a feast of several days is listed day by day", () =>
  expect(dates("TR", 2026)).toEqual(expect.arrayContaining(["2026-03-20", "2026-03-21", "2026-03-22"])));

test("a list can go straight into a calendar", () => {
  const weekly = { mon: [["09:00", "17:00"]] } as const;
  expect(() => openCalendar({ zone: "Asia/Tokyo", weekly, holidays: holidaysOf("JP", 2026) })).not.toThrow();
});

test("an unknown jurisdiction is refused with the nearest that is known", () => {
  const refusals: Record<string, string> = {
    "US-NX": '"US-NX" has no list of holidays. Did you mean US-NE (Nebraska)?',
    "DE-Bayern": '"DE-Bayern" has no list of holidays. Did you mean DE-BY (Bayern)?',
    Germany: '"Germany" has no list of holidays. Did you mean DE (Germany)?',
    UK: '"UK" has no list of holidays. Did you mean GB (United Kingdom)?',
    "FR-IDF": '"FR-IDF" has no list of holidays. Did you mean FR?',
    "": '"" has no list of holidays. Write a country and a state, such as US-NY.',
    "US-NY-A-B": '"US-NY-A-B" has no list of holidays. Write a country and a state, such as US-NY.',
  };
  for (const [jurisdiction, said] of Object.entries(refusals))
    expect(() => holidaysOf(jurisdiction, 2026)).toThrow(said);
});
