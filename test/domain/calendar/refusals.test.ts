import { expect, test } from "vitest";
import type { CalendarSpec } from "../../../src/domain/calendar/spec.ts";
import { CalendarError } from "../../../src/domain/calendar/values.ts";
import { addBusiness, openCalendar } from "../../../src/domain/calendar.ts";
import { at, hours } from "../../../src/domain/time.ts";

const good: CalendarSpec = { zone: "Europe/London", weekly: { mon: [["09:00", "17:00"]] } };

/** As an admin's file may hold it, whatever the types say. */
const refusal = (wrong: object): string => {
  try {
    openCalendar({ ...good, ...wrong } as CalendarSpec);
  } catch (error) {
    if (error instanceof CalendarError) return error.message;
    throw error;
  }
  return "";
};

test("a good calendar is not refused", () => expect(refusal({})).toBe(""));

test("an unknown zone is named, and the nearest offered", () => {
  expect(refusal({ zone: "Europe/Londn" })).toBe('"Europe/Londn" is not a time zone. Did you mean Europe/London?');
  expect(refusal({ zone: "New York" })).toBe('"New York" is not a time zone. Did you mean America/New_York?');
  expect(refusal({ zone: "+01:00" })).toContain("Write an area and a city, such as Europe/London.");
  expect(refusal({ zone: "" })).toContain('"" is not a time zone.');
});

test("an impossible date is named, with the days that month has", () => {
  const impossible = { holidays: [{ date: "2026-02-30", name: "?" }] };
  expect(refusal(impossible)).toBe('"2026-02-30" is no date: that month has 28 days. Write 2026-02-01 to 2026-02-28.');
  expect(refusal({ exceptions: [{ date: "2026-04-00", hours: [], name: "?" }] })).toContain("that month has 30 days");
  expect(refusal({ holidays: [{ date: "2026-13-01", name: "?" }] })).toBe(
    '"2026-13-01" is not a date. Write it like 2026-12-25.',
  );
  expect(refusal({ holidays: [{ date: "25.12.2026", name: "?" }] })).toContain("Write it like 2026-12-25.");
  expect(refusal({ holidays: [{ date: "20226-12-25", name: "?" }] })).toContain('"20226-12-25"');
  expect(refusal({ holidays: [{ date: "0026-12-25", name: "?" }] })).toContain("Write a year from 1900 to 2199.");
  expect(refusal({ holidays: [{ date: "2028-02-29", name: "Leap day" }] })).toBe("");
});

test("malformed hours are named, with how to write them", () => {
  expect(refusal({ weekly: { mon: [["9:00", "17:00"]] } })).toBe(
    '"9:00" on Mon is not a time of day. Write it like "09:00" or "17:30"; "24:00" is the end of the day.',
  );
  for (const time of ["24:01", "12:60", "9am", "", "09:00:00", null, 9])
    expect(refusal({ weekly: { mon: [[time, "17:00"]] } })).toContain(
      `${JSON.stringify(time)} on Mon is not a time of day.`,
    );
  expect(refusal({ weekly: { mon: [["24:00", "02:00"]] } })).toContain('Write "00:00" on the next day.');
  expect(refusal({ weekly: { mon: ["09:00", "17:00"] } })).toContain('Write ["09:00", "17:00"].');
  expect(refusal({ weekly: { mon: "09:00-17:00" } })).toContain("The hours of Mon are not a list.");
  expect(refusal({ weekly: { Monday: [["09:00", "17:00"]] } })).toContain(
    '"Monday" is not a weekday. Write one of mon, tue',
  );
});

test("hours that overlap are named, across midnight and from Sunday to Monday too", () => {
  const fix = "overlap. Let one end before the other begins, or write them as one.";
  expect(
    refusal({
      weekly: {
        mon: [
          ["12:00", "17:00"],
          ["09:00", "13:00"],
        ],
      },
    }),
  ).toBe(`Mon 09:00 to 13:00 and Mon 12:00 to 17:00 ${fix}`);
  expect(refusal({ weekly: { mon: [["20:00", "06:00"]], tue: [["05:00", "09:00"]] } })).toBe(
    `Mon 20:00 to 06:00 and Tue 05:00 to 09:00 ${fix}`,
  );
  expect(refusal({ weekly: { sun: [["20:00", "10:00"]], mon: [["09:00", "24:00"]] } })).toContain(
    "Sun 20:00 to 10:00 and Mon",
  );
  expect(refusal({ weekly: { mon: [["20:00", "06:00"]], tue: [["06:00", "09:00"]] } })).toBe("");
  const halfDay = {
    date: "2026-12-24",
    hours: [
      ["09:00", "12:00"],
      ["11:00", "13:00"],
    ],
    name: "Christmas Eve",
  };
  expect(refusal({ exceptions: [halfDay] })).toContain(
    "2026-12-24 09:00 to 12:00 and 2026-12-24 11:00 to 13:00 overlap.",
  );
});

test("two exceptions for one date are refused, two holidays on one date are not", () => {
  const day = { date: "2026-12-24", hours: [], name: "Closed" };
  expect(refusal({ exceptions: [day, day] })).toBe(
    "2026-12-24 has two exceptions. Keep one, with all the hours of that day.",
  );
  expect(
    refusal({
      holidays: [
        { date: "2026-12-25", name: "Christmas Day" },
        { date: "2026-12-25", name: "Governor's Day" },
      ],
    }),
  ).toBe("");
});

test("a calendar that never opens is refused, and so is one that opens only on days of its own", () => {
  const never = "This calendar never opens. Give at least one weekday its hours, such as mon 09:00 to 17:00.";
  expect(refusal({ weekly: {} })).toBe(never);
  expect(refusal({ weekly: { mon: [], sat: [] } })).toBe(never);
  expect(refusal({ weekly: {}, exceptions: [{ date: "2026-12-24", hours: [["09:00", "12:00"]], name: "Once" }] })).toBe(
    never,
  );
});

test("a calendar whose closures fill a whole year is refused with the day it was last open", () => {
  const mondays = (n: number) =>
    Array.from({ length: n }, (_, i) => {
      const date = new Date(at("2026-01-05T00:00Z") + i * 7 * 86_400_000).toISOString().slice(0, 10);
      return { date, name: "Closed" };
    });
  expect(refusal({ holidays: mondays(51) })).toBe("");
  expect(refusal({ holidays: mondays(60).toReversed() })).toBe(
    "This calendar has no opening in the year after 2025-12-29. Take some closures out of it.",
  );
});

test("time without end is refused rather than counted", () => {
  const calendar = openCalendar(good);
  const now = at("2026-01-05T09:00Z");
  expect(() => addBusiness(calendar, now, Number.POSITIVE_INFINITY)).toThrow(CalendarError);
  expect(() => addBusiness(calendar, now, Number.NaN)).toThrow(CalendarError);
  expect(() => addBusiness(calendar, Number.NaN, 5)).toThrow("Business time is counted from 1900 to 2299");
  expect(() => addBusiness(calendar, now, hours(9_000_000))).toThrow("more business time than there is until 2299");
  expect(() => addBusiness(calendar, now, -hours(9_000_000))).toThrow("more business time than there is since 1900");
  expect(() => addBusiness(calendar, now, 5, [{ from: now, to: Number.POSITIVE_INFINITY }])).toThrow(CalendarError);
});
