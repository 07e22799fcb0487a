import { mkdtemp, readFile, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gunzipSync, gzipSync } from "node:zlib";
import { sql } from "kysely";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { at } from "../../src/domain/time.ts";
import { dump } from "../../src/store/archive/dump.ts";
import { checkArchive, readArchive, writeArchive } from "../../src/store/archive/file.ts";
import { parts } from "../../src/store/archive/format.ts";
import { load } from "../../src/store/archive/load.ts";
import { record as recordEntry, within } from "../../src/store/audit.ts";
import type { Db } from "../../src/store/db.ts";
import { openStore } from "../../src/store/db.ts";
import { migrate, migrateTo, pendingMigrations } from "../../src/store/migrate.ts";
import { bareStore, databases, databaseUrl, freshStore, postgresUrl } from "../database.ts";
import { fact, mon } from "../domain/timelines.ts";
import { emptyFirm, record } from "./past.ts";

const made = at("2026-01-27T12:00:00Z");
let folder: string;
const file = (name: string) => join(folder, name);

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "rejoinder-archive-"));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

/** What is awkward to carry: microseconds, bytes, JSON, lists, a row that points at a later one, numbers that were skipped. */
async function fill(db: Db) {
  await emptyFirm(db);
  await record(
    db,
    [
      { facts: [fact("asked", mon("10:00")), fact("answered", mon("11:00"))] },
      { facts: [fact("asked", mon("12:00"))] },
    ],
    at("2026-11-26T10:00-05:00"),
  );
  await sql`update inquiries set merged_into = 2, last_fact_at = '2026-01-26 10:00:00.123456+00' where id = 1`.execute(
    db,
  );
  await sql`insert into deliveries (purpose, key, person_id, card, picture, not_before, created_at, reason)
    values ('digest', 'one', 1, '{"b": [1, {"a": "\\"ü\\n\\\\"}], "n": 1.50}', '\\x00ff5c22', '-infinity', '2026-01-26 10:00:00.000001+00',
      ${'a\tb\n"c" \\ {d,e} NULL ’'})`.execute(db);
  await sql`insert into nudges (clock_id, version, step, inquiry_id, due_at, audience) values
    ((select min(id) from clocks), 1, 1, 2, now(), ${["owner", 'a "b", {c}', ""]}::text[])`.execute(db);
  await sql`select setval('inquiries_id_seq', 41)`.execute(db);
}

const all = async <T>(lines: AsyncIterable<T>) => {
  const read: T[] = [];
  for await (const line of lines) read.push(line);
  return read;
};

async function* given(lines: readonly string[]) {
  yield* lines;
}

const nextInquiry = async (db: Db) =>
  (await sql<{ n: number }>`select nextval('inquiries_id_seq') as n`.execute(db)).rows[0]!.n;

describe.each(databases)("from the %s database", (kind, open) => {
  test.each(["embedded", "postgresql"] as const)("to the %s one: the same to the last microsecond", async (to) => {
    const from = await open();
    await fill(from.db);
    const archive = await all(dump(from.db, made));
    expect(archive[0]).toContain('"createdAt":"2026-01-27T12:00:00.000Z"');
    const target = await freshStore(to);
    const { rows, migrated } = await load(target.db, given(archive));
    expect([rows.get("inquiries"), rows.get("people"), migrated]).toEqual([2, 3, []]);
    expect(await all(dump(target.db, made))).toEqual(archive);
    expect(await pendingMigrations(target.db)).toEqual([]);
    expect(await nextInquiry(target.db)).toBe(42);
    await expect(sql`delete from inquiries where id = 2`.execute(target.db)).rejects.toThrow(/foreign key/);
  });

  // The embedded one has one connection: nobody can write meanwhile.
  test.skipIf(kind === "embedded")("what is written while it is read is not in it", async () => {
    const from = await open();
    await fill(from.db);
    const lines = dump(from.db, made);
    const first = await lines.next();
    await sql`insert into people (name) values ('Dee Late')`.execute(from.db);
    const archive = [first.value as string, ...(await all(lines))];
    expect(archive.join()).not.toContain("Dee Late");
    await load((await freshStore("embedded")).db, given(archive));
  });
});

test("a store that is not empty is refused by its firm's name, or replaced, and is then as the archive says", async () => {
  const { db } = await freshStore("embedded");
  await fill(db);
  const archive = await all(dump(db, made));
  await sql`insert into people (name) values ('Dee Late')`.execute(db);
  await expect(load(db, given(archive))).rejects.toThrow("not empty: it holds the data of Fixture & Partners LLP.");
  await load(db, given(archive), { replace: true });
  expect(await all(dump(db, made))).toEqual(archive);
});

test("a database of someone else's is left alone, whatever is asked", async () => {
  const { db } = await bareStore("postgresql");
  await sql`create table theirs (id integer)`.execute(db);
  const from = await freshStore("embedded");
  const archive = await all(dump(from.db, made));
  await expect(load(db, given(archive), { replace: true })).rejects.toThrow("not Rejoinder's");
});

test("what is wrong with an archive is said", async () => {
  const { db } = await freshStore("embedded");
  await fill(db);
  const archive = await all(dump(db, made));
  const instead = { ...JSON.parse(archive[0]!), format: 2 };
  const row = archive.findIndex((line) => line.includes("Ana Kim"));
  for (const [lines, saying] of [
    [archive.slice(0, -1), /cut off/],
    [archive.slice(0, row), /cut off/],
    [[...archive.slice(0, row), archive[row]!.slice(0, 5)], /cut off/],
    [archive.toSpliced(row, 1), /damaged/],
    [archive.toSpliced(row, 1, archive[row]!.replace("Ana", "Ann")), /damaged/],
    [[...archive, archive[row]!], /damaged/],
    [["{}"], /not a backup of Rejoinder's/],
    [[], /not a backup of Rejoinder's/],
    [["hello"], /not a backup of Rejoinder's/],
    [[JSON.stringify(instead), ...archive.slice(1)], /format 2.* made by a newer program/],
  ] as const)
    await expect(all(parts(given(lines))), String(saying)).rejects.toThrow(saying);
});

test("of an archive that is cut off, or comes from a newer program, nothing is kept, and what was there stays", async () => {
  const { db } = await freshStore("embedded");
  await fill(db);
  const before = await all(dump(db, made));
  const head = JSON.parse(before[0]!);
  const newer = { ...head, migrations: [...head.migrations, "2031-01-01T0000-later"] };
  for (const [lines, saying] of [
    [before.slice(0, -1), /cut off/],
    [[JSON.stringify(newer), ...before.slice(1)], /newer program.*2031-01-01T0000-later/],
  ] as const)
    await expect(load(db, given(lines), { replace: true })).rejects.toThrow(saying);
  expect(await all(dump(db, made))).toEqual(before);
});

test("an archive of fewer migrations is brought up to this program, also where the database is already further", async () => {
  const old = await bareStore("postgresql");
  const [first, ...later] = await pendingMigrations(old.db);
  await migrateTo(old.db, [first!]);
  await sql`insert into people (name) values ('Ana Kim')`.execute(old.db);
  const archive = await all(dump(old.db, made));
  const target = await freshStore("embedded");
  const { migrated } = await load(target.db, given(archive));
  expect(migrated).toEqual(later);
  expect(await target.db.selectFrom("people").select("name").execute()).toEqual([{ name: "Ana Kim" }]);
});

test("an ordinary role of PostgreSQL, who owns its database and may take the view's role, can do it", async () => {
  const admin = await openStore({ url: await postgresUrl() });
  await sql`create role plain_fixture login password 'plain'`.execute(admin.db);
  await freshStore("postgresql");
  await sql`grant rejoinder_view to plain_fixture`.execute(admin.db);
  await sql`create database plain_fixture owner plain_fixture encoding 'UTF8' template template0`.execute(admin.db);
  await admin.close();
  const url = Object.assign(new URL(databaseUrl(await postgresUrl(), "plain_fixture")), {
    username: "plain_fixture",
    password: "plain",
  });
  const store = await openStore({ url: url.href });
  try {
    const from = await freshStore("postgresql");
    await fill(from.db);
    const archive = await all(dump(from.db, made));
    await load(store.db, given(archive));
    await load(store.db, given(archive), { replace: true });
    expect(await all(dump(store.db, made))).toEqual(archive);
  } finally {
    await store.close();
  }
});

test("triggers do not do again what they did when a row first came, and are there afterwards", async () => {
  const from = await freshStore("embedded");
  await fill(from.db);
  const archive = await all(dump(from.db, made));
  const { db } = await bareStore("postgresql");
  await migrate(db);
  await sql
    .raw(`create function note() returns trigger language plpgsql as $$ begin
    insert into handled (key, at) values ('noted ' || new.id, '2026-01-01'); return new; end $$`)
    .execute(db);
  await sql`create trigger noted after insert on people for each row execute function note()`.execute(db);
  await load(db, given(archive));
  expect(await all(dump(db, made))).toEqual(archive);
  await expect(sql`insert into people (name) values ('Dee Late')`.execute(db)).rejects.toThrow("no entry in the audit");
  await within(db, async (tx) => {
    await sql`insert into people (name) values ('Dee Late')`.execute(tx);
    await recordEntry(tx, { at: 0, actor: "terminal", act: "person added", subject: { kind: "firm" } });
  });
  expect(await db.selectFrom("handled").select("key").execute()).toEqual([{ key: "noted 5" }]);
});

describe("as a file", () => {
  test("it is its owner's alone, is never written over, and reads back", async () => {
    const { db } = await freshStore("embedded");
    await fill(db);
    await writeArchive(file("whole.gz"), dump(db, made));
    expect((await stat(file("whole.gz"))).mode & 0o777).toBe(0o600);
    await expect(writeArchive(file("whole.gz"), dump(db, made))).rejects.toThrow("is there already");
    expect(await all(readArchive(file("whole.gz")))).toEqual(await all(dump(db, made)));
    expect((await checkArchive(file("whole.gz"))).tables.people).toBe(3);
  });

  test("cut off, foreign, missing or not to be read: it is said which", async () => {
    const whole = await readFile(file("whole.gz"));
    await writeFile(file("cut.gz"), whole.subarray(0, whole.length / 2));
    await writeFile(
      file("cut-at-a-line.gz"),
      gzipSync(`${gunzipSync(whole).toString().split("\n").slice(0, 9).join("\n")}\n`),
    );
    await writeFile(file("text"), "not gzipped");
    await writeFile(file("empty"), "");
    await writeFile(file("flipped.gz"), whole.with(whole.length - 6, whole.at(-6)! ^ 1));
    await expect(checkArchive(file("cut.gz"))).rejects.toThrow("cut off");
    await expect(checkArchive(file("cut-at-a-line.gz"))).rejects.toThrow("cut off");
    await expect(checkArchive(file("text"))).rejects.toThrow("not a backup of Rejoinder's");
    await expect(checkArchive(file("empty"))).rejects.toThrow("cut off");
    await expect(checkArchive(file("none"))).rejects.toThrow("There is no file");
    await expect(checkArchive(folder)).rejects.toThrow("cannot be read (EISDIR)");
    await expect(checkArchive(file("flipped.gz"))).rejects.toThrow("damaged");
    await expect(writeArchive(join(folder, "no", "where.gz"), given([]))).rejects.toThrow("cannot be written (ENOENT)");
  });
});
