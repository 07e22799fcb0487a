import { expect, test } from "vitest";
import { dated, done, notBefore } from "../../src/domain/dated.ts";
import { at, MINUTE } from "../../src/domain/time.ts";

const now = at("2026-01-13T10:00-05:00");
const HOUR = 60 * MINUTE;

test("what a platform dates is dated so, also by a process whose clock is slow", () => {
  expect(dated(now - 72 * HOUR, now)).toBe(now - 72 * HOUR);
  expect(dated(now + HOUR, now)).toBe(now + HOUR);
});

test("what lies more than a day ahead counts from now", () => {
  expect(dated(now + 24 * HOUR, now)).toBe(now + 24 * HOUR);
  expect(dated(now + 24 * HOUR + 1, now)).toBe(now);
});

test("it is no earlier than what has happened, unless that is more than a day ahead", () => {
  expect(notBefore(now, [])).toBe(now);
  expect(notBefore(now, [now - HOUR, now + HOUR])).toBe(now + HOUR);
  expect(notBefore(now, [now + 25 * HOUR])).toBe(now);
});

test("what somebody did is dated by the platform within a day of now, else it is now", () => {
  expect(done(now - 24 * HOUR, now)).toBe(now - 24 * HOUR);
  expect(done(now - 24 * HOUR - 1, now)).toBe(now);
  expect(done(now + HOUR, now)).toBe(now + HOUR);
  expect(done(now + 25 * HOUR, now)).toBe(now);
});
