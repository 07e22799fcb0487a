import type { Instant } from "../domain/time.ts";
import type { SandboxClock } from "./clock.ts";

/** What goes with a clock that is moved: what is due on the way, and doing it. */
export interface Traveller {
  readonly clock: SandboxClock;
  nextDue(after: Instant): Promise<Instant | undefined>;
  round(): Promise<void>;
}

/** Moves the clock to `to`, stopping at every instant at which something is due, so that each thing happens at its own time. */
export async function travel({ clock, nextDue, round }: Traveller, to: Instant): Promise<void> {
  await round();
  let last = clock.now();
  for (;;) {
    const due = await nextDue(last);
    // What is still due at the instant just worked at could not be done then; the next minute is soon enough.
    const stop = due === undefined ? to : Math.min(to, Math.max(due, last + 60_000));
    if (stop > clock.now()) await clock.set(stop);
    await round();
    if (stop >= to) return;
    last = stop;
  }
}
