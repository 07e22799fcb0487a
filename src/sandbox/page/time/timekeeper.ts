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
  /** `doing` takes the clock to `to`: one journey, during which nothing else moves it. */
  journey<T>(to: Instant, doing: () => Promise<T>): Promise<T>;
}

interface Way {
  readonly from: Instant;
  readonly to: Instant;
}

/** `round`: one round of the bot, in turn with whatever else is done. */
export function timekeeper(clock: SandboxClock, round: () => Promise<unknown>): Timekeeper {
  let halt: (() => void) | undefined;
  let way: Way | undefined;
  let minute = 0;
  let going = false;

  // Not waited for: who moved the clock may be just what the round has to stand behind.
  const passed = (now: Instant) => {
    const next = Math.floor(now / MINUTE);
    if (way || next === minute || going) return;
    [minute, going] = [next, true];
    void round()
      .catch(() => {})
      .finally(() => {
        going = false;
      });
  };

  const pause = () => {
    halt?.();
    halt = undefined;
  };
  const run = () => {
    if (halt) return;
    minute = Math.floor(clock.now() / MINUTE);
    const [still, stop] = [clock.onMove(passed), clock.run()];
    halt = () => {
      still();
      stop();
    };
  };

  return {
    running: () => halt !== undefined,
    way: () => way,
    run,
    pause,
    async journey(to, doing) {
      const ran = halt !== undefined;
      pause();
      way = { from: clock.now(), to };
      try {
        return await doing();
      } finally {
        way = undefined;
        if (ran) run();
      }
    },
  };
}
