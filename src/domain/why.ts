import { businessBetween, type Calendar, stretches } from "./calendar.ts";
import type { Clock, ClockKind, ClockState } from "./clock.ts";
import { type Instant, type Interval, MINUTE, type Minutes, type Zone } from "./time.ts";

/** A stretch of a clock's time that counted in one piece, or was left out for one reason. */
export interface WhyLine {
  readonly from: Instant;
  readonly to: Instant;
  readonly counted: boolean;
  /** "open", "overnight", "Sat, Sun closed", "Veterans Day", "paused, waiting on the client", "promised". */
  readonly because: string;
  /** Business minutes in it: those counted, or those that a pause took out; 0 where it was closed. Of a promise, elapsed ones. */
  readonly minutes: Minutes;
}

/** Why a clock is due when it is. Times in a reader's words are the view's business. */
export interface Why {
  readonly kind: ClockKind;
  readonly state: ClockState;
  readonly startedAt: Instant;
  /** Absent while it waits on the client without an end. */
  readonly dueAt?: Instant;
  readonly stoppedAt?: Instant;
  /** From the start to when it is due, or to now where that is not known: in order, without gaps. */
  readonly lines: readonly WhyLine[];
  /** Minutes counted until it stopped, or until now. */
  readonly spent: Minutes;
  /** How many of them came after it was due. */
  readonly late: Minutes;
  /** What was stamped on it when it started; absent for a promise, whose time the lawyer named. */
  readonly target?: Minutes;
  readonly source?: string;
  readonly standardId?: number;
  readonly calendarVersion?: number;
  /** The calendar's. */
  readonly zone?: Zone;
}

export function explain(clock: Clock, now: Instant): Why {
  const { kind, state, startedAt, dueAt, stoppedAt, terms } = clock;
  const end = dueAt ?? Math.max(startedAt, stoppedAt ?? now);
  const until = Math.max(startedAt, stoppedAt ?? now);
  return {
    kind,
    state,
    startedAt,
    ...(dueAt !== undefined && { dueAt }),
    ...(stoppedAt !== undefined && { stoppedAt }),
    lines: linesOf(clock, end),
    spent: minutesOf(clock, startedAt, until),
    late: dueAt === undefined || until <= dueAt ? 0 : minutesOf(clock, dueAt, until),
    ...(terms !== undefined && {
      target: terms.target,
      source: terms.source,
      standardId: terms.standardId,
      calendarVersion: terms.calendarVersion,
      zone: terms.calendar.spec.zone,
    }),
  };
}

function minutesOf({ terms, breaks }: Clock, from: Instant, to: Instant): Minutes {
  return terms === undefined ? (to - from) / MINUTE : businessBetween(terms.calendar, from, to, breaks);
}

function linesOf(clock: Clock, end: Instant): WhyLine[] {
  const { startedAt, terms, breaks } = clock;
  if (end <= startedAt) return [];
  if (terms === undefined) {
    return [{ from: startedAt, to: end, counted: true, because: "promised", minutes: (end - startedAt) / MINUTE }];
  }
  const lines: WhyLine[] = [];
  let t = startedAt;
  for (const pause of breaks) {
    const [from, to] = [Math.min(pause.from, end), Math.min(pause.to, end)];
    lines.push(...calendarLines(terms.calendar, { from: t, to: from }));
    if (from < to) lines.push(pauseLine(terms.calendar, { from, to }));
    t = Math.max(t, to);
  }
  return [...lines, ...calendarLines(terms.calendar, { from: t, to: end })];
}

const pauseLine = (calendar: Calendar, { from, to }: Interval): WhyLine => {
  const because = "paused, waiting on the client";
  return { from, to, counted: false, because, minutes: businessBetween(calendar, from, to) };
};

/** Open and closed by turns: what is closed in one piece is one line, whatever its reasons. In order, without gaps. */
export function calendarLines(calendar: Calendar, { from, to }: Interval): WhyLine[] {
  const turns: { from: Instant; to: Instant; open: boolean; reasons: string[] }[] = [];
  for (const piece of stretches(calendar, from, to)) {
    const last = turns.at(-1);
    if (last?.open === piece.open) {
      last.to = piece.to;
      last.reasons.push(piece.because);
    } else turns.push({ from: piece.from, to: piece.to, open: piece.open, reasons: [piece.because] });
  }
  return turns.map(({ from, to, open, reasons }) => {
    const minutes = open ? businessBetween(calendar, from, to) : 0;
    return { from, to, counted: open, because: open ? "open" : closedBecause(reasons), minutes };
  });
}

const DAILY = ["after closing", "before opening", "closed"];

/** A weekend or a holiday says it all; the hours around it need no words of their own. */
function closedBecause(reasons: readonly string[]): string {
  const special = [...new Set(reasons.filter((reason) => !DAILY.includes(reason)))];
  if (special.length > 0) return special.join(", then ");
  return reasons.includes("after closing") && reasons.includes("before opening") ? "overnight" : reasons[0]!;
}
