import type { Instant } from "./time.ts";

/** What became of something that was owed, and why a nudge about it is moot. */
export interface Settled {
  readonly client: string;
  readonly matter?: string;
  readonly at: Instant;
  readonly how:
    | "answered"
    | "answered elsewhere"
    | "resolved"
    | "not an inquiry"
    | "withdrawn"
    | Moved
    | Rested
    | "not yours";
  /** Who did it; absent where nobody did (a question deleted), or nobody knows. */
  readonly by?: string;
}

type Moved = { readonly movedTo: string };
/** Snoozed or paused; a pause may have no end. */
type Rested = { readonly snoozedUntil: Instant } | { readonly pausedUntil: Instant | undefined };
