import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { sql } from "kysely";
import { describe, expect, onTestFinished, test } from "vitest";
import { at } from "../../src/domain/time.ts";
import { json, openStore, stamp, stampOrNull } from "../../src/store/db.ts";
import { migrate } from "../../src/store/migrate.ts";
import { databases } from "../database.ts";
import { unaudited } from "../unaudited.ts";

describe.each(databases)("on the %s database", (_kind, open) => {
  test("an instant comes back as the same instant, to the millisecond", async () => {
    const { db } = await open();
    for (const instant of [
      at("2026-11-23T22:00:00.007Z"),
      0,
      at("1969-12-31T23:59:59.999Z"),
      at("2026-03-08T02:30:00-05:00"),
    ]) {
      const back = await sql<{
        t: number;
        none: null;
      }>`select ${stamp(instant)} as t, ${stampOrNull(null)} as none`.execute(db);
      expect(back.rows).toEqual([{ t: instant, none: null }]);
    }
  });

  test("counts and sums are numbers, dates stay dates, jsonb is an object, and so in lists", async () => {
    const { db } = await open();
    const back = await sql`select count(*) as n, sum(1.5) as sum, date '2026-11-09' as day, ${json({ a: [1] })} as j,
      array_agg(5::bigint) as ns, array[${stamp(7)}] as ts`.execute(db);
    expect(back.rows).toEqual([{ n: 1, sum: 1.5, day: "2026-11-09", j: { a: [1] }, ns: [5], ts: [7] }]);
  });

  test("a fresh store is empty, whatever an earlier test left", async () => {
    for (let i = 0; i < 3; i++) {
      const { db, close } = await open();
      const added = await db
        .insertInto("calendars")
        .values({ name: "Office" })
        .returning("id")
        .executeTakeFirstOrThrow();
      expect(added).toEqual({ id: 1 });
      await close();
    }
  });
});

test("what is stored in a folder is there after a restart, even where the first start of all was cut short", async () => {
  const folder = await mkdtemp(join(tmpdir(), "rejoinder-store-"));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  await mkdir(join(folder, "postgres.making", "base"), { recursive: true });
  await writeFile(join(folder, "postgres.making", "PG_VERSION"), "18\n");
  const first = await openStore({ folder });
  await migrate(first.db);
  await unaudited(first.db, (tx) => tx.insertInto("calendars").values({ name: "Office" }).execute());
  await first.close();
  const second = await openStore({ folder });
  expect(await second.db.selectFrom("calendars").select("name").execute()).toEqual([{ name: "Office" }]);
  await second.close();
});
