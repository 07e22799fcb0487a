import { randomUUID } from "node:crypto";
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { sql } from "kysely";
import { describe, expect, onTestFinished, test, vi } from "vitest";
import { type Db, openStore } from "../../src/store/db.ts";
import { StoreError, storeError } from "../../src/store/errors.ts";
import { databases, databaseUrl, freshStore, postgresUrl } from "../database.ts";

const opening = (url: string) =>
  openStore({ url }).then(
    () => "opened",
    (thrown: StoreError) => thrown,
  );

async function asSuperuser(...statements: string[]): Promise<void> {
  const admin = await openStore({ url: await postgresUrl() });
  for (const statement of statements) await sql.raw(statement).execute(admin.db);
  await admin.close();
}

/** A role of its own, with these rights, gone after the test; as a URL. */
async function roleUrl(rights: string): Promise<string> {
  const name = `role_${randomUUID().slice(0, 8)}`;
  await asSuperuser(`create role ${name} login password 'right' ${rights}`);
  onTestFinished(() => asSuperuser(`drop role ${name}`));
  return Object.assign(new URL(await postgresUrl()), { username: name, password: "right" }).href;
}

describe("a PostgreSQL that cannot be used is refused at the start, in a sentence that says what to do", () => {
  test("nothing listens there", async () => {
    const server = createServer().listen(0, "127.0.0.1");
    await new Promise((resolve) => server.once("listening", resolve));
    const { port } = server.address() as { port: number };
    await new Promise((resolve) => server.close(resolve));
    const thrown = await opening(`postgresql://u:secret@127.0.0.1:${port}/rejoinder`);
    expect(thrown).toMatchObject({
      message: `Nothing answers at PostgreSQL at 127.0.0.1:${port}, database rejoinder. Is PostgreSQL running there? Check host and port in DATABASE_URL.`,
      again: true,
    });
  });

  test("wrong password, and never is one repeated in the sentence", async () => {
    const url = Object.assign(new URL(await roleUrl("")), { password: "wrong-secret" }).href;
    const thrown = await opening(url);
    expect(thrown).toBeInstanceOf(StoreError);
    expect(thrown).toMatchObject({
      message: expect.stringMatching(/refuses user name or password\. Check both in DATABASE_URL\.$/),
      again: false,
    });
    expect(String(thrown)).not.toContain("wrong-secret");
  });

  test("no password where one is asked for", async () => {
    const url = Object.assign(new URL(await postgresUrl()), { password: "" }).href;
    expect(await opening(url)).toMatchObject({
      message: expect.stringContaining("asks for a password and DATABASE_URL has none"),
    });
  });

  test("no such database", async () => {
    expect(await opening(databaseUrl(await postgresUrl(), "nowhere"))).toMatchObject({
      message: expect.stringMatching(/database nowhere does not exist\. Create it \(createdb\), or check the name/),
    });
  });

  test("SSL asked of a server that has none", async () => {
    const url = new URL(await postgresUrl());
    url.searchParams.set("sslmode", "verify-full");
    expect(await opening(url.href)).toMatchObject({ message: expect.stringContaining("does not speak SSL") });
  });

  test("no connection left", async () => {
    expect(await opening(await roleUrl("connection limit 0"))).toMatchObject({
      message: expect.stringContaining("has no connection left for us"),
      again: true,
    });
  });

  test("read-only", async () => {
    const url = await roleUrl("");
    await asSuperuser(`alter role ${new URL(url).username} set default_transaction_read_only = on`);
    expect(await opening(url)).toMatchObject({ message: expect.stringContaining("is read-only"), again: false });
  });

  test("not kept as UTF8", async () => {
    const name = `latin_${randomUUID().slice(0, 8)}`;
    await asSuperuser(`create database ${name} encoding 'LATIN1' template template0`);
    const thrown = await opening(databaseUrl(await postgresUrl(), name));
    expect(thrown).toMatchObject({ message: expect.stringContaining("keeps text as LATIN1") });
  });

  test("no URL at all", async () => {
    expect(await opening("localhost/rejoinder")).toMatchObject({
      message: expect.stringContaining("postgresql://user:password@host"),
    });
  });
});

describe.each(databases)("on the %s database", (_kind, open) => {
  const fault = (db: Db, statement: string) =>
    sql
      .raw(statement)
      .execute(db)
      .then(
        () => undefined,
        (thrown: StoreError) => thrown,
      );

  test.each([
    ["53100", "The disk of", true],
    ["25006", "is read-only", false],
    ["40001", "got in each other's way", true],
    ["57P01", "is being shut down", true],
  ])("SQLSTATE %s becomes a sentence", async (state, words, again) => {
    const { db } = await open();
    const thrown = await fault(db, `do $$ begin raise exception using errcode = '${state}', message = 'raw'; end $$`);
    expect(thrown).toMatchObject({ name: "StoreError", code: state, again, message: expect.stringContaining(words) });
  });

  test("a broken promise of the schema names the constraint, and no value of the row", async () => {
    const { db } = await open();
    await db.insertInto("practice_groups").values({ name: "Confidential" }).execute();
    const twice = await db
      .insertInto("practice_groups")
      .values({ name: "Confidential" })
      .execute()
      .then(
        () => {},
        (thrown) => thrown,
      );
    expect(twice).toMatchObject({ code: "23505", constraint: "practice_groups_name_key", again: false });
    expect(JSON.stringify(twice) + twice.message + twice.stack).not.toContain("Confidential");
    const misfit = await sql`select ${"Confidential"}::integer`.execute(db).then(
      () => {},
      (thrown) => thrown,
    );
    expect(misfit).toMatchObject({ code: "22P02" });
    expect(JSON.stringify(misfit) + misfit.message).not.toContain("Confidential");
  });

  test("a statement whose table changed under it works again the next time", async () => {
    const { db } = await open();
    const query = () => db.selectFrom("handled").selectAll().where("key", "=", "x").execute();
    for (let i = 0; i < 3; i++) await query();
    await sql`alter table handled add column extra integer`.execute(db);
    await query().catch(() => {});
    expect(await query()).toEqual([]);
    await sql`alter table handled drop column extra`.execute(db);
  });
});

test("a query outside its transaction on the embedded database fails with a sentence, and does not hang for ever", async () => {
  const { db } = await freshStore("embedded");
  vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
  onTestFinished(() => void vi.useRealTimers());
  const inside = db.transaction().execute(async () => {
    const outside = db.selectFrom("people").select("id").execute();
    outside.catch(() => {});
    await vi.advanceTimersByTimeAsync(15_000);
    await outside;
  });
  await expect(inside).rejects.toThrow("All connections to the embedded test database were busy for too long.");
});

test("a connection that is cut is replaced by the next query", async () => {
  const { db } = await freshStore("postgresql");
  const pid = await sql<{ pid: number }>`select pg_backend_pid() as pid`.execute(db);
  await asSuperuser(`select pg_terminate_backend(${pid.rows[0]!.pid})`);
  await sql`select 1`.execute(db).catch((thrown) => expect(thrown).toMatchObject({ again: true }));
  expect((await sql`select 1 as one`.execute(db)).rows).toEqual([{ one: 1 }]);
});

test("a folder that holds something else is named, and left as it is", async () => {
  const folder = await mkdtemp(join(tmpdir(), "rejoinder-store-"));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  await mkdir(join(folder, "postgres"));
  await writeFile(join(folder, "postgres", "PG_VERSION"), "9.6\n");
  await expect(openStore({ folder })).rejects.toThrow(
    `What is in ${join(folder, "postgres")} does not open as Rejoinder's database.`,
  );
});

test("what is no error of a database keeps its own words", () => {
  expect(storeError(new Error("odd")).message).toBe("The database answered: odd");
});
