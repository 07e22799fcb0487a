import { sql } from "kysely";
import { within } from "./audit.ts";
import type { Db } from "./db.ts";

/** The name of the firm whose data this is; undefined where nothing was set up yet. */
export async function whoseStore(db: Db): Promise<string | undefined> {
  const row = await db.selectFrom("firm").select("name").executeTakeFirst();
  return row?.name;
}

/** Takes everything out of a store, for a sandbox that begins afresh. The migrations stay. */
export async function emptyStore(db: Db): Promise<void> {
  const tables = await sql<{ name: string }>`
    select quote_ident(tablename) as name from pg_tables where schemaname = 'public' and tablename not like 'kysely%'`.execute(
    db,
  );
  await within(db, async (tx) => {
    // The log goes as well: what never was a firm's has nothing to prove. Only whoever owns the tables can do this.
    for (const log of ["audit", "audit_chain"])
      await sql`alter table ${sql.table(log)} disable trigger only_added_to`.execute(tx);
    await sql.raw(`truncate ${tables.rows.map((t) => t.name).join(", ")} restart identity cascade`).execute(tx);
    for (const log of ["audit", "audit_chain"])
      await sql`alter table ${sql.table(log)} enable trigger only_added_to`.execute(tx);
  });
}
