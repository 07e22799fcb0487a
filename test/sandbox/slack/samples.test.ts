import { existsSync, readFileSync } from "node:fs";
import { createServer } from "node:http";
import { afterAll, beforeAll, expect, test } from "vitest";
import { listen } from "../../../src/sandbox/slack/web.ts";
import { alone } from "./workspace.ts";

// Real payloads out of Slack's own SDKs, where they are at hand: what is sent here may have no field that theirs lack.
const SAMPLES = new URL("../../../../shared/corpora/slack-payloads.jsonl", import.meta.url);
const there = existsSync(SAMPLES);

type Payload = Record<string, unknown> & { type?: string; event?: Payload; subtype?: unknown; command?: string };

const kindOf = ({ type, subtype, command }: Payload) =>
  command ? "slash" : typeof subtype === "string" ? `${type}.${subtype}` : String(type);

/** Field names by kind, of whole payloads and of what they hold. */
function fields(payloads: Payload[]): Map<string, Set<string>> {
  const found = new Map<string, Set<string>>();
  const add = (kind: string, thing: unknown) => {
    if (!thing || typeof thing !== "object" || Array.isArray(thing)) return;
    found.set(kind, new Set([...(found.get(kind) ?? []), ...Object.keys(thing)]));
  };
  for (const payload of payloads) {
    add(payload.event ? "event_callback" : kindOf(payload), payload);
    if (payload.event) add(kindOf(payload.event), payload.event);
    for (const part of ["user", "team", "view", "channel"]) if (!payload.event) add(part, payload[part]);
    for (const action of (payload.actions as Payload[] | undefined) ?? []) add(`action ${action.type}`, action);
  }
  return found;
}

const readSamples = (): Payload[] =>
  readFileSync(SAMPLES, "utf8")
    .trim()
    .split("\n")
    .map((line) => JSON.parse(line) as { kind: string; payload: Payload })
    .flatMap(({ kind, payload }) => {
      if (!payload || typeof payload !== "object") return [];
      return [kind === "socket_envelope" ? ((payload.payload as Payload | undefined) ?? {}) : payload];
    });

// The samples of these are cut short: what stands here is in Slack's documentation and in @slack/types.
const DOCUMENTED: Record<string, string[]> = {
  message: ["app_id"],
  slash: ["is_enterprise_install"],
  reaction_added: ["item_user"],
  member_joined_channel: ["event_ts"],
  member_left_channel: ["event_ts"],
  channel_archive: ["user", "event_ts"],
  channel_unarchive: ["event_ts"],
  block_actions: ["enterprise"],
  block_suggestion: ["enterprise", "is_enterprise_install", "message"],
  view_closed: ["enterprise", "is_enterprise_install"],
};
const CUT_SHORT = [
  "message.thread_broadcast",
  "message.file_share",
  "message.channel_leave",
  "message_action",
  "action static_select",
];

const sent: Payload[] = [];
let end = () => {};
beforeAll(async () => {
  const app = createServer(async (request, response) => {
    let raw = "";
    for await (const part of request) raw += part;
    const form = () => Object.fromEntries(new URLSearchParams(raw));
    const body = request.headers["content-type"]?.includes("json") ? JSON.parse(raw) : form();
    sent.push(body.payload ? JSON.parse(body.payload) : body);
    response.end();
  });
  const { sandbox, client, close } = await alone();
  sandbox.connectEvents(await listen(app, 0));
  end = () => {
    app.close();
    void close();
  };
  const root = await sandbox.post("UANA", "CINT", "Root");
  await sandbox.post("UBEN", "CINT", "Loud", { thread: root.ts, broadcast: true });
  await sandbox.post("UDANA", "CACME", "File", { files: [{ name: "a.txt", content: "x" }] });
  await sandbox.edit("UANA", root, "Edited");
  await sandbox.react("UANA", root, "eyes");
  await sandbox.join("UGUEST", "CINT");
  await sandbox.leave("UGUEST", "CINT");
  await sandbox.setChannel("CINT", { name: "new-name", topic: "New" });
  await sandbox.openHome("UANA");
  await sandbox.slash("UANA", "CINT", "/inquiries", "team");
  await sandbox.shortcut("UANA", "message", root);
  await sandbox.shortcut("UANA", "global");
  const text = (said: string) => ({ type: "plain_text" as const, text: said });
  const button = { type: "button" as const, action_id: "go", text: text("Go"), value: "1" };
  const menu = {
    type: "static_select" as const,
    action_id: "menu",
    placeholder: text("…"),
    options: [{ text: text("A"), value: "a" }],
  };
  const input = { type: "plain_text_input" as const, action_id: "said" };
  const blocks = [
    { type: "actions" as const, elements: [button, menu] },
    { type: "input" as const, block_id: "i", label: text("Said"), element: input },
  ];
  const trigger_id = String(sent.at(-1)?.trigger_id);
  const view = { type: "modal" as const, title: text("T"), submit: text("S"), notify_on_close: true, blocks };
  const { view: opened } = await client.views.open({ trigger_id, view });
  await sandbox.press("UANA", { view: opened!.id! }, "go");
  await sandbox.press("UANA", { view: opened!.id! }, "menu", "a");
  await sandbox.submit("UANA", opened!.id!, { said: "x" });
  await sandbox.settled();
});
afterAll(() => end());

test.skipIf(!there)("what is sent has no field that Slack's own samples of its kind lack", () => {
  const real = fields(readSamples());
  const strange = [...fields(sent)].flatMap(([kind, names]) =>
    CUT_SHORT.includes(kind) || !real.has(kind)
      ? []
      : [...names]
          .filter((name) => !real.get(kind)!.has(name) && !DOCUMENTED[kind]?.includes(name))
          .map((name) => `${kind}: ${name}`),
  );
  expect(strange).toEqual([]);
});

test("at least twenty kinds were compared", () => {
  expect(fields(sent).size).toBeGreaterThan(20);
});
