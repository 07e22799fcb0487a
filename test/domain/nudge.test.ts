import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { ClockKind } from "../../src/domain/clock.ts";
import { assess } from "../../src/domain/inquiry.ts";
import { type Leave, standIn } from "../../src/domain/nudge/leave.ts";
import { defaultLadder, outsideQuietHours, planNudges, together } from "../../src/domain/nudge.ts";
import { at, MINUTE } from "../../src/domain/time.ts";
import type { Fact } from "../../src/domain/timeline.ts";
import { anyInstant, anyTimeline, fact, fri, mon, nextMon, sat, termsOf, thu, tue, wed } from "./timelines.ts";

const clockOf = (facts: Fact[], kind: ClockKind, now: number) =>
  assess(facts, termsOf(), now).clocks.find((c) => c.kind === kind)!;
const plan = (facts: Fact[], kind: ClockKind, now: number) =>
  planNudges(clockOf(facts, kind, now), defaultLadder).map(({ step, at, to }) => [step, at, to.join(" and ")]);

describe("the ladder of a clock", () => {
  test("climbs at half and four fifths of the target, at due, and a business hour later", () => {
    expect(plan([fact("asked", mon("10:00"))], "acknowledge", mon("10:01"))).toEqual([
      [0, mon("12:00"), "owner"],
      [1, mon("13:12"), "owner"],
      [2, mon("14:00"), "owner and lead"],
      [3, mon("15:00"), "partner"],
    ]);
  });

  test("counts business time only, over the night and the weekend", () => {
    expect(plan([fact("asked", fri("15:00"))], "acknowledge", fri("15:01")).map(([, t]) => t)).toEqual([
      fri("17:00"),
      nextMon("09:42"),
      nextMon("10:30"),
      nextMon("11:30"),
    ]);
  });

  test("leaves out what was spent waiting on the client", () => {
    const facts = [fact("asked", mon("10:00")), fact("paused", mon("11:00")), fact("resumed", mon("12:30"))];
    expect(plan(facts, "acknowledge", mon("12:31")).map(([, t]) => t)).toEqual([
      mon("13:30"),
      mon("14:42"),
      mon("15:30"),
      mon("16:30"),
    ]);
  });

  test("does not escalate over the head of a client we wait on since it fell due", () => {
    const facts = [fact("asked", mon("10:00")), fact("paused", mon("14:30")), fact("resumed", mon("16:00"))];
    expect(plan(facts, "acknowledge", mon("16:01")).map(([, t]) => t)).toEqual([
      mon("12:00"),
      mon("13:12"),
      mon("14:00"),
      mon("16:30"),
    ]);
  });

  test("is whole past due too, so that nobody forgets to escalate", () => {
    const asked = [fact("asked", mon("10:00"))];
    expect(plan(asked, "acknowledge", mon("14:30"))).toEqual(plan(asked, "acknowledge", mon("10:01")));
  });

  test("is empty once it stopped, and while it waits on the client without an end", () => {
    expect(plan([fact("asked", mon("10:00")), fact("answered", mon("11:00"))], "answer", mon("12:00"))).toEqual([]);
    expect(plan([fact("asked", mon("10:00")), fact("paused", mon("11:00"))], "answer", mon("12:00"))).toEqual([]);
    expect(plan([fact("asked", mon("10:00")), fact("resolved", fri("11:00"))], "answer", fri("12:00"))).toEqual([]);
  });

  test("of a pause with a known end is the one that it will have then", () => {
    const facts = [fact("asked", mon("10:00")), fact("paused", mon("11:00"), { until: mon("12:00") })];
    expect(plan(facts, "answer", mon("11:30"))).toEqual(plan(facts, "answer", mon("12:30")));
    expect(plan(facts, "answer", mon("11:30"))).toHaveLength(4);
  });

  test("of a promise is in elapsed time: the client was told a time, not a budget", () => {
    const facts = [fact("asked", fri("10:00")), fact("held", fri("12:00"), { promisedFor: sat("12:00") })];
    expect(plan(facts, "promise", fri("12:01")).map(([, t]) => t)).toEqual([
      sat("00:00"),
      sat("07:12"),
      sat("12:00"),
      sat("13:00"),
    ]);
  });

  test("never falls, starts after the clock and has each step once", () => {
    fc.assert(
      fc.property(anyTimeline, anyInstant, (timeline, now) => {
        for (const clock of assess(timeline, termsOf({ resolve: 900 }), now).clocks) {
          const nudges = planNudges(clock, defaultLadder);
          expect(nudges.map((n) => n.step)).toEqual(nudges.length === 0 ? [] : [0, 1, 2, 3]);
          expect(nudges.map((n) => n.at)).toEqual(nudges.map((n) => n.at).sort((a, b) => a - b));
          if (nudges.length > 0) expect(nudges[0]!.at).toBeGreaterThanOrEqual(clock.startedAt);
          expect(nudges.length > 0).toBe(clock.stoppedAt === undefined && clock.dueAt !== undefined);
        }
      }),
      { numRuns: 300 },
    );
  });
});

describe("quiet hours", () => {
  const quiet = { from: "20:00", to: "08:00", zone: "America/New_York" };
  const sentAt = (planned: number, due: number | undefined, now: number) => outsideQuietHours(planned, due, quiet, now);

  test("leave alone what falls outside them, and everything where there are none", () => {
    expect(sentAt(mon("19:59"), mon("21:00"), mon("12:00"))).toBe(mon("19:59"));
    expect(sentAt(tue("08:00"), tue("09:00"), mon("12:00"))).toBe(tue("08:00"));
    expect(outsideQuietHours(mon("23:00"), undefined, undefined, mon("12:00"))).toBe(mon("23:00"));
    expect(outsideQuietHours(mon("23:00"), undefined, { ...quiet, to: "20:00" }, mon("12:00"))).toBe(mon("23:00"));
  });

  test("bring a nudge forward to the minute before they begin", () => {
    expect(sentAt(mon("23:00"), tue("07:00"), mon("12:00"))).toBe(mon("19:59"));
    expect(sentAt(tue("07:30"), tue("07:30"), mon("12:00"))).toBe(mon("19:59"));
  });

  test("put it off to their end where that leaves an hour to act", () => {
    expect(sentAt(mon("23:00"), tue("09:00"), mon("12:00"))).toBe(tue("08:00"));
    expect(sentAt(mon("23:00"), tue("08:59"), mon("12:00"))).toBe(mon("19:59"));
  });

  test("once they have begun, put it off to their end", () => {
    expect(sentAt(mon("23:00"), tue("12:00"), mon("20:00"))).toBe(tue("08:00"));
    expect(sentAt(mon("19:00"), tue("12:00"), mon("22:00"))).toBe(tue("08:00"));
  });

  test("in their last minute before, send it now rather than past due", () => {
    expect(sentAt(mon("23:00"), tue("07:00"), mon("19:59") + 30_000)).toBe(mon("19:59") + 30_000);
  });

  test("do not make a nudge say that something was overdue before it was", () => {
    expect(sentAt(mon("22:00"), mon("21:00"), mon("12:00"))).toBe(tue("08:00"));
    expect(sentAt(mon("22:00"), mon("19:30"), mon("12:00"))).toBe(mon("19:59"));
  });

  test("by day work as well as by night", () => {
    const siesta = { from: "13:00", to: "15:00", zone: "Europe/Madrid" };
    const planned = at("2026-11-16T14:00+01:00");
    expect(outsideQuietHours(planned, undefined, siesta, planned - 3_600_000 * 5)).toBe(at("2026-11-16T12:59+01:00"));
  });

  test("end at the wall's time on the night the clocks change", () => {
    const night = at("2026-03-08T01:30-05:00");
    expect(sentAt(night, undefined, night)).toBe(at("2026-03-08T08:00-04:00"));
  });

  test("are never sent into, and never passed by where there was a choice", () => {
    const zones = fc.constantFrom("America/New_York", "Australia/Lord_Howe", "Asia/Kolkata", "UTC");
    const clock = fc
      .nat({ max: 95 })
      .map((n) => `${String(n >> 2).padStart(2, "0")}:${["00", "15", "30", "45"][n & 3]}`);
    const someHours = fc.record({ from: clock, to: clock, zone: zones });
    const when = fc.integer({ min: 0, max: 2000 }).map((n) => at("2026-03-20T00:00Z") + n * 17 * MINUTE);
    fc.assert(
      fc.property(someHours, when, fc.nat({ max: 900 }), fc.nat({ max: 900 }), (q, planned, lead, slack) => {
        const [now, due] = [planned - lead * MINUTE, planned + slack * MINUTE];
        const sent = outsideQuietHours(planned, due, q, now);
        expect(outsideQuietHours(sent, due, q, sent)).toBe(sent);
        expect(sent).toBeGreaterThanOrEqual(now);
        // Past due only where it was quiet from now on until then.
        if (sent > due) expect(outsideQuietHours(now, undefined, q, now)).toBe(sent);
      }),
      { numRuns: 500 },
    );
  });

  test("that are no times of day are refused with a sentence", () => {
    expect(() => outsideQuietHours(mon("23:00"), undefined, { ...quiet, from: "8pm" }, mon("12:00"))).toThrow(
      '"8pm" is no time of day: write it like 22:00.',
    );
  });
});

describe("leave", () => {
  const away = (personId: number, delegateId?: number, from = tue("00:00"), to = thu("00:00")): Leave => {
    return { personId, from, to, delegateId };
  };

  test("hands over to the delegate for as long as it lasts", () => {
    const leaves = [away(1, 2)];
    expect(standIn(1, leaves, mon("12:00"))).toBe(1);
    expect(standIn(1, leaves, tue("00:00"))).toBe(2);
    expect(standIn(1, leaves, wed("23:59"))).toBe(2);
    expect(standIn(1, leaves, thu("00:00"))).toBe(1);
  });

  test("follows delegates who are away themselves", () => {
    expect(standIn(1, [away(1, 2), away(2, 3)], wed("12:00"))).toBe(3);
  });

  test("finds nobody where delegates go round in a ring or the last named nobody", () => {
    expect(standIn(1, [away(1, 2), away(2, 1)], wed("12:00"))).toBeUndefined();
    expect(standIn(1, [away(1, 1)], wed("12:00"))).toBeUndefined();
    expect(standIn(1, [away(1, 2), away(2)], wed("12:00"))).toBeUndefined();
  });

  test("written down twice, with a delegate only once, has that delegate", () => {
    expect(standIn(1, [away(1, 2), away(1, undefined, wed("00:00"))], wed("12:00"))).toBe(2);
  });
});

describe("nudges close together", () => {
  const due = (personId: number, at: number) => ({ personId, at });

  test("within ten minutes of the first are one message for each person", () => {
    const [a, b, c] = [due(1, mon("09:00")), due(1, mon("09:10")), due(1, mon("09:10") + 1)];
    const d = due(2, mon("09:05"));
    expect(together([c, d, b, a], 10)).toEqual([[a, b], [d], [c]]);
  });

  test("a long row of them is not drawn into one for ever", () => {
    const row = [0, 8, 16, 24].map((n) => due(1, mon("09:00") + n * MINUTE));
    expect(together(row, 10).map((m) => m.length)).toEqual([2, 2]);
  });
});
