import { expect, test } from "vitest";
import { ENOUGH, hourOf, type PastClock, pastFigures, slowest } from "../../src/domain/past-figures.ts";
import { at, type Instant, MINUTE } from "../../src/domain/time.ts";

const noon = at("2026-01-12T12:00Z");
const HOUR = 60 * MINUTE;
const end = noon + 100 * HOUR;

/** Asked at noon, due four hours later. */
const clock = (stopped: number | null, more: Partial<PastClock> = {}): PastClock => ({
  kind: "answer",
  channel: "general",
  startedAt: noon,
  dueAt: noon + 4 * HOUR,
  stoppedAt: stopped === null ? null : noon + stopped * HOUR,
  minutes: stopped === null ? null : stopped * 30,
  ...more,
});

test("met at the due instant is met; after it, or never, is not", () => {
  const { judged, met } = pastFigures([clock(1), clock(4), clock(4.01), clock(null)], end);
  expect({ judged, met }).toEqual({ judged: 4, met: 2 });
});

test("what was not due when the past ended is not judged", () => {
  const ended: Instant = noon + HOUR;
  expect(pastFigures([clock(null)], ended)).toEqual({ judged: 0, met: 0 });
  expect(pastFigures([clock(null), clock(0.5)], ended)).toMatchObject({ judged: 1, met: 1 });
  expect(pastFigures([clock(null)], noon + 4 * HOUR)).toEqual({ judged: 1, met: 0 });
});

test("what was never answered has taken for ever: ignoring someone improves no median", () => {
  const answered = [1, 2, 3, 20].map((hours) => clock(hours));
  expect(pastFigures(answered, end)).toMatchObject({
    median: 60,
    medianElapsed: 120,
    ninetieth: 600,
    ninetiethElapsed: 1200,
  });
  const withOne = pastFigures([...answered, clock(null)], end);
  expect(withOne).toMatchObject({ median: 90, medianElapsed: 180 });
  expect(withOne.ninetieth).toBeUndefined();
  const withMany = pastFigures([...answered, ...Array.from({ length: 5 }, () => clock(null))], end);
  expect(withMany).toEqual({ judged: 9, met: 3 });
});

test("the slowest come first, and those that hardly spoke are left out", () => {
  const times = (n: number, channel: string, hours: number | null) =>
    Array.from({ length: n }, () => clock(hours, { channel }));
  const clocks = [
    ...times(ENOUGH, "quick", 1),
    ...times(ENOUGH, "slow", 3),
    ...times(ENOUGH, "deaf", null),
    ...[...times(ENOUGH, "mostly deaf", null), ...times(2, "mostly deaf", 1)],
    ...times(ENOUGH - 1, "hardly spoke", null),
  ];
  expect(slowest(clocks, (c) => c.channel, end).map(({ of }) => of)).toEqual(["deaf", "mostly deaf", "slow", "quick"]);
});

test("hours are the office's own", () => {
  expect(hourOf(at("2026-01-12T23:59Z"), "UTC")).toBe(23);
  expect(hourOf(at("2026-07-01T00:30Z"), "America/Chicago")).toBe(19);
  expect(hourOf(at("1969-12-31T23:30Z"), "UTC")).toBe(23);
});
