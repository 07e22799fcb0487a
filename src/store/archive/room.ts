import { sql } from "kysely";
import type { Db } from "../db.ts";
import { StoreError } from "../errors.ts";
import { migrationsOf, tablesOf } from "./catalogue.ts";

/**
 * Makes sure that nothing is in the way of what is to be loaded, and nothing is left over: an empty store made by exactly
 * these migrations may stay as it is, another goes. `replace`: one that is not empty goes too.
 * @returns whether there are tables to load into
 * @throws StoreError where something is there that may not be lost
 */
export async function makeRoom(tx: Db, migrations: readonly string[], replace: boolean): Promise<boolean> {
  const [made, filled] = [await migrationsOf(tx), await filledTable(tx)];
  if (made === undefined && (await tablesOf(tx)).length > 0)
    throw new StoreError(
      "That database holds tables that are not Rejoinder's, which are left alone. Name a database that is empty.",
    );
  if (filled && !replace) throw new StoreError(`That database is not empty: it holds ${await whose(tx)}.`);
  if (!filled && made?.join() === migrations.join()) return true;
  await wipe(tx);
  return false;
}

async function filledTable(tx: Db): Promise<string | undefined> {
  for (const { name } of await tablesOf(tx)) {
    const { rows } = await sql<{ filled: boolean }>`select exists (select from ${sql.table(name)}) as filled`.execute(
      tx,
    );
    if (rows[0]!.filled) return name;
  }
  return undefined;
}

async function whose(tx: Db): Promise<string> {
  const { rows } = await sql<{ it: string | null }>`select to_regclass('firm')::text as it`.execute(tx);
  const firm = rows[0]?.it ? await tx.selectFrom("firm").select("name").executeTakeFirst() : undefined;
  return firm ? `the data of ${firm.name}` : "data of Rejoinder's";
}

/** Everything in the schema that is not an extension's; what belongs to a table, such as an identity's sequence, goes with it. */
async function wipe(tx: Db): Promise<void> {
  const { rows } = await sql<{ kind: string; name: string }>`
    select case c.relkind when 'v' then 'view' when 'm' then 'materialized view' when 'S' then 'sequence' else 'table' end as kind,
      quote_ident(c.relname) as name
    from pg_class c where c.relnamespace = current_schema()::regnamespace and c.relkind in ('r', 'p', 'v', 'm', 'S')
      and not exists (select from pg_depend d where d.objid = c.oid and d.deptype in ('e', 'i'))
    union all
    select 'routine', p.oid::regprocedure::text from pg_proc p where p.pronamespace = current_schema()::regnamespace
      and not exists (select from pg_depend d where d.objid = p.oid and d.deptype = 'e')
    union all
    select 'type', quote_ident(t.typname) from pg_type t where t.typnamespace = current_schema()::regnamespace
      and t.typtype in ('e', 'd') and not exists (select from pg_depend d where d.objid = t.oid and d.deptype = 'e')`.execute(
    tx,
  );
  // What one of them takes along is no longer there when its turn comes.
  for (const { kind, name } of rows) await sql.raw(`drop ${kind} if exists ${name} cascade`).execute(tx);
}

/** How many connections the bot itself holds to this database just now; of the embedded one its lock tells. */
export async function programsOn(db: Db): Promise<number> {
  const { rows } = await sql<{ n: number }>`
    select count(*) as n from pg_stat_activity where datname = current_database() and application_name = 'rejoinder'`.execute(
    db,
  );
  return rows[0]!.n;
}
