import { addMinutes, type Instant, type Minutes } from "../domain/time.ts";

/** A clock that stands still until someone moves it: a week then passes in a moment, and a test never waits. */
export interface SandboxClock {
  now(): Instant;
  /** Moves to `to`. Resolves when everyone who listens has done what was due. @throws RangeError when `to` is earlier. */
  set(to: Instant): Promise<void>;
  /** Moves on by elapsed minutes; fractions count. */
  advance(by: Minutes): Promise<void>;
  /** Called after every move, one listener after another, in the order they came. Returns a function that stops it. */
  onMove(listener: (now: Instant) => unknown): () => void;
  /** Lets time pass by itself at `speed` sandbox minutes a minute, telling listeners once a second. Returns a stop. */
  run(speed?: number): () => void;
}

export function sandboxClock(start: Instant): SandboxClock {
  let at = start;
  let running: { since: number; speed: number } | undefined;
  const listeners = new Set<(now: Instant) => unknown>();

  const now = () => (running ? at + (performance.now() - running.since) * running.speed : at);

  const move = async (to: Instant) => {
    at = to;
    if (running) running.since = performance.now();
    for (const listener of [...listeners]) await listener(Math.floor(to));
  };

  const set = async (to: Instant) => {
    if (to < now()) throw new RangeError("The sandbox clock only goes forward: timers that have fired cannot unfire.");
    await move(to);
  };

  return {
    now: () => Math.floor(now()),
    set,
    advance: async (by) => {
      if (by < 0) throw new RangeError("The sandbox clock only goes forward.");
      await move(addMinutes(now(), by));
    },
    onMove(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    run(speed = 1) {
      running = { since: performance.now(), speed };
      const timer = setInterval(() => void move(now()), 1000);
      return () => {
        clearInterval(timer);
        at = now();
        running = undefined;
      };
    },
  };
}
