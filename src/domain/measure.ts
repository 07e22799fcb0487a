import type { Instant, Minutes } from "./time.ts";
import type { Week } from "./week.ts";

/**
 * One kind of clock over one week. A clock counts in the week in which it became due or was met, whichever was first, and
 * only what was known by the week's end counts: a week that is looked at again later shows the same figures.
 */
export interface ClockFigures {
  /** Met, or due by the end of the week; one that runs on past due counts as not met. */
  readonly judged: number;
  readonly met: number;
  /** Business minutes; unanswered ones are treated as still running, so undefined where half (or nine in ten) are not answered yet. */
  readonly median?: Minutes;
  readonly ninetieth?: Minutes;
  /** What the client lived through, closed hours included. */
  readonly medianElapsed?: Minutes;
}

/** A week of one circle: the firm, a practice group, or one person's own inquiries. */
export interface Figures {
  /** Inquiries asked in the week, without those dismissed by its end and those merged into another. */
  readonly received: number;
  /** Answers given in the week, whenever they were asked for. */
  readonly answered: number;
  /** Closed by a person without an answer or as not an inquiry: shown, so that it cannot flatter. */
  readonly dismissed: number;
  readonly acknowledge: ClockFigures;
  /** First and later answers. */
  readonly answer: ClockFigures;
  readonly promises: { readonly made: number; readonly kept: number };
  /** Awaiting an answer, or what was promised, when the week ended; paused ones included. */
  readonly open: number;
  readonly overdue: number;
}

export interface Overdue {
  readonly inquiryId: number;
  /** Absent where nobody has said yet whose inquiry it is. */
  readonly client?: string;
  readonly matter?: string;
  /** When it fell due. */
  readonly since: Instant;
}

/** A client whom the firm kept waiting. */
export interface Attention {
  readonly client: string;
  readonly overdue: number;
  /** Of the answers that counted in the week, those not given in time. */
  readonly missed: number;
  readonly judged: number;
  /** The client's longest overdue inquiry. */
  readonly oldest?: Overdue;
}

/** A week as a point in a picture. */
export interface Point {
  readonly week: Week;
  readonly judged: number;
  readonly met: number;
}

/** All that a digest says, before it is put into words. */
export interface Report {
  readonly week: Week;
  readonly figures: Figures;
  readonly before: Figures;
  readonly oldest?: Overdue;
  /** Twelve weeks, oldest first; the last is the week itself. */
  readonly trend: readonly Point[];
  /** By name; those with anything judged in the week. */
  readonly groups: readonly { readonly name: string; readonly figures: Figures }[];
  /** At most three, worst first. */
  readonly attention: readonly Attention[];
  /** What the reader answered for in person. */
  readonly own?: Figures;
  /** Behind walls that this reader is inside of, and another reader is not: in none of the other figures. */
  readonly behind?: Behind;
}

export interface Behind {
  readonly open: number;
  readonly overdue: number;
  readonly judged: number;
  readonly met: number;
}

/** What one reader may know more than all may; undefined where that is nothing. */
export function beyond(theirs: Figures, shared: Figures): Behind | undefined {
  const more = {
    open: theirs.open - shared.open,
    overdue: theirs.overdue - shared.overdue,
    judged: theirs.answer.judged - shared.answer.judged,
    met: theirs.answer.met - shared.answer.met,
  };
  return more.open + more.judged > 0 ? more : undefined;
}

/** The share of answers in time that a firm aims at: firm policy, no rule of the profession. */
export const GOAL = 0.9;

/** Below this many, a percentage says more than is known. */
export const FEW = 10;

/** Share met, 0 to 1; undefined where nothing was judged. */
export const attainment = (f: Pick<ClockFigures, "judged" | "met">): number | undefined =>
  f.judged === 0 ? undefined : f.met / f.judged;

/** The share in whole percent; 100 only where all were met, 0 only where none was; undefined where there are too few. */
export function percent(f: Pick<ClockFigures, "judged" | "met">): number | undefined {
  if (f.judged < FEW) return undefined;
  const rounded = Math.round((100 * f.met) / f.judged);
  if (f.met < f.judged && rounded === 100) return 99;
  return f.met > 0 && rounded === 0 ? 1 : rounded;
}

export const nothing: Figures = {
  received: 0,
  answered: 0,
  dismissed: 0,
  acknowledge: { judged: 0, met: 0 },
  answer: { judged: 0, met: 0 },
  promises: { made: 0, kept: 0 },
  open: 0,
  overdue: 0,
};
