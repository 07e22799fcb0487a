import { type Clock, readClock, type TermsAt } from "./clock.ts";
import { beginCourse, type Course, follow, type Pause, pauseAt, promiseStands } from "./course.ts";
import type { Instant } from "./time.ts";
import { inOrder } from "./timeline.ts";

/**
 * One dated fact on an inquiry's timeline. `key` makes it one fact however often it comes: a message's facts carry the
 * message's key, a person's doing the key of the press or command.
 */
export type Fact = { readonly key: string; readonly at: Instant } & (
  | { readonly kind: "asked"; readonly contactId?: number }
  | { readonly kind: "acknowledged"; readonly personId?: number }
  | { readonly kind: "held"; readonly personId?: number; readonly promisedFor?: Instant }
  | { readonly kind: "answered"; readonly personId?: number }
  | { readonly kind: "paused"; readonly personId?: number; readonly until?: Instant }
  | { readonly kind: "resumed"; readonly personId?: number }
  | { readonly kind: "assigned"; readonly personId?: number; readonly to: number }
  | { readonly kind: "resolved"; readonly personId?: number }
  | { readonly kind: "reopened"; readonly personId?: number }
  | { readonly kind: "dismissed"; readonly personId?: number; readonly reason: string }
);

export type FactKind = Fact["kind"];

/** open: an answer is owed; paused: waiting on the client; answered: nothing owed, not yet closed. */
export type InquiryState = "open" | "paused" | "answered" | "resolved" | "dismissed";

export interface Assessment {
  readonly state: InquiryState;
  readonly clocks: readonly Clock[];
  /** The first ask of the inquiry; undefined where every ask was withdrawn (then it is dismissed). */
  readonly askedAt?: Instant;
  /** The first ask not answered yet; or, where only a promise is still owed, the first ask of all. */
  readonly waitingSince?: Instant;
  /** The person last assigned, if any ever was. */
  readonly assignedTo?: number;
  readonly closedAt?: Instant;
  readonly pausedUntil?: Instant;
}

/** The state and clocks that a timeline has at `now`: pure, indifferent to the order and repetition of facts; facts after `now` are not yet true. */
export function assess(timeline: readonly Fact[], terms: TermsAt, now: Instant): Assessment {
  const course = beginCourse();
  for (const fact of inOrder(timeline, now)) follow(course, fact);
  const pause = pauseAt(course, now);
  // A promise that outlives the answer ("the signed copy by Friday") is owed like an answer.
  const waitingSince = course.owedSince ?? (promiseStands(course) ? course.askedAt : undefined);
  const state = stateOf(course, waitingSince, pause);
  return {
    state,
    clocks: clocksOf(course, terms, now),
    ...(course.askedAt !== undefined && { askedAt: course.askedAt }),
    ...(waitingSince !== undefined && { waitingSince }),
    ...(course.assignedTo !== undefined && { assignedTo: course.assignedTo }),
    ...(course.closed !== undefined && { closedAt: course.closed.at }),
    ...(state === "paused" && pause?.to !== undefined && { pausedUntil: pause.to }),
  };
}

function stateOf(course: Course, waitingSince: Instant | undefined, pause: Pause | undefined): InquiryState {
  if (course.askedAt === undefined) return "dismissed";
  if (course.closed !== undefined) return course.closed.how;
  if (waitingSince === undefined) return "answered";
  return pause === undefined ? "open" : "paused";
}

function clocksOf(course: Course, terms: TermsAt, now: Instant): Clock[] {
  const pauses = course.pause === undefined ? course.pauses : [...course.pauses, course.pause];
  // Two of a kind from one instant are one clock: what was said last at that instant holds.
  const runs = new Map(course.runs.map((run) => [`${run.kind} ${run.startedAt}`, run]));
  return [...runs.values()].flatMap((run) => readClock(run, pauses, terms, now) ?? []);
}
