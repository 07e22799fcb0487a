import type { Instant } from "./time.ts";
import { DAY } from "./wall-clock.ts";

/**
 * What is forgotten apart: `words` that people wrote; `people`, who of the client wrote and why something was dismissed; `sent`,
 * what the bot wrote to the firm's own people. Figures stay: they name nobody of the client and repeat no word.
 */
export const KINDS = ["words", "people", "sent"] as const;
export type KeptKind = (typeof KINDS)[number];

export interface Retention {
  /** Absent: the firm's, for every client that has none of its own. */
  readonly clientId?: number;
  readonly kind: KeptKind;
  /** Calendar days of 24 hours; 0: nothing is kept. */
  readonly days: number;
}

/** What is older than this may go; undefined: it is kept for good. What is no client's goes by the firm's. */
export function keptSince(
  all: readonly Retention[],
  kind: KeptKind,
  clientId: number | undefined,
  now: Instant,
): Instant | undefined {
  const own = clientId === undefined ? undefined : all.find((one) => one.kind === kind && one.clientId === clientId);
  const rule = own ?? all.find((one) => one.kind === kind && one.clientId === undefined);
  return rule && now - rule.days * DAY;
}

/** "90 days", "18 months", "7 years", "nothing", "for good" (null), as somebody writes it. Undefined where it is none of these. */
export function readPeriod(written: string): number | null | undefined {
  const text = written.trim().toLowerCase();
  if (/^(for good|for ever|forever|always)$/.test(text)) return null;
  if (/^(nothing|none|no time|not at all)$/.test(text)) return 0;
  const [, count, unit] = /^(\d{1,5})\s*(days?|d|weeks?|w|months?|years?|y)$/.exec(text) ?? [];
  if (count === undefined) return undefined;
  const days = Math.ceil(Number(count) * DAYS[unit![0]!]!);
  return days <= 36_500 ? days : undefined;
}

/** The same, as somebody would write it who means so many days. */
export function periodWritten(days: number): string {
  if (days === 0) return "nothing";
  for (const [unit, long] of [
    ["year", 366],
    ["month", 31],
  ] as const)
    if (days % long === 0) return `${days / long} ${unit}${days === long ? "" : "s"}`;
  return `${days} ${days === 1 ? "day" : "days"}`;
}

/** Rounded so that nothing goes early. */
const DAYS: Readonly<Record<string, number>> = { d: 1, w: 7, m: 31, y: 366 };

/** A legal hold: what it is about is neither forgotten nor erased until somebody lifts it. */
export interface Hold {
  readonly id: number;
  readonly clientId: number;
  readonly client: string;
  readonly matterId?: number;
  /** Absent: all of the client's. */
  readonly matter?: string;
  /** Who placed it; absent: somebody at the program's terminal. */
  readonly placedBy?: string;
  readonly placedAt: Instant;
  readonly liftedBy?: string;
  readonly liftedAt?: Instant;
  readonly why: string;
}
