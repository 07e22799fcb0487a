import { readdirSync } from "node:fs";
import { readdir, readFile } from "node:fs/promises";
import { sql } from "kysely";
import { describe, expect, test } from "vitest";
import type { Db } from "../../src/store/db.ts";
import { migrate, pendingMigrations } from "../../src/store/migrate.ts";
import { bareStore, databases, freshStore } from "../database.ts";

const FOLDER = new URL("../../migrations/", import.meta.url);
const HOUSE = readdirSync(FOLDER)
  .map((file) => file.slice(0, -3))
  .sort();

/** Every table, column, constraint and index, in words that do not depend on the server. */
async function schemaOf(db: Db): Promise<string[]> {
  const { rows } = await sql<{ line: string }>`
    select format('column %s.%s %s %s %s %s%s', table_name, column_name, udt_name, is_nullable, coalesce(column_default, '-'),
      is_identity, is_generated || coalesce(generation_expression, '')) as line
    from information_schema.columns where table_schema = 'public'
    union all select format('constraint %s %s %s', conrelid::regclass, conname, pg_get_constraintdef(oid)) from pg_constraint
      where connamespace = 'public'::regnamespace
    union all select format('index %s %s', tablename, indexdef) from pg_indexes where schemaname = 'public'
    order by 1`.execute(db);
  return rows.map((row) => row.line);
}

test("every migration runs up from empty on both databases, and both have one schema", async () => {
  const schemas = [];
  for (const kind of ["embedded", "postgresql"] as const) {
    const { db } = await bareStore(kind);
    const pending = await pendingMigrations(db);
    expect(pending.length).toBeGreaterThan(0);
    expect(await migrate(db)).toEqual(pending);
    expect(await pendingMigrations(db)).toEqual([]);
    expect(await migrate(db)).toEqual([]);
    schemas.push(await schemaOf(db));
  }
  expect(schemas[0]!.length).toBeGreaterThan(100);
  expect(schemas[0]).toEqual(schemas[1]);
});

test("the tables that the program knows are the tables that there are, column by column, null or not", async () => {
  const { db } = await freshStore("postgresql");
  const there = await sql<{ line: string }>`
    select format('%s.%s%s', table_name, column_name, case is_nullable when 'YES' then ' null' end) as line
    from information_schema.columns where table_schema = 'public' and table_name not like 'kysely%'`.execute(db);
  const store = new URL("../../src/store/", import.meta.url);
  const files = (await readdir(store))
    .filter((name) => /^tables\b.*\.ts$/.test(name))
    .map((name) => new URL(name, store));
  const written = await Promise.all(files.map((file) => readFile(file, "utf8")));
  const tables = [...written.join("\n").matchAll(/^ {2}(\w+): \{([^}]*)\};$/gm)];
  const known = tables.flatMap(([, table, columns]) =>
    [...columns!.matchAll(/(\w+): ([^;]+)/g)].map(
      ([, column, type]) => `${table}.${column}${/\| null\b/.test(type!) ? " null" : ""}`,
    ),
  );
  expect(known.length).toBeGreaterThan(100);
  expect(known.sort()).toEqual(there.rows.map((row) => row.line).sort());
});

describe.each(databases)("on the %s database", (_kind, open) => {
  const known = () => Object.fromEntries(HOUSE.map((name) => [name, { up: async () => {} }]));

  test("a database newer than the program is refused, and left alone", async () => {
    const { db, close } = await open();
    const older = async () => ({});
    const refusal = "The database is newer than this program: it has X, which this program does not know.".replace(
      "X",
      HOUSE.join(", "),
    );
    await expect(migrate(db, older)).rejects.toThrow(refusal);
    await expect(pendingMigrations(db, older)).rejects.toThrow(refusal);
    await close();
  });

  test("a migration that fails changes nothing and names itself", async () => {
    const { db } = await open();
    const bad = async () => ({
      ...known(),
      "2026-12-01T0000-half": {
        up: async (on: Db) => {
          await sql`create table half (id integer)`.execute(on);
          await sql`create table people (id integer)`.execute(on);
        },
      },
    });
    await expect(migrate(db, bad)).rejects.toThrow(
      "The database could not be brought up to date (2026-12-01T0000-half), and stays as it was:",
    );
    const there = await sql<{ it: string | null }>`select to_regclass('half')::text as it`.execute(db);
    expect(there.rows).toEqual([{ it: null }]);
  });
});

test("two programs that start at once run each migration once", async () => {
  const { db } = await freshStore("postgresql");
  let runs = 0;
  const slow = async () => ({
    ...Object.fromEntries(HOUSE.map((name) => [name, { up: async () => {} }])),
    "2026-12-01T0000-once": {
      up: async (on: Db) => {
        runs += 1;
        await sql`select pg_sleep(0.1)`.execute(on);
      },
    },
  });
  const ran = await Promise.all([migrate(db, slow), migrate(db, slow)]);
  expect(runs).toBe(1);
  expect(ran.flat()).toEqual(["2026-12-01T0000-once"]);
});
