import { type Instant, MINUTE } from "../../../domain/time.ts";
import type { SandboxClock } from "../../clock.ts";

/** Who moves the sandbox's clock for the page: by jumps, in which everything due on the way happens, or by letting it run. */
export interface Timekeeper {
  /** Whether time passes by itself. */
  running(): boolean;
  /** The way that is being travelled just now. */
  way(): Way | undefined;
  run(): void;
  pause(): void;
  /** What `doing` does takes the clock to `to`: seen from outside as one journey, during which nothing else moves the clock. */
  journey<T>(to: Instant, doing: () => Promise<T>): Promise<T>;
  stop(): void;
}

export interface Way {
  readonly from: Instant;
  readonly to: Instant;
}

export interface Keeping {
  readonly clock: SandboxClock;
  /** One round of the bot, behind whatever is being done. */
  readonly round: () => Promise<unknown>;
  /** Says that there is something new to see. */
  readonly changed: () => void;
}

export function timekeeper({ clock, round, changed }: Keeping): Timekeeper {
  let halt: (() => void) | undefined;
  let way: Way | undefined;
  let minute = 0;
  let under: Promise<unknown> | undefined;

  const stopListening = clock.onMove((now) => {
    if (way) return changed();
    if (!halt || Math.floor(now / MINUTE) === minute) return;
    minute = Math.floor(now / MINUTE);
    changed();
    // Not waited for: whoever moves the clock may be what the round has to stand behind.
    under ??= round()
      .catch(() => {})
      .finally(() => {
        under = undefined;
      });
  });

  const pause = () => {
    halt?.();
    halt = undefined;
  };
  const run = () => {
    minute = Math.floor(clock.now() / MINUTE);
    halt ??= clock.run();
  };

  return {
    running: () => halt !== undefined,
    way: () => way,
    run() {
      run();
      changed();
    },
    pause() {
      pause();
      changed();
    },
    async journey(to, doing) {
      const ran = halt !== undefined;
      pause();
      way = { from: clock.now(), to };
      changed();
      try {
        return await doing();
      } finally {
        way = undefined;
        if (ran) run();
        changed();
      }
    },
    stop() {
      pause();
      stopListening();
    },
  };
}
