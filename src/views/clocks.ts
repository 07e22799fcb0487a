import type { ClockKind } from "../domain/clock.ts";

/** What a clock measures, in a lawyer's words. */
export const clockName = (kind: ClockKind): string => NAMES[kind];

const NAMES: Record<ClockKind, string> = {
  acknowledge: "first reply",
  answer: "answer",
  "next answer": "next answer",
  promise: "promised answer",
  resolve: "closing",
};
