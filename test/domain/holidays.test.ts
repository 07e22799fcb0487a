import { expect, test } from "vitest";
import { checkedYear, reviewable, type ToldHoliday, together } from "../../src/domain/holidays.ts";

const DAY = 86_400_000;
const told = (date: string, name: string, length = DAY, type = "public"): ToldHoliday => ({ date, name, length, type });

test("only public holidays, in order of date", () =>
  expect(
    reviewable([
      told("2026-12-25 00:00:00", "Christmas Day"),
      told("2026-02-14 00:00:00", "Valentine's Day", DAY, "observance"),
      told("2026-01-01 00:00:00", "New Year's Day"),
    ]),
  ).toEqual([
    { date: "2026-01-01", name: "New Year's Day" },
    { date: "2026-12-25", name: "Christmas Day" },
  ]));

test("a holiday and its substitute day are two rows, two holidays on one day are one", () => {
  const names = reviewable([
    told("2026-12-26 00:00:00", "Boxing Day"),
    told("2026-12-28 00:00:00", "Boxing Day (substitute day)"),
    told("2026-12-28 00:00:00", "Town Day"),
    told("2026-12-28 00:00:00", "Town Day"),
  ]);
  expect(names.map((h) => h.name)).toEqual(["Boxing Day", "Boxing Day (substitute day), Town Day"]);
});

test("a feast of three days has three rows, also from sunset to noon and over a day of 23 hours", () => {
  const days = (length: number) => reviewable([told("2026-03-28 00:00:00 -0600", "Feast", length)]).map((h) => h.date);
  expect(days(3 * DAY)).toEqual(["2026-03-28", "2026-03-29", "2026-03-30"]);
  expect(days(3 * DAY - DAY / 24)).toEqual(["2026-03-28", "2026-03-29", "2026-03-30"]);
  expect(days(3.75 * DAY)).toEqual(["2026-03-28", "2026-03-29", "2026-03-30"]);
  expect(days(DAY / 2)).toEqual(["2026-03-28"]);
});

test("a holiday that begins at noon is left out", () =>
  expect(reviewable([told("2026-12-24 12:00:00", "Christmas Eve")])).toEqual([]));

test("lists of two offices become one, each day once", () => {
  const [may, christmas] = [
    { date: "2026-05-01", name: "Labour Day" },
    { date: "2026-12-25", name: "Christmas Day" },
  ];
  expect(together([christmas], [may, christmas])).toEqual([may, christmas]);
});

test("a year that nobody reckons in is refused", () => {
  expect(checkedYear(2026)).toBe(2026);
  for (const year of [20266, 26, 2026.5, Number.NaN])
    expect(() => checkedYear(year)).toThrow(`not for ${year}. Write a year`);
});
