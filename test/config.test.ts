import { readFile } from "node:fs/promises";
import { describe, expect, test } from "vitest";
import { ConfigError, readConfig } from "../src/config.ts";
import { settingsHelp } from "../src/settings.ts";

const bot = "xoxb-1-fixture";
const app = "xapp-1-fixture";
const signing = "0123456789abcdef0123456789abcdef";

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
    store: { folder: "data" },
    firm: {},
    http: { host: "127.0.0.1", port: 3000 },
    logLevel: "info",
  });
});

test("an empty setting is as good as none, and blanks around a value do not count", () => {
  expect(readConfig({ SLACK_BOT_TOKEN: "", DATABASE_URL: "  ", PORT: " 8080 " })).toMatchObject({
    store: { folder: "data" },
    http: { port: 8080 },
  });
  expect(readConfig({ SLACK_BOT_TOKEN: "" }).slack).toBeUndefined();
});

test("a bot token goes with a signing secret, an app token, or both", () => {
  expect(readConfig({ SLACK_BOT_TOKEN: bot, SLACK_SIGNING_SECRET: signing }).slack).toEqual({
    botToken: bot,
    signingSecret: signing,
  });
  expect(readConfig({ SLACK_BOT_TOKEN: bot, SLACK_APP_TOKEN: app }).slack).toEqual({ botToken: bot, appToken: app });
  expect(
    readConfig({ SLACK_BOT_TOKEN: bot, SLACK_APP_TOKEN: app, SLACK_SIGNING_SECRET: signing }).slack?.appToken,
  ).toBe(app);
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
  expect(inExample).toEqual(inHelp);
});
