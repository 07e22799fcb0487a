import { addBusiness } from "./calendar.ts";
import type { Clock } from "./clock.ts";
import { type QuietHours, quietSpellAt } from "./nudge/quiet.ts";
import { addMinutes, type Instant, MINUTE, type Minutes } from "./time.ts";

export type Audience = "owner" | "lead" | "partner";

/** One rung: when, as a share of the target, at due, or business minutes after due; and to whom. */
interface Step {
  readonly when: { readonly share: number } | "due" | { readonly after: Minutes };
  readonly to: readonly Audience[];
}
export type Ladder = readonly Step[];

/** 50 % and 80 % of the target to the owner, at due to the owner and the team lead, a business hour past due to the partner. */
export const defaultLadder: Ladder = [
  { when: { share: 0.5 }, to: ["owner"] },
  { when: { share: 0.8 }, to: ["owner"] },
  { when: "due", to: ["owner", "lead"] },
  { when: { after: 60 }, to: ["partner"] },
];

export interface PlannedNudge {
  /** Index into the ladder. */
  readonly step: number;
  readonly at: Instant;
  readonly to: readonly Audience[];
}

/**
 * The nudges of a clock that nothing has stopped yet, in order; none for one that is met or cancelled, or that waits on the
 * client without an end. Planned whole: those whose time has come were planned before, and are known by their step.
 * Shares and `after` are business minutes, pauses left out; of a promise, elapsed ones.
 */
export function planNudges(clock: Clock, ladder: Ladder): PlannedNudge[] {
  const { dueAt } = clock;
  if (dueAt === undefined || clock.stoppedAt !== undefined) return [];
  return ladder
    .map(({ when, to }, step) => ({ step, at: timeOf(when, clock, dueAt), to }))
    .sort((a, b) => a.at - b.at || a.step - b.step);
}

function timeOf(when: Step["when"], { startedAt, terms, breaks }: Clock, dueAt: Instant): Instant {
  if (when === "due") return dueAt;
  if ("after" in when) {
    return terms === undefined ? addMinutes(dueAt, when.after) : addBusiness(terms.calendar, dueAt, when.after, breaks);
  }
  if (terms === undefined) return Math.round(startedAt + when.share * (dueAt - startedAt));
  return addBusiness(terms.calendar, startedAt, when.share * terms.target, breaks);
}

/** Those of one person that fall due within so many minutes of the first are one message; in the order of their first. */
export function together<T extends { readonly personId: number; readonly at: Instant }>(
  nudges: readonly T[],
  within: Minutes,
): T[][] {
  const messages: T[][] = [];
  const latest = new Map<number, T[]>();
  for (const nudge of [...nudges].sort((a, b) => a.at - b.at || a.personId - b.personId)) {
    const message = latest.get(nudge.personId);
    if (message !== undefined && nudge.at <= addMinutes(message[0]!.at, within)) message.push(nudge);
    else {
      const begun = [nudge];
      messages.push(begun);
      latest.set(nudge.personId, begun);
    }
  }
  return messages;
}

/** So much time to act must be left when quiet hours end; with less, a nudge comes before they begin. */
const LEFT_TO_ACT = 60 * MINUTE;

/**
 * The instant to send at: as planned, or, inside quiet hours, their end if that leaves an hour until due: a reminder in the
 * morning is worth more than one the evening before. Else the last minute before they began, if that is still to come; else as
 * planned, where their end is past `dueAt`: somebody else is told then; else their end.
 */
export function outsideQuietHours(
  at: Instant,
  dueAt: Instant | undefined,
  quiet: QuietHours | undefined,
  now: Instant,
): Instant {
  const spell = quiet === undefined ? undefined : quietSpellAt(quiet, Math.max(at, now));
  if (spell === undefined) return at;
  if (dueAt !== undefined && at < dueAt && spell.to + LEFT_TO_ACT <= dueAt) return spell.to;
  // What says "this was due" must not be said before it was.
  const notBefore = dueAt !== undefined && at > dueAt ? dueAt + 1 : now;
  const earlier = Math.max(spell.from - MINUTE, notBefore, now);
  if (earlier < spell.from) return earlier;
  // Their end would be too late: it comes as planned, to whoever may be disturbed then.
  return dueAt !== undefined && at < dueAt && spell.to > dueAt ? at : spell.to;
}
