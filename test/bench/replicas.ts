import { availableParallelism } from "node:os";
import { median, rounded } from "./figures.ts";
import { flushMs } from "./flush.ts";
import { app, child, ended, prepare, sent } from "./intake.ts";
import { someEvents } from "./intake-firm.ts";
import { withPostgres } from "./postgres.ts";
import type { BenchResult } from "./result.ts";

const SIZES = { small: { rounds: 3, events: 240 }, full: { rounds: 5, events: 1_800 } };
const PROCESSES = 3;
const CALLERS = 16;

/**
 * Signed events a second that three processes on one database carry all the way, each with a Bolt receiver of its own, against one
 * that gets them all. In turn, so that what else the machine does meets both alike.
 */
export function benchReplicas(size: "small" | "full"): Promise<BenchResult[]> {
  const { rounds, events } = SIZES[size];
  return withPostgres(async (url) => {
    await prepare(url);
    const apps = await Promise.all(Array.from({ length: PROCESSES }, () => app("whole bot", url)));
    const loads = apps.map(() => child("intake-load.ts"));
    let from = 0;
    /** Events a second, from the first one sent to the last one done. */
    const carried = async (some: readonly (typeof apps)[number][]) => {
      const bodies = someEvents(events, Date.now(), from);
      from += events;
      const began = performance.now();
      await Promise.all(
        some.map(async ({ address, idle }, n) => {
          const own = bodies.filter((_, i) => i % some.length === n);
          await sent(loads[n]!, { address, callers: Math.ceil(CALLERS / some.length), bodies: own });
          await idle();
        }),
      );
      return events / ((performance.now() - began) / 1000);
    };
    try {
      const found: { one: number; all: number }[] = [];
      await carried(apps);
      for (let round = 0; round < rounds; round++)
        found.push({ one: await carried(apps.slice(0, 1)), all: await carried(apps) });
      return [compared(found)];
    } finally {
      for (const { process } of apps) await ended(process);
      for (const load of loads) await ended(load);
    }
  }, "durable");
}

function compared(found: readonly { one: number; all: number }[]): BenchResult {
  const ratio = median(found.map(({ one, all }) => all / one));
  const cores = availableParallelism();
  // Seven processes share the cores: on few of them there is nothing to be gained, and not much may be lost.
  const least = cores >= 8 ? 2 : 0.6;
  return {
    name: `events carried through by ${PROCESSES} processes on one database, against one process`,
    value: Math.round(median(found.map(({ all }) => all))),
    unit: "a second",
    ratio: rounded(ratio),
    target: `≥ ${least} times, on ${cores} cores`,
    met: ratio >= least,
    note: `one: ${Math.round(median(found.map(({ one }) => one)))} a second; a disk flush takes ${flushMs().toFixed(2)} ms`,
  };
}
