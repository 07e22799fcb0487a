import { expect, test } from "vitest";
import { openCalendar } from "../../../../src/domain/calendar.ts";
import { assess } from "../../../../src/domain/inquiry.ts";
import { at } from "../../../../src/domain/time.ts";
import type { Fact } from "../../../../src/domain/timeline.ts";
import { timeLine } from "../../../../src/sandbox/page/knows/time-line.ts";
import type { NudgeInside } from "../../../../src/store/inside.ts";

const zone = "America/New_York";
const day = [["09:00", "17:30"]] as const;
const calendar = openCalendar({
  zone,
  weekly: { mon: day, tue: day, wed: day, thu: day, fri: [["09:00", "16:00"]] },
  holidays: [{ date: "2026-11-11", name: "Veterans Day" }],
});
const terms = (target: number) => () => ({
  standardId: 1,
  source: "firm policy",
  target,
  calendarVersion: 1,
  calendar,
});

function drawn(facts: readonly Fact[], now: string, nudges: readonly NudgeInside[] = [], target = 240) {
  const { clocks } = assess(facts, (kind) => (kind === "answer" ? terms(target)() : undefined), at(now));
  const told = facts.map((fact) => ({ at: fact.at, words: fact.kind }));
  return timeLine({ facts: told, clocks, nudges, calendar, zone }, at(now));
}

const asked = (iso: string): Fact => ({ key: "message:1", at: at(iso), kind: "asked" });
const inZone = (t: number) =>
  new Intl.DateTimeFormat("en-GB", { timeZone: zone, day: "numeric", hour: "2-digit", minute: "2-digit" }).format(t);
const told = (line: ReturnType<typeof drawn>) =>
  line.turns.map(({ from, to, open, because }) => `${inZone(from)} to ${inZone(to)} ${open ? "open" : because}`);

test("closed hours are in their places in the week in which the clocks go forward", () => {
  // Friday before 8 March 2026: four hours from 15:30 end on Monday at 12:30.
  const line = drawn([asked("2026-03-06T15:30-05:00")], "2026-03-09T10:00-04:00");
  expect(told(line)).toEqual([
    "6, 15:10 to 6, 16:00 open",
    "6, 16:00 to 9, 09:00 Sat, Sun closed",
    "9, 09:00 to 9, 12:50 open",
  ]);
  expect(line.clocks[0]).toMatchObject({ state: "running", dueAt: at("2026-03-09T12:30-04:00") });
  expect(line.turns[1]!.to - line.turns[1]!.from).toBe(64 * 3_600_000);
});

test("and in the one in which they go back", () => {
  const line = drawn([asked("2026-10-30T15:30-04:00")], "2026-11-02T10:00-05:00");
  expect(told(line)[1]).toBe("30, 16:00 to 2, 09:00 Sat, Sun closed");
  expect(line.turns[1]!.to - line.turns[1]!.from).toBe(66 * 3_600_000);
  expect(line.days.map(({ name, open }) => `${name}${open ? "" : ", closed"}`)).toEqual([
    "Fri 30 Oct",
    "Sat 31 Oct, closed",
    "Sun 1 Nov, closed",
    "Mon 2 Nov",
  ]);
  expect(line.days[3]!.at).toBe(at("2026-11-02T00:00-05:00"));
});

test("a holiday is closed by its name, the nights around it with it", () => {
  const line = drawn([asked("2026-11-10T16:30-05:00")], "2026-11-10T17:00-05:00");
  expect(told(line)).toEqual([
    "10, 16:10 to 10, 17:30 open",
    "10, 17:30 to 12, 09:00 Veterans Day",
    "12, 09:00 to 12, 12:20 open",
  ]);
  expect(line.days.map(({ open }) => open)).toEqual([true, false, true]);
});

test("what happened is there once it has happened, in its order", () => {
  const answered: Fact = { key: "message:2", at: at("2026-01-12T11:00-05:00"), kind: "answered" };
  const line = drawn([answered, asked("2026-01-12T10:00-05:00")], "2026-01-12T10:30-05:00");
  expect(line.facts.map(({ words }) => words)).toEqual(["asked"]);
  expect(drawn([answered, asked("2026-01-12T10:00-05:00")], "2026-01-12T12:00-05:00").facts).toHaveLength(2);
});

test("a pause is drawn on its clock, and a clock that waits without an end has no due", () => {
  const paused: Fact = { key: "press:1", at: at("2026-01-12T11:00-05:00"), kind: "paused" };
  const [clock] = drawn([asked("2026-01-12T10:00-05:00"), paused], "2026-01-12T15:00-05:00").clocks;
  expect(clock).toMatchObject({ state: "paused", words: "stands still (4 h of business time, firm policy)" });
  expect(clock!.pauses).toEqual([{ from: at("2026-01-12T11:00-05:00"), to: at("2026-01-12T15:00-05:00") }]);
  expect(clock!.dueAt).toBeUndefined();
});

test("nudges stand on the clock they belong to, in words; those left out take no room", () => {
  const nudge = {
    kind: "answer",
    startedAt: at("2026-01-12T10:00-05:00"),
    inquiryId: 1,
    to: [],
    doneAt: null,
  } as const;
  const line = drawn([asked("2026-01-12T10:00-05:00")], "2026-01-12T13:00-05:00", [
    {
      ...nudge,
      dueAt: at("2026-01-12T12:00-05:00"),
      doneAt: at("2026-01-12T12:01-05:00"),
      outcome: "sent",
      audience: ["owner"],
      to: ["Kim Fixture"],
    },
    { ...nudge, dueAt: at("2026-01-12T14:00-05:00"), outcome: null, audience: ["owner", "lead"] },
    {
      ...nudge,
      dueAt: at("2026-02-20T14:00-05:00"),
      doneAt: at("2026-01-12T12:01-05:00"),
      outcome: "moot",
      audience: ["partner"],
    },
    { ...nudge, startedAt: 0, dueAt: at("2026-01-12T12:00-05:00"), outcome: null, audience: ["owner"] },
  ]);
  expect(line.clocks[0]!.nudges.map(({ is, words }) => `${is}: ${words}`)).toEqual([
    "sent: sent to Kim Fixture",
    "planned: planned for the lawyer and the team lead",
    "left out: not needed any more",
  ]);
  expect(inZone(line.to)).toBe("12, 14:20");
});

test("nothing has run on it: a line around the facts", () => {
  const line = timeLine(
    { facts: [{ at: at("2026-01-12T10:00-05:00"), words: "asked" }], clocks: [], nudges: [], calendar, zone },
    at("2026-01-20T10:00-05:00"),
  );
  expect(line.clocks).toEqual([]);
  expect(inZone(line.to)).toBe("12, 10:20");
});
