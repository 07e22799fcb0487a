import { mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { sql } from "kysely";
import { describe, expect, onTestFinished, test } from "vitest";
import { at, MINUTE } from "../../src/domain/time.ts";
import { takeIn } from "../../src/flows/take-in.ts";
import { turnKeys } from "../../src/flows/turn-keys.ts";
import { SealError } from "../../src/seal/cipher.ts";
import { dump } from "../../src/store/archive/dump.ts";
import { openStore } from "../../src/store/db.ts";
import { claimWaiting } from "../../src/store/inbox.ts";
import { installationsOf } from "../../src/store/installations.ts";
import { bodyOf } from "../../src/store/words.ts";
import { databases, type Kind, layDataFolder } from "../database.ts";
import { edited, type Office, office, post, said } from "../flows/office.ts";
import type { On } from "../story/stage.ts";
import { world } from "../story/world.ts";
import { unaudited } from "../unaudited.ts";
import { testVault } from "../vault.ts";
import { everyTable, holds, tablesWith } from "./every-place.ts";

// What a client confides is looked for in every place where it could lie; what is sealed is carried to where it does not belong.

const CANARY = "Quincunxial";
const NINE = at("2026-01-13T09:30-05:00");

test("the search finds a word that stands in the open, in any of its forms", async () => {
  for (const form of [CANARY, Buffer.from(`x${CANARY}y`).toString("base64"), Buffer.from(CANARY).toString("hex")])
    expect(holds(`…${form}…`, CANARY)).toBe(true);
  const { db } = await databases[0]![1]();
  await sql`insert into platform_notes values ('fixture', 'k', ${`a ${CANARY} b`})`.execute(db);
  expect(await tablesWith(db, CANARY)).toEqual(["platform_notes"]);
});

const everywhere: [On, Kind][] = [
  ["slack", "embedded"],
  ["slack", "postgresql"],
  ["teams", "embedded"],
  ["teams", "postgresql"],
];

describe.each(everywhere)("in %s, on the %s database", (on, kind) => {
  test("no table holds a client's word or a lawyer's, nor what the program tells, nor what it sends", async () => {
    const w = await world("2026-01-13T10:00-05:00", { on, kind });
    const ask = await w.says("UDANA", "CACME", `When is the ${CANARY} brief due?`);
    await w.says("UBEN", "CINITECH", `Initech wants to know whether the ${CANARY} options can vest early.`);
    await w.edits("UDANA", ask, `When is the ${CANARY} brief due, and who signs it?`);
    await w.until("2026-01-13T12:10-05:00");
    await w.says("UKIM", "CACME", `The ${CANARY} brief is due on 2 February.`, ask);
    await w.says("UDANA", "CACME", "Could you send us the signed lease?");
    await w.until("2026-01-19T08:31-05:00");
    expect(holds(JSON.stringify([w.told, w.written()]), CANARY)).toBe(false);
    // What a lawyer types is shown to lawyers, and stands in the open nowhere either.
    await w.asks("UKIM", `dismiss 3 because the ${CANARY} deal is off`);
    expect(await w.asks("UKIM", "show 3")).toContain(`the ${CANARY} deal is off`);
    expect(await w.db.selectFrom("messages").select("id").where("body", "is not", null).execute()).toHaveLength(4);
    const tables = await everyTable(w.db);
    expect(tables.size).toBeGreaterThan(25);
    expect(await tablesWith(w.db, CANARY)).toEqual([]);
    let archive = "";
    for await (const line of dump(w.db, w.now())) archive += line;
    expect(holds(archive, CANARY)).toBe(false);
  });

  test("with nothing kept, the same week goes the same way, and not even a sealed word is there", async () => {
    const weeks = [];
    for (const keepsText of [true, false]) {
      const w = await world("2026-01-13T10:00-05:00", { on, kind, keepsText });
      const ask = await w.says("UDANA", "CACME", `When is the ${CANARY} brief due?`);
      await w.says("USAM", "CGLOBEX", "Thanks!");
      await w.until("2026-01-13T12:10-05:00");
      await w.says("UKIM", "CACME", `Let me look into it. I'll come back to you by Thursday noon.`, ask);
      await w.edits("USAM", await w.says("USAM", "CGLOBEX", "Noted."), `Noted. Can we sublet the ${CANARY} floor?`);
      await w.until("2026-01-15T09:00-05:00");
      await w.says("UKIM", "CACME", "It is due on 2 February: the order gives sixty days.", ask);
      await w.until("2026-01-16T15:00-05:00");
      expect(await tablesWith(w.db, CANARY)).toEqual([]);
      const sealed = await w.db.selectFrom("messages").select("id").where("body", "is not", null).execute();
      expect(sealed.length > 0).toBe(keepsText);
      weeks.push({
        told: w.told.map((one) => JSON.stringify(one)).sort(),
        kim: w.got("UKIM"),
        ana: w.got("UANA"),
        list: await w.asks("UKIM", "team"),
      });
    }
    expect(weeks[1]).toEqual(weeks[0]);
  });
});

/** Two messages of one client, one of another, one that waits in the inbox, and two workspaces' tokens. */
async function confided(o: Office) {
  const { db } = o;
  const { vault } = o.deps;
  await o.hears(said(post("CACME", "UDANA", NINE, `When is the ${CANARY} brief due?`)), NINE);
  await o.hears(said(post("CACME", "UDANA", NINE + MINUTE, "And who signs it?")), NINE + MINUTE);
  await o.hears(said(post("CGLOBEX", "USAM", NINE + 2 * MINUTE, "Can we sublet the second floor?")), NINE + 2 * MINUTE);
  const chats = new Map([["fixture", { take: () => Promise.reject(new Error("away")) } as never]]);
  const intake = takeIn({ db, vault, chats, tell: () => {} }, () => NINE, 1);
  for (const identity of ["Ev1", "Ev2"])
    await intake.keep({ platform: "fixture", identity, body: `{"text":"${CANARY} ${identity}"}`, receivedAt: NINE });
  await intake.idle();
  const shelf = installationsOf(db, vault, "slack", () => NINE);
  for (const workspace of ["T1", "T2"])
    await shelf.install({ workspace, details: {}, tokens: `xoxb-${CANARY}-${workspace}` }, NINE);
  return { shelf };
}

describe.each(databases)("on the %s database", (_kind, open) => {
  test("a message's words that are put into another row, another column, another client's, or changed, are refused", async () => {
    const o = await office(open, NINE);
    await confided(o);
    const { db } = o;
    const rows = await db
      .selectFrom("messages")
      .select(["id", "channel_id", "external_id", "body"])
      .orderBy("at")
      .execute();
    expect(rows).toHaveLength(3);
    const vault = testVault();
    const read = (body: Uint8Array, row: (typeof rows)[number]) =>
      vault.open(db, body, bodyOf(row.channel_id, row.external_id), NINE);
    expect(await read(rows[0]!.body!, rows[0]!)).toContain(CANARY);
    let refused = 0;
    for (const from of rows)
      for (const to of rows.filter((row) => row !== from)) {
        await expect(read(from.body!, to)).rejects.toThrow(SealError);
        refused++;
      }
    const [waiting] = await db.selectFrom("inbox").select(["platform", "identity", "body"]).execute();
    await expect(read(waiting!.body!, rows[0]!)).rejects.toThrow(SealError);
    const changed = Buffer.from(rows[0]!.body!);
    changed[changed.length - 20]! ^= 1;
    await expect(read(changed, rows[0]!)).rejects.toThrow(/not sealed for that row, or was changed since/);
    expect(refused).toBe(6);
  });

  test("a client's wrapped key in another client's row opens nothing", async () => {
    const o = await office(open, NINE);
    await confided(o);
    const [acme, globex] = await o.db
      .selectFrom("data_keys")
      .select(["id", "wrapped"])
      .where(sql`owner`, "like", "client:%")
      .orderBy("owner")
      .execute();
    await unaudited(o.db, (tx) =>
      tx.updateTable("data_keys").set({ wrapped: globex!.wrapped }).where("id", "=", acme!.id).execute(),
    );
    const row = await o.db
      .selectFrom("messages")
      .select(["channel_id", "external_id", "body"])
      .where("body_key", "=", acme!.id)
      .executeTakeFirstOrThrow();
    const open_ = testVault().open(o.db, row.body!, bodyOf(row.channel_id, row.external_id), NINE);
    await expect(open_).rejects.toThrow(/was not wrapped by the firm's key .* or was changed since/);
  });

  test("what came in and waits, swapped with another, is taken up by nobody, and keeps nothing else waiting", async () => {
    const o = await office(open, NINE);
    await confided(o);
    const later = NINE + 60 * MINUTE;
    const bodies = await o.db
      .selectFrom("inbox")
      .select(["id", "body"])
      .where("platform", "=", "fixture")
      .orderBy("id")
      .execute();
    await o.db.updateTable("inbox").set({ body: bodies[1]!.body }).where("id", "=", bodies[0]!.id).execute();
    const taken = await claimWaiting(o.db, o.deps.vault, later, 10);
    expect(taken.map(({ identity }) => identity)).toEqual(["Ev2"]);
    for (let n = 1; n < 9; n++) await claimWaiting(o.db, o.deps.vault, later + n * 5 * 60 * MINUTE, 10);
    const aside = await o.db
      .selectFrom("inbox")
      .select("failed")
      .where("identity", "=", "Ev1")
      .executeTakeFirstOrThrow();
    expect(aside.failed).toBe("SealError CHANGED");
  });

  test("one workspace's tokens in another's row are refused", async () => {
    const o = await office(open, NINE);
    const { shelf } = await confided(o);
    expect((await shelf.all()).map(({ tokens }) => tokens)).toEqual([`xoxb-${CANARY}-T1`, `xoxb-${CANARY}-T2`]);
    await sql`update installations set tokens = (select tokens from installations where workspace = 'T1') where workspace = 'T2'`.execute(
      o.db,
    );
    await expect(shelf.all()).rejects.toThrow(SealError);
  });

  test("neither a rotation of every key nor an edit leaves a word in the open", async () => {
    const o = await office(open, NINE);
    await confided(o);
    await unaudited(o.db, (tx) => tx.updateTable("data_keys").set({ retired_at: sql`made_at` }).execute());
    const vault = testVault();
    await turnKeys({ ...o.deps, vault }, NINE + 5 * MINUTE);
    const first = post("CACME", "UDANA", NINE, `When is the ${CANARY} brief due?`);
    await o.hears(edited(first, `When is the ${CANARY} brief due, please?`, NINE + 6 * MINUTE), NINE + 6 * MINUTE);
    expect(await tablesWith(o.db, CANARY)).toEqual([]);
    expect(await installationsOf(o.db, vault, "slack", () => NINE).all()).toHaveLength(2);
  });
});

test("the bytes of the embedded database's folder, its journal included, hold no word that was confided", async () => {
  const folder = await mkdtemp(join(tmpdir(), "rejoinder-sealed-"));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  await layDataFolder(folder, "migrated");
  const store = await openStore({ folder });
  const o = await office(async () => store, NINE);
  await confided(o);
  await sql`insert into platform_notes values ('fixture', 'k', 'Marigold is found')`.execute(o.db);
  await sql`checkpoint`.execute(o.db);
  await store.close();
  const found = { canary: [] as string[], control: [] as string[], files: 0 };
  for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue;
    const bytes = await readFile(join(entry.parentPath, entry.name));
    found.files++;
    if (holds(bytes, CANARY)) found.canary.push(entry.name);
    if (holds(bytes, "Marigold")) found.control.push(entry.name);
  }
  expect(found.files).toBeGreaterThan(500);
  // The table's own file, and the journal.
  expect(found.control.length).toBeGreaterThan(1);
  expect(found.canary).toEqual([]);
}, 120_000);
