import { sql } from "kysely";
import type { Db } from "../../src/store/db.ts";

/** Every form in which a word can stand in a database or a file without being sealed. */
const formsOf = (word: string): Buffer[] =>
  ["utf8", "utf16le"].flatMap((encoding) => {
    const bytes = Buffer.from(word, encoding as BufferEncoding);
    // Of base64 what stands the same wherever the word begins.
    const shifted = [0, 1, 2].map((n) =>
      Buffer.concat([Buffer.alloc(n), bytes])
        .toString("base64")
        .slice(4, -4),
    );
    const told = shifted.filter((text) => text.length >= 5);
    return [bytes, Buffer.from(bytes.toString("hex")), ...told.map((text) => Buffer.from(text))];
  });

export const holds = (where: Buffer | string, word: string): boolean => {
  const bytes = Buffer.from(where);
  return formsOf(word).some((form) => bytes.includes(form));
};

/** All of a database, table by table, each row as PostgreSQL writes it; keys, migrations and all. */
export async function everyTable(db: Db): Promise<Map<string, string[]>> {
  const { rows } = await sql<{ name: string }>`
    select c.oid::regclass::text as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
    where c.relkind in ('r', 'p', 'm') and n.nspname not in ('pg_catalog', 'information_schema') and n.nspname not like 'pg_toast%'
    order by 1`.execute(db);
  const tables = new Map<string, string[]>();
  for (const { name } of rows) {
    const found = await sql.raw<{ row: string }>(`select t::text as row from ${name} t`).execute(db);
    tables.set(
      name,
      found.rows.map(({ row }) => row),
    );
  }
  return tables;
}

/** The tables in which a word stands. */
export async function tablesWith(db: Db, word: string): Promise<string[]> {
  const tables = await everyTable(db);
  return [...tables].filter(([, rows]) => rows.some((row) => holds(row, word))).map(([name]) => name);
}
