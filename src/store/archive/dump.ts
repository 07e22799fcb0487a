import { sql } from "kysely";
import type { Instant } from "../../domain/time.ts";
import type { Db } from "../db.ts";
import { StoreError } from "../errors.ts";
import { exactText, migrationsOf, quoted, sequencesOf, type Table, tablesOf } from "./catalogue.ts";
import { checksum, FORMAT, type Head } from "./format.ts";

/**
 * A whole store as an archive's lines, as it stood at one moment, whatever is written meanwhile; a few hundred rows in
 * memory at a time. `createdAt` goes into its head. Holds one connection until it is read to its end, or left.
 * @throws StoreError where there is no store yet
 */
export async function* dump(db: Db, createdAt: Instant): AsyncGenerator<string> {
  const tx = await db.startTransaction().setIsolationLevel("repeatable read").setAccessMode("read only").execute();
  try {
    const whole = checksum();
    for await (const line of content(tx, createdAt)) {
      whole.update(line).update("\n");
      yield line;
    }
    yield JSON.stringify({ end: "archive", checksum: whole.digest("hex") });
  } finally {
    await tx
      .rollback()
      .execute()
      .catch(() => {});
  }
}

async function* content(tx: Db, createdAt: Instant): AsyncGenerator<string> {
  await exactText(tx);
  const migrations = await migrationsOf(tx);
  if (!migrations) throw new StoreError("There is nothing in this database yet. Start the program once (npm start).");
  const tables = await tablesOf(tx);
  const counts = new Map<string, number>();
  for (const table of tables) counts.set(table.name, await count(tx, table));
  const head: Head = {
    rejoinder: "store",
    format: FORMAT,
    createdAt: new Date(createdAt).toISOString(),
    migrations,
    tables: Object.fromEntries(counts),
    // Sequences only go up and keep out of transactions: read after the rows' moment, they are behind none of them.
    sequences: await sequencesOf(tx),
  };
  yield JSON.stringify(head);
  for (const table of tables) {
    yield JSON.stringify({ table: table.name, columns: table.columns.map((c) => c.name) });
    const hash = checksum();
    for await (const line of rowsOf(tx, table)) {
      hash.update(line).update("\n");
      yield line;
    }
    yield JSON.stringify({ end: table.name, checksum: hash.digest("hex") });
  }
}

/** The checksum that a table's rows have in an archive. */
export async function checksumOf(tx: Db, table: Table): Promise<string> {
  const hash = checksum();
  for await (const line of rowsOf(tx, table)) hash.update(line).update("\n");
  return hash.digest("hex");
}

const AT_A_TIME = 200;

async function* rowsOf(tx: Db, table: Table): AsyncGenerator<string> {
  const columns = table.columns.map((c, i) => `${quoted(c.name)}::text as c${i}`).join(", ");
  const query = `select ${columns} from ${quoted(table.name)} order by ${table.order}`;
  await sql.raw(`declare archived no scroll cursor for ${query}`).execute(tx);
  for (;;) {
    const { rows } = await sql.raw<Record<string, string | null>>(`fetch ${AT_A_TIME} from archived`).execute(tx);
    for (const row of rows) yield JSON.stringify(table.columns.map((_, i) => row[`c${i}`] ?? null));
    if (rows.length < AT_A_TIME) break;
  }
  await sql`close archived`.execute(tx);
}

async function count(tx: Db, table: Table): Promise<number> {
  const { rows } = await sql<{ n: number }>`select count(*) as n from ${sql.table(table.name)}`.execute(tx);
  return rows[0]!.n;
}
