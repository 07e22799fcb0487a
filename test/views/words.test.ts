import { describe, expect, test } from "vitest";
import { at } from "../../src/domain/time.ts";
import {
  atTime,
  businessDuration,
  clockTime,
  dayAndTime,
  duration,
  list,
  plural,
  shortDuration,
} from "../../src/views/words.ts";

const newYork = "America/New_York";
const now = at("2026-01-14T15:15-05:00"); // a Wednesday

describe("a time is told as the reader's own clock shows it", () => {
  test("in the reader's zone, on 24 hours", () => {
    expect(clockTime(now, newYork)).toBe("15:15");
    expect(clockTime(now, "Asia/Kolkata")).toBe("01:45");
    expect(clockTime(at("2026-01-14T00:05-05:00"), newYork)).toBe("00:05");
  });

  test.each([
    ["2026-01-14T10:12-05:00", "today 10:12"],
    ["2026-01-15T09:00-05:00", "tomorrow 09:00"],
    ["2026-01-13T16:40-05:00", "yesterday 16:40"],
    ["2026-01-16T16:30-05:00", "Fri 16:30"],
    ["2026-01-08T16:30-05:00", "Thu 16:30"],
    ["2026-01-07T16:30-05:00", "Wed 7 Jan 16:30"],
    ["2026-01-21T09:00-05:00", "Wed 21 Jan 09:00"],
    ["2025-12-31T09:00-05:00", "Wed 31 Dec 09:00"],
    ["2024-12-31T09:00-05:00", "31 Dec 2024 09:00"],
  ])("%s is %s", (t, said) => expect(dayAndTime(at(t), newYork, now)).toBe(said));

  test("today and tomorrow are the reader's, not the server's", () => {
    const late = at("2026-01-14T23:30-05:00");
    expect(dayAndTime(at("2026-01-15T00:30-05:00"), newYork, late)).toBe("tomorrow 00:30");
    expect(dayAndTime(at("2026-01-15T00:30-05:00"), "Europe/London", late)).toBe("today 05:30");
  });

  test("today needs no name after “due”", () => {
    expect(atTime(at("2026-01-14T16:00-05:00"), newYork, now)).toBe("at 16:00");
    expect(atTime(at("2026-01-15T16:00-05:00"), newYork, now)).toBe("tomorrow 16:00");
  });

  test("a zone nobody knows is told in UTC, and says so, rather than costing anyone a nudge", () =>
    expect(dayAndTime(now, "Mars/Olympus", now)).toBe("today 20:15 UTC"));
});

describe("a length of time", () => {
  test.each([
    [0.4, "less than a minute"],
    [1, "1 minute"],
    [45.9, "45 minutes"],
    [60, "1 h"],
    [80, "1 h 20 min"],
    [24 * 60, "1 day"],
    [51 * 60, "2 days 3 h"],
    [12 * 24 * 60 + 200, "12 days"],
  ])("of %s minutes is %s", (minutes, said) => expect(duration(minutes)).toBe(said));

  test("in a list is shorter, and never nothing", () => {
    expect(shortDuration(10)).toBe("10 min");
    expect(shortDuration(0)).toBe("1 min");
    expect(shortDuration(51 * 60)).toBe("2 days 3 h");
  });

  test("of business time is never told in days, whose length differs from firm to firm", () => {
    expect(businessDuration(400)).toBe("6 h 40 min");
    expect(businessDuration(30 * 60)).toBe("30 h");
    expect(businessDuration(20)).toBe("20 min");
  });
});

test("things in a row are joined as one says them", () => {
  expect(list(["Kim"])).toBe("Kim");
  expect(list(["Kim", "Ana"], "or")).toBe("Kim or Ana");
  expect(list(["Kim", "Ana", "Lee"])).toBe("Kim, Ana and Lee");
  expect([plural(1, "answer"), plural(3, "answer"), plural(2, "inquiry", "inquiries")]).toEqual([
    "1 answer",
    "3 answers",
    "2 inquiries",
  ]);
});
