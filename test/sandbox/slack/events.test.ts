import type { AllMessageEvents } from "@slack/types";
import type { WebClient } from "@slack/web-api";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { words } from "../../../src/sandbox/slack/seen.ts";
import type { SlackSandbox } from "../../../src/sandbox/slack/server.ts";
import { alone, FIXTURE } from "./workspace.ts";

let sandbox: SlackSandbox;
let client: WebClient;
beforeEach(async () => {
  ({ sandbox, client } = await alone());
});
afterEach(() => sandbox.close());

/** The events the app would have had, inner parts only, in order. */
const events = () => sandbox.state.deliveries.map(({ body }) => body.event as Record<string, unknown>);
const last = <T = Record<string, unknown>>() => events().at(-1) as T;

describe("messages", () => {
  test("a plain one", async () => {
    const { ts } = await sandbox.post("UANA", "CINT", "Hello <@UBEN> :eyes:");
    expect(last<AllMessageEvents>()).toEqual({
      type: "message",
      client_msg_id: expect.any(String),
      user: "UANA",
      text: "Hello <@UBEN> :eyes:",
      ts,
      team: "TFIRM",
      blocks: [
        {
          type: "rich_text",
          block_id: expect.any(String),
          elements: [
            {
              type: "rich_text_section",
              elements: [
                { type: "text", text: "Hello " },
                { type: "user", user_id: "UBEN" },
                { type: "text", text: " " },
                { type: "emoji", name: "eyes" },
              ],
            },
          ],
        },
      ],
      channel: "CINT",
      event_ts: ts,
      channel_type: "channel",
    });
  });

  test("a reply, and one broadcast to the channel with its root", async () => {
    const root = await sandbox.post("UANA", "CINT", "Question?");
    await sandbox.post("UBEN", "CINT", "Answer", { thread: root.ts });
    expect(last()).toMatchObject({ thread_ts: root.ts, parent_user_id: "UANA" });
    await sandbox.post("UBEN", "CINT", "For all", { thread: root.ts, broadcast: true });
    expect(last()).toMatchObject({
      subtype: "thread_broadcast",
      thread_ts: root.ts,
      root: { ts: root.ts, reply_count: 2 },
    });
  });

  test("an edit tells what stood there before; an unfurl looks alike but nobody edited", async () => {
    const posted = await sandbox.post("UANA", "CINT", "Thanks");
    await sandbox.edit("UANA", posted, "Thanks, and when?");
    expect(last()).toMatchObject({
      ...{ subtype: "message_changed", hidden: true, channel: "CINT" },
      message: { text: "Thanks, and when?", ts: posted.ts, edited: { user: "UANA" } },
      previous_message: { text: "Thanks", ts: posted.ts },
    });
    const other = await sandbox.post("UANA", "CINT", "See <https://x.example>");
    await sandbox.unfurl(other, { title: "X", from_url: "https://x.example" });
    expect(last()).toMatchObject({ subtype: "message_changed", message: { attachments: [{ title: "X" }] } });
    expect((last().message as object) ?? {}).not.toHaveProperty("edited");
    await expect(sandbox.edit("UBEN", posted, "x")).rejects.toThrow("Only its author");
  });

  test("a deletion; of a thread's root only a tombstone is left", async () => {
    const posted = await sandbox.post("UANA", "CINT", "Oops");
    await sandbox.remove("UANA", posted);
    expect(last()).toMatchObject({
      subtype: "message_deleted",
      deleted_ts: posted.ts,
      previous_message: { text: "Oops" },
    });
    const root = await sandbox.post("UANA", "CINT", "Question?");
    await sandbox.post("UBEN", "CINT", "Answer", { thread: root.ts });
    await sandbox.remove("UANA", root);
    expect(last()).toMatchObject({ subtype: "message_changed", message: { subtype: "tombstone", reply_count: 1 } });
  });

  test("files, other bots, and the app itself", async () => {
    await sandbox.post("UDANA", "CACME", "The lease", { files: [{ name: "lease.pdf", content: "%PDF" }] });
    expect(events().slice(-2)).toMatchObject([
      {
        subtype: "file_share",
        text: "The lease",
        files: [{ name: "lease.pdf", mimetype: "application/pdf", size: 4 }],
      },
      { type: "file_shared", channel_id: "CACME", user_id: "UDANA" },
    ]);
    await sandbox.postAsBot("BOTHER", "CINT", "Deployed");
    expect(last()).toMatchObject({ subtype: "bot_message", bot_id: "BOTHER", text: "Deployed" });
    await client.chat.postMessage({ channel: "CINT", text: "Mine" });
    await sandbox.settled();
    expect(last()).toMatchObject({ user: "UBOT", bot_id: "BBOT", app_id: "A0SANDBOX", text: "Mine" });
    expect(last()).not.toHaveProperty("subtype");
  });

  test("direct messages, and what happens where the app is not, which it does not hear", async () => {
    await sandbox.post("UANA", "UBOT", "help");
    expect(last()).toMatchObject({ channel_type: "im", text: "help" });
    const before = events().length;
    expect((await sandbox.post("UANA", "CNOBOT", "Psst")).delivery).toBeUndefined();
    await sandbox.post("UANA", "CINT", "While you were away", { unheard: true });
    expect(events()).toHaveLength(before);
  });

  test("each ts is its own, ascending while the clock stands still, and a past one falls into its place", async () => {
    const first = await sandbox.post("UANA", "CINT", "1");
    const second = await sandbox.post("UANA", "CINT", "2");
    const past = await sandbox.post("UANA", "CINT", "0", { at: Number(first.ts) * 1000 - 60_000 });
    expect(second.ts > first.ts).toBe(true);
    expect(sandbox.seen.channel("UANA", "CINT").map(({ ts }) => ts)).toEqual([past.ts, first.ts, second.ts]);
    expect(first.ts).toMatch(/^\d{10}\.\d{6}$/);
  });
});

describe("everything else", () => {
  test("reactions come and go", async () => {
    const posted = await sandbox.post("UDANA", "CACME", "Please look");
    await sandbox.react("UANA", posted, ":eyes:");
    expect(last()).toMatchObject({
      ...{ type: "reaction_added", user: "UANA", reaction: "eyes", item_user: "UDANA" },
      item: { type: "message", channel: "CACME", ts: posted.ts },
    });
    expect(await sandbox.react("UANA", posted, "eyes")).toBeUndefined();
    await sandbox.react("UANA", posted, "eyes", "removed");
    expect(last()).toMatchObject({ type: "reaction_removed" });
  });

  test("the app is invited, others join and leave, the app is taken out", async () => {
    await sandbox.invite("UANA", "UBOT", "CPRIV");
    expect(events().slice(-2)).toMatchObject([
      {
        type: "member_joined_channel",
        user: "UBOT",
        inviter: "UANA",
        channel: "CPRIV",
        channel_type: "G",
        team: "TFIRM",
      },
      { type: "message", subtype: "group_join", user: "UBOT", inviter: "UANA" },
    ]);
    await sandbox.join("UGUEST", "CINT");
    await sandbox.leave("UGUEST", "CINT");
    expect(events().slice(-2)).toMatchObject([
      { type: "member_left_channel", user: "UGUEST" },
      { subtype: "channel_leave" },
    ]);
    await sandbox.leave("UBOT", "CPRIV");
    expect(last()).toMatchObject({ type: "group_left", channel: "CPRIV" });
    await expect(sandbox.join("UBEN", "CPRIV")).rejects.toThrow("invitation");
  });

  test("a channel is renamed, described, shared, unshared, renumbered and archived", async () => {
    await sandbox.setChannel("CINT", { name: "litigation-team", topic: "Trials" });
    expect(events()).toMatchObject([
      { type: "channel_rename", channel: { id: "CINT", name: "litigation-team" } },
      { subtype: "channel_name", old_name: "litigation", name: "litigation-team" },
      { subtype: "channel_topic", topic: "Trials" },
    ]);
    await sandbox.setChannel("CINT", { pendingWith: ["TACME"] });
    expect((await client.conversations.info({ channel: "CINT" })).channel).toMatchObject({
      ...{ is_pending_ext_shared: true, is_ext_shared: false, is_shared: false },
    });
    await sandbox.setChannel("CINT", { sharedWith: ["TACME"] });
    expect(last()).toMatchObject({ type: "channel_shared", connected_team_id: "TACME", channel: "CINT" });
    expect((await client.conversations.info({ channel: "CINT" })).channel).toMatchObject({
      ...{ is_pending_ext_shared: false, is_ext_shared: true, is_shared: true, connected_team_ids: ["TACME"] },
    });
    await sandbox.setChannel("CINT", { sharedWith: [] });
    expect(last()).toMatchObject({
      type: "channel_unshared",
      previously_connected_team_id: "TACME",
      is_ext_shared: false,
    });
    await sandbox.setChannel("CINT", { id: "CNEW" });
    expect(last()).toMatchObject({ type: "channel_id_changed", old_channel_id: "CINT", new_channel_id: "CNEW" });
    await sandbox.setChannel("CNEW", { isArchived: true });
    expect(events().slice(-2)).toMatchObject([
      { type: "channel_archive", channel: "CNEW" },
      { subtype: "channel_archive" },
    ]);
  });

  test("people come, change and are deactivated", async () => {
    await sandbox.addPerson({ id: "UNEW", name: "new", realName: "New Fixture" });
    expect(last()).toMatchObject({ type: "team_join", user: { id: "UNEW", team_id: "TFIRM" } });
    await sandbox.changePerson("UBEN", { zone: "Asia/Tokyo" });
    expect(last()).toMatchObject({ type: "user_change", user: { id: "UBEN", tz: "Asia/Tokyo", tz_offset: 32_400 } });
    await sandbox.changePerson("UBEN", { deleted: true });
    expect(last()).toMatchObject({ type: "user_change", user: { id: "UBEN", deleted: true } });
  });

  test("the app is uninstalled, hears of that, and then of nothing", async () => {
    await sandbox.uninstall();
    expect(events()).toMatchObject([
      { type: "tokens_revoked", tokens: { bot: ["UBOT"] } },
      { type: "app_uninstalled" },
    ]);
    await sandbox.post("UANA", "CINT", "Gone?");
    expect(events()).toHaveLength(2);
  });

  test("what people type is escaped as Slack escapes it, and read as they typed it", async () => {
    await sandbox.post("UANA", "CINT", "Smith & Jones &lt; 3 <@UBEN>");
    expect(last()).toMatchObject({ text: "Smith &amp; Jones &lt; 3 <@UBEN>" });
    const [shown] = sandbox.seen.channel("UBEN", "CINT");
    expect(words({ text: shown!.text })).toBe("Smith & Jones < 3 <@UBEN>");
  });

  test("only what the app's scopes let it hear", async () => {
    await sandbox.close();
    ({ sandbox, client } = await alone({
      workspace: { ...FIXTURE, app: { scopes: ["channels:history", "groups:history"] } },
    }));
    const posted = await sandbox.post("UANA", "CINT", "Heard");
    await sandbox.react("UANA", posted, "eyes");
    await sandbox.post("UANA", "UBOT", "Not heard");
    await sandbox.changePerson("UANA", { zone: "Asia/Tokyo" });
    expect(events()).toMatchObject([{ text: "Heard" }]);
    expect((await sandbox.slash("UANA", "CINT", "/inquiries")).refused).toBe("/inquiries is not a valid command.");
  });

  test("only what the app subscribed to", async () => {
    await sandbox.close();
    ({ sandbox, client } = await alone({ workspace: { ...FIXTURE, app: { events: ["message.im"] } } }));
    await sandbox.post("UANA", "CINT", "In a channel");
    await sandbox.post("UANA", "UBOT", "In private");
    expect(events()).toMatchObject([{ channel_type: "im" }]);
  });
});
