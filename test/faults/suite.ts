import { availableParallelism } from "node:os";
import { bundled, PROCESS } from "./bundled.ts";
import { crew } from "./crew.ts";
import { type Databases, databases } from "./databases.ts";
import { disturbed, type Outcome } from "./disturbed.ts";
import { type Days, daysOf, plannedDays, plannedTrouble, type Trouble } from "./plan.ts";
import type { Remembered } from "./remembered.ts";
import type { Server } from "./strike.ts";
import { undisturbed } from "./undisturbed.ts";

export interface Figures {
  readonly rounds: number;
  readonly faults: ReadonlyMap<string, number>;
  readonly brought: number;
  readonly delivered: number;
  readonly lost: number;
  readonly doubled: number;
  /** Rounds in which something was not as promised. */
  readonly broken: number;
  readonly seconds: number;
}

export interface Asked {
  readonly rounds: number;
  readonly seed: number;
  readonly only?: number;
  readonly url: string;
  /** Another server, for the rounds in which it is restarted: whatever else is in it is met by that as well. */
  readonly fragile?: { readonly url: string; restart(): Promise<void> };
}

/** So many rounds at once: mostly they compute, and now and then they wait for something that does not come. */
const AT_ONCE = 2 * availableParallelism();
/** From so many on it pays to prepare. */
const MANY = 12;

interface Round {
  readonly round: number;
  readonly days: Days;
  readonly trouble: Trouble;
  right(): Promise<Remembered>;
}

/** Plays the rounds, says through `say` what was not as promised, and adds up. What a round does depends on no other. */
export async function suite(
  { rounds, seed, only, url, fragile }: Asked,
  say: (line: string) => void,
  progress: (line: string) => void = () => {},
): Promise<Figures> {
  const from = performance.now();
  const made = await databases(url);
  const broken = fragile && (await databases(fragile.url));
  const hands = crew(rounds >= MANY && only === undefined ? await bundled() : PROCESS);
  const planned = roundsOf({ rounds, seed, only, restarts: fragile !== undefined }, made);
  const faults = new Map<string, number>();
  const sum = { rounds: 0, brought: 0, delivered: 0, lost: 0, doubled: 0, broken: 0 };

  async function lane(queue: Round[], databases: Databases, server: Server) {
    for (let next = queue.shift(); next; next = queue.shift()) {
      const outcome = await played(next, { crew: hands, databases, server });
      sum.rounds++;
      for (const [kind, count] of outcome.struck) faults.set(kind, (faults.get(kind) ?? 0) + count);
      for (const what of ["brought", "delivered", "lost", "doubled"] as const) sum[what] += outcome[what];
      if (outcome.wrong.length > 0) {
        sum.broken++;
        say(`✗ Round ${next.round} of seed ${seed}: --seed ${seed} --only ${next.round}`);
        for (const line of [...next.days.told, ...next.trouble.told, ...outcome.wrong]) say(`  ${line}`);
      }
      if (sum.rounds % 10 === 0)
        progress(`${sum.rounds} rounds, ${sum.broken} broken, ${Math.round((performance.now() - from) / 1000)} s`);
    }
  }
  try {
    const restarting = planned.filter(({ trouble }) =>
      trouble.faults.some(({ kind }) => kind === "database restarted"),
    );
    const others = planned.filter((round) => !restarting.includes(round));
    await Promise.all([
      ...Array.from({ length: AT_ONCE }, () => lane(others, made, serverAt(url))),
      ...(fragile ? [lane(restarting, broken!, { ...serverAt(fragile.url), restart: fragile.restart })] : []),
    ]);
  } finally {
    await hands.close();
    await made.close();
    await broken?.close();
  }
  return { ...sum, faults, seconds: (performance.now() - from) / 1000 };
}

function roundsOf(
  asked: Pick<Asked, "rounds" | "seed" | "only"> & { restarts: boolean },
  databases: Databases,
): Round[] {
  const { rounds, seed, only, restarts } = asked;
  const known = new Map<number, Pick<Round, "days" | "right">>();
  const playedAt = (number: number) => {
    const days = plannedDays(seed, number);
    let right: Promise<Remembered> | undefined;
    // A machine that is busy with many rounds may let one wait too long for a connection.
    const again = (fault: Error) => {
      if (fault.name !== "StoreError") throw fault;
      return undisturbed(days, databases);
    };
    return { days, right: () => (right ??= undisturbed(days, databases).catch(again)) };
  };
  const numbers = only === undefined ? Array.from({ length: rounds }, (_, n) => n + 1) : [only];
  return numbers.map((round) => {
    const number = daysOf(round);
    if (!known.has(number)) known.set(number, playedAt(number));
    const { days, right } = known.get(number)!;
    return { round, days, right, trouble: plannedTrouble(seed, round, days, restarts) };
  });
}

async function played({ days, trouble, right }: Round, given: Parameters<typeof disturbed>[3]): Promise<Outcome> {
  try {
    right().catch(() => {});
    return await disturbed(days, trouble, right(), given);
  } catch (fault) {
    const none = { struck: new Map(), brought: 0, delivered: 0, lost: 0, doubled: 0 };
    return { wrong: [(fault as Error).stack ?? String(fault)], ...none };
  }
}

function serverAt(url: string): Server {
  const { hostname, port } = new URL(url);
  return { host: hostname, port: Number(port) };
}
