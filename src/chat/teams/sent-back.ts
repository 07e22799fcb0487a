import { type Instant, MINUTE } from "../../domain/time.ts";
import type { Desk } from "../platform.ts";
import type { Installation } from "./installation.ts";
import type { Log } from "./log.ts";

/** Teams says that it sends again, not how often nor for how long. */
const SENT_AGAIN = 2 * MINUTE;

/**
 * Says that an activity was sent back for no fault of its own. Teams gives up after a few tries and tells nobody, so it is looked
 * for in the channels' history as well. Once a minute is enough, and as often as anybody without a signature may bring it about.
 */
export function sendingBack(desk: Desk, { platform, workspace }: Installation, clock: { now(): Instant }, log: Log) {
  let last: Instant | undefined;
  return async () => {
    const now = clock.now();
    if (last !== undefined && Math.abs(now - last) < MINUTE) return;
    last = now;
    const missed = { kind: "missed", platform, workspace, from: now - SENT_AGAIN, until: now + SENT_AGAIN } as const;
    await desk.happened(missed).catch(() => {
      last = undefined;
      log.error({}, "Teams: an activity was sent back, and that could not be written down");
    });
  };
}
