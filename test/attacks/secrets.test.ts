import { execFileSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, onTestFinished, test } from "vitest";
import { ConfigError, readConfig } from "../../src/config.ts";
import { fixtureFirm, fixtureWorkspace } from "../../src/sandbox/firm.ts";
import { fixtureTenant } from "../../src/sandbox/firm-teams.ts";
import { startSlackSandbox } from "../../src/sandbox/slack/server.ts";
import { startTeamsSandbox } from "../../src/sandbox/teams/server.ts";
import { SECRETS } from "../../src/secret-files.ts";
import { settings } from "../../src/settings.ts";
import { openStore } from "../../src/store/db.ts";
import { setUpFirm } from "../../src/store/set-up.ts";
import { createDatabase } from "../database.ts";
import { DOCTOR, freshFolder, start } from "../program/program.ts";
import { surroundings } from "../surroundings.ts";

/** Of each secret one that could be right; the word in it is in nothing that is ever printed. */
const CANARY = "canary7f3a9c";
const canaries = {
  DATABASE_URL: `postgresql://app:${CANARY}db@127.0.0.1:1/rejoinder`,
  MIGRATE_DATABASE_URL: `postgresql://owner:${CANARY}owner@127.0.0.1:1/rejoinder`,
  SLACK_BOT_TOKEN: `xoxb-${CANARY}-bot`,
  SLACK_SIGNING_SECRET: `${CANARY}signing`,
  SLACK_APP_TOKEN: `xapp-${CANARY}-app`,
  SLACK_CLIENT_SECRET: `${CANARY}client`,
  TEAMS_APP_PASSWORD: `${CANARY}~teams`,
  BUTTON_KEY: `${CANARY}button0123456789abcdef0123456789`,
  BUTTON_KEY_BEFORE: `${CANARY}before0123456789abcdef0123456789`,
  SEALING_KEY_OLD: `${CANARY}${"A".repeat(31)}=`,
  AWS_SECRET_ACCESS_KEY: `${CANARY}aws`,
  AWS_SESSION_TOKEN: `${CANARY}session`,
  AZURE_CLIENT_SECRET: `${CANARY}~azure`,
  HEARTBEAT_URL: `http://127.0.0.1:1/ping/${CANARY}`,
} satisfies Record<(typeof SECRETS)[number], string>;

const silent = (said: string) => expect(said).not.toContain(CANARY);
const problems = (env: Record<string, string>): string => {
  try {
    readConfig(env);
    return "";
  } catch (thrown) {
    if (!(thrown instanceof ConfigError)) throw thrown;
    return thrown.message;
  }
};

test("whatever looks like a secret among the settings is treated as one", () => {
  const looks = Object.keys(settings).filter((name) =>
    /TOKEN$|SECRET|PASSWORD|DATABASE_URL|HEARTBEAT|KEY_OLD|^BUTTON_KEY/.test(name),
  );
  expect([...SECRETS].sort()).toEqual(looks.sort());
  // The firm's key has its file among the settings, where it is made.
  expect(Object.keys(settings)).toEqual(expect.arrayContaining(["SEALING_KEY", "SEALING_KEY_FILE"]));
});

describe.each(SECRETS)("%s", (name) => {
  const value = canaries[name];

  test("stands in a file as well as in the environment", () => {
    const file = join(freshFolder(), "secret");
    writeFileSync(file, `${value}\n`);
    const direct = problems({ [name]: value });
    expect(problems({ [`${name}_FILE`]: file })).toBe(direct);
    if (name === "DATABASE_URL") expect(readConfig({ DATABASE_URL_FILE: file }).store.url).toBe(value);
    silent(direct);
  });

  test("is repeated by no complaint: wrong, twice, in a file that is missing, empty or wrong", () => {
    const folder = freshFolder();
    const file = (content: string) => {
      const path = join(folder, String(content.length));
      writeFileSync(path, content);
      return path;
    };
    // Wrong in every way: a line of it, a word too much, another's prefix.
    for (const wrong of [`${value} ${CANARY}`, `no:${CANARY}`, `xoxp-${CANARY}`, `${CANARY} `.repeat(50)]) {
      silent(problems({ [name]: wrong }));
      silent(problems({ [`${name}_FILE`]: file(wrong) }));
    }
    expect(problems({ [name]: value, [`${name}_FILE`]: file(value) })).toContain(
      `${name} and ${name}_FILE: one of the two will do; leave out the other.`,
    );
    expect(problems({ [`${name}_FILE`]: join(folder, "missing") })).toContain(
      `${name}_FILE names a file that cannot be read (ENOENT).`,
    );
    expect(problems({ [`${name}_FILE`]: file("\n") })).toContain(`${name}_FILE names a file that is empty.`);
    silent(problems({ [name]: value, [`${name}_FILE`]: file(value) }));
  });
});

test("what makes libraries print requests is refused where a firm is served", () => {
  const slack = { SLACK_BOT_TOKEN: "xoxb-fixture", SLACK_SIGNING_SECRET: "fixture-secret" };
  for (const name of ["NODE_DEBUG", "DEBUG", "AZURE_LOG_LEVEL"])
    expect(problems({ ...slack, [name]: "*" })).toMatch(
      new RegExp(`^${name}: is set, by which libraries print requests`),
    );
  expect(problems({ DEBUG: "*" })).toBe("");
});

test("--help with everything set prints no value", () => {
  const main = new URL("../../src/main.ts", import.meta.url).pathname;
  silent(execFileSync(process.execPath, [main, "--help"], { env: { ...surroundings, ...canaries } }).toString());
});

const teams = {
  TEAMS_APP_ID: "33333333-3333-4333-8333-333333333333",
  TEAMS_TENANT_ID: "11111111-1111-4111-8111-111111111111",
};

test.each([
  ["a database that is not there", { DATABASE_URL: canaries.DATABASE_URL }],
  ["a platform that is not there", { SLACK_API_URL: "http://127.0.0.1:1/", TEAMS_API_URL: "http://127.0.0.1:1" }],
])("program and doctor complain of %s, and print no secret", async (_what, more: Record<string, string>) => {
  const { SLACK_APP_TOKEN, SLACK_CLIENT_SECRET, DATABASE_URL, MIGRATE_DATABASE_URL, ...rest } = canaries;
  const firm = {
    FIRM_NAME: "Fixture LLP",
    FIRM_ZONE: "UTC",
    FIRM_HOLIDAYS: "GB-ENG",
    FIRM_ADMIN: "ash@fixture.example",
  };
  const url = more.DATABASE_URL ?? (await createDatabase("house"));
  const env = {
    ...rest,
    ...teams,
    ...firm,
    PORT: "0",
    TEAMS_PORT: "0",
    LOG_LEVEL: "debug",
    ...more,
    DATABASE_URL: url,
  };
  const folder = freshFolder();
  const program = start(env, { cwd: folder });
  await Promise.race([program.ended, program.says(/"said":"(?:round done|flow failed)"/, 60_000)]);
  await program.stop();
  const doctor = start(env, { cwd: folder, file: DOCTOR });
  expect((await doctor.ended).code).toBe(1);
  expect(program.said().length).toBeGreaterThan(0);
  for (const said of [program.said(), doctor.said()]) {
    silent(said);
    expect(said.includes(new URL(url).password)).toBe(false);
  }
});

test("a firm at work on both platforms, everything logged, forged and failing: no secret of it in a line, a figure, a page or the audit log", async () => {
  const clock = { now: () => Date.now() };
  const slack = await startSlackSandbox({ clock, workspace: fixtureWorkspace });
  const msteams = await startTeamsSandbox({ clock, workspace: fixtureTenant });
  onTestFinished(() => slack.close());
  onTestFinished(() => msteams.close());
  const url = await createDatabase("house");
  const store = await openStore({ url });
  onTestFinished(() => store.close());
  await setUpFirm(store.db, fixtureFirm, Date.now());
  const secrets = {
    SLACK_BOT_TOKEN: slack.app.botToken,
    SLACK_SIGNING_SECRET: slack.app.signingSecret,
    TEAMS_APP_PASSWORD: msteams.app.appPassword,
    HEARTBEAT_URL: canaries.HEARTBEAT_URL,
  };
  const program = start({
    ...secrets,
    DATABASE_URL: url,
    SLACK_API_URL: slack.apiUrl,
    TEAMS_APP_ID: msteams.app.appId,
    TEAMS_TENANT_ID: msteams.app.tenantId,
    TEAMS_API_URL: msteams.origin,
    ...{ PORT: "0", TEAMS_PORT: "0", LOG_LEVEL: "debug" },
  });
  const [, at, to] = await program.says(/events come by (http\S+\/slack\/events), (http\S+\/api\/messages)/);
  const [, health] = await program.says(/Health and figures at (http:\S+):/);
  slack.connectEvents(at!);
  msteams.connectBot(to!);
  await slack.post("UDANA", "CACME", "Could you send us the draft settlement, please?");
  await program.says(/"said":"tracked"/);
  // Refused by both, and failing at both.
  const forged = Buffer.from("{}").toString("base64url");
  const head = Buffer.from('{"alg":"RS256","kid":"sandbox-key-1"}').toString("base64url");
  await fetch(at!, {
    method: "POST",
    body: "{}",
    headers: { "x-slack-signature": "v0=1", "x-slack-request-timestamp": "1" },
  });
  await fetch(to!, {
    method: "POST",
    body: '{"type":"message"}',
    headers: { "content-type": "application/json", authorization: `Bearer ${head}.${forged}.${forged}` },
  });
  slack.faults.next("users.info", { kind: "error", error: "invalid_auth" }, 3);
  slack.faults.next("conversations.info", { kind: "http", status: 500 }, 3);
  await slack.post("USAM", "CGLOBEX", "When will the lease be signed?");
  await slack.slash("UKIM", "CACME", "/inquiries", "all");
  await program.says(/"said":"round done"/, 60_000);
  const pages = await Promise.all(
    ["/metrics", "/readyz", "/healthz"].map(async (path) => (await fetch(`${health}${path}`)).text()),
  );
  const doctor = await (await fetch(`${health}/doctor`, { headers: { "x-rejoinder": "doctor" } })).text();
  await program.stop();
  const log = await store.db.selectFrom("audit").select("entry").execute();
  const everything = [program.said(), ...pages, doctor, ...log.map(({ entry }) => entry)].join("\n");
  const hidden = [...Object.values(secrets), CANARY, new URL(url).password];
  for (const [i, secret] of hidden.entries()) expect(everything.includes(secret), `secret ${i}`).toBe(false);
  // What the libraries print by themselves is not seen either: the Bot Framework's prints what it refuses.
  expect(program.said()).toContain("Teams: a request without the Bot Framework's signature was refused");
  expect(program.said()).not.toMatch(/JsonWebToken|Error finding key|^\s+at /m);
});
