import { existsSync, readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { scoreTeamsPayloads, type TeamsPayloadRow } from "./teams-payloads.ts";

const row = (id: string, kind: string, payload: object): TeamsPayloadRow => ({
  id,
  kind,
  source: "fixture",
  payload: payload as never,
});
const from = { id: "29:dana", aadObjectId: "44444444-4444-4444-8444-444444444444" };
const recipient = { id: "28:bot", name: "Bot" };
const said = { type: "message", from, recipient, timestamp: "2026-03-06T09:00:00Z" };

const html = { contentType: "text/html", content: "<p><at>Bot</at> Can we <b>sign</b>?</p>" };

test("every kind of thing that Teams sends is taken, and nonsense too", async () => {
  const report = await scoreTeamsPayloads([
    row("question", "activity", { ...said, text: "Can we sign?", attachments: [html] }),
    row("bot", "activity", { ...said, from: { id: "28:other" }, text: "Done." }),
    row("null", "activity", { ...said, from: null, conversation: null, text: null, attachments: [null] }),
    row("joined", "activity", { type: "conversationUpdate", membersAdded: [from], from, recipient }),
    row("edit", "activity", { ...said, type: "messageUpdate", text: "Or not?" }),
    row("new", "activity", { type: "somethingNew" }),
    row("press", "activity", { type: "invoke", name: "adaptiveCard/action", from, value: { action: { verb: "x" } } }),
    row("half a press", "activity", { type: "invoke", name: "adaptiveCard/action", from, value: "x" }),
    row("menu", "activity", { type: "invoke", name: "composeExtension/fetchTask", value: { messagePayload: [] } }),
    row("value", "invoke_value", { commandId: 1, parameters: {} }),
    row("card", "adaptive_card", { type: "AdaptiveCard", body: [null] }),
    row("error", "error_response", { error: { code: "ServiceError", message: "Something new" } }),
    row("odd error", "error_response", { error: [7] }),
    row("manifest", "manifest", { manifestVersion: "1.22" }),
  ]);
  expect(report.failures).toEqual([]);
  expect([report.rows, report.mustPass]).toEqual([14, 13]);
  expect(report.lines[2]).toContain("message");
});

test("what the bot refuses in the firm's own tenant is a failure, with what was expected", async () => {
  const { failures } = await scoreTeamsPayloads([row("nothing of an activity", "activity", { text: "no type" })]);
  expect(failures).toEqual([
    { id: "nothing of an activity", source: "fixture", expected: "200 in time", got: "HTTP 400" },
  ]);
});

const CORPUS = new URL("../../../shared/corpora/teams-payloads.jsonl", import.meta.url);

test.skipIf(!existsSync(CORPUS))(
  "every payload of Microsoft's own SDKs is taken (skipped where the corpus is not at hand)",
  async () => {
    const rows = readFileSync(CORPUS, "utf8")
      .trim()
      .split("\n")
      .map((line) => JSON.parse(line));
    expect((await scoreTeamsPayloads(rows)).failures).toEqual([]);
  },
);
