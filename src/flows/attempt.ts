import type { Instant } from "../domain/time.ts";
import { mayTry, noTrouble, noteTrouble } from "../store/troubles.ts";
import { type Deps, kindOf } from "./deps.ts";

/**
 * Runs one piece of work on its own, so that it keeps no other from being done: where it fails it is tried again a few times, then
 * set aside with its reason until somebody asks for it. Undefined where it was not run, or failed. `job`: ids and fixed words only.
 */
export async function attempt<T>(
  { db, tell }: Pick<Deps, "db" | "tell">,
  job: string,
  now: Instant,
  run: () => Promise<T>,
): Promise<T | undefined> {
  const may = await mayTry(db, job, now);
  if (may === "not now") return undefined;
  try {
    const done = await run();
    if (may === "again") await noTrouble(db, job);
    return done;
  } catch (fault) {
    const reason = kindOf(fault);
    const over = await noteTrouble(db, job, reason, now);
    tell({ what: over ? "set aside" : "job failed", job, reason });
    return undefined;
  }
}
