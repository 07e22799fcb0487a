import { execFile } from "node:child_process";
import { cp, mkdtemp, readFile, rm, stat } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";
import { afterAll, beforeAll, expect, test } from "vitest";
import { sealingSettings } from "../../src/config-sealing.ts";
import { at, MINUTE } from "../../src/domain/time.ts";
import { turnKeys } from "../../src/flows/turn-keys.ts";
import { sealing } from "../../src/sealing.ts";
import { type Db, openStore, type Store } from "../../src/store/db.ts";
import { firmKeysOf } from "../../src/store/firm-keys.ts";
import type { Vault } from "../../src/store/vault.ts";
import { bodyOf } from "../../src/store/words.ts";
import { layDataFolder } from "../database.ts";
import { office, post, said } from "../flows/office.ts";
import { surroundings } from "../surroundings.ts";

const NINE = at("2026-01-13T09:30-05:00");
const ASK = "When is the Quincunx brief due?";
let folder: string;
const file = (...names: string[]) => join(folder, ...names);
const data = () => file("data");

/** The program at work on a data folder, with the keys that lie there. */
async function atWork<T>(where: string, work: (db: Db, vault: Vault, made?: string) => Promise<T>): Promise<T> {
  const store = await openStore({ folder: where });
  try {
    const { vault, made } = await sealing(sealingSettings({}, where), store, () => NINE);
    return await work(store.db, vault, made);
  } finally {
    await store.close();
  }
}

const turn = (db: Db, vault: Vault) => turnKeys({ db, vault, chats: new Map(), tell: () => {} }, NINE + 5 * MINUTE);

async function words(db: Db, vault: Vault): Promise<string[]> {
  const rows = await db
    .selectFrom("messages")
    .select(["channel_id", "external_id", "body"])
    .where("body", "is not", null)
    .execute();
  return Promise.all(rows.map((row) => vault.open(db, row.body!, bodyOf(row.channel_id, row.external_id), NINE)));
}

const run = (command: "keys" | "backup" | "restore", args: string[], env: Record<string, string> = {}) =>
  new Promise<{ code: number; out: string; err: string }>((resolve) => {
    const settings = { ...surroundings, DATA_FOLDER: data(), ...env };
    const script = join(process.cwd(), `src/cli/${command}.ts`);
    const child = execFile(process.execPath, [script, ...args], { env: settings, cwd: folder }, (_, out, err) =>
      resolve({ code: child.exitCode ?? -1, out, err }),
    );
  });

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "rejoinder-keys-"));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

test("beside an embedded database a key is made once, for its owner alone, and said; the list of the others stands by it", async () => {
  await layDataFolder(data(), "migrated");
  const made = await atWork(data(), async (db, vault, made) => {
    const o = await office(async () => ({ db }) as Store, NINE, false, vault);
    await o.hears(said(post("CACME", "UDANA", NINE, ASK)), NINE);
    await turn(db, vault);
    return made;
  });
  expect(made).toBe(
    `Made the firm's key, ${file("data", "keys", "firm.key")}. Without it nobody can read what is sealed here: keep a copy where no backup lies.`,
  );
  for (const name of ["firm.key", "clients.keys"])
    expect((await stat(file("data", "keys", name))).mode & 0o777).toBe(0o600);
  expect(await atWork(data(), async (db, vault, again) => [again, await words(db, vault)])).toEqual([undefined, [ASK]]);
}, 240_000);

test("npm run keys names who has keys; the firm's is rotated, and the old one goes once nothing needs it", async () => {
  const [before] = await atWork(data(), firmKeysOf);
  const told = await run("keys", []);
  expect(told.out.replace(/\d{4}-\d\d-\d\d/g, "<day>")).toBe(
    `2 keys, wrapped with ${before}.\n  the firm's own: made <day>, in use, wrapped with ${before}\n  Acme: made <day>, in use, wrapped with ${before}\n`,
  );
  const rotated = await run("keys", ["rotate", "firm"]);
  const next = /is now (key-[0-9a-f]{16})\./.exec(rotated.out)![1]!;
  expect(next).not.toBe(before);
  expect(await run("keys", ["drop", "firm", before!])).toMatchObject({
    code: 1,
    err: expect.stringContaining(`${before} is still needed.`),
  });
  await atWork(data(), turn);
  expect(await run("keys", ["drop", "firm", before!])).toMatchObject({ code: 0, err: "" });
  expect(await atWork(data(), firmKeysOf)).toEqual([next]);
  expect(await atWork(data(), words)).toEqual([ASK]);
}, 240_000);

test("a backup holds neither word nor key; with the list and the firm's key it comes back whole, without the list it is refused", async () => {
  expect((await run("backup", [file("one.gz")])).out).toContain("It holds clients' words, sealed");
  const plain = gunzipSync(await readFile(file("one.gz"))).toString();
  const list = await readFile(file("data", "keys", "clients.keys"), "utf8");
  const wrapped = list
    .split("\n")
    .flatMap((line) => (line ? [JSON.parse(line).wrapped as string | undefined] : []))
    .filter((it) => it !== undefined);
  expect(wrapped).toHaveLength(2);
  for (const it of wrapped)
    for (const form of [it, Buffer.from(it, "base64").toString("hex")]) expect(plain).not.toContain(form);
  expect(plain).not.toContain("Quincunx");
  expect(plain).not.toContain('"table":"data_keys"');

  await cp(file("data", "keys"), file("new", "keys"), { recursive: true });
  const there = { DATA_FOLDER: file("new") };
  await layDataFolder(file("new"));
  expect(await run("restore", [file("one.gz")], there)).toMatchObject({ code: 0, err: "" });
  expect(await atWork(file("new"), words)).toEqual([ASK]);

  const bare = { DATA_FOLDER: file("bare") };
  await layDataFolder(file("bare"));
  expect((await run("restore", [file("one.gz")], bare)).err).toMatch(
    /^What is in the backup is sealed, and there is no list of the keys .* Put the newest copy of it at /,
  );
  const without = await run("restore", [file("one.gz"), "--without-keys"], bare);
  expect(without.out).toContain("Of 1 message the words are gone");
}, 240_000);

test("the list alone, with another firm's key, opens nothing: the start is refused", async () => {
  await cp(file("new"), file("foreign"), { recursive: true });
  await rm(file("foreign", "keys", "firm.key"));
  const missing = atWork(file("foreign"), words);
  await expect(missing).rejects.toThrow(/^This database is sealed with the firm's key key-[0-9a-f]{16}\. Put .* back/);
  expect(await run("keys", ["make"], { DATA_FOLDER: file("foreign") })).toMatchObject({ code: 0 });
  await expect(atWork(file("foreign"), words)).rejects.toThrow(/the key file .*firm\.key holds key-[0-9a-f]{16}\. Put/);
}, 240_000);

test.each([
  ["make", /is there already\. For a new key: npm run keys -- rotate firm/],
  ["rotate Umbrella", /^There is no client "Umbrella"\./],
  ["drop firm key-0000", /holds no key-0000/],
  ["forget", /^"forget" is nothing to do with keys/],
])("npm run keys -- %s says what is wrong", async (said, what) => {
  const { code, err } = await run("keys", said.split(" "));
  expect(code).toBe(1);
  expect(err).toMatch(what);
});
