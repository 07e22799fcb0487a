import type { Instant, Zone } from "./time.ts";
import { DAY, wallAt, wallClock } from "./wall-clock.ts";

/** The next local midnight after `t`: until then it is today. */
export function dayEnd(t: Instant, zone: Zone): Instant {
  const midnight = (Math.floor(wallAt(zone, t) / DAY) + 1) * DAY;
  return wallClock(zone, t - DAY, t + 2 * DAY)(midnight);
}
