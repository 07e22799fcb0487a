import { existsSync, readdirSync, readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { z } from "zod";
import { events, link, manifest, methods, reasons } from "../../../src/chat/slack/manifest.ts";
import { normalise } from "../../../src/chat/slack/normalise.ts";

/** What Slack demands of the parts that we use; the whole schema is Slack's own. */
const url = z.url({ protocol: /^https$/ });
const compact = z.strictObject({
  _metadata: z.strictObject({ major_version: z.literal(2), minor_version: z.literal(1) }),
  display_information: z.strictObject({
    name: z.string().max(35),
    description: z.string().max(140),
    background_color: z.string(),
  }),
  features: z.strictObject({
    app_home: z.record(z.string(), z.boolean()),
    bot_user: z.strictObject({ display_name: z.string().max(80), always_online: z.boolean() }),
    shortcuts: z
      .array(
        z.strictObject({
          name: z.string().max(24),
          type: z.enum(["message", "global"]),
          callback_id: z.string().max(255),
          description: z.string().max(150),
        }),
      )
      .max(10),
    slash_commands: z.array(
      z.strictObject({
        command: z.string().regex(/^\//).max(32),
        description: z.string().max(2000),
        usage_hint: z.string().max(1000),
        should_escape: z.boolean(),
        url: url.optional(),
      }),
    ),
  }),
  oauth_config: z.strictObject({
    redirect_urls: z.array(url).max(1000).optional(),
    scopes: z.strictObject({ bot: z.array(z.string()).max(255) }),
  }),
  settings: z.strictObject({
    event_subscriptions: z.strictObject({ bot_events: z.array(z.string()).max(100), request_url: url.optional() }),
    interactivity: z.strictObject({ is_enabled: z.boolean(), request_url: url.optional() }),
    org_deploy_enabled: z.boolean(),
    socket_mode_enabled: z.boolean(),
    token_rotation_enabled: z.boolean(),
  }),
});

const ADDRESS = "https://rejoinder.example.com";
const both = [
  manifest(),
  manifest(ADDRESS),
  manifest(ADDRESS, undefined, { oauth: true }),
  manifest(ADDRESS, undefined, { oauth: true, socket: true }),
];

test("the manifest is one that Slack takes, for HTTP and for Socket Mode", () => {
  for (const each of both) expect(compact.safeParse(each).error).toBeUndefined();
  expect(both[1]!.settings).toMatchObject({
    socket_mode_enabled: false,
    interactivity: { request_url: "https://rejoinder.example.com/slack/events" },
  });
  expect(both[0]!.settings.socket_mode_enabled).toBe(true);
});

test("tokens are renewed, and organisations let in, only where it is installed by OAuth: nothing else could", () => {
  expect(both.map(({ settings }) => [settings.token_rotation_enabled, settings.org_deploy_enabled])).toEqual([
    [false, false],
    [false, false],
    [true, true],
    [true, true],
  ]);
  expect(both.map(({ oauth_config }) => oauth_config.redirect_urls?.[0])).toEqual([
    undefined,
    undefined,
    `${ADDRESS}/slack/oauth_redirect`,
    `${ADDRESS}/slack/oauth_redirect`,
  ]);
  expect(both.map(({ settings }) => settings.socket_mode_enabled)).toEqual([true, false, false, true]);
});

test("one link opens Slack's page for a new app with the whole manifest in it", () => {
  for (const made of both) {
    const opened = new URL(link(made));
    expect([opened.origin, opened.pathname, opened.searchParams.get("new_app")]).toEqual([
      "https://api.slack.com",
      "/apps",
      "1",
    ]);
    expect(JSON.parse(opened.searchParams.get("manifest_json")!)).toEqual(made);
    expect(opened.href.length).toBeLessThan(8_000);
  }
});

const SCHEMA = new URL("../../../../shared/corpora/schemas/slack-manifest-2.0.0.schema.json", import.meta.url);

test.skipIf(!existsSync(SCHEMA))("Slack's own schema agrees (skipped where it is not at hand)", () => {
  const schema = z.fromJSONSchema(JSON.parse(readFileSync(SCHEMA, "utf8")));
  for (const each of both) expect(schema.safeParse(each).error).toBeUndefined();
  expect(schema.safeParse({ ...both[0], features: { shortcuts: [{ name: "x" }] } }).success).toBe(false);
});

test("what is committed is what the source of truth says", () => {
  const committed = new URL("../../../manifests/slack/manifest.json", import.meta.url);
  expect(JSON.parse(readFileSync(committed, "utf8"))).toEqual(manifest());
});

// A new scope is a question to the firm's security people: it is added here by hand, or not at all.
const AGREED = [
  "channels:history",
  "channels:read",
  "chat:write",
  "commands",
  "files:write",
  "groups:history",
  "groups:read",
  "im:history",
  "im:write",
  "reactions:read",
  "users:read",
  "users:read.email",
];

test("no permission is asked for that was not agreed, and each has its reasons", () => {
  expect(manifest().oauth_config.scopes.bot).toEqual(AGREED);
  for (const [scope, why] of reasons())
    expect(
      why.every((each) => /: .{10,}/.test(each)),
      scope,
    ).toBe(true);
});

test("each method of Slack's that the code calls is in the table, and the table has no other", () => {
  const folder = new URL("../../../src/chat/slack/", import.meta.url);
  const code = readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter((file) => file.endsWith(".ts"))
    .map((file) => readFileSync(new URL(file, folder), "utf8"))
    .join("\n");
  const called = new Set(Array.from(code.matchAll(/\bclient\.([a-z]+\.(?:v2\.)?[a-zA-Z]+)\(/g), (found) => found[1]!));
  expect([...called].sort()).toEqual(Object.keys(methods).sort());
});

test("each event that is asked for means something to us", () => {
  const here = { platform: "slack", workspace: "T1", teamId: "T1", botUserId: "UBOT", url: "" } as const;
  const details = { channel: "C1", new_channel_id: "C2", old_channel_id: "G1", user: "U1", ts: "1.1", text: "?" };
  const item = { type: "message", channel: "C1", ts: "1.1" };
  const idle = Object.keys(events).filter((name) => {
    const event = { type: name.replace(/^message\..*/, "message"), reaction: "pushpin", item, ...details };
    return normalise({ event }, here, 0).kind === "nothing";
  });
  // These are answered without the desk: by a page, and by a line in the log.
  expect(idle).toEqual(["app_home_opened", "app_uninstalled", "tokens_revoked"]);
});
