import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { addBusiness } from "../../src/domain/calendar.ts";
import type { Clock, ClockKind } from "../../src/domain/clock.ts";
import { type Assessment, assess, type Fact } from "../../src/domain/inquiry.ts";
import { hours } from "../../src/domain/time.ts";
import {
  anyInstant,
  anyTimeline,
  businessDay,
  fact,
  fri,
  mon,
  newYork,
  nextMon,
  shuffledWithRepeats,
  termsOf,
  thu,
  tue,
  wed,
} from "./timelines.ts";

const terms = termsOf();
const seen = (facts: Fact[], now: number, t = terms) => assess(facts, t, now);
const clocks = (a: Assessment, kind: ClockKind): Clock[] => a.clocks.filter((c) => c.kind === kind);
const clock = (a: Assessment, kind: ClockKind): Clock => {
  const found = clocks(a, kind);
  expect(found, `${kind} clocks`).toHaveLength(1);
  return found[0]!;
};
const states = (a: Assessment) => a.clocks.map((c) => `${c.kind} ${c.state}`);

const asked = fact("asked", tue("10:00"));

describe("an ask", () => {
  test("starts acknowledge and answer, each due after its business time", () => {
    const a = seen([asked], tue("10:05"));
    expect(a).toMatchObject({ state: "open", askedAt: tue("10:00"), waitingSince: tue("10:00") });
    expect(clock(a, "acknowledge")).toMatchObject({ state: "running", dueAt: tue("14:00") });
    expect(clock(a, "answer")).toMatchObject({ state: "running", dueAt: wed("10:00") });
  });

  test("asked again before any answer moves nothing", () => {
    const chaser = fact("asked", tue("13:00"));
    expect(seen([asked, chaser], tue("13:05"))).toEqual(seen([asked], tue("13:05")));
  });

  test("that was withdrawn leaves nothing owed", () => {
    expect(seen([], tue("10:05"))).toEqual({ state: "dismissed", clocks: [] });
    expect(seen([fact("answered", tue("11:00")), fact("resolved", tue("12:00"))], tue("13:00"))).toEqual({
      state: "dismissed",
      clocks: [],
    });
  });

  test("that is still to come is not yet true", () => {
    expect(seen([asked], tue("09:59")).clocks).toEqual([]);
    expect(seen([asked], tue("10:00")).clocks).toHaveLength(2);
  });
});

describe("a reply", () => {
  test("that only acknowledges stops acknowledge and leaves the answer owed", () => {
    const a = seen([asked, fact("acknowledged", tue("11:00"))], tue("12:00"));
    expect(clock(a, "acknowledge")).toMatchObject({ state: "met", stoppedAt: tue("11:00") });
    expect(clock(a, "answer").state).toBe("running");
    expect(a.state).toBe("open");
  });

  test("that holds stops acknowledge and not the answer", () => {
    const a = seen([asked, fact("held", tue("11:00"))], tue("12:00"));
    expect(states(a)).toEqual(["acknowledge met", "answer running"]);
  });

  test("of substance stops both", () => {
    const a = seen([asked, fact("answered", tue("11:00"))], tue("12:00"));
    expect(states(a)).toEqual(["acknowledge met", "answer met"]);
    expect(a.state).toBe("answered");
    expect(a.waitingSince).toBeUndefined();
  });

  test("at the very instant it was due is in time, a moment later is not", () => {
    const answerAt = (t: number) => clock(seen([asked, fact("answered", t)], fri("12:00")), "answer");
    expect(answerAt(wed("10:00")).state).toBe("met");
    expect(answerAt(wed("10:00") + 1)).toMatchObject({ state: "breached", breachedAt: wed("10:00") });
  });

  test("that comes late does not hide the breach, stamped with the instant it was due", () => {
    const a = seen([asked, fact("answered", thu("15:00"))], fri("12:00"));
    expect(clock(a, "answer")).toMatchObject({
      state: "breached",
      breachedAt: wed("10:00"),
      stoppedAt: thu("15:00"),
      dueAt: wed("10:00"),
    });
    expect(clock(a, "acknowledge")).toMatchObject({ state: "breached", breachedAt: tue("14:00") });
  });

  test("before any ask counts for nothing", () => {
    const early = [fact("answered", tue("09:30")), fact("held", tue("09:40"), { promisedFor: fri("12:00") })];
    expect(seen([...early, asked], tue("10:05"))).toEqual(seen([asked], tue("10:05")));
  });
});

test("past due and unanswered is a breach at the due instant, however late it is noticed", () => {
  const a = seen([asked], fri("12:00"));
  expect(clock(a, "answer")).toMatchObject({ state: "breached", breachedAt: wed("10:00") });
  expect(clock(a, "answer").stoppedAt).toBeUndefined();
  expect(clock(seen([asked], wed("10:00")), "answer").state).toBe("running");
  expect(a.state).toBe("open");
});

describe("after the answer", () => {
  const answered = fact("answered", tue("11:00"));

  test("the first new ask starts a next answer, and chasers after it move nothing", () => {
    const again = [fact("asked", wed("09:30")), fact("asked", wed("12:00"))];
    const a = seen([asked, answered, ...again], wed("13:00"));
    expect(a).toMatchObject({ state: "open", waitingSince: wed("09:30") });
    expect(clock(a, "next answer")).toMatchObject({ startedAt: wed("09:30"), dueAt: thu("09:30"), state: "running" });
    expect(clocks(a, "acknowledge")).toHaveLength(1);
  });

  test("each round of asking has its own next answer", () => {
    const rounds = [fact("asked", wed("09:30")), fact("answered", wed("10:00")), fact("asked", thu("09:30"))];
    const a = seen([asked, answered, ...rounds], thu("10:00"));
    expect(clocks(a, "next answer").map((c) => c.state)).toEqual(["met", "running"]);
  });

  test("reopening by hand owes a next answer too", () => {
    const a = seen([asked, answered, fact("reopened", wed("09:30"))], wed("10:00"));
    expect(clock(a, "next answer").startedAt).toBe(wed("09:30"));
    expect(a.state).toBe("open");
  });

  test("reopening what is open already changes nothing", () => {
    const now = tue("12:00");
    expect(seen([asked, fact("reopened", tue("11:00"))], now)).toEqual(seen([asked], now));
  });
});

describe("a promise", () => {
  const held = fact("held", tue("11:00"), { promisedFor: thu("12:00") });

  test("is due when it says, in business time or not", () => {
    const sunday = mon("11:00") - 24 * 3_600_000;
    const early = seen(
      [fact("asked", sunday - 3_600_000), fact("held", sunday, { promisedFor: mon("03:00") })],
      mon("02:00"),
    );
    expect(clock(early, "promise")).toMatchObject({ startedAt: sunday, dueAt: mon("03:00"), state: "running" });
  });

  test("is kept by an answer in time and broken by none", () => {
    expect(clock(seen([asked, held, fact("answered", thu("12:00"))], fri("09:00")), "promise").state).toBe("met");
    expect(clock(seen([asked, held], thu("12:01")), "promise")).toMatchObject({
      state: "breached",
      breachedAt: thu("12:00"),
    });
  });

  test("made after the answer is owed until it is kept", () => {
    const sent = [asked, fact("answered", tue("10:30")), held];
    const a = seen(sent, wed("09:00"));
    expect(a).toMatchObject({ state: "open", waitingSince: asked.at });
    expect(clock(a, "answer").state).toBe("met");
    expect(seen([...sent, fact("answered", thu("09:00"))], fri("09:00")).state).toBe("answered");
  });

  test("of another time, given before the first is due, replaces it", () => {
    const later = fact("held", wed("16:00"), { promisedFor: fri("12:00") });
    const a = seen([asked, held, later], fri("09:00"));
    expect(clocks(a, "promise").map((c) => [c.state, c.dueAt])).toEqual([
      ["cancelled", thu("12:00")],
      ["running", fri("12:00")],
    ]);
  });

  test("given anew after the first was broken does not mend it", () => {
    const later = fact("held", thu("16:00"), { promisedFor: fri("12:00") });
    const a = seen([asked, held, later, fact("answered", fri("11:00"))], fri("13:00"));
    expect(clocks(a, "promise").map((c) => c.state)).toEqual(["breached", "met"]);
  });

  test("said twice is one promise", () => {
    const same = fact("held", wed("09:00"), { promisedFor: thu("12:00") });
    expect(clocks(seen([asked, held, same], wed("10:00")), "promise")).toHaveLength(1);
  });

  test("for a time already past is none", () => {
    const past = fact("held", tue("11:00"), { promisedFor: tue("10:30") });
    expect(clocks(seen([asked, past], tue("12:00")), "promise")).toEqual([]);
  });

  test("is not moved by waiting on the client", () => {
    const a = seen([asked, held, fact("paused", tue("12:00"))], wed("12:00"));
    expect(clock(a, "promise")).toMatchObject({ dueAt: thu("12:00"), state: "running", breaks: [] });
  });
});

describe("waiting on the client", () => {
  test("without an end, no due time is known", () => {
    const a = seen([asked, fact("paused", tue("12:00"))], tue("15:00"));
    expect(a.state).toBe("paused");
    expect(states(a)).toEqual(["acknowledge paused", "answer paused"]);
    expect(clock(a, "answer")).not.toHaveProperty("dueAt");
    expect(clock(a, "answer").breaks).toEqual([{ from: tue("12:00"), to: tue("15:00") }]);
  });

  test("until a known time, the due time moves by the business time in between", () => {
    const a = seen([asked, fact("paused", tue("12:00"), { until: wed("12:00") })], tue("15:00"));
    expect(a).toMatchObject({ state: "paused", pausedUntil: wed("12:00") });
    expect(clock(a, "acknowledge")).toMatchObject({ state: "paused", dueAt: wed("14:00") });
    const after = seen([asked, fact("paused", tue("12:00"), { until: wed("12:00") })], wed("12:00"));
    expect(after.state).toBe("open");
    expect(after.pausedUntil).toBeUndefined();
    expect(clock(after, "acknowledge")).toMatchObject({ state: "running", dueAt: wed("14:00") });
  });

  test("ends when someone resumes it, when the client asks on, and when the firm answers or holds", () => {
    const pause = fact("paused", tue("12:00"));
    for (const kind of ["resumed", "asked", "held"] as const) {
      const a = seen([asked, pause, fact(kind, tue("16:00"))], tue("16:30"));
      expect(a.state, kind).toBe("open");
      expect(clock(a, "answer"), kind).toMatchObject({ state: "running", dueAt: wed("14:00") });
    }
    const done = seen([asked, pause, fact("answered", wed("17:00"))], thu("09:00"));
    expect(clock(done, "answer")).toMatchObject({ state: "met", breaks: [{ from: tue("12:00"), to: wed("17:00") }] });
  });

  test("does not end at an acknowledgement", () => {
    const a = seen([asked, fact("paused", tue("12:00")), fact("acknowledged", tue("16:00"))], tue("16:30"));
    expect(a.state).toBe("paused");
    expect(clock(a, "acknowledge")).toMatchObject({
      state: "met",
      dueAt: wed("09:30"),
    });
  });

  test("does not undo what was already overdue", () => {
    const a = seen([asked, fact("paused", tue("15:00"))], tue("16:00"));
    expect(clock(a, "acknowledge")).toMatchObject({ state: "breached", breachedAt: tue("14:00") });
    expect(clock(a, "answer").state).toBe("paused");
  });

  test("that is over before it began is none", () => {
    const past = fact("paused", tue("12:00"), { until: tue("11:00") });
    expect(seen([asked, past], tue("13:00"))).toEqual(seen([asked], tue("13:00")));
    const already = fact("paused", tue("11:30"));
    expect(seen([asked, already, past], tue("13:00"))).toEqual(seen([asked, already], tue("13:00")));
  });

  test("that ran out is not made longer by what comes after", () => {
    const ranOut = fact("paused", tue("12:00"), { until: tue("13:00") });
    for (const kind of ["resumed", "asked", "held", "paused"] as const) {
      const a = seen([asked, ranOut, fact(kind, tue("16:00"))], tue("16:00"));
      expect(clock(a, "answer").breaks, kind).toEqual([{ from: tue("12:00"), to: tue("13:00") }]);
    }
  });

  test("ends at the reopening of an inquiry that was answered meanwhile", () => {
    const facts = [asked, fact("answered", tue("11:00")), fact("paused", tue("12:00")), fact("reopened", tue("15:00"))];
    const a = seen(facts, tue("16:00"));
    expect(a.state).toBe("open");
    expect(clock(a, "next answer")).toMatchObject({ state: "running", breaks: [] });
  });

  test("twice over, the later word on its end holds and the break is one", () => {
    const a = seen(
      [asked, fact("paused", tue("12:00")), fact("paused", tue("13:00"), { until: tue("16:00") })],
      tue("17:00"),
    );
    expect(clock(a, "answer")).toMatchObject({
      breaks: [{ from: tue("12:00"), to: tue("16:00") }],
      dueAt: wed("14:00"),
    });
  });
});

describe("closing", () => {
  test("a resolved inquiry meets its resolve clock, where the standard has one", () => {
    const t = termsOf({ resolve: 2 * businessDay });
    const a = seen([asked, fact("answered", tue("11:00")), fact("resolved", wed("11:00"))], thu("09:00"), t);
    expect(a).toMatchObject({ state: "resolved", closedAt: wed("11:00") });
    expect(clock(a, "resolve")).toMatchObject({ state: "met", dueAt: thu("10:00"), stoppedAt: wed("11:00") });
    expect(clocks(seen([asked], thu("09:00")), "resolve")).toEqual([]);
  });

  test("resolved without an answer: what was overdue stays breached, the rest is cancelled", () => {
    const a = seen([asked, fact("resolved", tue("15:00"))], fri("12:00"));
    expect(clock(a, "acknowledge")).toMatchObject({
      state: "breached",
      breachedAt: tue("14:00"),
      stoppedAt: tue("15:00"),
    });
    expect(clock(a, "answer")).toMatchObject({ state: "cancelled", stoppedAt: tue("15:00") });
  });

  test("a dismissed inquiry owes nothing and missed nothing", () => {
    const a = seen([asked, fact("dismissed", fri("09:00"), { reason: "not an inquiry" })], fri("10:00"));
    expect(a).toMatchObject({ state: "dismissed", closedAt: fri("09:00") });
    expect(states(a)).toEqual(["acknowledge cancelled", "answer cancelled"]);
    expect(a.clocks.every((c) => c.breachedAt === undefined)).toBe(true);
  });

  test("nothing said or done after the end moves it, but to reopen", () => {
    const closed = [asked, fact("resolved", tue("11:00"))];
    const promise = fact("held", tue("13:00"), { promisedFor: fri("09:00") });
    for (const later of [fact("answered", tue("12:00")), promise, fact("resolved", tue("14:00"))])
      expect(seen([...closed, later], wed("09:00")), later.kind).toEqual(seen(closed, wed("09:00")));
    const dismissed = [asked, fact("dismissed", tue("11:00"), { reason: "" })];
    const again = fact("dismissed", tue("12:00"), { reason: "" });
    expect(seen([...dismissed, again], wed("09:00"))).toEqual(seen(dismissed, wed("09:00")));
  });

  test("a dismissal keeps the times at which clocks had stopped", () => {
    const facts = [asked, fact("answered", tue("11:00")), fact("dismissed", tue("15:00"), { reason: "" })];
    expect(clock(seen(facts, wed("09:00")), "answer")).toMatchObject({ state: "cancelled", stoppedAt: tue("11:00") });
  });

  test("an ask after it was resolved without an answer is owed a next answer, not the first one again", () => {
    const a = seen([asked, fact("resolved", tue("11:00")), fact("asked", wed("10:00"))], wed("11:00"));
    expect(states(a)).toEqual(["acknowledge cancelled", "answer cancelled", "next answer running"]);
    expect(a.waitingSince).toBe(wed("10:00"));
  });

  test("there is one resolve clock from the first ask to the closing, and a new one when it opens again", () => {
    const t = termsOf({ resolve: 2 * businessDay });
    const rounds = [asked, fact("answered", tue("11:00")), fact("asked", tue("12:00")), fact("resolved", tue("13:00"))];
    expect(clocks(seen(rounds, tue("13:00"), t), "resolve")).toHaveLength(1);
    const opened = seen([...rounds, fact("reopened", wed("10:00"))], wed("11:00"), t);
    expect(clocks(opened, "resolve").map((c) => [c.startedAt, c.state])).toEqual([
      [tue("10:00"), "met"],
      [wed("10:00"), "running"],
    ]);
  });

  test("an ask after it reopens and owes a next answer", () => {
    const a = seen(
      [asked, fact("answered", tue("11:00")), fact("resolved", tue("12:00")), fact("asked", wed("10:00"))],
      wed("11:00"),
    );
    expect(a).toMatchObject({ state: "open", waitingSince: wed("10:00") });
    expect(a.closedAt).toBeUndefined();
    expect(clock(a, "next answer").startedAt).toBe(wed("10:00"));
  });

  test("an ask after a dismissal without an answer is owed everything anew", () => {
    const a = seen([asked, fact("dismissed", tue("11:00"), { reason: "" }), fact("asked", wed("10:00"))], wed("11:00"));
    expect(states(a)).toEqual(["acknowledge cancelled", "answer cancelled", "acknowledge running", "answer running"]);
    expect(clocks(a, "answer")[1]!.startedAt).toBe(wed("10:00"));
    expect(a.waitingSince).toBe(wed("10:00"));
  });

  test("a dismissal taken back leaves the client waiting since the first ask", () => {
    const a = seen(
      [asked, fact("dismissed", tue("11:00"), { reason: "" }), fact("reopened", tue("11:05"))],
      tue("12:00"),
    );
    expect(a).toMatchObject({ state: "open", waitingSince: tue("10:00") });
    expect(clocks(a, "answer").map((c) => c.state)).toEqual(["cancelled", "running"]);
  });
});

test("dismissed and reopened at the very instant of the ask is one clock of each kind", () => {
  const both = [fact("dismissed", tue("10:00"), { reason: "" }), fact("reopened", tue("10:00"))];
  expect(states(seen([asked, ...both], tue("10:05")))).toEqual(["acknowledge running", "answer running"]);
});

test("the person last assigned is the one, in whatever order we heard of it", () => {
  const facts = [asked, fact("assigned", wed("10:00"), { to: 2 }), fact("assigned", tue("11:00"), { to: 1 })];
  expect(seen(facts, thu("09:00")).assignedTo).toBe(2);
  expect(seen(facts, tue("12:00")).assignedTo).toBe(1);
});

test("a fact corrected under its own key counts once, and it does not matter which came first", () => {
  const first = fact("held", tue("11:00"), { promisedFor: wed("12:00") }, "message:9");
  const corrected = fact("held", tue("11:00"), { promisedFor: thu("12:00") }, "message:9");
  const a = seen([asked, first, corrected], tue("12:00"));
  expect(a).toEqual(seen([asked, corrected, first], tue("12:00")));
  expect(clocks(a, "promise")).toHaveLength(1);
});

describe("whatever happens", () => {
  const everyClock = termsOf({ resolve: hours(20) });

  test("any order and any repetition of the same facts give the same state", () => {
    const withShuffle = anyTimeline.chain((t) => fc.tuple(fc.constant(t), shuffledWithRepeats(t), anyInstant));
    fc.assert(
      fc.property(withShuffle, ([timeline, shuffled, now]) => {
        expect(assess(shuffled, everyClock, now)).toEqual(assess(timeline, everyClock, now));
      }),
      { numRuns: 500 },
    );
  });

  test("no two clocks share a kind and a start, and each clock's parts agree with its state", () => {
    fc.assert(
      fc.property(anyTimeline, anyInstant, (timeline, now) => {
        const { clocks } = assess(timeline, everyClock, now);
        expect(new Set(clocks.map((c) => `${c.kind} ${c.startedAt}`)).size).toBe(clocks.length);
        for (const c of clocks) agrees(c, now);
      }),
      { numRuns: 500 },
    );
  });

  test("what was stopped or due stays as it was, however much later one looks", () => {
    fc.assert(
      fc.property(anyTimeline, (timeline) => {
        const end = Math.max(...timeline.map((f) => f.at), 0);
        const soon = assess(timeline, everyClock, end);
        const late = assess(timeline, everyClock, nextMon("12:00") + 1e10);
        const stopped = (a: Assessment) => a.clocks.filter((c) => c.stoppedAt !== undefined);
        expect(stopped(late)).toEqual(stopped(soon));
      }),
      { numRuns: 300 },
    );
  });
});

function agrees(c: Clock, now: number): void {
  expect(c.startedAt).toBeLessThanOrEqual(now);
  expect(c.breachedAt).toBe(c.state === "breached" ? c.dueAt : undefined);
  if (c.state === "met") expect(c.stoppedAt!).toBeLessThanOrEqual(c.dueAt!);
  if (c.state === "breached") expect(c.dueAt!).toBeLessThan(c.stoppedAt ?? now);
  if (c.state === "running" || c.state === "paused") expect(c.stoppedAt).toBeUndefined();
  if (c.state !== "paused") expect(c.dueAt).toBeDefined();
  for (const b of c.breaks)
    expect(b.from < b.to && b.from >= c.startedAt && b.to <= (c.stoppedAt ?? Infinity)).toBe(true);
  if (c.terms && c.dueAt !== undefined && c.state !== "paused" && c.state !== "breached")
    expect(c.dueAt).toBe(addBusiness(newYork, c.startedAt, c.terms.target, c.breaks));
}
