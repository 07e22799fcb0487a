import { execFile } from "node:child_process";
import { mkdir, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { sql } from "kysely";
import { expect, onTestFinished, test } from "vitest";
import type { Chat } from "../../src/chat/platform.ts";
import { diagnose } from "../../src/cli/doctor.ts";
import type { Finding } from "../../src/domain/finding.ts";
import { at } from "../../src/domain/time.ts";
import { databaseClock } from "../../src/store/checkup.ts";
import { type Db, openStore } from "../../src/store/db.ts";
import { lockFolder } from "../../src/store/lock.ts";
import { createDatabase } from "../database.ts";

const noon = () => at("2026-11-23T12:00:00Z");
const said = (findings: readonly Finding[]) => findings.map(({ name, ok, say }) => `${ok ? "✓" : "✗"} ${name}: ${say}`);

async function freshFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), "rejoinder-doctor-"));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  return folder;
}

async function inDatabase<T>(url: string, work: (db: Db) => Promise<T>): Promise<T> {
  const store = await openStore({ url });
  return work(store.db).finally(() => store.close());
}

test("wrong settings are all that is said: nothing else can be looked at", async () => {
  expect(said(await diagnose({ PORT: "http", SLACK_APP_TOKEN: "xapp-1-fixture" }, noon))).toEqual([
    expect.stringMatching(/^✗ Settings: PORT: is not a number/),
    expect.stringMatching(/^✗ Settings: SLACK_BOT_TOKEN: is missing/),
  ]);
});

test("a folder without a database is not made into one", async () => {
  const folder = join(await freshFolder(), "data");
  expect(said(await diagnose({ DATA_FOLDER: folder }, noon))).toEqual([
    "✓ Settings: No platform is set: npm start serves the sandbox.",
    `✗ Database: There is none in ${folder} yet. Start the program once (npm start).`,
  ]);
});

test("a folder that the running program holds is left alone", async () => {
  const folder = await freshFolder();
  // What is in it is not looked at while another holds it.
  await mkdir(join(folder, "postgres"));
  const lock = await lockFolder(folder);
  const [, database, ...rest] = await diagnose({ DATA_FOLDER: folder, HEALTH_PORT: "0" }, noon);
  await lock.release();
  expect(database?.say).toContain(`The folder ${folder} is in use by process ${process.pid}.`);
  expect(database?.say).toContain("It was to be asked while it runs, and does not answer at http://127.0.0.1:0/doctor");
  expect(rest).toEqual([]);
});

test("a database that was never migrated, one up to date, one newer than the program", async () => {
  const bare = await createDatabase("template1");
  expect(said(await diagnose({ DATABASE_URL: bare }, noon))[1]).toMatch(
    /^✗ Database: PostgreSQL .* it lacks 2026-11-23T2200-the-house, /,
  );
  const house = await createDatabase("house");
  expect(said(await diagnose({ DATABASE_URL: house }, noon))[1]).toMatch(
    /^✓ Database: PostgreSQL 1\d\S* at 127\.0\.0\.1:\d+, database test_\w+, up to date\.$/,
  );
  await inDatabase(house, (db) =>
    sql`update kysely_migration set name = '2031-01-01T0000-later' where name like '%-the-house'`.execute(db),
  );
  expect(said(await diagnose({ DATABASE_URL: house }, noon))[1]).toMatch(
    /^✗ Database: The database is newer .* 2031-01-01T0000-later/,
  );
});

test("a database that is not there is said in a sentence, without the password", async () => {
  const url = Object.assign(new URL(await createDatabase("house")), { pathname: "/nowhere" });
  const [, found] = await diagnose({ DATABASE_URL: url.href }, noon);
  expect(found).toMatchObject({ ok: false, say: expect.stringContaining("database nowhere does not exist") });
  expect(found?.say).not.toContain(url.password);
});

test("clocks a minute apart or more are told", async () => {
  const url = await createDatabase("house");
  const clock = await inDatabase(url, databaseClock);
  const lines = async (machine: number) => said(await diagnose({ DATABASE_URL: url }, () => machine))[2];
  expect(await lines(clock)).toMatch(/^✓ Clock/);
  expect(await lines(clock - 3_600_000)).toMatch(
    /^✗ Clock: This machine and the database are 36\d\d s apart\. Set both by a time server/,
  );
});

test("each platform says for itself how it is", async () => {
  const chats = [
    { platform: "fixture", checkup: async () => [{ name: "Token", ok: false, say: "Revoked. Install the app anew." }] },
    { platform: "mute" },
  ] as unknown as Chat[];
  const findings = await diagnose({ DATA_FOLDER: join(await freshFolder(), "data") }, noon, async () => chats);
  expect(said(findings).slice(2)).toEqual([
    "✗ Token: Revoked. Install the app anew.",
    "✓ mute: Configured; it is tried when the program starts.",
  ]);
});

test.each<[string[], number, RegExp]>([
  [[], 1, /^✗ Settings {2}PORT: is not a number/],
  [["--json"], 1, /^\{\n {2}"ok": false,\n {2}"findings": \[/],
  [["--help"], 0, /^npm run doctor/],
  [["--hlep"], 1, /^Unknown option '--hlep'/],
])("npm run doctor -- %j ends with %i", async (args, code, words) => {
  const program = new URL("../../src/cli/doctor.ts", import.meta.url).pathname;
  const ended = await new Promise<{ code: unknown; said: string }>((resolve) => {
    execFile(process.execPath, [program, ...args], { env: { PORT: "http" } }, (error, out, err) =>
      resolve({ code: error?.code ?? 0, said: out + err }),
    );
  });
  expect(ended).toEqual({ code, said: expect.stringMatching(words) });
  expect(ended.said).not.toMatch(/^\s+at /m);
});
