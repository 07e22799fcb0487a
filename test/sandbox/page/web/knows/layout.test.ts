import { expect, test } from "vitest";
import { at } from "../../../../../src/domain/time.ts";
import type { DrawnClock, TimeLine } from "../../../../../src/sandbox/page/knows/shown.ts";
import { labelOf, layout, squeezed } from "../../../../../src/sandbox/page/web/knows/layout.ts";

const HOUR = 3_600_000;
const friday = at("2026-01-23T15:00-05:00");
const monday = at("2026-01-26T09:00-05:00");

const clock = (more: Partial<DrawnClock> = {}): DrawnClock => ({
  kind: "answer",
  state: "running",
  name: "Answer",
  words: "",
  startedAt: friday,
  dueAt: monday + 3 * HOUR,
  pauses: [],
  nudges: [],
  ...more,
});

/** Friday 15:00 to 16:00, a weekend, Monday 09:00 to 13:00. */
const weekend = (clocks: readonly DrawnClock[], facts: readonly number[] = []): TimeLine => ({
  from: friday,
  to: monday + 4 * HOUR,
  turns: [
    { from: friday, to: friday + HOUR, open: true, because: "open" },
    { from: friday + HOUR, to: monday, open: false, because: "Sat, Sun closed" },
    { from: monday, to: monday + 4 * HOUR, open: true, because: "open" },
  ],
  days: [
    { at: friday, name: "Fri 23 Jan", open: true },
    { at: at("2026-01-24T00:00-05:00"), name: "Sat 24 Jan", open: false },
    { at: at("2026-01-26T00:00-05:00"), name: "Mon 26 Jan", open: true },
  ],
  facts: facts.map((when) => ({ at: when, words: "asked" })),
  clocks,
});

test("a weekend takes as much room as two hours, not as sixty-five", () => {
  const { bands, width } = layout(weekend([]), monday, 500);
  expect(width).toBe(500);
  const [band] = bands;
  const hour = (500 - 20 - band!.width) / 5;
  expect(band!.x).toBeCloseTo(10 + hour);
  expect(band!.width / hour).toBeCloseTo(2, 1);
  expect(band).toMatchObject({ because: "Sat, Sun closed", squeezed: true, name: { words: "Sat, Sun" } });
  expect(band!.name!.x + 24).toBeCloseTo(band!.x + band!.width / 2);
});

test("longer closed is never drawn shorter, and an hour's lunch is an hour", () => {
  expect(squeezed(HOUR)).toBe(HOUR);
  let last = 0;
  for (let hours = 0; hours < 200; hours += 0.25) {
    expect(squeezed(hours * HOUR)).toBeGreaterThanOrEqual(last);
    last = squeezed(hours * HOUR);
  }
});

test("within what is open, equal times are equally wide, and due stands where its instant is", () => {
  const { lanes, now } = layout(weekend([clock()]), monday + HOUR, 500);
  const [lane] = lanes;
  const hour = lane!.due! - now!;
  expect(layout(weekend([clock()]), monday + 2 * HOUR, 500).now! - now!).toBeCloseTo(hour / 2);
  expect(lane!.pieces.map(({ is }) => is)).toEqual(["ran", "ahead"]);
  expect(lane!.pieces[1]!.width).toBeCloseTo(hour);
});

test("late is a piece of its own, from due to the end", () => {
  const late = clock({ state: "breached", dueAt: monday, stoppedAt: monday + HOUR });
  const [lane] = layout(weekend([late]), monday + 3 * HOUR, 500).lanes;
  expect(lane!.pieces.map(({ is }) => is)).toEqual(["ran", "late"]);
  expect(lane!.pieces[1]!.x).toBeCloseTo(lane!.due!);
  expect(labelOf(late)).toBe("Answer: late");
  expect(labelOf({ ...late, stoppedAt: undefined })).toBe("Answer: overdue");
});

test("a pause lies over the bar", () => {
  const paused = clock({ state: "paused", dueAt: undefined, pauses: [{ from: monday, to: monday + HOUR }] });
  const [lane] = layout(weekend([paused]), monday + HOUR, 500).lanes;
  expect(lane!.pieces.map(({ is }) => is)).toEqual(["ran", "paused"]);
  expect(lane!.due).toBeUndefined();
});

test("facts close together stand below one another, each with its number", () => {
  const { facts } = layout(weekend([], [friday, friday + 60_000, monday + 2 * HOUR]), monday, 500);
  expect(facts.map(({ number }) => number)).toEqual([1, 2, 3]);
  expect(facts[1]!.y).toBeGreaterThan(facts[0]!.y);
  expect(facts[2]!.y).toBe(facts[0]!.y);
});

test("days are named where there is room, closed ones not at all", () => {
  const names = (room: number) => layout(weekend([]), monday, room).days.map(({ name }) => name?.words);
  expect(names(500)).toEqual(["Fri 23", "Mon 26"]);
  expect(names(80)).toEqual(["Fri 23", undefined]);
});

test("a label ends inside the drawing, however late its clock began", () => {
  const [lane] = layout(weekend([clock({ startedAt: monday + 3.9 * HOUR })]), monday + 4 * HOUR, 320).lanes;
  expect(lane!.labelX + labelOf(lane!.clock).length * 6.4).toBeLessThanOrEqual(310);
});

test("months are wider than the panel rather than illegible", () => {
  const long = weekend([]);
  const turns = Array.from({ length: 60 }, (_, i) => [
    { from: friday + i * 24 * HOUR, to: friday + (i * 24 + 9) * HOUR, open: true, because: "open" },
    { from: friday + (i * 24 + 9) * HOUR, to: friday + (i + 1) * 24 * HOUR, open: false, because: "overnight" },
  ]).flat();
  const { width, bands } = layout({ ...long, turns, to: turns.at(-1)!.to }, monday, 340);
  expect(width).toBeGreaterThan(2000);
  expect(bands[0]!.name).toBeUndefined();
});
