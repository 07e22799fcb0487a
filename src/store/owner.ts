import { type Db, openStore } from "./db.ts";
import { StoreError } from "./errors.ts";
import { migrate, pendingMigrations } from "./migrate.ts";
import { rolesAreSplit, splitRoles } from "./roles.ts";

/**
 * Brings a database up to this program, by whoever owns its tables: at `ownerUrl`, where the program itself works as another user.
 * Where nothing lacks, nothing is done, and no more is needed than to read. @throws StoreError
 */
export async function bringUpToDate(db: Db, ownerUrl?: string): Promise<string[]> {
  const pending = await pendingMigrations(db);
  if (pending.length === 0) return [];
  if (ownerUrl === undefined) return migrate(db).catch(explained);
  const owner = await openStore({ url: ownerUrl, applicationName: "rejoinder migrate" });
  try {
    return await migrateAsOwner(owner.db);
  } finally {
    await owner.close();
  }
}

/** The same by a connection of the owner's; what is new is given to the roles, where they are split. */
export async function migrateAsOwner(db: Db, { split = false } = {}): Promise<string[]> {
  const done = await migrate(db);
  if (split || (await rolesAreSplit(db))) await splitRoles(db);
  return done;
}

function explained(thrown: unknown): never {
  if (!(thrown instanceof StoreError) || thrown.code !== "42501") throw thrown;
  throw new StoreError(
    "The database is older than this program, and the user of DATABASE_URL may not change its tables. Run npm run migrate, with MIGRATE_DATABASE_URL set to whoever owns them.",
    { code: thrown.code },
  );
}
