import { mkdir, rename, rm, stat } from "node:fs/promises";
import { join } from "node:path";
import type { PGlite } from "@electric-sql/pglite";
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
    const { PGlite } = await import("@electric-sql/pglite");
    const home = join(folder, "postgres");
    if (!(await stat(home).catch(() => undefined))) await make(home, (dir) => PGlite.create(dir));
    return { lite: await PGlite.create(home), release };
  } catch (thrown) {
    await release();
    throw notOpened(thrown, folder);
  }
}

export async function openMemory(): Promise<Embedded> {
  const { PGlite } = await import("@electric-sql/pglite");
  return { lite: await PGlite.create(), release: async () => {} };
}

/** Made aside and put in place whole: a first start that is interrupted leaves nothing that cannot be opened. */
async function make(home: string, create: (dir: string) => Promise<PGlite>): Promise<void> {
  const making = `${home}.making`;
  await rm(making, { recursive: true, force: true });
  await mkdir(making, { recursive: true });
  const lite = await create(making);
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
