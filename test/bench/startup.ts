import { execFileSync, spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { fixtureFirm } from "../../src/sandbox/firm.ts";
import { fixtureSandbox } from "../../src/sandbox/workspace.ts";
import { fixtureTeamsSandbox } from "../../src/sandbox/workspace-teams.ts";
import { openStore } from "../../src/store/db.ts";
import { migrate } from "../../src/store/migrate.ts";
import { setUpFirm } from "../../src/store/set-up.ts";
import { FIXTURE_KEY } from "../vault.ts";
import { median, rounded } from "./figures.ts";
import { withPostgres } from "./postgres.ts";
import type { BenchResult } from "./result.ts";

const ROOT = join(import.meta.dirname, "../..");
const OURS = join(ROOT, "src/start.ts");
const PLAIN = join(import.meta.dirname, "startup-plain.ts");
/** Milliseconds after it is ready at which its memory is read: what it does just then is done. */
const SETTLED = 300;

/**
 * From its start to receiving events, and the memory it then keeps: for the program on Slack, for Bolt with pg and Kysely alone,
 * and for the program on Slack and Teams, which shows what it spares a firm without Teams.
 */
export function benchStartup(size: "small" | "full"): Promise<BenchResult[]> {
  return withPostgres(async (url) => {
    const store = await openStore({ url });
    await migrate(store.db);
    await setUpFirm(store.db, fixtureFirm, Date.now());
    await store.close();
    const clock = { now: () => Date.now(), onMove: () => () => {} };
    const { sandbox } = await fixtureSandbox(clock, "http");
    const { sandbox: tenant } = await fixtureTeamsSandbox(clock);
    const env = {
      ...{
        PATH: process.env.PATH,
        HOME: process.env.HOME,
        PORT: "0",
        HEALTH_PORT: "0",
        LOG_LEVEL: "info",
        DATABASE_URL: url,
        SEALING_KEY: FIXTURE_KEY,
      },
      ...{ SLACK_BOT_TOKEN: sandbox.app.botToken, SLACK_SIGNING_SECRET: sandbox.app.signingSecret },
      SLACK_API_URL: sandbox.apiUrl,
    };
    const { appId, appPassword, tenantId } = tenant.app;
    const teams = {
      ...{ TEAMS_APP_ID: appId, TEAMS_APP_PASSWORD: appPassword, TEAMS_TENANT_ID: tenantId },
      ...{ TEAMS_API_URL: tenant.origin, TEAMS_PORT: "0" },
    };
    try {
      return await compared(env, { ...env, ...teams }, size === "full" ? 15 : 3);
    } finally {
      await sandbox.close();
      await tenant.close();
    }
  }, "durable");
}

async function compared(env: NodeJS.ProcessEnv, withTeams: NodeJS.ProcessEnv, rounds: number): Promise<BenchResult[]> {
  const [ours, plain, both]: Start[][] = [[], [], []];
  // The first of each reads its files from the disk.
  for (let round = 0; round <= rounds; round++) {
    const [theirs, our, all] = [await start(PLAIN, env), await start(OURS, env), await start(OURS, withTeams)];
    if (round === 0) continue;
    plain!.push(theirs);
    ours!.push(our);
    both!.push(all);
  }
  const result = (name: string, unit: string, figure: keyof Start): BenchResult => {
    const [value, ceiling] = [median(ours!.map((s) => s[figure])), median(plain!.map((s) => s[figure]))];
    return {
      ...{ name, value: Math.round(value), unit, ratio: rounded(value / ceiling) },
      ...{ target: "≤ 1.25 times Bolt with pg and Kysely alone", met: value <= 1.25 * ceiling },
      note: `Bolt with pg and Kysely alone: ${Math.round(ceiling)} ${unit}; ${rounds} runs of each`,
    };
  };
  const added = (name: string, unit: string, figure: keyof Start): BenchResult => {
    const [value, without] = [median(both!.map((s) => s[figure])), median(ours!.map((s) => s[figure]))];
    return {
      ...{ name, value: Math.round(value), unit, ratio: rounded(value / without) },
      // Were they alike, a firm without Teams would pay for it.
      ...{ target: "without Teams, less by a tenth or more: nothing of it is loaded", met: without <= 0.9 * value },
      note: `without Teams: ${Math.round(without)} ${unit}; ${rounds} runs of each`,
    };
  };
  return [
    result("start to ready", "ms", "ms"),
    result("memory when ready", "MB", "mb"),
    added("start to ready, with Teams beside Slack", "ms", "ms"),
    added("memory when ready, with Teams beside Slack", "MB", "mb"),
  ];
}

interface Start {
  readonly ms: number;
  readonly mb: number;
}

async function start(program: string, env: NodeJS.ProcessEnv): Promise<Start> {
  const from = performance.now();
  const child = spawn(process.execPath, [program], { cwd: ROOT, env, stdio: ["ignore", "pipe", "pipe"] });
  let complaint = "";
  child.stderr.on("data", (text) => {
    complaint += text;
  });
  const gone = once(child, "exit");
  try {
    for await (const line of createInterface({ input: child.stdout })) {
      if (!line.includes("Serving")) continue;
      const ms = performance.now() - from;
      await new Promise((resolve) => setTimeout(resolve, SETTLED));
      return { ms, mb: memory(child.pid!) };
    }
    throw new Error(`${program} did not get ready: ${complaint}`);
  } finally {
    child.kill("SIGKILL");
    await gone;
  }
}

/** Resident, in megabytes. */
function memory(pid: number): number {
  const status = `/proc/${pid}/status`;
  const kilobytes = existsSync(status)
    ? /VmRSS:\s+(\d+)/.exec(readFileSync(status, "utf8"))?.[1]
    : execFileSync("ps", ["-o", "rss=", "-p", String(pid)], { encoding: "utf8" });
  return Number(kilobytes) / 1024;
}
