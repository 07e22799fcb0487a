import { readdir } from "node:fs/promises";
import { type Kysely, sql } from "kysely";
import { type Migration, Migrator } from "kysely/migration";
import type { Db } from "./db.ts";
import { StoreError, storeError } from "./errors.ts";

/**
 * Brings the database up to this program, one process at a time (an advisory lock), all of it or nothing.
 * @returns the names of the migrations that ran, oldest first.
 * @throws StoreError where the database is newer than this program, or a migration fails.
 */
export async function migrate(db: Db, migrations: Migrations = house): Promise<string[]> {
  await refuseNewer(db, migrations);
  return run(db, migrations);
}

/**
 * Runs exactly these on a database that no migration ran on: for a store that was left by an older program.
 * @throws StoreError where this program does not know one of them
 */
export async function migrateTo(db: Db, names: readonly string[], migrations: Migrations = house): Promise<void> {
  const known = await migrations();
  const unknown = names.filter((name) => !(name in known));
  if (unknown.length > 0)
    throw new StoreError(
      `It comes from a newer program than this one: it has ${unknown.join(", ")}, which this program does not know. Start the newer program.`,
    );
  await run(db, async () => Object.fromEntries(names.map((name) => [name, known[name]!])));
}

async function run(db: Db, migrations: Migrations): Promise<string[]> {
  const faults: unknown[] = [];
  const watched = async () => watching(await migrations(), (fault) => void faults.push(fault));
  const migrator = new Migrator({ db, provider: { getMigrations: watched } });
  const { error, results = [] } = await migrator.migrateToLatest();
  if (!error) return results.map((r) => r.migrationName);
  const failed = results.find((r) => r.status === "Error")?.migrationName;
  const { message, ...rest } = storeError(faults[0] ?? error);
  throw new StoreError(
    `The database could not be brought up to date${failed ? ` (${failed})` : ""}, and stays as it was: ${message}`,
    rest,
  );
}

/** What failed first says more than what it brought down with it. */
const watching = (migrations: Record<string, Migration>, note: (fault: unknown) => void): Record<string, Migration> =>
  Object.fromEntries(
    Object.entries(migrations).map(([name, { up }]) => [
      name,
      {
        up: (db) =>
          up(db).catch((fault) => {
            note(fault);
            throw fault;
          }),
      },
    ]),
  );

/** Names of the migrations that `migrate` would run. Changes nothing. @throws StoreError where the database is newer. */
export async function pendingMigrations(db: Db, migrations: Migrations = house): Promise<string[]> {
  const done = await refuseNewer(db, migrations);
  return Object.keys(await migrations())
    .filter((name) => !done.has(name))
    .sort();
}

/** Whether no migration ever ran here. */
export const isBlank = async (db: Db): Promise<boolean> => (await applied(db)).length === 0;

export type Migrations = () => Promise<Record<string, Migration>>;

async function refuseNewer(db: Db, migrations: Migrations): Promise<Set<string>> {
  const done = await applied(db);
  const known = await migrations();
  const unknown = done.filter((name) => !(name in known));
  if (unknown.length > 0)
    throw new StoreError(
      `The database is newer than this program: it has ${unknown.join(", ")}, which this program does not know. Start the newer program.`,
    );
  return new Set(done);
}

async function applied(db: Kysely<unknown> | Db): Promise<string[]> {
  const there = await sql<{ it: string | null }>`select to_regclass('kysely_migration')::text as it`.execute(db);
  if (!there.rows[0]?.it) return [];
  const names = await sql<{ name: string }>`select name from kysely_migration order by name`.execute(db);
  return names.rows.map((row) => row.name);
}

/** The files of migrations/, by name without the ending; the name's date is their order. */
const house: Migrations = async () => {
  const folder = new URL("../../migrations/", import.meta.url);
  const files = (await readdir(folder)).filter((file) => file.endsWith(".ts")).sort();
  const loaded = files.map(
    async (file) => [file.slice(0, -3), (await import(new URL(file, folder).href)) as Migration] as const,
  );
  return Object.fromEntries(await Promise.all(loaded));
};
