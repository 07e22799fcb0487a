import type { Instant } from "../../domain/time.ts";

/**
 * Message ids as Teams makes them: epoch milliseconds as text, here unique in the whole sandbox.
 * Without `at` they ascend with the clock, and go on ascending while it stands still.
 */
export function stamps(now: () => Instant): (at?: Instant) => string {
  const used = new Set<number>();
  let last = 0;
  return (at) => {
    let millis = at ?? Math.max(now(), last + 1);
    while (used.has(millis)) millis += 1;
    used.add(millis);
    if (at === undefined) last = millis;
    return String(millis);
  };
}
