import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import pg from "pg";
import { openStore } from "../../src/store/db.ts";
import { migrate } from "../../src/store/migrate.ts";
import { median, rounded } from "./figures.ts";
import { flushMs } from "./flush.ts";
import type { AppName, Say } from "./intake-apps.ts";
import { makeBusyFirm, someEvents } from "./intake-firm.ts";
import type { Load, Round } from "./intake-load.ts";
import { withPostgres } from "./postgres.ts";
import type { BenchResult } from "./result.ts";

const SIZES = { small: { rounds: 5, ms: 200, through: 240 }, full: { rounds: 7, ms: 2000, through: 6000 } };
const CALLERS = [1, 16, 64];

/** Signed events acknowledged a second, ours against Bolt that does nothing and Bolt that keeps each by itself; and carried all the way. */
export function benchIntake(size: "small" | "full"): Promise<BenchResult[]> {
  const { rounds, ms, through } = SIZES[size];
  return withPostgres(async (url) => {
    await prepare(url);
    const load = child("intake-load.ts");
    try {
      const disk = `a disk flush takes ${flushMs().toFixed(2)} ms`;
      const found = await alternated(url, load, rounds, ms);
      return [...compared(found, disk), await allTheWay(url, load, through, disk)];
    } finally {
      await ended(load);
    }
  }, "durable");
}

export async function prepare(url: string) {
  const store = await openStore({ url });
  await migrate(store.db);
  await makeBusyFirm(store.db, Date.now());
  await store.close();
  const plain = new pg.Client({ connectionString: url });
  await plain.connect();
  await plain.query("create table kept (identity text primary key, body text not null)");
  await plain.end();
}

type Loads = Record<"nothing" | "insert" | "ours", Map<number, Load[]>>;

/** Each app in turn, so that what else the machine does meets them all alike. The first round warms them up. */
async function alternated(url: string, load: ChildProcess, rounds: number, ms: number): Promise<Loads> {
  const names = ["nothing", "insert", "ours"] as const;
  const found: Loads = { nothing: new Map(), insert: new Map(), ours: new Map() };
  const apps = await Promise.all(names.map(async (name) => ({ name, ...(await app(name, url)) })));
  try {
    for (let round = 0; round <= rounds; round++)
      for (const callers of CALLERS)
        for (const { name, address, idle } of apps) {
          const one = await sent(load, { address, callers, ms: round === 0 ? 2 * ms : ms });
          await idle();
          if (round > 0) found[name].set(callers, [...(found[name].get(callers) ?? []), one]);
        }
  } finally {
    for (const { process } of apps) await ended(process);
  }
  return found;
}

function compared(found: Loads, disk: string): BenchResult[] {
  const middle = (name: keyof Loads, callers: number, figure: keyof Load) =>
    median(found[name].get(callers)!.map((load) => load[figure]));
  // The middle one of each round's own ratio: what else the machine did in that round met both.
  const paired = (against: keyof Loads, callers: number, figure: keyof Load) =>
    median(found.ours.get(callers)!.map((load, round) => load[figure] / found[against].get(callers)![round]![figure]));
  const all = CALLERS.map((callers) => {
    const of = (name: keyof Loads) =>
      `${Math.round(middle(name, callers, "perSecond"))} (${middle(name, callers, "median").toFixed(2)} / ${middle(name, callers, "p99").toFixed(1)} ms)`;
    return `at ${callers}: ours ${of("ours")}, nothing ${of("nothing")}, one INSERT ${of("insert")}`;
  }).join("; ");
  const rate = (against: "nothing" | "insert", least: number, words: string): BenchResult => {
    const value = middle("ours", 16, "perSecond");
    const ratio = paired(against, 16, "perSecond");
    return {
      name: `signed events committed and acknowledged, 16 callers, against ${words}`,
      value: Math.round(value),
      unit: "a second",
      ratio: rounded(ratio),
      target: `≥ ${least.toFixed(1)} times`,
      met: ratio >= least,
      note: against === "nothing" ? `a second (median / 99th): ${all}; ${disk}` : undefined,
    };
  };
  const tail = paired("insert", 64, "p99");
  return [
    rate("nothing", 1, "Bolt that does nothing"),
    rate("insert", 2, "Bolt with one INSERT"),
    {
      name: "the same at 64 callers, 99th percentile, against Bolt with one INSERT",
      value: rounded(middle("ours", 64, "p99")),
      unit: "ms",
      ratio: rounded(tail),
      target: "≤ 0.5 times",
      met: tail <= 0.5,
    },
  ];
}

/** From the first event sent to the last one whose inquiry is assessed and whose nudges are planned. */
async function allTheWay(url: string, load: ChildProcess, events: number, disk: string): Promise<BenchResult> {
  const { process, address, idle } = await app("whole bot", url);
  try {
    await sent(load, { address, callers: 16, bodies: someEvents(200, Date.now(), 0) });
    await idle();
    const from = performance.now();
    await sent(load, { address, callers: 16, bodies: someEvents(events, Date.now(), 200) });
    await idle();
    const perSecond = events / ((performance.now() - from) / 1000);
    return {
      name: "the same events carried through detection, assessment and planning",
      value: Math.round(perSecond),
      unit: "a second",
      target: "none set; Slack sends at most 8.3 a second",
      met: perSecond >= 8.3,
      note: `${events} events of 40 channels, 16 callers; ${disk}`,
    };
  } finally {
    await ended(process);
  }
}

export async function app(name: AppName, url: string) {
  const process = child("intake-apps.ts", name, url);
  const said = await heard<Say>(process);
  if (!("listening" in said)) throw new Error(`The app "${name}" does not say where it listens.`);
  const idle = async () => {
    process.send("idle");
    await heard<Say>(process);
  };
  return { process, address: said.listening, idle };
}

export async function sent(load: ChildProcess, round: Round): Promise<Load> {
  load.send(round);
  const back = await heard<Load>(load);
  if (back.failed > 0) throw new Error(`${back.failed} events were not acknowledged with 200.`);
  return back;
}

export function child(file: string, ...args: string[]): ChildProcess {
  const path = fileURLToPath(new URL(file, import.meta.url));
  return fork(path, args, { stdio: ["ignore", "ignore", "inherit", "ipc"] });
}

/** The next thing it says. @throws where it ends instead. */
async function heard<T>(process: ChildProcess): Promise<T> {
  const ends = new AbortController();
  try {
    const [said] = await Promise.race([
      once(process, "message", { signal: ends.signal }),
      once(process, "exit", { signal: ends.signal }).then(() =>
        Promise.reject(new Error("A measured app ended early.")),
      ),
    ]);
    return said as T;
  } finally {
    ends.abort();
  }
}

export async function ended(process: ChildProcess) {
  if (process.exitCode !== null || process.signalCode !== null) return;
  const gone = once(process, "exit");
  process.disconnect();
  await gone;
}
