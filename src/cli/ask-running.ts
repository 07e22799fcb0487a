import type { Config } from "../config.ts";
import type { Finding } from "../domain/finding.ts";
import { DOCTOR } from "../ops/health.ts";

/** Milliseconds: it asks platforms, one after the other. */
const PATIENCE = 60_000;

/**
 * The embedded database serves one program at a time: the one that runs is asked to look at itself, at its health port.
 * `held` says who holds the database.
 */
export async function askRunning({ health }: Config, held: string): Promise<Finding[]> {
  // Who listens on every address listens on this one.
  const host = { "0.0.0.0": "127.0.0.1", "::": "[::1]" }[health.host] ?? health.host;
  const address = `http://${host}:${health.port}${DOCTOR.path}`;
  try {
    if (health.port === 0) throw new Error("Nobody knows its port.");
    const headers = { [DOCTOR.header]: DOCTOR.value };
    const answer = await fetch(address, { headers, signal: AbortSignal.timeout(PATIENCE) });
    const { findings } = (await answer.json()) as { findings: readonly Finding[] };
    const who = /process \d+/.exec(held)?.[0] ?? "another process";
    return [{ name: "Program", ok: true, say: `It runs (${who}) and was asked.` }, ...findings];
  } catch {
    const say = `${held} It was to be asked while it runs, and does not answer at ${address} (HEALTH_PORT).`;
    return [{ name: "Database", ok: false, say }];
  }
}
