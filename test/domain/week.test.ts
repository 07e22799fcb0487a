import { expect, test } from "vitest";
import { at } from "../../src/domain/time.ts";
import { mondayMorning, nextMondayMorning, weekBefore, weekNamed, weekOf } from "../../src/domain/week.ts";

const NEW_YORK = "America/New_York";

test("a week runs from Monday midnight to Monday midnight on the zone's own clocks", () =>
  expect(weekOf(at("2026-11-11T12:00Z"), NEW_YORK)).toEqual({
    name: "2026-W46",
    monday: "2026-11-09",
    zone: NEW_YORK,
    from: at("2026-11-09T00:00-05:00"),
    to: at("2026-11-16T00:00-05:00"),
  }));

test("one instant can lie in two weeks: it is Monday in Auckland while New York has Sunday", () => {
  const t = at("2026-11-15T20:00Z");
  expect(weekOf(t, "Pacific/Auckland").name).toBe("2026-W47");
  expect(weekOf(t, NEW_YORK).name).toBe("2026-W46");
});

test("the first instant of a week belongs to it, and the instant before does not", () => {
  const { from } = weekOf(at("2026-11-11T12:00Z"), NEW_YORK);
  expect(weekOf(from, NEW_YORK).name).toBe("2026-W46");
  expect(weekOf(from - 1, NEW_YORK).name).toBe("2026-W45");
});

test("the week in which the clocks go back has 169 hours, and the one in which they go forward 167", () => {
  const hours = (name: string) => {
    const week = weekNamed(name, NEW_YORK)!;
    return (week.to - week.from) / 3_600_000;
  };
  expect([hours("2026-W44"), hours("2026-W10"), hours("2026-W46")]).toEqual([169, 167, 168]);
});

test("a Monday whose midnight is skipped begins where the day begins", () =>
  // On Monday 1 April 1985 Amman's clocks went from 00:00 straight to 01:00.
  expect(weekOf(at("1985-04-03T12:00Z"), "Asia/Amman").from).toBe(at("1985-04-01T01:00+03:00")));

test.each([
  ["2026-W01", "2025-12-29"],
  ["2026-W53", "2026-12-28"],
  ["2027-W01", "2027-01-04"],
  ["2024-W52", "2024-12-23"],
  ["2026-w46", "2026-11-09"],
  [" 2026W46 ", "2026-11-09"],
])("%s begins on %s", (name, monday) => expect(weekNamed(name, "UTC")?.monday).toBe(monday));

test.each(["2026-46", "2026-W54", "2025-W53", "2026-W00", "W46", "46", "", "2026-W4", "next week"])(
  "%j names no week",
  (name) => expect(weekNamed(name, "UTC")).toBeUndefined(),
);

test("every week's name leads back to it", () => {
  for (let t = at("2019-12-25T12:00Z"); t < at("2033-01-20T00:00Z"); t += 86_400_000) {
    const week = weekOf(t, NEW_YORK);
    expect(weekNamed(week.name, NEW_YORK)).toEqual(week);
    expect(week.from <= t && t < week.to).toBe(true);
  }
});

test("twelve weeks before is across the year's end, and minus one is the week after", () => {
  const week = weekNamed("2027-W02", NEW_YORK)!;
  expect(weekBefore(week, 12).name).toBe("2026-W43");
  expect(weekBefore(week, -1).name).toBe("2027-W03");
  expect(weekBefore(week).to).toBe(week.from);
});

test("the digest is due on Monday at 08:30, also in the week after the clocks have changed", () => {
  expect(mondayMorning(weekNamed("2026-W45", NEW_YORK)!)).toBe(at("2026-11-02T08:30-05:00"));
  expect(mondayMorning(weekNamed("2026-W44", NEW_YORK)!)).toBe(at("2026-10-26T08:30-04:00"));
});

test("a Monday on which the clocks themselves change still has its 08:30", () =>
  // Amman, 1 April 1985: the hour from midnight is missing.
  expect(nextMondayMorning(at("1985-03-31T12:00Z"), "Asia/Amman")).toBe(at("1985-04-01T08:30+03:00")));

test("the next Monday morning is later than now, even at 08:30 itself", () => {
  const monday = at("2026-11-16T08:30-05:00");
  expect(nextMondayMorning(monday - 1, NEW_YORK)).toBe(monday);
  expect(nextMondayMorning(monday, NEW_YORK)).toBe(at("2026-11-23T08:30-05:00"));
  expect(nextMondayMorning(at("2026-11-12T12:00Z"), NEW_YORK)).toBe(monday);
});
