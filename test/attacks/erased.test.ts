import { sql } from "kysely";
import { describe, expect, test } from "vitest";
import { byTerminal } from "../../src/domain/audit.ts";
import { at, MINUTE } from "../../src/domain/time.ts";
import { open as unseal } from "../../src/seal/cipher.ts";
import { localKey } from "../../src/seal/local-key.ts";
import { dump } from "../../src/store/archive/dump.ts";
import { load } from "../../src/store/archive/load.ts";
import type { Db } from "../../src/store/db.ts";
import { eraseClient } from "../../src/store/erase.ts";
import { liftHold, placeHold } from "../../src/store/holds.ts";
import { listKeys } from "../../src/store/listed-keys.ts";
import { purposeOf } from "../../src/store/vault.ts";
import { bodyOf } from "../../src/store/words.ts";
import { databases } from "../database.ts";
import { office, post, said } from "../flows/office.ts";
import { unaudited } from "../unaudited.ts";
import { FIXTURE_KEY, testVault } from "../vault.ts";
import { everyTable, holds, tablesWith } from "./every-place.ts";

// Who was erased is looked for in the database, and in a backup from before that somebody restores, with every key there is.

const NINE = at("2026-01-13T09:30-05:00");
const LATER = NINE + 120 * MINUTE;
const CANARY = "Quincunx";
const FLOOR = "Can we sublet the second floor?";

async function confided(open: (typeof databases)[number][1]) {
  const o = await office(open, NINE);
  await o.hears(said(post("CACME", "UDANA", NINE, `When is the ${CANARY} brief due?`)), NINE);
  await o.hears(said(post("CACME", "UKIM", NINE + MINUTE, `The ${CANARY} brief is due on 2 February.`)), NINE + MINUTE);
  await o.hears(
    said(post("CACME", "UDANA", NINE + 5 * MINUTE, `And who signs the ${CANARY} brief?`)),
    NINE + 5 * MINUTE,
  );
  await o.hears(said(post("CGLOBEX", "USAM", NINE + 6 * MINUTE, FLOOR)), NINE + 6 * MINUTE);
  const id = async (name: string) =>
    (await o.db.selectFrom("clients").select("id").where("name", "=", name).executeTakeFirstOrThrow()).id;
  return { ...o, vault: o.deps.vault, acme: await id("Acme"), globex: await id("Globex") };
}

const lines = async (db: Db) => {
  const all: string[] = [];
  for await (const line of dump(db, NINE)) all.push(line);
  return all;
};
async function* again(all: readonly string[]) {
  yield* all;
}

const words = async (db: Db, vault = testVault()) => {
  const rows = await db
    .selectFrom("messages")
    .select(["channel_id", "external_id", "body"])
    .where("body", "is not", null)
    .orderBy("at")
    .execute();
  return Promise.all(rows.map((row) => vault.open(db, row.body!, bodyOf(row.channel_id, row.external_id), LATER)));
};

/** What the figures are made of: clocks that were decided, by client. */
const figures = (db: Db) =>
  db
    .selectFrom("clocks")
    .select(["kind", "state", "client_id", "minutes", "started_at", "due_at", "stopped_at"])
    .where("state", "in", ["met", "breached"])
    .orderBy("id")
    .execute();

const NAMES = ["Acme", "Dana Example", "acme-counsel", "UDANA"];

describe.each(databases)("on the %s database", (_kind, open) => {
  test("an erased client leaves neither word nor name, and the figures as they were; others keep theirs", async () => {
    const { db, acme } = await confided(open);
    const before = await figures(db);
    expect(before.length).toBeGreaterThan(0);
    for (const name of NAMES) expect(await tablesWith(db, name), name).not.toEqual([]);
    expect(await eraseClient(db, acme, byTerminal(LATER))).toBe(true);
    for (const name of [...NAMES, CANARY]) expect(await tablesWith(db, name), name).toEqual([]);
    expect(await figures(db)).toEqual(before);
    expect(
      await db
        .selectFrom("inquiries")
        .select("id")
        .where("client_id", "=", acme)
        .where("waiting_since", "is not", null)
        .execute(),
    ).toEqual([]);
    expect(await words(db)).toEqual([FLOOR]);
    expect(await db.selectFrom("clients").select("name").orderBy("id").execute()).toContainEqual({
      name: `Client ${acme}`,
    });
  });

  test("a backup from before, restored, has forgotten them too: no key that is left opens its ciphertexts, and the names go again", async () => {
    const it = await confided(open);
    const backup = await lines(it.db);
    const keys = await listKeys(it.db);
    await eraseClient(it.db, it.acme, byTerminal(LATER));
    const left = await listKeys(it.db);
    expect(left.filter((key) => key.wrapped !== undefined)).toHaveLength(keys.length - 1);

    // Everything that whoever holds the backup, the newest list and the firm's key can try.
    const firm = localKey(Buffer.from(FIXTURE_KEY, "base64"));
    const opened = await Promise.all(
      left.flatMap((key) =>
        key.wrapped
          ? [
              firm
                .unwrap(Buffer.from(key.wrapped, "base64"), purposeOf(key as never))
                .then((secret) => ({ ...key, secret })),
            ]
          : [],
      ),
    );
    const at_ = backup.findIndex((line) => line.startsWith('{"table":"messages"'));
    const columns = (JSON.parse(backup[at_]!) as { columns: string[] }).columns;
    const rows = backup
      .slice(
        at_ + 1,
        backup.findIndex((line, n) => n > at_ && line.startsWith("{")),
      )
      .map((line) => JSON.parse(line) as string[]);
    const [body, channel, external] = ["body", "channel_id", "external_id"].map((name) => columns.indexOf(name));
    let [tries, found] = [0, 0];
    for (const row of rows)
      for (const key of opened) {
        tries++;
        const sealed = Buffer.from(row[body!]!.slice(2), "hex");
        try {
          const text = unseal(key as never, bodyOf(Number(row[channel!]), row[external!]!), sealed);
          expect(text).toBe(FLOOR);
          found++;
        } catch (fault) {
          expect(fault).toMatchObject({ name: "SealError" });
        }
      }
    expect([tries, found]).toEqual([4 * opened.length, 1]);

    const restored = await open();
    const loaded = await load(restored.db, again(backup), { keys: left });
    expect(loaded).toMatchObject({ forgotten: 3, erased: 1 });
    for (const name of [...NAMES, CANARY]) expect(await tablesWith(restored.db, name), name).toEqual([]);
    expect(await words(restored.db)).toEqual([FLOOR]);
    // With the list as it was, it would all have come back: that it does not is the list's doing.
    const other = await open();
    await load(other.db, again(backup), { keys });
    expect(await words(other.db)).toHaveLength(4);
  });

  test("a legal hold, on the client or on one matter, comes before erasure; once lifted, it does not", async () => {
    const { db, vault, acme } = await confided(open);
    const matter = await db.selectFrom("matters").select("id").where("client_id", "=", acme).executeTakeFirstOrThrow();
    const before = await everyTable(db);
    const id = await placeHold(
      db,
      vault,
      { clientId: acme, matterId: matter.id },
      `${CANARY} is pending`,
      byTerminal(LATER),
    );
    expect(
      await placeHold(db, vault, { clientId: acme, matterId: matter.id }, "twice", byTerminal(LATER)),
    ).toBeUndefined();
    expect(await eraseClient(db, acme, byTerminal(LATER))).toBe(false);
    expect((await everyTable(db)).get("messages")).toEqual(before.get("messages"));
    expect(holds(JSON.stringify([...(await everyTable(db))]), CANARY)).toBe(false);
    expect(await liftHold(db, id!, byTerminal(LATER))).toBe(true);
    expect(await eraseClient(db, acme, byTerminal(LATER))).toBe(true);
    expect(await tablesWith(db, "Acme")).toEqual([]);
  });

  test("who never had a word kept is erased again after a restore all the same", async () => {
    const it = await confided(open);
    await unaudited(it.db, async (tx) => {
      await sql`update messages set body = null`.execute(tx);
      await sql`delete from data_keys where owner <> 'firm'`.execute(tx);
    });
    const backup = await lines(it.db);
    await eraseClient(it.db, it.globex, byTerminal(LATER));
    const restored = await open();
    await load(restored.db, again(backup), { keys: await listKeys(it.db) });
    expect(await tablesWith(restored.db, "Globex")).toEqual([]);
    expect(await tablesWith(restored.db, "Acme")).not.toEqual([]);
  });
});
