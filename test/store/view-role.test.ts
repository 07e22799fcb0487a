import { sql } from "kysely";
import { expect, onTestFinished, test } from "vitest";
import { openStore } from "../../src/store/db.ts";
import { migrate } from "../../src/store/migrate.ts";
import { asViewer } from "../../src/store/viewer.ts";
import { makeWall } from "../../src/store/walls.ts";
import { createDatabase, freshStore, postgresUrl } from "../database.ts";
import { unaudited } from "../unaudited.ts";
import { emptyFirm } from "./past.ts";

const now = Date.parse("2026-11-20T17:00:00Z");

/** A user of the server's who owns one database and is nobody else; gone after the test. */
async function lesserUser() {
  await freshStore("postgresql");
  const url = await createDatabase("template1");
  const admin = await openStore({ url });
  const user = `lesser_${url.slice(-12)}`;
  await sql.raw(`create role ${user} login password 'fixture'`).execute(admin.db);
  await sql.raw(`alter database ${new URL(url).pathname.slice(1)} owner to ${user}`).execute(admin.db);
  await sql.raw(`alter schema public owner to ${user}`).execute(admin.db);
  const store = await openStore({ url: Object.assign(new URL(url), { username: user, password: "fixture" }).href });
  onTestFinished(async () => {
    await store.close();
    await sql.raw(`drop owned by ${user} cascade`).execute(admin.db);
    await sql.raw(`alter database ${new URL(url).pathname.slice(1)} owner to postgres`).execute(admin.db);
    await sql.raw(`drop role ${user}`).execute(admin.db);
    await admin.close();
  });
  return { user, admin: admin.db, db: store.db };
}

test("a user who may not take the role is told what an administrator is to say, and then it works", async () => {
  expect(await postgresUrl()).toContain("postgres");
  const { user, admin, db } = await lesserUser();
  const asked = migrate(db);
  await expect(asked).rejects.toThrow(
    `Have an administrator of the server say: create role rejoinder_view nologin; grant rejoinder_view to ${user}; then start again.`,
  );
  await sql.raw(`grant rejoinder_view to ${user}`).execute(admin);
  await migrate(db);
  await unaudited(admin, (tx) => emptyFirm(tx));
  await makeWall(
    db,
    {
      kind: "screened",
      clientId: 2,
      matterId: null,
      personIds: [1],
      groupIds: [],
      reason: "a fixture's",
      madeBy: null,
    },
    now,
  );
  const names = (viewer: number) => asViewer(db, viewer, (view) => view.selectFrom("clients").select("name").execute());
  expect([(await names(1)).length, (await names(2)).length]).toEqual([3, 4]);
  // The program itself, whoever it is at the database, sees all.
  expect(await db.selectFrom("clients").select("name").execute()).toHaveLength(4);
});
