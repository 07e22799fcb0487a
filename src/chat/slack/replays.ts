import type { Instant } from "../../domain/time.ts";

/** As long as a signature is taken: five minutes either way. */
const TAKEN = 10 * 60_000;

/** Whether this very request, by its signature, came before. An event may: it is kept once. What is answered may not. */
export function replays(): (signature: string, now: Instant) => boolean {
  const seen = new Map<string, Instant>();
  return (signature, now) => {
    // In the order they came: the oldest stand first.
    for (const [old, at] of seen) {
      if (now - at <= TAKEN) break;
      seen.delete(old);
    }
    if (seen.has(signature)) return true;
    seen.set(signature, now);
    return false;
  };
}
