import type { WebClient } from "@slack/web-api";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { SlackSandbox } from "../../../src/sandbox/slack/server.ts";
import { alone, clientOf, FIXTURE, refusal } from "./workspace.ts";

let sandbox: SlackSandbox;
let client: WebClient;
beforeEach(async () => {
  ({ sandbox, client } = await alone());
});
afterEach(() => sandbox.close());

const section = (text: string) => [{ type: "section", text: { type: "mrkdwn", text } }];
const button = (more = {}) => ({ type: "button", text: { type: "plain_text", text: "Go" }, ...more });

describe("a message is refused in Slack's words", () => {
  const cases: [string, Record<string, unknown>][] = [
    ["channel_not_found", { channel: "CNOWHERE", text: "x" }],
    ["channel_not_found", { channel: "CPRIV", text: "a private channel one is not in does not exist" }],
    ["not_in_channel", { channel: "CNOBOT", text: "x" }],
    ["is_archived", { channel: "COLD", text: "x" }],
    ["no_text", { channel: "CINT" }],
    ["msg_too_long", { channel: "CINT", text: "x".repeat(40_001) }],
    ["cannot_dm_bot", { channel: "UOTHERBOT", text: "x" }],
    ["user_disabled", { channel: "UGONE", text: "x" }],
    ["invalid_thread_ts", { channel: "CINT", text: "x", thread_ts: "0" }],
    ["thread_not_found", { channel: "CINT", text: "x", thread_ts: "1700000000.000100" }],
    ["invalid_blocks_format", { channel: "CINT", blocks: "not json" }],
    ["invalid_blocks", { channel: "CINT", blocks: section("x".repeat(3001)) }],
  ];
  test.each(cases)("%s", async (word, args) => {
    expect((await refusal(client.apiCall("chat.postMessage", args))).error).toBe(word);
  });

  test("and 40,000 characters are just taken", async () => {
    expect((await client.chat.postMessage({ channel: "CINT", text: "x".repeat(40_000) })).ok).toBe(true);
  });
});

describe("blocks are held to Slack's limits, and the complaint points at the place", () => {
  const at = (problem: string, pointer: string) => `[ERROR] ${problem} [json-pointer:${pointer}]`;
  const many = (count: number, thing: unknown) => Array.from({ length: count }, () => thing);
  const cases: [unknown[], string][] = [
    [section("x".repeat(3001)), at("must be less than 3001 characters", "/blocks/0/text/text")],
    [section(""), at("must be more than 0 characters", "/blocks/0/text/text")],
    [many(51, { type: "divider" }), at("no more than 50 items allowed", "/blocks")],
    [
      [{ type: "section", fields: [{ type: "mrkdwn", text: "x".repeat(2001) }] }],
      at("must be less than 2001 characters", "/blocks/0/fields/0/text"),
    ],
    [
      [{ type: "header", text: { type: "plain_text", text: "x".repeat(151) } }],
      at("must be less than 151 characters", "/blocks/0/text/text"),
    ],
    [
      [{ type: "actions", elements: [button({ text: { type: "plain_text", text: "x".repeat(76) } })] }],
      at("must be less than 76 characters", "/blocks/0/elements/0/text/text"),
    ],
    [[{ type: "actions", elements: many(26, button()) }], at("no more than 25 items allowed", "/blocks/0/elements")],
    [
      [{ type: "actions", elements: [button({ action_id: "x".repeat(256) })] }],
      at("must be less than 256 characters", "/blocks/0/elements/0/action_id"),
    ],
    [
      [{ type: "actions", elements: [button({ value: "x".repeat(2001) })] }],
      at("must be less than 2001 characters", "/blocks/0/elements/0/value"),
    ],
    [
      [{ type: "image", image_url: "https://x.example/a.png", alt_text: "x".repeat(2001) }],
      at("must be less than 2001 characters", "/blocks/0/alt_text"),
    ],
    [[{ type: "image", image_url: "https://x.example/a.png" }], at("missing required field: alt_text", "/blocks/0")],
    [[{ type: "poem" }], at("unsupported type: poem", "/blocks/0/type")],
    [[{ type: "divider", colour: "red" }], at("invalid additional property: colour", "/blocks/0")],
    [
      [{ type: "actions", elements: [button({ action_id: "a" }), button({ action_id: "a" })] }],
      at('`action_id` "a" already exists', "/blocks/0/elements/1/action_id"),
    ],
  ];
  test.each(cases)("case %#", async (blocks, complaint) => {
    const refused = await refusal(client.apiCall("chat.postMessage", { channel: "CINT", text: "x", blocks }));
    expect(refused.error).toBe("invalid_blocks");
    expect(refused.response_metadata).toMatchObject({ messages: [complaint] });
    expect((await refusal(client.apiCall("blocks.validate", { blocks }))).error).toBe("invalid_blocks");
  });

  test("50 blocks of 3,000 characters are just taken", async () => {
    const blocks = many(50, section("x".repeat(3000))[0]);
    expect((await client.apiCall("chat.postMessage", { channel: "CINT", text: "x", blocks })).ok).toBe(true);
  });
});

describe("who asks must be allowed to", () => {
  test("without a token", async () => {
    const response = await fetch(`${sandbox.apiUrl}auth.test`, { method: "POST" });
    expect(await response.json()).toEqual({ ok: false, error: "not_authed" });
  });
  test("with a wrong one, and with the app's where the bot's is meant", async () => {
    expect((await refusal(clientOf(sandbox, "xoxb-wrong").auth.test())).error).toBe("invalid_auth");
    expect((await refusal(clientOf(sandbox, sandbox.app.appToken).auth.test())).error).toBe("not_allowed_token_type");
  });
  test("a token in the body does as well, in a form or in JSON", async () => {
    const body = JSON.stringify({ token: sandbox.app.botToken });
    const json = await fetch(`${sandbox.apiUrl}auth.test`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body,
    });
    expect(await json.json()).toMatchObject({ ok: true, user_id: "UBOT", team_id: "TFIRM" });
    const form = await fetch(`${sandbox.apiUrl}auth.test`, {
      method: "POST",
      body: new URLSearchParams(JSON.parse(body)),
    });
    expect(await form.json()).toMatchObject({ ok: true, bot_id: "BBOT" });
  });
  test("once the app is uninstalled its token is revoked", async () => {
    await sandbox.uninstall();
    expect((await refusal(client.auth.test())).error).toBe("token_revoked");
  });
  test("without the scope, and says which", async () => {
    await sandbox.close();
    ({ sandbox, client } = await alone({
      workspace: { ...FIXTURE, app: { scopes: ["chat:write", "channels:read"] } },
    }));
    expect(await refusal(client.users.info({ user: "UANA" }))).toMatchObject({
      error: "missing_scope",
      needed: "users:read",
      provided: "chat:write,channels:read",
    });
    expect((await refusal(client.conversations.history({ channel: "CINT" }))).needed).toBe("channels:history");
  });
  test("a method there is not", async () => {
    expect(await refusal(client.apiCall("chat.sing"))).toMatchObject({
      error: "unknown_method",
      req_method: "chat.sing",
    });
  });
});

describe("other refusals", () => {
  const cases: [string, string, Record<string, unknown>][] = [
    ["user_not_found", "users.info", { user: "UNOBODY" }],
    ["users_not_found", "users.lookupByEmail", { email: "dana@acme.example" }],
    ["invalid_arguments", "users.info", {}],
    ["not_in_channel", "conversations.history", { channel: "CNOBOT" }],
    ["channel_not_found", "conversations.info", { channel: "CPRIV" }],
    ["thread_not_found", "conversations.replies", { channel: "CINT", ts: "1700000000.000100" }],
    ["message_not_found", "chat.update", { channel: "CINT", ts: "1700000000.000100", text: "x" }],
    ["message_not_found", "chat.delete", { channel: "CINT", ts: "1700000000.000100" }],
    ["invalid_cursor", "users.list", { cursor: "zzz" }],
    ["user_not_in_channel", "chat.postEphemeral", { channel: "CINT", user: "UDANA", text: "x" }],
    [
      "invalid_trigger_id",
      "views.open",
      { trigger_id: "1.2.3", view: { type: "modal", title: { type: "plain_text", text: "T" }, blocks: [] } },
    ],
    ["file_not_found", "files.info", { file: "F0" }],
    ["message_not_found", "reactions.add", { channel: "CINT", timestamp: "1700000000.000100", name: "eyes" }],
    ["user_disabled", "conversations.open", { users: "UGONE" }],
  ];
  test.each(cases)("%s of %s", async (word, method, args) => {
    expect((await refusal(client.apiCall(method, args))).error).toBe(word);
  });

  test("the app cannot change or delete what a person wrote", async () => {
    const { ts, channel } = await sandbox.post("UANA", "CINT", "Mine");
    expect((await refusal(client.chat.update({ channel, ts, text: "x" }))).error).toBe("cant_update_message");
    expect((await refusal(client.chat.delete({ channel, ts }))).error).toBe("cant_delete_message");
  });

  test("an update keeps to 4,000 characters, and blocks stay unless an empty list is sent", async () => {
    const { ts } = await client.chat.postMessage({ channel: "CINT", text: "a", blocks: [{ type: "divider" }] });
    const update = (more: object) => client.apiCall("chat.update", { channel: "CINT", ts, text: "b", ...more });
    expect((await refusal(update({ text: "x".repeat(4001) }))).error).toBe("msg_too_long");
    const shown = () => sandbox.seen.channel("UANA", "CINT")[0];
    await update({});
    expect(shown()).toMatchObject({ text: "b", blocks: [{ type: "divider" }] });
    await update({ blocks: [] });
    expect(shown()).not.toHaveProperty("blocks");
  });
});
