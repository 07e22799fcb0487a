import { rmSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { afterAll, describe, expect, test } from "vitest";
import { ConfigError, readConfig } from "../src/config.ts";
import { settingsHelp } from "../src/settings.ts";
import { certificateFiles } from "./certificate.ts";

const bot = "xoxb-1-fixture";
const app = "xapp-1-fixture";
const [appId, tenantId] = ["11111111-1111-4111-8111-111111111111", "22222222-2222-4222-8222-222222222222"];
const teams = { TEAMS_APP_ID: appId, TEAMS_TENANT_ID: tenantId };
const signing = "0123456789abcdef0123456789abcdef";
const oauth = {
  SLACK_CLIENT_ID: "1111.2222",
  SLACK_CLIENT_SECRET: "0123456789abcdef",
  SLACK_WORKSPACES: "T0FIRM, E0FIRM",
  SLACK_PUBLIC_URL: "https://rejoinder.example.com/",
};

const [ours, other] = [certificateFiles(), certificateFiles()];
const pem = { TEAMS_CERTIFICATE_FILE: ours.file, TEAMS_CERTIFICATE_KEY_FILE: ours.keyFile };
afterAll(() => {
  for (const { folder } of [ours, other]) rmSync(folder, { recursive: true });
});

function problems(env: Record<string, string>): readonly string[] {
  try {
    readConfig(env);
    return [];
  } catch (thrown) {
    expect(thrown).toBeInstanceOf(ConfigError);
    return (thrown as ConfigError).problems;
  }
}

test("nothing set: the sandbox, an embedded database in data/, and nobody but this machine", () => {
  expect(readConfig({})).toEqual({
    sandboxPort: 4747,
    checkpoints: { every: 60 },
    store: { folder: "data" },
    platforms: {},
    health: { host: "127.0.0.1", port: 3010 },
    firm: {},
    logLevel: "info",
    sealing: {
      old: [],
      file: "data/keys/firm.key",
      list: "data/keys/clients.keys",
      keepsText: true,
      aws: {},
      azure: {},
    },
  });
});

test("an empty setting is as good as none, and blanks around a value do not count", () => {
  expect(readConfig({ SLACK_BOT_TOKEN: "", TEAMS_APP_ID: " ", DATABASE_URL: "  ", LOG_LEVEL: " warn " })).toMatchObject(
    {
      store: { folder: "data" },
      platforms: {},
      logLevel: "warn",
    },
  );
});

test("a bot token goes with a signing secret, an app token, or both", () => {
  expect(readConfig({ SLACK_BOT_TOKEN: bot, SLACK_SIGNING_SECRET: signing }).platforms.slack).toEqual({
    botToken: bot,
    signingSecret: signing,
    host: "127.0.0.1",
    port: 3000,
  });
  expect(readConfig({ SLACK_BOT_TOKEN: bot, SLACK_APP_TOKEN: app, PORT: "8080" }).platforms.slack).toMatchObject({
    botToken: bot,
    appToken: app,
    port: 8080,
  });
  expect(
    readConfig({ SLACK_BOT_TOKEN: bot, SLACK_APP_TOKEN: app, SLACK_SIGNING_SECRET: signing }).platforms.slack?.appToken,
  ).toBe(app);
});

test("several workspaces, by HTTP or Socket Mode: the app's credentials, who may install, and where a browser finds it", () => {
  const installing = {
    clientId: "1111.2222",
    clientSecret: "0123456789abcdef",
    workspaces: ["T0FIRM", "E0FIRM"],
    publicUrl: "https://rejoinder.example.com",
  };
  expect(readConfig({ ...oauth, SLACK_SIGNING_SECRET: signing }).platforms.slack).toEqual({
    oauth: installing,
    signingSecret: signing,
    host: "127.0.0.1",
    port: 3000,
  });
  const near = {
    ...oauth,
    SLACK_APP_TOKEN: app,
    SLACK_PUBLIC_URL: "http://127.0.0.1:3000",
    SLACK_WORKSPACES: "T0FIRM",
  };
  expect(readConfig(near).platforms.slack).toMatchObject({
    oauth: { workspaces: ["T0FIRM"], publicUrl: "http://127.0.0.1:3000" },
    appToken: app,
  });
});

test("Teams is an app, a tenant and one proof: a secret, a certificate, or a managed identity", () => {
  const at = { appId, tenantId, host: "127.0.0.1", port: 3978 };
  expect(readConfig({ ...teams, TEAMS_APP_PASSWORD: "hunter2~" }).platforms).toEqual({
    teams: { ...at, secret: "hunter2~" },
  });
  expect(readConfig({ ...teams, TEAMS_MANAGED_IDENTITY: "true", TEAMS_PORT: "80" }).platforms.teams).toEqual({
    ...at,
    managedIdentity: true,
    port: 80,
  });
  const { thumbprint, privateKey } = readConfig({ ...teams, ...pem }).platforms.teams!.certificate!;
  expect(thumbprint).toBe(ours.thumbprint);
  expect(privateKey).toMatch(/^-----BEGIN PRIVATE KEY-----/);
});

test("Slack alone, Teams alone, or both; what is for tests alone serves neither", () => {
  const slack = { SLACK_BOT_TOKEN: bot, SLACK_SIGNING_SECRET: signing };
  const both = readConfig({ ...slack, ...teams, TEAMS_APP_PASSWORD: "hunter2~" }).platforms;
  expect([both.slack?.port, both.teams?.port]).toEqual([3000, 3978]);
  expect(
    readConfig({ TEAMS_PORT: "80", TEAMS_API_URL: "http://127.0.0.1:1", TEAMS_MANAGED_IDENTITY: "false" }),
  ).toEqual(readConfig({}));
});

test("another server in Microsoft's place takes all of it", () => {
  const set = { ...teams, TEAMS_APP_PASSWORD: "hunter2~", TEAMS_API_URL: "http://127.0.0.1:81/" };
  expect(readConfig(set).platforms.teams?.endpoints).toEqual({
    openIdMetadata: "http://127.0.0.1:81/v1/.well-known/openidconfiguration",
    login: "http://127.0.0.1:81",
    graph: "http://127.0.0.1:81",
    serviceUrls: ["http://127.0.0.1:81/"],
    serviceUrl: "http://127.0.0.1:81/teams/",
  });
});

describe("half a configuration stops, and names the setting and where its value is found", () => {
  test.each<[string, Record<string, string>, RegExp]>([
    [
      "a bot token alone",
      { SLACK_BOT_TOKEN: bot },
      /^SLACK_SIGNING_SECRET: is missing, .* or set SLACK_APP_TOKEN .* Basic Information → App Credentials/,
    ],
    [
      "a signing secret alone",
      { SLACK_SIGNING_SECRET: signing },
      /^SLACK_BOT_TOKEN: is missing, though SLACK_SIGNING_SECRET is set\. .*OAuth & Permissions/,
    ],
    ["an app token alone", { SLACK_APP_TOKEN: app }, /^SLACK_BOT_TOKEN: is missing, though SLACK_APP_TOKEN is set\./],
    [
      "installing without who may",
      { ...oauth, SLACK_SIGNING_SECRET: signing, SLACK_WORKSPACES: "" },
      /^SLACK_WORKSPACES: is missing, though SLACK_CLIENT_ID is set\. .* app\.slack\.com\/client\/T/,
    ],
    [
      "installing without an address",
      { ...oauth, SLACK_SIGNING_SECRET: signing, SLACK_PUBLIC_URL: "" },
      /^SLACK_PUBLIC_URL: is missing, though SLACK_CLIENT_ID is set\. .* proxy with TLS/,
    ],
    [
      "installing without a secret",
      { ...oauth, SLACK_SIGNING_SECRET: signing, SLACK_CLIENT_SECRET: "" },
      /^SLACK_CLIENT_SECRET: is missing, though SLACK_CLIENT_ID is set\. .* App Credentials/,
    ],
    [
      "who may install, and no app",
      {
        SLACK_WORKSPACES: "T0FIRM",
        SLACK_CLIENT_SECRET: "0123456789abcdef",
        SLACK_PUBLIC_URL: oauth.SLACK_PUBLIC_URL,
        SLACK_APP_TOKEN: app,
      },
      /^SLACK_CLIENT_ID: is missing, though SLACK_CLIENT_SECRET is set/,
    ],
    [
      "installing without a way to hear",
      oauth,
      /^SLACK_SIGNING_SECRET: is missing, though SLACK_CLIENT_ID is set; or set SLACK_APP_TOKEN/,
    ],
    [
      "installing and a token",
      { ...oauth, SLACK_SIGNING_SECRET: signing, SLACK_BOT_TOKEN: bot },
      /^SLACK_BOT_TOKEN and SLACK_CLIENT_ID: .*only one of the two ways will do/,
    ],
    [
      "a token that expires",
      { SLACK_BOT_TOKEN: "xoxe.xoxb-1-fixture", SLACK_SIGNING_SECRET: signing },
      /^SLACK_BOT_TOKEN: holds a token that expires \(token rotation is on in the app\), which only installing by OAuth renews \(SLACK_CLIENT_ID/,
    ],
    [
      "a workspace by its name",
      { ...oauth, SLACK_SIGNING_SECRET: signing, SLACK_WORKSPACES: "fixture" },
      /^SLACK_WORKSPACES: is not a list of ids such as T0123ABCD/,
    ],
    [
      "an address without TLS",
      { ...oauth, SLACK_SIGNING_SECRET: signing, SLACK_PUBLIC_URL: "http://rejoinder.example.com" },
      /^SLACK_PUBLIC_URL: is not an https address/,
    ],
    [
      "an address with a path",
      { ...oauth, SLACK_SIGNING_SECRET: signing, SLACK_PUBLIC_URL: "https://example.com/rejoinder" },
      /^SLACK_PUBLIC_URL: is not an https address of a server alone/,
    ],
    [
      "an app id for the client id",
      { ...oauth, SLACK_SIGNING_SECRET: signing, SLACK_CLIENT_ID: "A0123ABCD" },
      /^SLACK_CLIENT_ID: is not a client id/,
    ],
    [
      "one port for the pages and Teams",
      { ...oauth, SLACK_APP_TOKEN: app, ...teams, TEAMS_APP_PASSWORD: "x", TEAMS_PORT: "3000" },
      /^TEAMS_PORT: is 3000, which is PORT's/,
    ],
    [
      "the app token in the bot's place",
      { SLACK_BOT_TOKEN: app, SLACK_SIGNING_SECRET: signing },
      /^SLACK_BOT_TOKEN: holds an app-level token, which belongs in SLACK_APP_TOKEN/,
    ],
    [
      "the bot token in the app's place",
      { SLACK_BOT_TOKEN: bot, SLACK_APP_TOKEN: bot },
      /^SLACK_APP_TOKEN: holds a bot token, which belongs in SLACK_BOT_TOKEN/,
    ],
    [
      "the bot token as signing secret",
      { SLACK_BOT_TOKEN: bot, SLACK_SIGNING_SECRET: bot },
      /^SLACK_SIGNING_SECRET: holds a bot token/,
    ],
    [
      "a user's token",
      { SLACK_BOT_TOKEN: "xoxp-1-fixture", SLACK_APP_TOKEN: app },
      /^SLACK_BOT_TOKEN: holds a user's token/,
    ],
    [
      "the example left as it was",
      { SLACK_BOT_TOKEN: "xoxb-", SLACK_APP_TOKEN: app },
      /^SLACK_BOT_TOKEN: is not a bot token/,
    ],
    [
      "a database URL without protocol",
      { DATABASE_URL: "host/rejoinder" },
      /^DATABASE_URL: is not a URL\. Write it like postgresql:\/\//,
    ],
    [
      "another database",
      { DATABASE_URL: "mysql://host/rejoinder" },
      /^DATABASE_URL: begins with mysql:\/\/, but only PostgreSQL serves/,
    ],
    [
      "a port that is no port in it",
      { DATABASE_URL: "postgresql://host:port/rejoinder" },
      /^DATABASE_URL: cannot be read as a URL/,
    ],
    [
      "a Teams app without a tenant",
      { TEAMS_APP_ID: appId, TEAMS_APP_PASSWORD: "hunter2~" },
      /^TEAMS_TENANT_ID: is missing, though TEAMS_APP_ID is set\. Find it at portal\.azure\.com → your Azure Bot/,
    ],
    [
      "a tenant and a secret without an app",
      { TEAMS_TENANT_ID: tenantId, TEAMS_APP_PASSWORD: "hunter2~" },
      /^TEAMS_APP_ID: is missing, though TEAMS_TENANT_ID is set\. Find it at .* Microsoft App ID/,
    ],
    [
      "a Teams app without a proof",
      teams,
      /^TEAMS_APP_PASSWORD: is missing, .* or set TEAMS_CERTIFICATE_FILE .* Certificates & secrets → Client secrets/,
    ],
    [
      "the secret's id in its place",
      { ...teams, TEAMS_APP_PASSWORD: tenantId },
      /^TEAMS_APP_PASSWORD: holds a GUID: that is the secret's id\. .* take its Value/,
    ],
    [
      "an app id that is none",
      { ...teams, TEAMS_APP_ID: "rejoinder", TEAMS_APP_PASSWORD: "x" },
      /^TEAMS_APP_ID: is not a GUID/,
    ],
    [
      "two proofs",
      { ...teams, TEAMS_APP_PASSWORD: "x", TEAMS_MANAGED_IDENTITY: "true" },
      /^TEAMS_APP_PASSWORD and TEAMS_MANAGED_IDENTITY: one proof will do/,
    ],
    [
      "a certificate without its key",
      { ...teams, TEAMS_CERTIFICATE_FILE: pem.TEAMS_CERTIFICATE_FILE },
      /^TEAMS_CERTIFICATE_KEY_FILE: is missing, though TEAMS_CERTIFICATE_FILE is set/,
    ],
    [
      "a certificate that is not there",
      { ...teams, ...pem, TEAMS_CERTIFICATE_FILE: "/nowhere.pem" },
      /^TEAMS_CERTIFICATE_FILE: names a file that cannot be read \(ENOENT\)\. .*Certificates/,
    ],
    [
      "certificate and key exchanged",
      { ...teams, ...pem, TEAMS_CERTIFICATE_FILE: pem.TEAMS_CERTIFICATE_KEY_FILE },
      /^TEAMS_CERTIFICATE_FILE: names a file that holds no certificate in PEM/,
    ],
    [
      "the certificate for its key",
      { ...teams, ...pem, TEAMS_CERTIFICATE_KEY_FILE: pem.TEAMS_CERTIFICATE_FILE },
      /^TEAMS_CERTIFICATE_KEY_FILE: names a file that holds no private key that can be read\. The file/,
    ],
    [
      "the key of another certificate",
      { ...teams, ...pem, TEAMS_CERTIFICATE_KEY_FILE: other.keyFile },
      /^TEAMS_CERTIFICATE_KEY_FILE: holds the key of another certificate/,
    ],
    [
      "a managed identity of no kind",
      { ...teams, TEAMS_MANAGED_IDENTITY: "perhaps" },
      /^TEAMS_MANAGED_IDENTITY: is neither\./,
    ],
    [
      "one port for two",
      { ...teams, TEAMS_APP_PASSWORD: "x", SLACK_BOT_TOKEN: bot, SLACK_SIGNING_SECRET: signing, TEAMS_PORT: "3000" },
      /^TEAMS_PORT: is 3000, which is PORT's: give each its own\./,
    ],
    [
      "the health port for two",
      { ...teams, TEAMS_APP_PASSWORD: "x", HEALTH_PORT: "3978" },
      /^HEALTH_PORT: is 3978, which is TEAMS_PORT's: give each its own\./,
    ],
    ["a word for a port", { PORT: "http" }, /^PORT: is not a number\. A number from 0 to 65535/],
    ["half a port", { PORT: "80.5" }, /^PORT: is not a whole number/],
    ["too high a port", { PORT: "65536" }, /^PORT: is above 65535/],
    ["an address that is a URL", { HOST: "http://localhost" }, /^HOST: is not an address/],
    ["a level of its own", { LOG_LEVEL: "loud" }, /^LOG_LEVEL: is none of the levels/],
    [
      "an admin who is no address",
      { FIRM_ADMIN: "Ash" },
      /^FIRM_ADMIN: is not an e-mail address\. The one in their chat/,
    ],
    ["an API that is no URL", { SLACK_API_URL: "localhost:8080/api" }, /^SLACK_API_URL: is not an http or https URL/],
  ])("%s", (_name, env, expected) => {
    const found = problems(env);
    expect(found).toHaveLength(1);
    expect(found[0]).toMatch(expected);
  });
});

test("everything that is wrong is told at once, and no value is repeated", () => {
  const found = problems({
    DATABASE_URL: "mysql://u:hunter2@host/x",
    PORT: "hunter2",
    SLACK_BOT_TOKEN: "xapp-hunter2",
    SLACK_APP_TOKEN: "hunter2",
    LOG_LEVEL: "hunter2",
  });
  expect(found.map((line) => line.split(":")[0])).toEqual([
    "DATABASE_URL",
    "SLACK_BOT_TOKEN",
    "SLACK_APP_TOKEN",
    "PORT",
    "LOG_LEVEL",
  ]);
  expect(found.join()).not.toContain("hunter2");
  expect(problems({ PORT: "hunter2", SLACK_BOT_TOKEN: bot })).toHaveLength(2);
});

test("the help and .env.example name the same settings", async () => {
  const example = await readFile(new URL("../.env.example", import.meta.url), "utf8");
  const inExample = [...example.matchAll(/^# ([A-Z_]+)=/gm)].map((match) => match[1]);
  const inHelp = [...settingsHelp().matchAll(/^ {2}([A-Z_]+) /gm)].map((match) => match[1]);
  expect(inHelp.length).toBeGreaterThan(5);
  expect(inExample.sort()).toEqual(inHelp.sort());
});
