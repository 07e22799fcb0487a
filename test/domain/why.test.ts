import fc from "fast-check";
import { expect, test } from "vitest";
import { openCalendar } from "../../src/domain/calendar.ts";
import { assess } from "../../src/domain/inquiry.ts";
import { at, hours } from "../../src/domain/time.ts";
import type { Fact } from "../../src/domain/timeline.ts";
import { explain, type Why } from "../../src/domain/why.ts";
import { anyInstant, anyTimeline, fact, mon, newYork, nextMon, termsOf, thu, tue, wed } from "./timelines.ts";

const whyOf = (facts: Fact[], kind: string, now: number, terms = termsOf()): Why =>
  explain(assess(facts, terms, now).clocks.find((c) => c.kind === kind)!, now);
const told = (why: Why) =>
  why.lines.map((l) => `${l.counted ? "+" : "-"} ${iso(l.from)} to ${iso(l.to)} ${l.because} ${l.minutes}`);
const iso = (t: number) => new Date(t - 5 * 3_600_000).toISOString().slice(8, 16);

test("over a weekend, a holiday and a pause, every interval is counted or left out", () => {
  const { spec } = newYork;
  const calendar = openCalendar({ ...spec, holidays: [{ date: "2026-11-16", name: "Founders' Day" }] });
  const stamped = { standardId: 4, source: "engagement letter §4", calendarVersion: 3, calendar, target: hours(4) };
  const friday = at("2026-11-13T16:30-05:00");
  const facts = [fact("asked", friday), fact("paused", tue("09:00")), fact("resumed", tue("10:00"))];
  const why = whyOf(facts, "answer", tue("10:30"), (kind) => (kind === "answer" ? stamped : undefined));
  expect(told(why)).toEqual([
    "+ 13T16:30 to 13T17:30 open 60",
    "- 13T17:30 to 17T09:00 Sat, Sun closed, then Founders' Day 0",
    "- 17T09:00 to 17T10:00 paused, waiting on the client 60",
    "+ 17T10:00 to 17T13:00 open 180",
  ]);
  expect(why).toMatchObject({
    target: 240,
    source: "engagement letter §4",
    calendarVersion: 3,
    zone: "America/New_York",
    dueAt: tue("13:00"),
    spent: 90,
    late: 0,
  });
});

test("a closure around a weekend is named once", () => {
  const shut = ["2026-11-20", "2026-11-23"].map((date) => ({ date, hours: [], name: "Office move" }));
  const calendar = openCalendar({ ...newYork.spec, exceptions: shut });
  const terms = { standardId: 4, source: "firm policy", calendarVersion: 3, calendar, target: 60 };
  const why = whyOf([fact("asked", thu("17:00"))], "answer", thu("17:10"), () => terms);
  expect(why.lines.map((l) => l.because)).toEqual(["open", "Office move, then Sat, Sun closed", "open"]);
});

test("a night is a night", () => {
  expect(told(whyOf([fact("asked", mon("16:30"))], "acknowledge", tue("09:30")))).toEqual([
    "+ 16T16:30 to 16T17:30 open 60",
    "- 16T17:30 to 17T09:00 overnight 0",
    "+ 17T09:00 to 17T12:00 open 180",
  ]);
});

test("asked before opening, the wait until then is left out", () => {
  expect(told(whyOf([fact("asked", mon("07:00"))], "acknowledge", mon("10:00")))[0]).toBe(
    "- 16T07:00 to 16T09:00 before opening 0",
  );
});

test("waiting on the client without an end, it tells what is known so far", () => {
  const why = whyOf([fact("asked", mon("10:00")), fact("paused", mon("11:00"))], "answer", tue("10:00"));
  expect(told(why)).toEqual([
    "+ 16T10:00 to 16T11:00 open 60",
    "- 16T11:00 to 17T10:00 paused, waiting on the client 450",
  ]);
  expect(why.dueAt).toBeUndefined();
  expect(why.spent).toBe(60);
});

test("answered late, it tells how late in business time", () => {
  const why = whyOf([fact("asked", mon("10:00")), fact("answered", wed("10:00"))], "acknowledge", thu("10:00"));
  expect(why).toMatchObject({ state: "breached", spent: 1020, late: 780, stoppedAt: wed("10:00") });
});

test("a promise is due at the time that was named, and stands on no standard", () => {
  const why = whyOf(
    [fact("asked", mon("10:00")), fact("held", mon("11:00"), { promisedFor: tue("12:00") })],
    "promise",
    mon("12:00"),
  );
  expect(told(why)).toEqual(["+ 16T11:00 to 17T12:00 promised 1500"]);
  expect(why.target).toBeUndefined();
});

test("whatever happens, the lines leave no gap and what they count is the target", () => {
  fc.assert(
    fc.property(anyTimeline, anyInstant, (timeline, now) => {
      for (const clock of assess(timeline, termsOf({ resolve: hours(20) }), now).clocks) {
        const { lines, target, dueAt } = explain(clock, now);
        const end = dueAt ?? clock.stoppedAt ?? now;
        const edges = [clock.startedAt, ...lines.map((l) => l.to)];
        expect(lines.map((l) => l.from)).toEqual(edges.slice(0, -1));
        expect(edges.at(-1)).toBe(end);
        const counted = lines.reduce((sum, l) => sum + (l.counted ? l.minutes : 0), 0);
        if (target !== undefined && dueAt !== undefined) expect(counted).toBe(target);
        expect(explain(clock, nextMon("09:00") + 1e10).spent).toBeGreaterThanOrEqual(explain(clock, now).spent);
      }
    }),
    { numRuns: 400 },
  );
});
