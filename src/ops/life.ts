import type { Tell, Told } from "../flows/deps.ts";

/** Milliseconds without a sign of life, after which the program is taken for stuck. Every request of ours has its limit well within. */
const QUIET = 5 * 60_000;
/** A round may be long where much is to be sent; one that takes longer than this ends no more. */
const LONGEST_ROUND = 30 * 60_000;

/** Whether the timetable's rounds go on. */
export interface Life {
  readonly tell: Tell;
  /** What is wrong, in a sentence; undefined where nothing is. */
  stuck(): string | undefined;
  /** Seconds since the last round ended, or since the start. */
  roundAge(): number;
}

/** `elapsed`: milliseconds from any point, never set back; a machine that slept did not grow older. */
export function life(elapsed: () => number = () => performance.now()): Life {
  let sign = elapsed();
  let round = sign;
  return {
    tell(told) {
      if (!isProgress(told)) return;
      sign = elapsed();
      if (told.what === "round done") round = sign;
    },
    stuck() {
      const now = elapsed();
      if (now - round > LONGEST_ROUND)
        return `No round of the timetable has ended for ${minutes(now - round)} minutes.`;
      return now - sign > QUIET ? `Nothing has moved for ${minutes(now - sign)} minutes.` : undefined;
    },
    roundAge: () => (elapsed() - round) / 1000,
  };
}

// Events that come in show that somebody writes, not that anything is done about it.
const isProgress = (told: Told): boolean => told.what !== "event kept";

const minutes = (ms: number) => Math.floor(ms / 60_000);
