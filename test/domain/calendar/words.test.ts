import { describe, expect, test } from "vitest";
import type { CalendarSpec } from "../../../src/domain/calendar/spec.ts";
import { describeCalendar } from "../../../src/domain/calendar/words.ts";
import { openCalendar, stretches } from "../../../src/domain/calendar.ts";
import { at } from "../../../src/domain/time.ts";

const day = [["09:00", "17:30"]] as const;
const firm: CalendarSpec = {
  zone: "America/New_York",
  weekly: {
    mon: day,
    tue: day,
    wed: day,
    thu: [
      ["09:00", "12:00"],
      ["13:00", "17:30"],
    ],
    fri: [["09:00", "15:00"]],
  },
  holidays: [{ date: "2026-11-09", name: "Veterans Day" }],
  exceptions: [
    { date: "2026-12-24", hours: [["09:00", "12:00"]], name: "Christmas Eve" },
    { date: "2026-11-17", hours: [], name: "Office move" },
    { date: "2026-11-18", hours: [], name: "Office move" },
  ],
};

/** "open 60", "Sat, Sun closed 2880": each piece and its minutes. */
const told = (spec: CalendarSpec, from: string, to: string) =>
  stretches(openCalendar(spec), at(from), at(to)).map((s) => `${s.because} ${(s.to - s.from) / 60_000}`);

describe("stretches", () => {
  test("a weekend and a holiday are told piece by piece", () =>
    expect(told(firm, "2026-11-06T14:00-05:00", "2026-11-10T10:00-05:00")).toEqual([
      "open 60",
      "after closing 540",
      "Sat, Sun closed 2880",
      "Veterans Day 1440",
      "before opening 540",
      "open 60",
    ]));

  test("a lunch hour is simply closed", () =>
    expect(told(firm, "2026-11-12T11:00-05:00", "2026-11-12T14:00-05:00")).toEqual([
      "open 60",
      "closed 60",
      "open 60",
    ]));

  test("a closure of two days is one piece, a half day says why it ends early", () => {
    expect(told(firm, "2026-11-17T00:00-05:00", "2026-11-19T00:00-05:00")).toEqual(["Office move 2880"]);
    expect(told(firm, "2026-12-24T11:00-05:00", "2026-12-24T14:00-05:00")).toEqual([
      "open 60",
      "after closing (Christmas Eve) 120",
    ]);
  });

  test("pieces meet without a gap, begin and end where asked, and know open from closed", () => {
    const [from, to] = [at("2026-10-25T03:17Z"), at("2026-11-20T22:01Z")];
    const pieces = stretches(openCalendar(firm), from, to);
    expect([pieces[0]!.from, pieces.at(-1)!.to]).toEqual([from, to]);
    expect(pieces.slice(1).map((p) => p.from)).toEqual(pieces.slice(0, -1).map((p) => p.to));
    expect(pieces.every((p) => p.open === (p.because === "open") && p.from < p.to)).toBe(true);
  });

  test("a day that ends twice on the wall is one day", () => {
    const saturdays: CalendarSpec = { zone: "America/Sao_Paulo", weekly: { sat: [["09:00", "17:00"]] } };
    expect(told(saturdays, "2018-02-17T19:00Z", "2018-02-19T12:00Z")).toEqual([
      "after closing 480",
      "Sun, Mon closed 1980",
    ]);
  });

  test("an empty or backward span has no pieces", () =>
    expect(told(firm, "2026-11-10T10:00-05:00", "2026-11-10T10:00-05:00")).toEqual([]));
});

describe("the calendar in a sentence", () => {
  test("days with the same hours are said together", () =>
    expect(describeCalendar(firm)).toBe(
      "Mon to Wed 09:00 to 17:30, Thu 09:00 to 12:00 and 13:00 to 17:30, Fri 09:00 to 15:00, New York time; closed on 1 holiday; closed on 2 other days; other hours on 1 day",
    ));

  test("nights, days around the clock, and UTC", () => {
    expect(
      describeCalendar({ zone: "Europe/London", weekly: { mon: [["18:00", "02:00"]], wed: [["18:00", "02:00"]] } }),
    ).toBe("Mon 18:00 to 02:00 the next day, Wed 18:00 to 02:00 the next day, London time");
    expect(
      describeCalendar({ zone: "Etc/UTC", weekly: { sat: [["00:00", "24:00"]], sun: [["00:00", "24:00"]] } }),
    ).toBe("Sat, Sun around the clock, UTC");
  });
});
