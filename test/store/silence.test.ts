import { sql } from "kysely";
import { expect, onTestFinished, test } from "vitest";
import { openStore } from "../../src/store/db.ts";
import { postgresUrl } from "../database.ts";
import { databaseLine } from "../faults/database-line.ts";

test("a connection that nobody answers on any more counts as lost, and so do those that lie idle; new ones work", async () => {
  const url = new URL(await postgresUrl());
  const line = await databaseLine({ host: url.hostname, port: Number(url.port) });
  url.port = String(line.port);
  url.searchParams.set("query_timeout", "300");
  const { db, close } = await openStore({ url: url.href });
  onTestFinished(async () => {
    await close();
    await line.close();
  });
  const one = () => sql<{ one: number }>`select ${1}::int as one`.execute(db);
  await Promise.all([one(), one(), one()]);
  line.blackHole();
  await expect(one()).rejects.toThrow(/did not answer in time; the connection counts as lost/);
  expect((await one()).rows).toEqual([{ one: 1 }]);
  expect((await db.transaction().execute(() => one())).rows).toEqual([{ one: 1 }]);
});
