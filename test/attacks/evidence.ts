import { sql } from "kysely";
import { expect } from "vitest";
import { verifyChain } from "../../src/store/audit-chain.ts";
import type { Db } from "../../src/store/db.ts";
import { bodyOf } from "../../src/store/words.ts";
import { testVault } from "../vault.ts";

/** Whatever happened: the log is whole, and nobody's name and nobody's words are in it. `heard`: what people said. */
export async function expectEvidence(db: Db, heard: readonly string[]): Promise<void> {
  expect((await verifyChain(db)).broken).toBeUndefined();
  const { rows: names } = await sql<{ name: string }>`
    select name from people union select name from clients union select name from matters union select name from contacts
    union select name from accounts union select name from channels union select name from practice_groups
    union select email from people union select email from accounts union select name from firm
    union select source from standards`.execute(db);
  const words = [...heard, ...(await wordsKept(db))];
  const { rows } = await sql<{ entry: string }>`select entry from audit`.execute(db);
  // Three letters stand anywhere; what is longer and there is there because somebody wrote it.
  const said = [...names.map(({ name }) => name), ...words].filter((name) => name !== null && name.trim().length > 3);
  const leaks = rows.flatMap(({ entry }) => said.filter((name) => entry.toLowerCase().includes(name.toLowerCase())));
  expect([...new Set(leaks)]).toEqual([]);
}

/** What people wrote, opened: sealed, it would be found nowhere. */
async function wordsKept(db: Db): Promise<string[]> {
  const vault = testVault();
  const rows = await db
    .selectFrom("messages")
    .select(["channel_id", "external_id", "body"])
    .where("body", "is not", null)
    .execute();
  return Promise.all(rows.map((row) => vault.open(db, row.body!, bodyOf(row.channel_id, row.external_id), 0)));
}
