import type { SandboxClock } from "../../src/sandbox/clock.ts";
import { crew } from "./crew.ts";
import { databases } from "./databases.ts";
import { disturbed, type Outcome, type Server } from "./disturbed.ts";
import { faultsOf, nameOf } from "./faults.ts";
import type { Ground } from "./ground.ts";
import { onSlack } from "./on-slack.ts";
import { onTeams } from "./on-teams.ts";
import { chance, seedOf } from "./random.ts";
import { type Script, scriptOf } from "./script.ts";
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
  readonly server?: Pick<Server, "restart">;
}

/** Plays the rounds, says through `say` what was not as promised, and adds up. */
export async function suite(
  { rounds, seed, only, url, server }: Asked,
  say: (line: string) => void,
  progress: (line: string) => void = () => {},
): Promise<Figures> {
  const from = performance.now();
  const { hostname, port } = new URL(url);
  const made = await databases(url);
  const hands = crew();
  const faults = new Map<string, number>();
  const sum = { rounds: 0, brought: 0, delivered: 0, lost: 0, doubled: 0, broken: 0 };
  try {
    for (let round = only ?? 1; round <= (only ?? rounds); round++) {
      const { told, outcome } = await one(seedOf(seed, round));
      sum.rounds++;
      for (const [kind, count] of outcome.struck) faults.set(kind, (faults.get(kind) ?? 0) + count);
      for (const what of ["brought", "delivered", "lost", "doubled"] as const) sum[what] += outcome[what];
      if (sum.rounds % 10 === 0) progress(`${sum.rounds} rounds, ${sum.broken} broken`);
      if (outcome.wrong.length === 0) continue;
      sum.broken++;
      say(`✗ Round ${round} of seed ${seed}: --seed ${seed} --only ${round}`);
      for (const line of [...told, ...outcome.wrong]) say(`  ${line}`);
    }
  } finally {
    await hands.close();
    await made.close();
  }
  return { ...sum, faults, seconds: (performance.now() - from) / 1000 };

  async function one(seed: number): Promise<{ told: string[]; outcome: Outcome }> {
    const by = chance(seed);
    const how = by.pick(["Slack by HTTP", "Slack by HTTP", "Slack by Socket Mode", "Teams"] as const);
    const flavour = how === "Teams" ? by.pick([FOUND, { ...MOVED, twice: false }]) : by.pick(FLAVOURS);
    const script = scriptOf(by, flavour);
    const processes = by.pick([1, 1, 2, 3]);
    const groundOn = (clock: SandboxClock): Promise<Ground> =>
      how === "Teams" ? onTeams(clock) : onSlack(clock, how === "Slack by HTTP" ? "http" : "socket", flavour.delayed);
    const plan = faultsOf(by, flavour, {
      restarts: server?.restart !== undefined,
      steps: script.steps,
      heldBack: how !== "Teams",
      processes,
      // Only Slack's requests are signed with their time: there a clock that is slow refuses them, elsewhere it dates them.
      slowClocks: how === "Slack by HTTP",
    });
    const right = undisturbed(script, made, groundOn);
    right.catch(() => {});
    const given = { crew: hands, databases: made, server: { ...server, host: hostname, port: Number(port) }, groundOn };
    const outcome = await disturbed(script, { faults: plan, processes }, right, given).catch(
      (fault: Error): Outcome => ({
        wrong: [fault.stack ?? fault.message],
        struck: new Map(),
        ...{ brought: 0, delivered: 0, lost: 0, doubled: 0 },
      }),
    );
    await right.catch((fault: Error) => say(`The undisturbed run failed: ${fault.stack}`));
    return {
      told: [`${how}, ${flavour.name}, ${processes} processes`, ...inWords(script), ...plan.map(planned)],
      outcome,
    };
  }
}

/** What goes together: what is done by hand cannot be found again in a history, nor what was taken back. */
// Of two edits that nobody heard of a history shows the second alone, and in Teams two of one instant are one.
const none = { handed: false, gone: false, moves: false, lost: false, delayed: false, twice: false, onTheWay: false };
const FOUND = { ...none, name: "what was lost is found", lost: true };
const MOVED = {
  ...none,
  name: "people come and go",
  handed: true,
  gone: true,
  moves: true,
  twice: true,
  onTheWay: true,
};
const FLAVOURS = [
  FOUND,
  { ...none, name: "by hand", handed: true, gone: true, twice: true },
  { ...none, name: "up to a day late", gone: true, lost: true, delayed: true },
  MOVED,
];

const inWords = ({ steps }: Script): string[] =>
  steps.map(({ at, deed }, n) => `step ${n} at ${new Date(at).toISOString()}: ${JSON.stringify(deed)}`);

const planned = (fault: Parameters<typeof nameOf>[0]): string =>
  `fault before step ${fault.step}: ${nameOf(fault)} ${JSON.stringify(fault)}`;
