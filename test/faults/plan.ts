import type { SandboxClock } from "../../src/sandbox/clock.ts";
import type { Platform } from "./crew.ts";
import { type Fault, faultsOf, nameOf } from "./faults.ts";
import type { Ground } from "./ground.ts";
import { onSlack } from "./on-slack.ts";
import { onTeams } from "./on-teams.ts";
import { chance, seedOf } from "./random.ts";
import { type Allowed, type Script, scriptOf } from "./script.ts";

/** Some days of work, and where they are played: what several rounds have in common, each with troubles of its own. */
export interface Days {
  readonly platform: Platform;
  readonly script: Script;
  readonly told: readonly string[];
  readonly flavour: Flavour;
  groundOn(clock: SandboxClock): Promise<Ground>;
}

/** What a round is given, beside its script. */
export interface Trouble {
  readonly faults: readonly Fault[];
  /** For each of the processes, how many messages it carries through at a time. */
  readonly processes: readonly number[];
  readonly told: readonly string[];
}

interface Flavour extends Allowed {
  readonly name: string;
  readonly delayed: boolean;
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

/** So many rounds one after the other play the same days: what is right there is found out once. */
const ROUNDS = 8;

/** The number of the days that a round plays. */
export const daysOf = (round: number): number => Math.ceil(round / ROUNDS);

export function plannedDays(seed: number, days: number): Days {
  const by = chance(seedOf(seed, -days));
  const how = by.pick(["Slack by HTTP", "Slack by HTTP", "Slack by Socket Mode", "Teams"] as const);
  const flavour = how === "Teams" ? by.pick([FOUND, { ...MOVED, twice: false }]) : by.pick(FLAVOURS);
  const script = scriptOf(by, flavour);
  return {
    platform: how === "Teams" ? "teams" : "slack",
    script,
    flavour,
    told: [`${how}, ${flavour.name}`, ...inWords(script)],
    groundOn: (clock) =>
      how === "Teams" ? onTeams(clock) : onSlack(clock, how === "Slack by HTTP" ? "http" : "socket", flavour.delayed),
  };
}

/** `restarts`: whether the server of the databases may be among what fails. */
export function plannedTrouble(seed: number, round: number, days: Days, restarts: boolean): Trouble {
  const by = chance(seedOf(seed, round));
  const processes = Array.from({ length: by.pick([1, 1, 2, 3]) }, () => by.pick([1, 2, 8]));
  const { platform, flavour, script } = days;
  const kinds = { restarts, steps: script.steps, processes: processes.length, heldBack: platform !== "teams" };
  const faults = faultsOf(by, flavour, kinds);
  return { faults, processes, told: [`${processes.length} processes`, ...faults.map(planned)] };
}

const inWords = ({ steps }: Script): string[] =>
  steps.map(({ at, deed }, n) => `step ${n} at ${new Date(at).toISOString()}: ${JSON.stringify(deed)}`);

const planned = (fault: Fault): string => `fault before step ${fault.step}: ${nameOf(fault)} ${JSON.stringify(fault)}`;
