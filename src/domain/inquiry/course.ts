import type { ClockKind, Pause, Run } from "../clock.ts";
import type { Instant } from "../time.ts";
import type { Fact } from "../timeline.ts";

/** What has become of an inquiry, one fact after another. It knows no targets: those are laid against its runs afterwards. */
export interface Course {
  readonly runs: Run[];
  /** Over, or with a known end; in order, apart from one another. */
  readonly pauses: Pause[];
  askedAt?: Instant;
  /** Since when an answer is owed; absent: none is. */
  owedSince?: Instant;
  firstUnanswered?: Instant;
  everAnswered: boolean;
  pause?: Pause;
  closed?: { readonly how: "resolved" | "dismissed"; readonly at: Instant };
  assignedTo?: number;
}

export const beginCourse = (): Course => ({ runs: [], pauses: [], everAnswered: false });

/** Takes the course one fact further. Facts must come in the order of `inOrder`. */
export function follow(course: Course, fact: Fact): void {
  endPauseThatRanOut(course, fact.at);
  if (fact.kind === "assigned") course.assignedTo = fact.to;
  else if (fact.kind === "asked") asked(course, fact.at);
  // Nothing can be answered, paused or closed before it was asked.
  else if (course.askedAt === undefined) return;
  else if (fact.kind === "dismissed") dismissed(course, fact.at);
  else if (fact.kind === "reopened") reopened(course, fact.at);
  // Words after the end are a farewell: they start and stop nothing.
  else if (course.closed === undefined) whileNotClosed(course, fact);
}

function whileNotClosed(course: Course, fact: Fact): void {
  if (fact.kind === "acknowledged") stop(course, fact.at, ["acknowledge"]);
  if (fact.kind === "held") held(course, fact.at, fact.promisedFor);
  if (fact.kind === "answered") answered(course, fact.at);
  if (fact.kind === "paused") paused(course, fact.at, fact.until);
  if (fact.kind === "resumed") endPause(course, fact.at);
  if (fact.kind === "resolved") resolved(course, fact.at);
}

/** The pause that holds at `now`, if one does. */
export const pauseAt = (course: Course, now: Instant): Pause | undefined =>
  course.pause !== undefined && (course.pause.to === undefined || course.pause.to > now) ? course.pause : undefined;

/** True while a promised time stands that nothing has met. */
export const promiseStands = (course: Course): boolean => running(course).some((run) => run.kind === "promise");

function asked(course: Course, at: Instant): void {
  endPause(course, at); // What we waited for came.
  course.askedAt ??= at;
  if (course.closed !== undefined) course.firstUnanswered = undefined;
  course.firstUnanswered ??= at;
  if (course.owedSince === undefined) beginOwing(course, at, course.firstUnanswered);
}

function reopened(course: Course, at: Instant): void {
  endPause(course, at);
  if (course.owedSince === undefined) beginOwing(course, at, course.firstUnanswered ?? at);
}

/** A further chaser while an answer is owed moves nothing, so this is only for when none is. */
function beginOwing(course: Course, at: Instant, since: Instant): void {
  const closed = course.closed;
  const afresh = !course.everAnswered && (closed === undefined || closed.how === "dismissed");
  course.closed = undefined;
  course.owedSince = since;
  if (afresh) course.runs.push({ kind: "acknowledge", startedAt: at }, { kind: "answer", startedAt: at });
  else course.runs.push({ kind: "next answer", startedAt: at });
  if (!running(course).some((run) => run.kind === "resolve")) course.runs.push({ kind: "resolve", startedAt: at });
}

function held(course: Course, at: Instant, promisedFor: Instant | undefined): void {
  endPause(course, at);
  stop(course, at, ["acknowledge"]);
  if (promisedFor === undefined || promisedFor <= at) return;
  const promises = running(course).filter((run) => run.kind === "promise");
  if (promises.some((run) => run.promisedFor === promisedFor)) return;
  // A new time in good time replaces the old one; a promise already due cannot be talked away.
  for (const run of promises) if (run.promisedFor! > at) end(run, at, "void");
  course.runs.push({ kind: "promise", startedAt: at, promisedFor });
}

function answered(course: Course, at: Instant): void {
  endPause(course, at);
  stop(course, at, ["acknowledge", "answer", "next answer", "promise"]);
  course.everAnswered = true;
  course.owedSince = undefined;
  course.firstUnanswered = undefined;
}

function paused(course: Course, at: Instant, until: Instant | undefined): void {
  if (until !== undefined && until <= at) return;
  const from = course.pause?.from ?? at;
  course.pause = until === undefined ? { from } : { from, to: until };
}

function resolved(course: Course, at: Instant): void {
  endPause(course, at);
  stop(course, at, ["resolve"]);
  for (const run of running(course)) end(run, at, "closed");
  course.owedSince = undefined;
  course.closed = { how: "resolved", at };
}

/** It never was an inquiry: nothing was owed, so nothing was missed either. */
function dismissed(course: Course, at: Instant): void {
  if (course.closed?.how === "dismissed") return;
  endPause(course, at);
  for (const run of course.runs) end(run, run.stoppedAt ?? at, "void");
  course.owedSince = undefined;
  course.closed = { how: "dismissed", at };
}

function endPauseThatRanOut(course: Course, now: Instant): void {
  if (course.pause?.to !== undefined && course.pause.to <= now) endPause(course, course.pause.to);
}

function endPause(course: Course, at: Instant): void {
  if (course.pause !== undefined) course.pauses.push({ from: course.pause.from, to: at });
  course.pause = undefined;
}

const running = (course: Course): Run[] => course.runs.filter((run) => run.stoppedAt === undefined);

function stop(course: Course, at: Instant, kinds: readonly ClockKind[]): void {
  for (const run of running(course)) if (kinds.includes(run.kind)) end(run, at, "satisfied");
}

function end(run: Run, at: Instant, ending: NonNullable<Run["ending"]>): void {
  run.stoppedAt = at;
  run.ending = ending;
}
