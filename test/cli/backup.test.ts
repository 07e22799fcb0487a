import { execFile } from "node:child_process";
import { mkdtemp, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { storeFile } from "../../src/sandbox/history/prepared.ts";
import { dump } from "../../src/store/archive/dump.ts";
import { readArchive } from "../../src/store/archive/file.ts";
import { load } from "../../src/store/archive/load.ts";
import { openStore } from "../../src/store/db.ts";
import { createDatabase, layDataFolder } from "../database.ts";
import { surroundings } from "../surroundings.ts";

let folder: string;
const data = () => join(folder, "data");
const file = (name: string) => join(folder, name);

/** A filled store: the sandbox's twelve weeks. */
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "rejoinder-backup-"));
  await layDataFolder(data());
  const store = await openStore({ folder: data() });
  await load(store.db, readArchive(storeFile));
  await store.close();
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const run = (command: "backup" | "restore" | "move", args: string[] = [], env: Record<string, string> = {}) =>
  new Promise<{ code: number; out: string; err: string }>((resolve) => {
    const settings = { ...surroundings, DATA_FOLDER: data(), TZ: "Pacific/Kiritimati", ...env };
    const script = join(process.cwd(), `src/cli/${command}.ts`);
    const child = execFile(process.execPath, [script, ...args], { env: settings, cwd: folder }, (_, out, err) =>
      resolve({ code: child.exitCode ?? -1, out, err }),
    );
  });

async function contents(at: { url?: string; folder?: string }) {
  const store = await openStore(at);
  const lines: string[] = [];
  // The log tells of each backup and restore; it is not what is compared.
  let inLog = false;
  for await (const line of dump(store.db, 0)) {
    inLog = line.startsWith('{"table"') ? line.startsWith('{"table":"audit') : inLog;
    if (!inLog && !line.startsWith('{"rejoinder"') && !line.startsWith('{"end":"archive"')) lines.push(line);
  }
  await store.close();
  return lines;
}

test("a filled embedded store is backed up, moved to PostgreSQL, and comes back from there, equal each time", async () => {
  const before = await contents({ folder: data() });
  const backup = await run("backup", [file("one.gz")]);
  expect(backup).toMatchObject({ code: 0, err: "" });
  expect(backup.out).toMatch(
    /one\.gz holds all of the embedded database in .*: \d{3} inquiries, \d{3,4} messages, 6 people, 3 clients and \d+ rows/,
  );
  expect(backup.out).toContain("It holds clients' words");
  expect((await stat(file("one.gz"))).mode & 0o777).toBe(0o600);
  expect(await run("backup", [file("one.gz")])).toMatchObject({
    code: 1,
    err: `${file("one.gz")} is there already: name another file.\n`,
  });

  const url = await createDatabase("template1");
  const moved = await run("move", [url]);
  expect(moved).toMatchObject({ code: 0, err: "" });
  expect(moved.out).toMatch(
    /^Moved from the embedded database in .* to PostgreSQL .*: \d{3} inquiries.*read back and found equal\./,
  );
  expect(moved.out).toContain("One setting is to change: DATABASE_URL");
  expect(moved.out).not.toContain(url);
  expect(await contents({ url })).toEqual(before);
  expect(await contents({ folder: data() })).toEqual(before);

  expect(await run("move", [url])).toMatchObject({
    code: 1,
    err: "That database is not empty: it holds the data of Fixture & Partners LLP.\n",
  });
  expect(await run("backup", [file("two.gz")], { DATABASE_URL: url })).toMatchObject({ code: 0 });
  const back = { DATA_FOLDER: file("back") };
  await layDataFolder(file("back"));
  const restored = await run("restore", [file("two.gz")], back);
  expect(restored).toMatchObject({ code: 0, err: "" });
  expect(restored.out).toMatch(/now holds the backup of \d{4}-\d\d-\d\d \d\d:\d\d UTC: \d{3} inquiries/);
  expect(await contents({ folder: file("back") })).toEqual(before);
  const again = await run("restore", [file("two.gz")], back);
  expect(again).toMatchObject({ code: 1 });
  expect(again.err).toContain("add --replace");
  expect(await run("restore", [file("two.gz"), "--replace"], back)).toMatchObject({ code: 0 });
  expect(await contents({ folder: file("back") })).toEqual(before);
}, 180_000);

test("a folder that the bot is using is left alone, and it is said who uses it", async () => {
  const bot = await openStore({ folder: data() });
  const inUse = `The folder ${data()} is in use by process ${process.pid}. Stop that one first, or set DATA_FOLDER to another folder.\n`;
  expect(await run("backup", [file("none.gz")])).toMatchObject({ code: 1, err: inUse });
  expect(await run("move", [await createDatabase("template1")])).toMatchObject({ code: 1, err: inUse });
  await bot.close();
  await expect(stat(file("none.gz"))).rejects.toThrow("ENOENT");
});

test("PostgreSQL is not restored into while the bot runs on it", async () => {
  const url = await createDatabase("template1");
  await writeFile(file("foreign"), "hello");
  expect((await run("restore", [file("foreign")], { DATABASE_URL: url })).err).toContain("not a backup of Rejoinder's");
  const bot = await openStore({ url });
  await bot.db.connection().execute(async () => {
    expect((await run("restore", [storeFile], { DATABASE_URL: url })).err).toContain(
      "The bot is running on PostgreSQL",
    );
  });
  await bot.close();
});

test.each([
  ["backup", ["a", "b"], "One name at a time, please: a, b are several. See npm run backup -- --help\n"],
  ["restore", [], "Name the backup: npm run restore -- <file>\n"],
  ["restore", ["none.gz"], "There is no file none.gz.\n"],
  ["move", [], "Name the PostgreSQL to move to: npm run move -- postgresql://user:password@host:5432/rejoinder\n"],
  [
    "move",
    ["mysql://x"],
    "That is not a PostgreSQL address. Write it like postgresql://user:password@host:5432/rejoinder\n",
  ],
] as const)("npm run %s -- %j says what is wrong with it", async (command, args, err) => {
  expect(await run(command, [...args])).toMatchObject({ code: 1, out: "", err });
});

test("where there is no store yet it is said", async () => {
  const env = { DATA_FOLDER: file("nothing") };
  expect((await run("backup", [], env)).err).toContain("There is no database in");
  expect((await run("move", ["postgresql://x@127.0.0.1/y"], env)).err).toContain("nothing to move");
});

test.each(["backup", "restore", "move"] as const)("npm run %s -- --help fits a screen", async (command) => {
  const { code, out } = await run(command, ["--help"]);
  expect(code).toBe(0);
  expect(out).toContain(`npm run ${command}`);
  expect(out.split("\n").length).toBeLessThan(25);
  for (const line of out.split("\n")) expect(line.length).toBeLessThanOrEqual(90);
});
