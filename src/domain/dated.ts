import { type Instant, MINUTE } from "./time.ts";

/** So far ahead of our own clock a platform's is believed: where the two differ, ours is the one that is wrong. */
const BELIEVED = 24 * 60 * MINUTE;

/**
 * When something happened, by the platform that says so: the same in every process, whatever their clocks say. What lies further
 * ahead than a day is no time of anything, and counts from now, so that it counts at all.
 */
export const dated = (at: Instant, now: Instant): Instant => (at > now + BELIEVED ? now : at);

/** The same for what somebody does and waits for: nobody waits for a day, so that what is said to be older is no time of it either. */
export const done = (at: Instant, now: Instant): Instant => (at < now - BELIEVED ? now : dated(at, now));

/** No earlier than anything that has happened: a clock that says so is slow. */
export const notBefore = (now: Instant, happened: readonly Instant[]): Instant =>
  Math.max(now, ...happened.filter((at) => at <= now + BELIEVED));
