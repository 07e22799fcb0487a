import { sql } from "kysely";
import { describe, expect, test } from "vitest";
import type { Chat } from "../../src/chat/platform.ts";
import { readiness } from "../../src/ops/readiness.ts";
import { bareStore, databases, freshStore } from "../database.ts";

const chat = (platform: string, connected?: boolean) =>
  ({ platform, ...(connected === undefined ? {} : { connected: () => connected }) }) as Partial<Chat> as Chat;

describe.each(databases)("on the %s database", (kind) => {
  test("ready: the database, its migrations, and each platform by its name", async () => {
    const { db } = await freshStore(kind);
    expect(await readiness(db, [chat("fixture", true), chat("mute")])).toEqual({
      ok: true,
      parts: { database: { ok: true }, migrations: { ok: true }, fixture: { ok: true }, mute: { ok: true } },
    });
  });

  test("a platform that is not connected", async () => {
    const { db } = await freshStore(kind);
    expect(await readiness(db, [chat("fixture", false)])).toMatchObject({
      ok: false,
      parts: { database: { ok: true }, fixture: { ok: false, say: "Not connected." } },
    });
  });
});

test("a database that was not brought up to date, one that is newer, one that is away", async () => {
  const { db, close } = await bareStore("postgresql");
  const say = async () => (await readiness(db, [])).parts;
  expect(await say()).toEqual({
    database: { ok: true },
    migrations: { ok: false, say: expect.stringMatching(/^The database lacks \d+ of this program's migrations\.$/) },
  });
  await sql`create table kysely_migration (name text)`.execute(db);
  await sql`insert into kysely_migration values ('2031-01-01T0000-later')`.execute(db);
  expect(await say()).toEqual({
    database: { ok: true },
    migrations: { ok: false, say: "The database is newer than this program." },
  });
  await close();
  expect(await say()).toEqual({
    database: { ok: false, say: expect.stringMatching(/^Does not answer \(/) },
    migrations: { ok: false, say: "Not known." },
  });
});
