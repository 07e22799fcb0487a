import { writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { join } from "node:path";
import { sql } from "kysely";
import { describe, expect, onTestFinished, test } from "vitest";
import { fixtureWorkspace } from "../../src/sandbox/firm.ts";
import { startSlackSandbox } from "../../src/sandbox/slack/server.ts";
import { type Db, openStore } from "../../src/store/db.ts";
import { createDatabase, databaseUrl, postgresUrl } from "../database.ts";
import { freshFolder, start } from "./program.ts";

const tokens = { SLACK_BOT_TOKEN: "xoxb-1-fixture", SLACK_SIGNING_SECRET: "0123456789abcdef" };
const firm = {
  FIRM_NAME: "Fixture & Partners LLP",
  FIRM_ZONE: "America/New_York",
  FIRM_HOLIDAYS: "US-NY",
  FIRM_ADMIN: "ash@fixture.example",
};

/** It ends with 1 and says just this: no stack, no secret, no colours of somebody's library. */
async function refuses(settings: Record<string, string>, cwd?: string): Promise<string> {
  const program = start(settings, { cwd });
  expect(await program.ended).toMatchObject({ code: 1 });
  const said = program.said();
  expect(said).not.toMatch(/^\s+at |node:|hunter2|xoxb-|xapp-|0123456789abcdef/m);
  return said.trimEnd();
}

async function slackAt() {
  const sandbox = await startSlackSandbox({ clock: { now: () => Date.now() }, workspace: fixtureWorkspace });
  onTestFinished(() => sandbox.close());
  const { botToken, appToken, signingSecret } = sandbox.app;
  const settings = { SLACK_BOT_TOKEN: botToken, SLACK_SIGNING_SECRET: signingSecret, SLACK_API_URL: sandbox.apiUrl };
  return {
    sandbox,
    settings,
    socket: { SLACK_BOT_TOKEN: botToken, SLACK_APP_TOKEN: appToken, SLACK_API_URL: sandbox.apiUrl },
  };
}

async function inDatabase(url: string, work: (db: Db) => Promise<unknown>): Promise<void> {
  const store = await openStore({ url });
  await work(store.db).finally(() => store.close());
}

describe("half a configuration", () => {
  test("a token without a secret, a URL that is none: each named, with where to find its value", async () => {
    const said = await refuses({
      SLACK_BOT_TOKEN: "xoxb-1-fixture",
      DATABASE_URL: "mysql://u:hunter2@host/x",
      PORT: "http",
    });
    expect(said.split("\n")).toEqual([
      expect.stringMatching(/^DATABASE_URL: begins with mysql:.*Write it like postgresql:/),
      expect.stringMatching(/^PORT: is not a number\./),
      expect.stringMatching(/^SLACK_SIGNING_SECRET: is missing, .*Basic Information/),
    ]);
  });

  test("a line of .env that cannot be read is named; what is set outside outranks the file", async () => {
    const cwd = freshFolder();
    writeFileSync(
      join(cwd, ".env"),
      "PORT=http\nSLACK_BOT_TOKEN: xoxb-hunter2\nSLACK_BOT_TOKN=xoxb-hunter2\nPOSTGRES_PASSWORD=x\n",
    );
    expect((await refuses({ PORT: "3000" }, cwd)).split("\n")).toEqual([
      ".env, line 2: is no setting. Write NAME=value, or # before a remark.",
      ".env: SLACK_BOT_TOKN is no setting; npm start -- --help lists those there are.",
    ]);
  });

  test("no file .env is no news", async () => {
    expect(await refuses({ PORT: "http" })).toMatch(/^PORT: is not a number\.[^\n]*$/);
  });

  test("an empty database and no firm: what is missing is named with examples", async () => {
    const said = await refuses({ ...tokens, DATABASE_URL: await createDatabase("template1") });
    expect(said.split("\n").map((line) => line.split(":")[0])).toEqual(Object.keys(firm));
    expect(said).toContain("FIRM_ZONE=America/New_York");
  });

  test("a firm in no zone, with the holidays of nowhere", async () => {
    const url = await createDatabase("house");
    const said = await refuses({
      ...tokens,
      ...firm,
      DATABASE_URL: url,
      FIRM_ZONE: "America/New York",
      FIRM_HOLIDAYS: "USA",
    });
    expect(said.split("\n")).toEqual([
      'FIRM_ZONE: "America/New York" is not a time zone. Did you mean America/New_York?',
      expect.stringMatching(/^FIRM_HOLIDAYS: "USA" has no list of holidays\. Did you mean US/),
    ]);
  });
});

describe("a database", () => {
  test("that is not there", async () => {
    const url = databaseUrl(await postgresUrl(), "nowhere");
    expect(await refuses({ ...tokens, DATABASE_URL: url })).toMatch(
      /^PostgreSQL at 127\.0\.0\.1:\d+, database nowhere does not exist\. Create it/,
    );
    expect(await refuses({ ...tokens, DATABASE_URL: "postgresql://u:hunter2@127.0.0.1:1/x" })).toMatch(
      /^Nothing answers at PostgreSQL at 127\.0\.0\.1:1, database x\. Is PostgreSQL running there\?/,
    );
  });

  test("that may only be read", async () => {
    const url = await createDatabase("house");
    const name = new URL(url).pathname.slice(1);
    await inDatabase(url, (db) => sql.raw(`alter database ${name} set default_transaction_read_only = on`).execute(db));
    expect(await refuses({ ...tokens, DATABASE_URL: url })).toMatch(
      /database test_\w+ is read-only: .* Point DATABASE_URL at the primary\.$/,
    );
  });

  test("that is newer than the program", async () => {
    const url = await createDatabase("house");
    await inDatabase(url, (db) =>
      sql`insert into kysely_migration (name, timestamp) values ('2031-01-01T0000-later', '')`.execute(db),
    );
    expect(await refuses({ ...tokens, DATABASE_URL: url })).toMatch(
      /^The database is newer than this program: it has 2031-01-01T0000-later, .* Start the newer program\.$/,
    );
  });

  test("that is older is brought up to date, and one that is full says so and stays as it was", async () => {
    const url = await createDatabase("template1");
    await inDatabase(url, (db) =>
      sql
        .raw(`create function full_disk() returns event_trigger language plpgsql as $$ begin
        raise exception 'could not extend file' using errcode = '53100'; end $$;
        create event trigger full_disk on ddl_command_start when tag in ('CREATE TABLE') execute function full_disk()`)
        .execute(db),
    );
    expect(await refuses({ ...tokens, ...firm, DATABASE_URL: url })).toMatch(
      /^The database could not be brought up to date.*, and stays as it was: The disk of .* is full\. Make room there/,
    );
    await inDatabase(url, (db) => sql`drop event trigger full_disk`.execute(db));
    const { settings } = await slackAt();
    const program = start({ ...settings, ...firm, DATABASE_URL: url, PORT: "0" });
    await program.says(/Serving PostgreSQL/);
    expect(await program.stop()).toMatchObject({ code: 0 });
  });

  test("in a folder that cannot be made", async () => {
    const cwd = freshFolder();
    writeFileSync(join(cwd, "data"), "a file, not a folder");
    expect(await refuses({ ...tokens }, cwd)).toBe(
      "The folder data cannot be made (EEXIST). Set DATA_FOLDER to one this user may write to.",
    );
  });
});

describe("Slack", () => {
  test("a port in use, an address of another machine", async () => {
    const { settings } = await slackAt();
    const DATABASE_URL = await createDatabase("house");
    const taken = createServer().listen(0, "127.0.0.1");
    await new Promise((resolve) => taken.once("listening", resolve));
    onTestFinished(() => void taken.close());
    const port = String((taken.address() as { port: number }).port);
    expect(await refuses({ ...settings, ...firm, DATABASE_URL, PORT: port, LOG_LEVEL: "silent" })).toBe(
      `Port ${port} on 127.0.0.1 is in use by another program: stop that one, or set PORT to another.`,
    );
    expect(await refuses({ ...settings, DATABASE_URL, PORT: "0", HEALTH_PORT: port, LOG_LEVEL: "silent" })).toBe(
      `Port ${port} on 127.0.0.1 is in use by another program: stop that one, or set HEALTH_PORT to another.`,
    );
    expect(await refuses({ ...settings, DATABASE_URL, PORT: "0", HOST: "192.0.2.1", LOG_LEVEL: "silent" })).toBe(
      "192.0.2.1 is no address of this machine: set HOST to one that is, such as 127.0.0.1.",
    );
  });

  test("a token that is no longer good, an app token that opens nothing, a Slack that is away", async () => {
    const { sandbox, settings, socket } = await slackAt();
    const set = { ...firm, DATABASE_URL: await createDatabase("house"), LOG_LEVEL: "silent", PORT: "0" };
    expect(await refuses({ ...socket, ...set, SLACK_APP_TOKEN: "xapp-hunter2" })).toBe(
      "Slack opens no socket (invalid_auth): check SLACK_APP_TOKEN, and that Socket Mode is on.",
    );
    sandbox.state.app.tokenRevoked = true;
    expect(await refuses({ ...settings, ...set })).toBe(
      "Slack does not let Rejoinder in: Slack no longer accepts the bot token: install the app again, and where SLACK_BOT_TOKEN is set, set it to the new one. (token_revoked)",
    );
    await sandbox.close();
    expect(await refuses({ ...settings, ...set })).toBe(
      "Slack does not let Rejoinder in: Slack cannot be reached (ECONNREFUSED).",
    );
  });
});

describe("Teams", () => {
  const id = "11111111-1111-4111-8111-111111111111";

  test("without its tenant and a proof: each named, with where to find it", async () => {
    expect((await refuses({ TEAMS_APP_ID: id })).split("\n")).toEqual([
      expect.stringMatching(/^TEAMS_TENANT_ID: is missing, .*Find it at portal\.azure\.com → /),
      expect.stringMatching(
        /^TEAMS_APP_PASSWORD: is missing, .*Make one at entra\.microsoft\.com → App registrations → /,
      ),
    ]);
  });

  test("a port in use", async () => {
    const taken = createServer().listen(0, "127.0.0.1");
    await new Promise((resolve) => taken.once("listening", resolve));
    onTestFinished(() => void taken.close());
    const port = String((taken.address() as { port: number }).port);
    const app = { TEAMS_APP_ID: id, TEAMS_TENANT_ID: id, TEAMS_APP_PASSWORD: "hunter2" };
    const set = { ...app, ...firm, DATABASE_URL: await createDatabase("house"), LOG_LEVEL: "silent", TEAMS_PORT: port };
    expect(await refuses(set)).toMatch(
      new RegExp(`^Port ${port} on 127\\.0\\.0\\.1 is in use by another program: stop that one, or `),
    );
  });
});
