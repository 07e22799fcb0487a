import { existsSync, readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { event } from "../chat/slack/stand-in.ts";
import { type SlackPayloadRow, scoreSlackPayloads } from "./slack-payloads.ts";

const row = (id: string, kind: string, payload: object): SlackPayloadRow => ({
  id,
  kind,
  source: "fixture",
  payload: payload as never,
});
const message = { type: "message", channel: "CACME", user: "UDANA", text: "Can we sign?", ts: "1767994200.000100" };
const person = { user: { id: "UANA" }, team: { id: "TFIRM" }, trigger_id: "1.2" };

test("every kind of thing that Slack sends is taken, and nonsense too", async () => {
  const report = await scoreSlackPayloads([
    row("question", "event_envelope", event(message)),
    row("join", "event_inner", { ...message, subtype: "channel_join" }),
    row("bot", "event_inner", { ...message, subtype: "bot_message", bot_id: "B1", user: undefined }),
    row("edit", "event_inner", { ...message, subtype: "message_changed", message }),
    row("null channel", "event_inner", { ...message, channel: null, user: null }),
    row("no event", "event_envelope", { type: "event_callback", event: "x" }),
    row("handshake", "event_envelope", { type: "url_verification", challenge: "c" }),
    row("limited", "event_envelope", { type: "app_rate_limited", team_id: "TFIRM" }),
    row("command", "slash_command", { command: "/else", user_id: "UANA", team_id: "TFIRM", text: "x" }),
    row("press", "interactive", { type: "block_actions", ...person, actions: [{ type: "button", action_id: "a" }] }),
    row("half a press", "interactive", { type: "block_actions", actions: [] }),
    row("menu", "interactive", { type: "block_suggestion", ...person, action_id: "a", value: "x" }),
    row("shortcut", "interactive", { type: "shortcut", ...person, callback_id: "x" }),
    row("on a message", "interactive", {
      type: "message_action",
      ...person,
      callback_id: "x",
      channel: { id: "C1" },
      message,
    }),
    row("form", "interactive", {
      type: "view_submission",
      ...person,
      view: { id: "V1", type: "modal", callback_id: "x" },
    }),
    row("blocks", "message_body", { blocks: [{ type: "rich_text", elements: [null, { type: "new" }] }] }),
    row("modal", "view", { type: "modal", blocks: [] }),
    row("answer", "api_response", { ok: true }),
    row("error", "api_response", { ok: false, error: "something_new" }),
    row("socket event", "socket_envelope", { type: "events_api", envelope_id: "e1", payload: event(message, "Ev2") }),
    row("socket command", "socket_envelope", {
      type: "slash_commands",
      envelope_id: "e2",
      payload: { command: "/inquiries", user_id: "UANA", team_id: "TFIRM" },
    }),
    row("socket without an event", "socket_envelope", { type: "events_api", payload: {} }),
    row("socket says goodbye", "socket_envelope", { type: "disconnect", reason: "refresh_requested" }),
    row("socket nonsense", "socket_envelope", [null]),
  ]);
  expect(report.failures).toEqual([]);
  expect(report.rows).toBe(24);
  expect(report.lines[1]).toContain("4 message");
});

const CORPUS = new URL("../../../shared/corpora/slack-payloads.jsonl", import.meta.url);

test.skipIf(!existsSync(CORPUS))(
  "every payload of Slack's own SDKs is taken (skipped where the corpus is not at hand)",
  async () => {
    const rows = readFileSync(CORPUS, "utf8")
      .trim()
      .split("\n")
      .map((line) => JSON.parse(line));
    expect((await scoreSlackPayloads(rows)).failures).toEqual([]);
  },
);
