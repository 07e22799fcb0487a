import { sql } from "kysely";
import type { Db } from "../db.ts";

/** A table as the database itself describes it: so that no other file needs to know what tables there are. */
export interface Table {
  readonly name: string;
  /** Those that are kept: what the database works out by itself is left out. */
  readonly columns: readonly { readonly name: string; readonly type: string }[];
  /** In this order rows come, on any server: by the primary key, text by its bytes. */
  readonly order: string;
}

/** Every table by name, but the migrator's own two and the one with keys: what is copied from here is worth nothing without them. */
export async function tablesOf(db: Db): Promise<Table[]> {
  const { rows } = await sql<{ table: string; column: string; type: string; collated: boolean; key: number | null }>`
    select c.relname::text as table, a.attname::text as column, format_type(a.atttypid, a.atttypmod) as type,
      a.attcollation <> 0 as collated, array_position(p.conkey, a.attnum) as key
    from pg_class c
    join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped and a.attgenerated = ''
    left join pg_constraint p on p.conrelid = c.oid and p.contype = 'p'
    where c.relnamespace = current_schema()::regnamespace and c.relkind in ('r', 'p') and not c.relispartition
      and c.relname not like 'kysely%' and c.relname <> 'data_keys'
    order by c.relname collate "C", a.attnum`.execute(db);
  const tables = Map.groupBy(rows, (row) => row.table);
  return [...tables].map(([name, columns]) => {
    const keyed = columns.filter((c) => c.key !== null).sort((a, b) => a.key! - b.key!);
    // Without a key, rows that are alike in every column may as well change places.
    const by = keyed.length > 0 ? keyed : columns.map((c) => ({ ...c, collated: true, column: c.column, cast: true }));
    const order = by.map((c) => `${quoted(c.column)}${"cast" in c ? "::text" : ""}${c.collated ? ' collate "C"' : ""}`);
    return { name, columns: columns.map((c) => ({ name: c.column, type: c.type })), order: order.join(", ") };
  });
}

/** The names of the migrations that made the tables, oldest first; undefined where no migration ever ran. */
export async function migrationsOf(db: Db): Promise<string[] | undefined> {
  const there = await sql<{ it: string | null }>`select to_regclass('kysely_migration')::text as it`.execute(db);
  if (!there.rows[0]?.it) return undefined;
  const { rows } = await sql<{ name: string }>`select name from kysely_migration order by name`.execute(db);
  return rows.map((row) => row.name);
}

/** The last number that each sequence gave away; one that gave none is left out. */
export async function sequencesOf(db: Db): Promise<Record<string, number>> {
  const { rows } = await sql<{ name: string; last: number }>`
    select sequencename::text as name, last_value as last from pg_sequences
    where schemaname = current_schema() and last_value is not null order by 1`.execute(db);
  return Object.fromEntries(rows.map(({ name, last }) => [name, last]));
}

/**
 * What watches over rows as they come, each as the two statements that take it off and put it back: foreign keys, which want
 * an order, and triggers of our own, which would do again what they did before. Whoever owns the tables may.
 */
export async function guardsOf(db: Db): Promise<{ off: string; on: string }[]> {
  const { rows } = await sql<{ off: string; on: string }>`
    select format('alter table %s drop constraint %I', conrelid::regclass, conname) as off,
      format('alter table %s add constraint %I %s', conrelid::regclass, conname, pg_get_constraintdef(oid)) as on
    from pg_constraint where contype = 'f' and connamespace = current_schema()::regnamespace and conparentid = 0
    union all
    select format('alter table %s disable trigger %I', tgrelid::regclass, tgname),
      format('alter table %s enable trigger %I', tgrelid::regclass, tgname)
    from pg_trigger join pg_class c on c.oid = tgrelid
    where not tgisinternal and tgenabled <> 'D' and c.relnamespace = current_schema()::regnamespace
    order by 1`.execute(db);
  return rows;
}

export const quoted = (name: string): string => `"${name.replaceAll('"', '""')}"`;

/** For this transaction: every value is written as text in one exact form, whatever the server is set to. */
export async function exactText(tx: Db): Promise<void> {
  for (const setting of [
    "time zone 'UTC'",
    "datestyle = 'ISO, YMD'",
    "intervalstyle = 'postgres'",
    "extra_float_digits = 1",
    "bytea_output = 'hex'",
  ])
    await sql.raw(`set local ${setting}`).execute(tx);
}
