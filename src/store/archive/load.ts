import { sql } from "kysely";
import type { Instant } from "../../domain/time.ts";
import type { Listed } from "../../seal/key-list.ts";
import type { Db } from "../db.ts";
import { eraseAgain } from "../erase.ts";
import { StoreError } from "../errors.ts";
import { forgetUnopenable, hasKeys, isAnySealed, putKeys } from "../listed-keys.ts";
import { migrate, migrateTo } from "../migrate.ts";
import { exactText, guardsOf, quoted, type Table, tablesOf } from "./catalogue.ts";
import { checksumOf } from "./dump.ts";
import { type Head, type Part, parts, type Row } from "./format.ts";
import { makeRoom } from "./room.ts";

export interface Loaded {
  readonly createdAt: string;
  /** Rows by table, those without any left out. */
  readonly rows: ReadonlyMap<string, number>;
  /** The migrations that ran on what was loaded, to bring it up to this program. */
  readonly migrated: readonly string[];
  /** Messages whose words no key opens any more: they were left out. */
  readonly forgotten: number;
  /** Clients that were erased since it was made, and are again. */
  readonly erased: number;
}

/**
 * Puts an archive into an empty store, ids and all, reads it back and compares it, and brings it up to this program: all of
 * it in one transaction, or nothing. `replace`: what is there goes first. `keys`: what its words are sealed with; what none of
 * them opens is left out. Needs no more than to own the database's tables.
 * @throws StoreError where the store is not empty, something is sealed and there are no keys, or the archive is foreign, cut off, damaged, or newer than this program
 */
export async function load(
  db: Db,
  lines: AsyncIterable<string>,
  { replace = false, keys }: { replace?: boolean; keys?: readonly Listed[] } = {},
): Promise<Loaded> {
  const reading = parts(lines);
  try {
    return await db.transaction().execute((tx) => loadInto(tx, reading, replace, keys));
  } finally {
    // What is not read to its end would hold on to where it comes from.
    await reading.return(undefined);
  }
}

async function loadInto(
  tx: Db,
  reading: AsyncGenerator<Part>,
  replace: boolean,
  keys: readonly Listed[] | undefined,
): Promise<Loaded> {
  await exactText(tx);
  const first = await reading.next();
  if (first.done || first.value.is !== "head") throw new StoreError("The backup has no head.");
  const { head } = first.value;
  if (!(await makeRoom(tx, head.migrations, replace))) await migrateTo(tx, head.migrations);
  const tables = new Map((await tablesOf(tx)).map((table) => [table.name, table]));
  const guards = await guardsOf(tx);
  for (const { off } of guards) await sql.raw(off).execute(tx);
  const checksums = await insertAll(tx, reading, tables);
  for (const [name, last] of Object.entries(head.sequences))
    await sql`select setval(${quoted(name)}::regclass, ${last}::bigint)`.execute(tx);
  await compare(tx, tables, checksums);
  const forgotten = await withKeys(tx, keys, Date.parse(head.createdAt));
  for (const { on } of guards) await sql.raw(on).execute(tx);
  const migrated = await migrate(tx);
  return { createdAt: head.createdAt, rows: filled(head), migrated, forgotten, erased: await eraseAgain(tx) };
}

/** The keys are no part of an archive; what none of them opens is not kept. An archive from before there were any needs none. */
async function withKeys(tx: Db, keys: readonly Listed[] | undefined, at: Instant): Promise<number> {
  if (!(await hasKeys(tx))) return 0;
  if (keys === undefined && (await isAnySealed(tx))) throw new StoreError(NO_KEYS);
  await putKeys(tx, keys ?? []);
  return forgetUnopenable(tx, at);
}

export const NO_KEYS = "What is in the backup is sealed, and there is no list of the keys that open it.";

/** Nothing watches: tables may come in any order, and rows may point at later ones. */
async function insertAll(tx: Db, reading: AsyncIterable<Part>, tables: ReadonlyMap<string, Table>) {
  const checksums = new Map<string, string>();
  let put: ReturnType<typeof into> | undefined;
  for await (const part of reading) {
    if (part.is === "table") put = into(tx, known(tables, part.table), part.columns);
    else if (part.is === "row") await put!.add(part.row, part.size);
    else if (part.is === "table's end") {
      await put!.flush();
      checksums.set(part.table, part.checksum);
    }
  }
  return checksums;
}

const BATCH = { rows: 1000, size: 1_000_000 };

/** One statement for many rows: a list of texts for each column, cast by the column's own type. */
function into(tx: Db, table: Table, columns: readonly string[]) {
  const types = columns.map((name) => table.columns.find((c) => c.name === name)?.type);
  if (types.includes(undefined)) throw unlike(table.name);
  let rows: Row[] = [];
  let size = 0;
  const names = sql.raw(columns.map(quoted).join(", "));
  const values = sql.raw(types.map((type, i) => `c${i}::${type}`).join(", "));
  const aliases = sql.raw(columns.map((_, i) => `c${i}`).join(", "));
  const flush = async () => {
    if (rows.length === 0) return;
    const lists = sql.join(columns.map((_, i) => sql`${rows.map((row) => row[i])}::text[]`));
    await sql`insert into ${sql.table(table.name)} (${names}) overriding system value
      select ${values} from unnest(${lists}) as r (${aliases})`.execute(tx);
    [rows, size] = [[], 0];
  };
  return {
    flush,
    async add(row: Row, length: number) {
      rows.push(row);
      size += length;
      if (rows.length >= BATCH.rows || size >= BATCH.size) await flush();
    },
  };
}

/** Reads back what was put in: equal to the last microsecond, or none of it stays. */
async function compare(tx: Db, tables: ReadonlyMap<string, Table>, checksums: ReadonlyMap<string, string>) {
  for (const [name, checksum] of checksums)
    if ((await checksumOf(tx, known(tables, name))) !== checksum)
      throw new StoreError(`What was put into the table ${name} does not read back as it was; nothing was kept of it.`);
}

function known(tables: ReadonlyMap<string, Table>, name: string): Table {
  const table = tables.get(name);
  if (!table) throw unlike(name);
  return table;
}

const unlike = (table: string) =>
  new StoreError(`The backup has a table ${table} unlike this program's, though it names the same migrations.`);

const filled = (head: Head) => new Map(Object.entries(head.tables).filter(([, rows]) => rows > 0));
