import { describe, expect, test } from "vitest";
import { type Pause, type Run, readClock } from "../../src/domain/clock.ts";
import { mon, newYork, termsOf, thu, tue, wed } from "./timelines.ts";

const run = (more: Partial<Run> = {}): Run => ({ kind: "answer", startedAt: mon("10:00"), ...more });
const read = (r: Run, pauses: Pause[], now: number) => readClock(r, pauses, termsOf(), now);

test("what the standard is silent about has no clock", () => {
  expect(read(run({ kind: "resolve" }), [], mon("11:00"))).toBeUndefined();
});

test("the terms it started under are stamped on it", () => {
  const stamped = { standardId: 9, source: "letter", target: 60, calendarVersion: 2, calendar: newYork };
  const terms = (_: string, startedAt: number) => (startedAt < tue("00:00") ? stamped : { ...stamped, target: 30 });
  expect(readClock(run(), [], terms, thu("10:00"))).toMatchObject({ terms: stamped, dueAt: mon("11:00") });
});

describe("a pause counts only while the clock ran", () => {
  test("before it started or after it stopped, not at all", () => {
    const pauses = [
      { from: mon("09:00"), to: mon("09:30") },
      { from: mon("15:00"), to: mon("16:00") },
    ];
    const stopped = run({ stoppedAt: mon("12:00"), ending: "satisfied" });
    expect(read(stopped, pauses, tue("09:00"))).toMatchObject({ breaks: [], dueAt: tue("10:00"), state: "met" });
  });

  test("partly, by the part", () => {
    const stopped = run({ stoppedAt: mon("15:30"), ending: "satisfied" });
    const clock = read(stopped, [{ from: mon("15:00"), to: mon("17:00") }], tue("09:00"));
    expect(clock).toMatchObject({ breaks: [{ from: mon("15:00"), to: mon("15:30") }], dueAt: tue("10:30") });
  });

  test("through the night, only the hours in which the firm was open", () => {
    const clock = read(run(), [{ from: mon("17:00"), to: tue("09:30") }], tue("09:40"));
    expect(clock).toMatchObject({ dueAt: tue("11:00"), state: "running" });
  });
});

test("a pause that begins the moment it is due does not put it off", () => {
  const pause = { from: tue("10:00") };
  expect(read(run(), [pause], tue("10:00"))).toMatchObject({ state: "running", dueAt: tue("10:00") });
  expect(read(run(), [pause], wed("10:00"))).toMatchObject({ state: "breached", breachedAt: tue("10:00") });
});

test("a pause with an end keeps it paused to that end and not a moment longer", () => {
  const pause = { from: mon("11:00"), to: mon("12:00") };
  expect(read(run(), [pause], mon("12:00") - 1)).toMatchObject({ state: "paused", dueAt: tue("11:00") });
  expect(read(run(), [pause], mon("12:00"))).toMatchObject({ state: "running", dueAt: tue("11:00") });
});

test("closed without an answer: cancelled if there was time left, breached if there was none", () => {
  expect(read(run({ stoppedAt: tue("10:00"), ending: "closed" }), [], wed("09:00"))!.state).toBe("cancelled");
  expect(read(run({ stoppedAt: tue("10:01"), ending: "closed" }), [], wed("09:00"))).toMatchObject({
    state: "breached",
    breachedAt: tue("10:00"),
  });
});

test("what was never owed is cancelled, however late", () => {
  expect(read(run({ stoppedAt: thu("10:00"), ending: "void" }), [], thu("11:00"))).toMatchObject({
    state: "cancelled",
  });
});
