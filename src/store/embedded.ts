import { mkdir, rename, rm, stat } from "node:fs/promises";
import { join } from "node:path";
import { setFlagsFromString } from "node:v8";
import type { PGlite, PGliteOptions } from "@electric-sql/pglite";
import { StoreError, storeError } from "./errors.ts";
import { lockFolder } from "./lock.ts";

interface Embedded {
  readonly lite: PGlite;
  /** Gives the folder back; call it once the database is closed. */
  release(): Promise<void>;
}

/**
 * PostgreSQL inside this process, kept in `folder`/postgres, locked against a second process. It does not wait for the disk
 * (no fsync): right for trying out and for small firms.
 * @throws StoreError
 */
export async function openFolder(folder: string): Promise<Embedded> {
  const { release } = await lockFolder(folder);
  try {
    const home = join(folder, "postgres");
    if (!(await stat(home).catch(() => undefined))) await make(home);
    return { lite: await embedded({ dataDir: home }), release };
  } catch (thrown) {
    await release();
    throw notOpened(thrown, folder);
  }
}

export async function openMemory(): Promise<Embedded> {
  return { lite: await embedded(), release: async () => {} };
}

/**
 * An embedded database as we run each. Node compiles what is busy in it a second time, for speed. Of PostgreSQL one function is so
 * large that this takes a core for seconds and 600 MB, which even a command that is done by then waits for at its end. What we ask
 * most is not quicker by it; a sum over tens of thousands of rows is, by a third. Nor is a cache of 128 MB, cleared at each start, of
 * use to a small firm's data.
 */
export async function embedded(options: PGliteOptions = {}): Promise<PGlite> {
  setFlagsFromString("--no-wasm-tier-up");
  setFlagsFromString("--no-wasm-dynamic-tiering");
  const { PGlite } = await import("@electric-sql/pglite");
  return PGlite.create({ ...options, startParams: [...PGlite.defaultStartParams, "-c", "shared_buffers=32MB"] });
}

/** Made aside and put in place whole: a first start that is interrupted leaves nothing that cannot be opened. */
async function make(home: string): Promise<void> {
  const making = `${home}.making`;
  await rm(making, { recursive: true, force: true });
  await mkdir(making, { recursive: true });
  const lite = await embedded({ dataDir: making });
  await lite.close();
  await rename(making, home);
}

function notOpened(thrown: unknown, folder: string): StoreError {
  const error = storeError(thrown, `the embedded database in ${folder}`);
  if (error.code) return error;
  return new StoreError(
    `What is in ${join(folder, "postgres")} does not open as Rejoinder's database. Put a copy back, or move it away to start afresh.`,
  );
}
