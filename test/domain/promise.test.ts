import { describe, expect, test } from "vitest";
import { grade } from "../../src/domain/grade.ts";
import { promisedTime } from "../../src/domain/promise.ts";
import { at } from "../../src/domain/time.ts";

const friday = at("2026-01-09T15:00-05:00");
const promised = (text: string) => grade(text, friday, "America/New_York").promisedFor;

test.each([
  ["I'll come back by Tuesday noon", "2026-01-13T12:00-05:00"],
  ["I will come back to you by Thursday", "2026-01-15T17:00-05:00"],
  ["We'll revert tomorrow morning", "2026-01-10T12:00-05:00"],
  ["I'll get back to you by end of day", "2026-01-09T17:00-05:00"],
  ["Will revert by EOD", "2026-01-09T17:00-05:00"],
  ["will get back to you by cob tomorrow", "2026-01-10T17:00-05:00"],
  ["I'll have an answer within two hours", "2026-01-09T17:00-05:00"],
  ["I'll reply in 45 minutes", "2026-01-09T15:45-05:00"],
  ["Give me an hour", "2026-01-09T16:00-05:00"],
  ["Give me until Thursday", "2026-01-15T17:00-05:00"],
  ["We will come back to you next week", "2026-01-16T17:00-05:00"],
  ["You will hear from us early next week", "2026-01-13T17:00-05:00"],
  ["You'll have our comments by the end of the month", "2026-01-30T17:00-05:00"],
  ["I can get you that by Monday or Tuesday", "2026-01-13T17:00-05:00"],
  ["We aim to respond by the 14th", "2026-01-14T17:00-05:00"],
  ["I'll send the draft on 14 January", "2026-01-14T17:00-05:00"],
  ["I shall revert by 1/14.", "2026-01-14T17:00-05:00"],
  ["Draft to follow tomorrow", "2026-01-10T17:00-05:00"],
  ["By Tuesday noon I'll have an answer", "2026-01-13T12:00-05:00"],
  ["I'm in a hearing today but I'll come back to you by Tuesday noon", "2026-01-13T12:00-05:00"],
  ["Let me check and get back to you by 5", "2026-01-09T17:00-05:00"],
  ["I'll do it first thing tomorrow", "2026-01-10T10:00-05:00"],
  ["Will have this to you by Monday 10am", "2026-01-12T10:00-05:00"],
  ["Back to you by 17:30", "2026-01-09T17:30-05:00"],
  ["We'll come back to you in 2 business days", "2026-01-13T17:00-05:00"],
  ["We'll come back to you next Friday", "2026-01-16T17:00-05:00"],
  ["I should have an answer by Thursday", "2026-01-15T17:00-05:00"],
  ["Thanks, will revert by Thursday", "2026-01-15T17:00-05:00"],
  ["We are looking at this and will come back by Thursday", "2026-01-15T17:00-05:00"],
  ["I'll probably be able to confirm by Thursday", "2026-01-15T17:00-05:00"],
  ["I'll reply by Friday", "2026-01-09T17:00-05:00"],
  ["I'll answer this evening", "2026-01-09T20:00-05:00"],
])("%s → %s", (text, due) => expect(promised(text)).toBe(at(due)));

test.each(["shortly", "soon", "in due course", "as soon as I can", "after clause 4", "under section 12"])(
  "%s names no time",
  (words) => expect(promisedTime(words, friday, "Europe/London")).toBeUndefined(),
);

describe("said late", () => {
  test("today ends at midnight once five has struck", () =>
    expect(promisedTime("today", at("2026-01-09T18:00-05:00"), "America/New_York")).toBe(at("2026-01-10T00:00-05:00")));

  test("an hour that is past means tomorrow's", () =>
    expect(promisedTime("by 10:00", friday, "America/New_York")).toBe(at("2026-01-10T10:00-05:00")));

  test("this morning, said in the afternoon, can no longer be kept", () =>
    expect(promisedTime("this morning", friday, "America/New_York")).toBeUndefined());

  test("Friday, said on a Friday evening, is next week's", () =>
    expect(promisedTime("by Friday", at("2026-01-09T18:00-05:00"), "America/New_York")).toBe(
      at("2026-01-16T17:00-05:00"),
    ));
});

describe("in the writer's zone", () => {
  test("Tuesday noon is noon there", () => {
    expect(promisedTime("by Tuesday noon", friday, "Asia/Tokyo")).toBe(at("2026-01-13T12:00+09:00"));
    expect(promisedTime("by Tuesday noon", friday, "Europe/London")).toBe(at("2026-01-13T12:00+00:00"));
  });

  test("the day is the day there: Friday 20:00 in London is Saturday in Tokyo", () =>
    expect(promisedTime("tomorrow", friday, "Asia/Tokyo")).toBe(at("2026-01-11T17:00+09:00")));

  test("5pm is on the wall across a change of the clocks", () =>
    expect(promisedTime("by 5pm tomorrow", at("2026-03-07T12:00-05:00"), "America/New_York")).toBe(
      at("2026-03-08T17:00-04:00"),
    ));

  test("but two hours are two hours", () =>
    expect(promisedTime("within two hours", at("2026-03-08T01:00-05:00"), "America/New_York")).toBe(
      at("2026-03-08T04:00-04:00"),
    ));

  test("1/2 is the first of February where days come first", () => {
    expect(promisedTime("by 1/2", friday, "Europe/London")).toBe(at("2026-02-01T17:00+00:00"));
    expect(promisedTime("by 2/1", friday, "America/New_York")).toBe(at("2026-02-01T17:00-05:00"));
  });
});

test("a promise is never due before it was made", () => {
  for (const words of ["today", "by 9am", "this afternoon", "by Friday", "end of the week", "in an hour", "tomorrow"])
    for (let hour = 0; hour < 24 * 8; hour++) {
      const made = friday + hour * 3_600_000;
      expect(promisedTime(words, made, "America/New_York") ?? Number.POSITIVE_INFINITY).toBeGreaterThan(made);
    }
});
