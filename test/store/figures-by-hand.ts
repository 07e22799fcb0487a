import { businessBetween } from "../../src/domain/calendar.ts";
import type { Clock } from "../../src/domain/clock.ts";
import { assess, type Fact } from "../../src/domain/inquiry.ts";
import type { ClockFigures, Figures } from "../../src/domain/measure.ts";
import { MINUTE } from "../../src/domain/time.ts";
import type { Week } from "../../src/domain/week.ts";
import { newYork, termsOf } from "../domain/timelines.ts";

/** The figures of a week, from nothing but the facts that had happened by its end: slowly, one inquiry after another. */
export function figuresByHand(timelines: readonly (readonly Fact[])[], week: Week): Figures {
  const standing = timelines
    .map((facts) => ({ facts, a: assess(facts, termsOf(), week.to - 1) }))
    .filter(({ a }) => a.askedAt !== undefined);
  const inWeek = (t: number | undefined) => t !== undefined && t >= week.from && t < week.to;
  const clocks = standing.flatMap(({ a, facts }) =>
    a.clocks.filter((c) => c.state !== "cancelled").map((c) => ({ ...c, answered: wasAnswered(c, facts) })),
  );
  const judged = (...kinds: string[]) =>
    clocks.filter((c) => kinds.includes(c.kind) && inWeek(Math.min(c.stoppedAt ?? Infinity, c.dueAt ?? Infinity)));
  const answers = clocks.filter(isAnswer);
  const promises = judged("promise");
  const overdue = standing.filter(({ a }) =>
    a.clocks.some(
      (c) => c.kind !== "resolve" && c.stoppedAt === undefined && c.dueAt !== undefined && c.dueAt < week.to,
    ),
  );
  return {
    received: standing.filter(({ a }) => inWeek(a.askedAt) && a.state !== "dismissed").length,
    answered: answers.filter((c) => inWeek(c.stoppedAt) && c.answered).length,
    dismissed: timelines.filter((facts) => facts.some((f) => inWeek(f.at) && gaveUp(facts, f))).length,
    acknowledge: clockFigures(judged("acknowledge")),
    answer: clockFigures(judged("answer", "next answer")),
    promises: { made: promises.length, kept: promises.filter((c) => c.state === "met").length },
    open: standing.filter(({ a }) => a.state === "open" || a.state === "paused").length,
    overdue: overdue.length,
  };
}

const wasAnswered = (c: Clock, facts: readonly Fact[]): boolean =>
  c.state === "met" ||
  (c.stoppedAt !== undefined && !facts.some((f) => f.at === c.stoppedAt && gaveUp(facts, f) && f.kind === "resolved"));

/** Dismissed, or resolved while an answer was owed; a promise that outlived the answer is not an answer. */
function gaveUp(facts: readonly Fact[], f: Fact): boolean {
  const others = facts.filter((g) => g.at !== f.at || g.kind !== f.kind);
  const before = assess(others, termsOf(), f.at);
  if (before.askedAt === undefined) return false;
  const owed = before.clocks.some((c) => isAnswer(c) && c.stoppedAt === undefined);
  return f.kind === "dismissed" || (f.kind === "resolved" && owed);
}

const isAnswer = (c: Clock) => c.kind === "answer" || c.kind === "next answer";

function clockFigures(clocks: readonly (Clock & { answered: boolean })[]): ClockFigures {
  const figure = (share: number, minutes: (c: Clock) => number) => {
    const taken = clocks.map((c) => (c.answered ? minutes(c) : Infinity)).sort((x, y) => x - y);
    // The first value at or above this share of all.
    const value = taken[Math.ceil(share * taken.length) - 1] ?? Infinity;
    return Number.isFinite(value) ? value : undefined;
  };
  const business = (c: Clock) => (c.terms ? businessBetween(newYork, c.startedAt, c.stoppedAt!, c.breaks) : elapsed(c));
  const elapsed = (c: Clock) => (c.stoppedAt! - c.startedAt) / MINUTE;
  const [median, ninetieth, medianElapsed] = [figure(0.5, business), figure(0.9, business), figure(0.5, elapsed)];
  return {
    judged: clocks.length,
    met: clocks.filter((c) => c.state === "met").length,
    ...(median !== undefined && { median }),
    ...(ninetieth !== undefined && { ninetieth }),
    ...(medianElapsed !== undefined && { medianElapsed }),
  };
}
