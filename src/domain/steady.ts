import { type Instant, MINUTE } from "./time.ts";

/** What the wall clock said, and how long the process had run by then: milliseconds that no setting of a clock moves. */
export interface Beat {
  readonly wall: Instant;
  readonly run: number;
}

/** How far the wall clock is trusted. `doubtedSince`: by the process's own time. */
export interface Trust {
  readonly at: Beat;
  readonly doubtedSince?: number;
}

/** A wall clock that moves this much more, or less, than time itself was set, or its machine slept. */
const JUMP = 10 * MINUTE;
/** A clock that was set wrong is mostly set right again within so long; then it is taken at its word. */
const DOUBT = 5 * MINUTE;

/**
 * Whether the wall clock may be acted on. After a jump, ahead or back, it may not for five minutes: a wrong clock that is put
 * right then sends nobody anything. `jumped`: the jump in milliseconds, told once.
 */
export function trust(before: Trust, now: Beat): Trust & { readonly doubted: boolean; readonly jumped?: number } {
  const jump = now.wall - before.at.wall - (now.run - before.at.run);
  // Slow drift, and what a time server puts right little by little, is followed.
  if (Math.abs(jump) < JUMP) return { at: now, doubted: false };
  const { doubtedSince = now.run } = before;
  if (now.run - doubtedSince >= DOUBT) return { at: now, doubted: false };
  const jumped = before.doubtedSince === undefined ? { jumped: jump } : {};
  return { at: before.at, doubtedSince, doubted: true, ...jumped };
}
