import { addBusiness, type Calendar } from "./calendar.ts";
import type { Instant, Interval, Minutes } from "./time.ts";

/** *update* belongs to a matter and is not run yet. */
export type ClockKind = "acknowledge" | "answer" | "next answer" | "promise" | "resolve";
export type ClockState = "running" | "paused" | "met" | "breached" | "cancelled";

/** What is stamped on a clock when it starts and stays with it. */
export interface Terms {
  readonly standardId: number;
  /** Where the target comes from: "firm policy", "engagement letter §4". */
  readonly source: string;
  readonly target: Minutes;
  readonly calendarVersion: number;
  readonly calendar: Calendar;
}

/** The terms of a clock of this kind that starts at this instant; undefined: the standard has no such clock. A promise needs none. */
export type TermsAt = (kind: ClockKind, startedAt: Instant) => Terms | undefined;

/** The time that a clock ran, before any target is laid against it. */
export interface Run {
  readonly kind: ClockKind;
  readonly startedAt: Instant;
  /** Of a promise: the time that was named. */
  readonly promisedFor?: Instant;
  stoppedAt?: Instant;
  /** satisfied: what it waited for came. closed: the inquiry was closed without it. void: replaced, or never an inquiry. */
  ending?: "satisfied" | "closed" | "void";
}

/** While waiting on the client; `to` is absent where no end is known, and may lie ahead. */
export interface Pause {
  readonly from: Instant;
  readonly to?: Instant;
}

/** Never edited: computed afresh from the timeline each time. Its identity is `(inquiry, kind, startedAt)`. */
export interface Clock {
  readonly kind: ClockKind;
  readonly startedAt: Instant;
  /** Absent only while paused without an end. */
  readonly dueAt?: Instant;
  readonly stoppedAt?: Instant;
  readonly state: ClockState;
  /** The instant it was missed, which is when it was due, not when anyone noticed. */
  readonly breachedAt?: Instant;
  /** Pauses that fall into its time, clipped to it; they did not count. */
  readonly breaks: readonly Interval[];
  /** Absent for a promise, whose due time was named by the lawyer. */
  readonly terms?: Terms;
}

/**
 * What a clock that ran so shows at `now`; undefined where the standard has no such clock.
 * `pauses` in order and apart from one another; the last may have no end. They move every clock but a promise: the time
 * that a lawyer named stays the time.
 */
export function readClock(run: Run, pauses: readonly Pause[], termsAt: TermsAt, now: Instant): Clock | undefined {
  const isPromise = run.kind === "promise";
  const terms = isPromise ? undefined : termsAt(run.kind, run.startedAt);
  if (terms === undefined && !isPromise) return undefined;
  const theirs = isPromise ? [] : duringRun(run, pauses);
  const breaks = theirs.map(({ from, to }) => ({ from, to: to ?? now })).filter(({ from, to }) => from < to);
  const dueAt = terms === undefined ? run.promisedFor : due(run.startedAt, terms, theirs);
  const state = stateOf(run, theirs.at(-1), dueAt, now);
  return {
    kind: run.kind,
    startedAt: run.startedAt,
    ...(dueAt !== undefined && { dueAt }),
    ...(run.stoppedAt !== undefined && { stoppedAt: run.stoppedAt }),
    state,
    ...(state === "breached" && { breachedAt: dueAt! }),
    breaks,
    ...(terms !== undefined && { terms }),
  };
}

function duringRun(run: Run, pauses: readonly Pause[]): Pause[] {
  const { startedAt, stoppedAt = Number.POSITIVE_INFINITY } = run;
  return pauses.flatMap((pause) => {
    const from = Math.max(pause.from, startedAt);
    const to = Math.min(pause.to ?? Number.POSITIVE_INFINITY, stoppedAt);
    if (from >= to) return [];
    return to === Number.POSITIVE_INFINITY ? { from } : { from, to };
  });
}

/** Undefined while a pause without an end holds it up. What fell due before a pause, or just as it began, stays due. */
function due(startedAt: Instant, { calendar, target }: Terms, pauses: readonly Pause[]): Instant | undefined {
  const ended = pauses.filter((pause): pause is Interval => pause.to !== undefined);
  const dueAt = addBusiness(calendar, startedAt, target, ended);
  const endless = pauses.find((pause) => pause.to === undefined);
  return endless === undefined || dueAt <= endless.from ? dueAt : undefined;
}

function stateOf(run: Run, last: Pause | undefined, dueAt: Instant | undefined, now: Instant): ClockState {
  if (run.ending === "void") return "cancelled";
  // Due is the last good moment: an answer at that very instant is in time.
  if (dueAt !== undefined && dueAt < (run.stoppedAt ?? now)) return "breached";
  if (run.ending === "closed") return "cancelled";
  if (run.ending === "satisfied") return "met";
  return last !== undefined && (last.to === undefined || last.to > now) && (dueAt === undefined || last.from < dueAt)
    ? "paused"
    : "running";
}
