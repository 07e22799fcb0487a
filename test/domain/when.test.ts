import { describe, expect, test } from "vitest";
import { at } from "../../src/domain/time.ts";
import { daysIn, momentIn, pastMomentIn } from "../../src/domain/when.ts";

const newYork = { zone: "America/New_York", now: at("2026-01-14T15:15-05:00") }; // a Wednesday
const london = { zone: "Europe/London", now: at("2026-01-14T15:15Z") };

describe("a moment in people's words", () => {
  test.each([
    ["1h", "2026-01-14T16:15-05:00"],
    ["for 30 min", "2026-01-14T15:45-05:00"],
    ["1h30", "2026-01-14T16:45-05:00"],
    ["1 hour and 15 minutes", "2026-01-14T16:30-05:00"],
    ["half an hour", "2026-01-14T15:45-05:00"],
    ["2 days", "2026-01-16T15:15-05:00"],
    ["until tomorrow 9", "2026-01-15T09:00-05:00"],
    ["tomorrow", "2026-01-15T09:00-05:00"],
    ["tomorrow morning", "2026-01-15T09:00-05:00"],
    ["Friday afternoon", "2026-01-16T14:00-05:00"],
    ["Fri 4pm", "2026-01-16T16:00-05:00"],
    ["next week", "2026-01-19T09:00-05:00"],
    ["end of day", "2026-01-14T17:00-05:00"],
    ["Feb 3", "2026-02-03T09:00-05:00"],
    ["3 February 14:30", "2026-02-03T14:30-05:00"],
    ["2026-02-03 14:00", "2026-02-03T14:00-05:00"],
  ])("%s", (words, then) => expect(momentIn(words, newYork)).toBe(at(then)));

  test("a time that has gone by today is tomorrow's", () =>
    expect(momentIn("9:00", newYork)).toBe(at("2026-01-15T09:00-05:00")));

  test("a weekday whose nine o'clock has gone by is next week's, unless a time still to come was named", () => {
    expect(momentIn("Wednesday", newYork)).toBe(at("2026-01-21T09:00-05:00"));
    expect(momentIn("Wednesday 16:00", newYork)).toBe(at("2026-01-14T16:00-05:00"));
  });

  test("a bare hour from one to six is in the afternoon, as at any office; 03:00 is not bare", () => {
    expect(momentIn("until 4", newYork)).toBe(at("2026-01-14T16:00-05:00"));
    expect(momentIn("03:00", newYork)).toBe(at("2026-01-15T03:00-05:00"));
  });

  test("what was said to be today or yesterday is not moved, though it is past", () => {
    expect(momentIn("today 9", newYork)).toBe(at("2026-01-14T09:00-05:00"));
    expect(momentIn("yesterday", newYork)).toBe(at("2026-01-13T09:00-05:00"));
  });

  test("an hour is sixty minutes over a change of the clocks, a day keeps its time on the wall", () => {
    const eve = { zone: "America/New_York", now: at("2026-03-07T22:00-05:00") };
    expect(momentIn("12 hours", eve)).toBe(at("2026-03-08T11:00-04:00"));
    expect(momentIn("1 day", eve)).toBe(at("2026-03-08T22:00-04:00"));
    expect(momentIn("tomorrow 9", eve)).toBe(at("2026-03-08T09:00-04:00"));
  });

  test("another zone that is named is meant", () =>
    expect(momentIn("Friday 16:30 PST", newYork)).toBe(at("2026-01-16T16:30-08:00")));

  test("3/4 is in March where that is how dates are written, elsewhere in April", () => {
    expect(momentIn("3/4", newYork)).toBe(at("2026-03-04T09:00-05:00"));
    expect(momentIn("3/4", london)).toBe(at("2026-04-03T09:00+01:00"));
  });

  test.each([
    "tuesdya",
    "banana",
    "",
    "41",
    "3",
    "Friday and Monday",
    "Friday maybe",
    "99h99",
    "999999999 hours",
    "99999999999999999 days",
    "1 May 9999",
  ])("%j is not guessed at", (words) => expect(momentIn(words, newYork)).toBeUndefined());
});

describe("a moment that has been, in people's words", () => {
  test.each([
    ["now", "2026-01-14T15:15-05:00"],
    ["10:30", "2026-01-14T10:30-05:00"],
    ["17:30", "2026-01-13T17:30-05:00"],
    ["yesterday 16:00", "2026-01-13T16:00-05:00"],
    ["on Monday", "2026-01-12T09:00-05:00"],
    ["Friday 4pm", "2026-01-09T16:00-05:00"],
    ["2 hours ago", "2026-01-14T13:15-05:00"],
    ["5 Jan 11:00", "2026-01-05T11:00-05:00"],
  ])("%s", (words, then) => expect(pastMomentIn(words, newYork)).toBe(at(then)));

  test.each(["tomorrow", "3 Feb", "banana", ""])("%j has not been", (words) =>
    expect(pastMomentIn(words, newYork)).toBeUndefined(),
  );
});

describe("days in people's words", () => {
  test.each([
    ["Monday to Friday", "2026-01-19T00:00-05:00", "2026-01-24T00:00-05:00"],
    ["Mon-Fri", "2026-01-19T00:00-05:00", "2026-01-24T00:00-05:00"],
    ["Friday to Monday", "2026-01-16T00:00-05:00", "2026-01-20T00:00-05:00"],
    ["1 Dec to 5 Dec", "2026-12-01T00:00-05:00", "2026-12-06T00:00-05:00"],
    ["1 to 5 Dec", "2026-12-01T00:00-05:00", "2026-12-06T00:00-05:00"],
    ["Dec 1 - 5", "2026-12-01T00:00-05:00", "2026-12-06T00:00-05:00"],
    ["24 July – 2 August", "2026-07-24T00:00-04:00", "2026-08-03T00:00-04:00"],
    ["tomorrow", "2026-01-15T00:00-05:00", "2026-01-16T00:00-05:00"],
    ["until Friday", "2026-01-14T00:00-05:00", "2026-01-17T00:00-05:00"],
    ["next week", "2026-01-19T00:00-05:00", "2026-01-26T00:00-05:00"],
    ["12 Jan to 16 Jan", "2026-01-12T00:00-05:00", "2026-01-17T00:00-05:00"],
  ])("%s, the last day included", (words, from, to) =>
    expect(daysIn(words, newYork)).toEqual({ from: at(from), to: at(to) }),
  );

  test("a leave over the end of summer time ends at midnight on the wall", () =>
    expect(daysIn("31 Oct to 1 Nov", { ...newYork, now: at("2026-10-20T09:00-04:00") })).toEqual({
      from: at("2026-10-31T00:00-04:00"),
      to: at("2026-11-02T00:00-05:00"),
    }));

  test.each(["5 Dec to 1 Dec", "Kim", "Monday to Kim", "Monday to Friday to Sunday", ""])("%j names no days", (words) =>
    expect(daysIn(words, newYork)).toBeUndefined(),
  );
});
