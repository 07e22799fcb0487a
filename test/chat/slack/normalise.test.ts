import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { normalise } from "../../../src/chat/slack/normalise.ts";
import type { Happening } from "../../../src/domain/message.ts";
import { at } from "../../../src/domain/time.ts";

const here = {
  platform: "slack",
  workspace: "TFIRM",
  teamId: "TFIRM",
  botUserId: "UBOT",
  botId: "BBOT",
  url: "https://fixture.slack.com/",
} as const;
const NOW = at("2026-01-09T21:30:00Z");
const told = (event: object): Happening => normalise({ type: "event_callback", event }, here, NOW);
const ref = (id: string) => ({ platform: "slack", workspace: "TFIRM", id });

const asked = {
  type: "message",
  channel: "CACME",
  user: "UDANA",
  text: "Can we sign today?",
  ts: "1767994200.000100",
  event_ts: "1767994200.000100",
};
const saidBy = (event: object) => {
  const what = told({ ...asked, ...event });
  return what.kind === "message" ? what.message.by : what.kind;
};

describe("a message", () => {
  test("is told in our words", () => {
    expect(
      told({
        ...asked,
        thread_ts: "1767990000.000100",
        files: [{ id: "F1" }],
        text: "<@UANA> see <https://a.example/x|the draft>",
      }),
    ).toEqual({
      kind: "message",
      message: {
        channel: ref("CACME"),
        id: "1767994200.000100",
        at: at("2026-01-09T21:30:00Z"),
        revisedAt: at("2026-01-09T21:30:00Z"),
        thread: "1767990000.000100",
        broadcast: false,
        author: ref("UDANA"),
        by: "person",
        text: "@someone see the draft (https://a.example/x)",
        files: 1,
        mentions: ["UANA"],
      },
    });
  });

  test("that starts a thread hangs from none", () => {
    expect(told({ ...asked, thread_ts: asked.ts })).toMatchObject({ message: { thread: undefined } });
  });

  test("of a thread that is shown in the channel too is a broadcast", () => {
    expect(told({ ...asked, subtype: "thread_broadcast", thread_ts: "1.1" })).toMatchObject({
      message: { broadcast: true, by: "person" },
    });
  });

  test.each([
    ["a file with a word to it", { subtype: "file_share" }, "person"],
    ["/me", { subtype: "me_message" }, "person"],
    ["a bot of old", { subtype: "bot_message", user: undefined, bot_id: "B1" }, "bot"],
    ["a bot of today", { bot_id: "B1" }, "bot"],
    ["Slackbot", { user: "USLACKBOT" }, "bot"],
    ["a join", { subtype: "channel_join" }, "system"],
    ["a topic", { subtype: "channel_topic" }, "system"],
    ["a subtype that Slack adds tomorrow", { subtype: "huddle_of_tomorrow" }, "system"],
    ["a subtype that is no word", { subtype: ["file_share"] }, "system"],
  ])("%s", (_, event, by) => expect(saidBy(event)).toBe(by));

  test("of blocks alone has the words of its blocks", () => {
    const section = {
      type: "rich_text_section",
      elements: [
        { type: "text", text: "Is 1 < 2, " },
        { type: "user", user_id: "UANA" },
        { type: "text", text: "?" },
      ],
    };
    const blocks = [
      { type: "rich_text", elements: [section] },
      { type: "section", text: { type: "mrkdwn", text: "*Please* confirm" } },
    ];
    expect(told({ ...asked, text: "", blocks })).toMatchObject({
      message: { text: "Is 1 < 2, @someone?\n\n*Please* confirm", mentions: ["UANA"] },
    });
  });

  test("that forwards another has both words, but an unfurled link adds none", () => {
    const attachments = [
      { is_share: true, text: "Please send the lease by Friday." },
      { from_url: "https://a.example", text: "A page that nobody here wrote." },
    ];
    expect(told({ ...asked, text: "Acme asks:", attachments })).toMatchObject({
      message: { text: "Acme asks:\nPlease send the lease by Friday." },
    });
  });

  test("that forwards an e-mail has the e-mail's words", () => {
    const files = [{ filetype: "email", subject: "Lease", plain_text: "When can we sign?" }];
    expect(told({ ...asked, text: "", files })).toMatchObject({
      message: { text: "Lease\nWhen can we sign?", files: 1 },
    });
  });

  test("without a channel or a time is none", () => {
    expect(told({ ...asked, channel: undefined }).kind).toBe("nothing");
    expect(told({ ...asked, ts: "soon" }).kind).toBe("nothing");
  });

  test.each([{}, { subtype: "message_changed" }, { subtype: "message_deleted", deleted_ts: asked.ts }])(
    "to the bot itself is none that anybody waits for: %j",
    (event) => {
      expect(told({ ...asked, channel: "DKIM", channel_type: "im", ...event }).kind).toBe("nothing");
    },
  );
});

describe("an edit", () => {
  const edit = (message: object, previous: object = {}) =>
    told({
      type: "message",
      subtype: "message_changed",
      channel: "CACME",
      event_ts: "1767994300.000200",
      message: { ...asked, ...message },
      previous_message: { ...asked, ...previous },
    });

  test("is the same message, revised", () => {
    expect(
      edit({ text: "Thanks! And the lease?", edited: { user: "UDANA", ts: "1767994299.000000" } }, { text: "Thanks!" }),
    ).toMatchObject({
      kind: "message",
      message: { id: asked.ts, at: NOW, revisedAt: NOW + 100_000, text: "Thanks! And the lease?" },
    });
  });

  test("within the message's own second, or a second edit within one, is later all the same", () => {
    const written = { ...asked, ts: "1767994200.700100" };
    const edited = { user: "UDANA", ts: "1767994200.000000" };
    const revised = (event_ts: string, text: string) => {
      const what = told({
        type: "message",
        subtype: "message_changed",
        channel: "CACME",
        event_ts,
        message: { ...written, edited, text },
        previous_message: written,
      });
      return what.kind === "message" ? what.message.revisedAt - what.message.at : undefined;
    };
    expect([revised("1767994200.800100", "a"), revised("1767994200.900100", "b")]).toEqual([100, 200]);
    expect(told({ ...written, edited })).toMatchObject({ message: { at: NOW + 700, revisedAt: NOW + 701 } });
  });

  test("that only unfurls a link, or counts a reply, is nothing", () => {
    expect(edit({ attachments: [{ from_url: "https://a.example", text: "page" }] }).kind).toBe("nothing");
    expect(
      edit({ edited: { ts: "1767990000.000000" }, reply_count: 3 }, { edited: { ts: "1767990000.000000" } }).kind,
    ).toBe("nothing");
  });

  test("of which Slack does not say what was before counts when it says that it was edited", () => {
    const changed = (message: object) =>
      told({ type: "message", subtype: "message_changed", channel: "CACME", event_ts: "1767994300.000200", message });
    expect(changed({ ...asked, edited: { ts: "1767994299.000000" } }).kind).toBe("message");
    expect(changed(asked).kind).toBe("nothing");
  });

  test("that leaves a tombstone is a deletion: a thread's first message goes so", () => {
    expect(edit({ subtype: "tombstone", text: "This message was deleted." })).toEqual({
      kind: "deleted",
      channel: ref("CACME"),
      id: asked.ts,
      at: NOW + 100_000,
    });
  });
});

test("a deletion names the message that is gone", () => {
  expect(
    told({
      type: "message",
      subtype: "message_deleted",
      channel: "CACME",
      deleted_ts: asked.ts,
      event_ts: "1767994300.000200",
    }),
  ).toEqual({
    kind: "deleted",
    channel: ref("CACME"),
    id: asked.ts,
    at: NOW + 100_000,
  });
});

test("an emoji is the same in every skin", () => {
  const item = { type: "message", channel: "CACME", ts: asked.ts };
  expect(told({ type: "reaction_added", user: "UANA", reaction: "+1::skin-tone-2", item, event_ts: asked.ts })).toEqual(
    {
      kind: "reaction",
      channel: ref("CACME"),
      id: asked.ts,
      emoji: "+1",
      by: ref("UANA"),
      at: NOW,
    },
  );
  expect(
    told({ type: "reaction_added", user: "UANA", reaction: "eyes", item: { type: "file", file: "F1" } }).kind,
  ).toBe("nothing");
});

describe("a channel", () => {
  test("that the bot was invited to says by whom", () => {
    expect(
      told({ type: "member_joined_channel", user: "UBOT", channel: "CACME", inviter: "UANA", event_ts: asked.ts }),
    ).toEqual({
      kind: "bot joined",
      channel: ref("CACME"),
      by: ref("UANA"),
      at: NOW,
    });
  });

  test.each([
    [{ type: "member_joined_channel", user: "UDANA" }, "channel changed"],
    [{ type: "member_left_channel", user: "UDANA" }, "channel changed"],
    [{ type: "member_left_channel", user: "UBOT" }, "bot left"],
    [{ type: "channel_left" }, "bot left"],
    [{ type: "group_left" }, "bot left"],
    [{ type: "channel_rename", channel: { id: "CACME", name: "acme" } }, "channel changed"],
    [{ type: "group_archive" }, "channel changed"],
    [{ type: "channel_unarchive" }, "channel changed"],
    [{ type: "channel_deleted" }, "channel changed"],
    [{ type: "channel_shared", connected_team_id: "TACME" }, "channel changed"],
    [{ type: "channel_unshared" }, "channel changed"],
    [{ type: "shared_channel_invite_approved" }, "channel changed"],
    [{ type: "channel_created" }, "nothing"],
  ])("%o", (event, kind) => expect(told({ channel: "CACME", ...event })).toMatchObject({ kind }));

  test("that got a new id by being shared is still the same", () => {
    expect(
      told({ type: "channel_id_changed", old_channel_id: "GACME", new_channel_id: "CACME", event_ts: asked.ts }),
    ).toEqual({
      kind: "channel changed",
      channel: ref("CACME"),
      was: "GACME",
      at: NOW,
    });
  });
});

test("a changed person is to be looked up afresh", () => {
  expect(told({ type: "user_change", user: { id: "UANA" } })).toEqual({
    kind: "account changed",
    account: ref("UANA"),
    at: NOW,
  });
});

test("whatever comes, it never throws, and what is not understood says why", () => {
  const types = [
    "message",
    "reaction_added",
    "member_joined_channel",
    "channel_id_changed",
    "channel_rename",
    "user_change",
    "x",
  ];
  const subtypes = [undefined, "message_changed", "message_deleted", "file_share", "bot_message", 7];
  const anything = fc.anything({ withNullPrototype: true, maxDepth: 3 });
  const shape = fc.dictionary(
    fc.constantFrom(
      "channel",
      "user",
      "text",
      "ts",
      "item",
      "message",
      "previous_message",
      "blocks",
      "files",
      "attachments",
      "edited",
      "event_ts",
    ),
    fc.oneof(anything, fc.constantFrom("1767994200.000100", "CACME", null)),
  );
  fc.assert(
    fc.property(
      fc.constantFrom(...types),
      fc.constantFrom(...subtypes),
      shape,
      anything,
      (type, subtype, rest, body) => {
        const what = told({ ...rest, type, subtype });
        if (what.kind === "nothing") expect(what.because.length).toBeGreaterThan(5);
        expect(normalise(body, here, NOW).kind).toBe("nothing");
      },
    ),
  );
});
