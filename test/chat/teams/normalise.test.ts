import { existsSync, readFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { graphMessageOf } from "../../../src/chat/teams/graph-messages.ts";
import { normalise } from "../../../src/chat/teams/normalise.ts";
import type { Happening } from "../../../src/domain/message.ts";
import { at } from "../../../src/domain/time.ts";

const TENANT = "11111111-1111-4111-8111-111111111111";
const here = { platform: "teams", workspace: TENANT, appId: "app", botId: "28:app" } as const;
const NOW = at("2026-01-09T21:30:00Z");
const told = (activity: object): Happening => normalise(activity, here, NOW);
const ref = (id: string) => ({ platform: "teams", workspace: TENANT, id });

const CHANNEL = "19:acme@thread.tacv2";
const asked = {
  type: "message",
  id: "1767994200000",
  timestamp: "2026-01-09T21:30:00Z",
  from: { id: "29:dana", name: "Dana", aadObjectId: "dana" },
  recipient: { id: "28:app", name: "Rejoinder" },
  conversation: {
    id: `${CHANNEL};messageid=1767994200000`,
    conversationType: "channel",
    isGroup: true,
    tenantId: TENANT,
  },
  channelData: { channel: { id: CHANNEL }, team: { id: "19:team@thread.tacv2" }, tenant: { id: TENANT } },
  text: "Can we sign today?",
};
const messageIn = (what: Happening) => (what.kind === "message" ? what.message : undefined);

describe("a message", () => {
  test("is told in our words", () => {
    const mention = { type: "mention", text: "<at>Ana Ruiz</at>", mentioned: { id: "29:ana", name: "Ana Ruiz" } };
    const own = { type: "mention", text: "<at>Rejoinder</at>", mentioned: { id: "28:app", name: "Rejoinder" } };
    const activity = {
      ...asked,
      conversation: { ...asked.conversation, id: `${CHANNEL};messageid=1767990000000` },
      text: "<at>Ana Ruiz</at> see the draft",
      entities: [mention, own],
      attachments: [
        {
          contentType: "text/html",
          content:
            '<p><span itemtype="http://schema.skype.com/Mention" itemid="0">Ana Ruiz</span>&nbsp;see <a href="https://a.example/x">the draft</a> <span itemtype="http://schema.skype.com/Mention" itemid="1">Rejoinder</span></p>',
        },
        { contentType: "application/vnd.microsoft.teams.file.download.info", name: "draft.docx" },
      ],
    };
    expect(told(activity)).toEqual({
      kind: "message",
      message: {
        channel: ref(CHANNEL),
        id: "1767994200000",
        at: at("2026-01-09T21:30:00Z"),
        revisedAt: at("2026-01-09T21:30:00Z"),
        thread: "1767990000000",
        broadcast: false,
        author: ref("dana"),
        by: "person",
        text: "@Ana Ruiz see the draft (https://a.example/x)",
        files: 1,
        mentions: ["29:ana"],
      },
    });
  });

  test("that begins a thread hangs from nothing", () => expect(messageIn(told(asked))!.thread).toBeUndefined());

  test("in a group chat is told, in the bot's own chat it is not", () => {
    const chat = { id: "19:lunch@thread.v2", conversationType: "groupChat" };
    expect(messageIn(told({ ...asked, conversation: chat }))!.channel).toEqual(ref("19:lunch@thread.v2"));
    expect(told({ ...asked, conversation: { id: "a:1", conversationType: "personal" } }).kind).toBe("nothing");
  });

  test("by a bot is a bot's, by nobody is the system's", () => {
    expect(messageIn(told({ ...asked, from: { id: "28:other", role: "bot" } }))!.by).toBe("bot");
    expect(messageIn(told({ ...asked, from: undefined }))!.by).toBe("system");
  });

  test("what it quotes is not said by its author", () => {
    const content =
      '<blockquote itemscope itemtype="http://schema.skype.com/Reply" itemid="1"><strong>Dana</strong><p itemprop="preview">Can you?</p></blockquote><p>Yes.</p>';
    expect(messageIn(told({ ...asked, attachments: [{ contentType: "text/html", content }] }))!.text).toBe("Yes.");
  });

  test("plain text keeps its signs and its lines", () => {
    const text = "if a < b &amp; c > d:\n  <ok>  R&D";
    expect(messageIn(told({ ...asked, text }))!.text).toBe("if a < b & c > d:\n<ok> R&D");
  });
});

describe("what happens to a message", () => {
  const edit = { ...asked, type: "messageUpdate", timestamp: "2026-01-09T22:00:00Z", text: "Tomorrow?" };
  test.each(["editMessage", "undeleteMessage"])("%s is its later revision", (eventType) => {
    const what = messageIn(told({ ...edit, channelData: { ...asked.channelData, eventType } }));
    expect(what).toMatchObject({
      id: asked.id,
      text: "Tomorrow?",
      at: 1767994200000,
      revisedAt: at("2026-01-09T22:00:00Z"),
    });
  });

  test("deleted is told with its time", () => {
    const activity = { ...edit, type: "messageDelete", channelData: { eventType: "softDeleteMessage" } };
    expect(told(activity)).toEqual({
      kind: "deleted",
      channel: ref(CHANNEL),
      id: asked.id,
      at: at("2026-01-09T22:00:00Z"),
    });
  });

  test.each([
    ["like", "+1"],
    ["1f4cc_pushpin", "pushpin"],
    ["2705_whiteheavycheckmark", "white_check_mark"],
    ["✅", "white_check_mark"],
    ["👍🏽", "+1"],
    ["1f9d1-200d-1f4bb_technologist", "technologist"],
    ["ffffff_x", "x"],
    ["heart", "heart"],
  ])("a reaction %s is %s", (type, emoji) => {
    const reaction = { ...asked, type: "messageReaction", id: "f:1", replyToId: "5", reactionsAdded: [{ type }] };
    expect(told(reaction)).toMatchObject({ kind: "reaction", channel: ref(CHANNEL), id: "5", emoji, by: ref("dana") });
  });

  test("a reaction taken back is nothing", () =>
    expect(told({ ...asked, type: "messageReaction", replyToId: "5", reactionsRemoved: [{ type: "like" }] }).kind).toBe(
      "nothing",
    ));
});

describe("what happens to a conversation", () => {
  const update = { ...asked, type: "conversationUpdate", id: "f:2", text: undefined };
  const event = (eventType: string) => ({ ...update, channelData: { ...asked.channelData, eventType } });
  const [bot, someone] = [[{ id: "28:app" }], [{ id: "29:x" }]];
  test.each([
    [
      { ...event("teamMemberAdded"), membersAdded: bot },
      { kind: "bot joined", by: ref("dana") },
    ],
    [{ ...event("teamMemberRemoved"), membersRemoved: bot }, { kind: "bot left" }],
    [{ ...event("teamMemberAdded"), membersAdded: someone }, { kind: "channel changed" }],
    [{ ...event("channelMemberRemoved"), membersRemoved: someone }, { kind: "channel changed" }],
    [event("channelCreated"), { kind: "bot joined" }],
    [event("channelRenamed"), { kind: "channel changed" }],
    [event("channelDeleted"), { kind: "channel changed" }],
    [event("channelShared"), { kind: "channel changed" }],
    [event("teamRenamed"), { kind: "channel changed" }],
    [event("teamArchived"), { kind: "channel changed" }],
    [event("teamDeleted"), { kind: "channel changed" }],
    [{ ...update, topicName: "Lunch" }, { kind: "channel changed" }],
    [{ ...asked, type: "installationUpdate", action: "remove" }, { kind: "bot left" }],
    [{ ...asked, type: "installationUpdate", action: "add" }, { kind: "nothing" }],
    [{ ...update, conversation: { id: "a:1", conversationType: "personal" }, membersAdded: bot }, { kind: "nothing" }],
  ])("%#", (activity, what) => expect(told(activity)).toMatchObject(what));

  test("is told of the channel it is about, wherever Teams says so", () => {
    const activity = { ...event("channelRenamed"), conversation: { id: "19:team@thread.tacv2" } };
    expect(told(activity)).toMatchObject({ channel: ref(CHANNEL) });
  });
});

test("a message is the same from Graph as from Teams itself", () => {
  const graph = {
    id: asked.id,
    createdDateTime: asked.timestamp,
    messageType: "message",
    from: { user: { id: "dana" } },
    body: { contentType: "html", content: '<div><at id="0">Rejoinder</at> Can we sign today?</div>' },
    mentions: [{ id: 0, mentionText: "Rejoinder", mentioned: { application: { id: "app" } } }],
    attachments: [],
  };
  expect(graphMessageOf(graph, ref(CHANNEL), here)).toEqual(messageIn(told(asked)));
  expect(graphMessageOf({ ...graph, deletedDateTime: asked.timestamp }, ref(CHANNEL), here)).toBeUndefined();
  expect(graphMessageOf({ ...graph, messageType: "systemEventMessage" }, ref(CHANNEL), here)!.by).toBe("system");
});

test("whatever comes, it never throws", () => {
  const parts = fc.dictionary(
    fc.constantFrom(...Object.keys(asked), "attachments", "entities", "value"),
    fc.anything(),
  );
  fc.assert(
    fc.property(
      fc.constantFrom("message", "messageUpdate", "messageReaction", "conversationUpdate", "x"),
      parts,
      (type, any) => {
        told({ ...asked, ...any, type });
      },
    ),
  );
  for (const odd of [undefined, null, 7, "x", [], {}]) expect(normalise(odd, here, NOW).kind).toBe("nothing");
});

test("a hostile depth of HTML is no trouble", () => {
  const content = `${"<div>".repeat(20_000)}deep${"</div>".repeat(20_000)}`;
  expect(told({ ...asked, attachments: [{ contentType: "text/html", content }] }).kind).toBe("message");
});

const CORPUS = new URL("../../../../shared/corpora/teams-payloads.jsonl", import.meta.url);
const rows = existsSync(CORPUS)
  ? readFileSync(CORPUS, "utf8")
      .split("\n")
      .filter(Boolean)
      .map((line) => JSON.parse(line) as { id: string; kind: string; name: string; payload: Record<string, unknown> })
      .filter(({ kind }) => kind === "activity")
  : [];

test.skipIf(rows.length === 0)(
  "each recorded activity is understood or left, with a reason (skipped where none are at hand)",
  () => {
    const kinds = rows.map(({ payload }) => [payload.type, told(payload)] as const);
    for (const [, what] of kinds) if (what.kind === "nothing") expect(what.because).toMatch(/\w{4}/);
    const understood = new Set(kinds.filter(([, what]) => what.kind !== "nothing").map(([type]) => type));
    expect([...understood].sort()).toEqual(["conversationUpdate", "message", "messageReaction"]);
  },
);
