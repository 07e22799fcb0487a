import type { Instant, Minutes } from "./time.ts";

/** One kind of clock over one period, for one circle of readers. Clocks count in the period in which they became due or were met, whichever was first. */
export interface ClockFigures {
  /** Stopped, or due by the end of the period; a running clock past due counts as not met. */
  readonly judged: number;
  readonly met: number;
  /** Business minutes; unanswered ones are treated as still running, so undefined where half (or nine in ten) are not answered yet. */
  readonly median?: Minutes;
  readonly ninetieth?: Minutes;
  /** What the client lived through, closed hours included. */
  readonly medianElapsed?: Minutes;
}

export interface Figures {
  readonly received: number;
  readonly answered: number;
  /** Closed by a person without an answer or as not an inquiry: shown, so that it cannot flatter. */
  readonly dismissed: number;
  readonly acknowledge: ClockFigures;
  readonly answer: ClockFigures;
  readonly promises: { readonly made: number; readonly kept: number };
  readonly open: number;
  readonly overdue: number;
  readonly oldestOverdue?: { readonly inquiryId: number; readonly client: string; readonly matter?: string; readonly since: Instant };
}

/** Share met, 0 to 1; undefined where nothing was judged. */
export const attainment = (f: ClockFigures): number | undefined => (f.judged === 0 ? undefined : f.met / f.judged);
