import type { Activity } from "botbuilder";
import { afterEach, expect, test, vi } from "vitest";
import { words } from "../../../src/sandbox/teams/seen.ts";
import { ACME_COUNSEL, CHAT, card, LEASE, type Stage, stage } from "./workspace.ts";

let on: Stage | undefined;
afterEach(async () => {
  vi.restoreAllMocks();
  await on?.close();
  on = undefined;
});

/** A bot that keeps what it hears. */
async function listening(options?: Parameters<typeof stage>[1]) {
  const heard: Activity[] = [];
  on = await stage(async (context) => heard.push(structuredClone(context.activity)), options);
  return { ...on, heard };
}

test("a signed message is taken, and what was signed for another bot is not", async () => {
  const { sandbox, heard } = await listening();
  const { delivery } = await sandbox.post("29:ana", sandbox.app.botId, "hello");
  expect(delivery).toMatchObject({ acknowledged: true, attempts: [{ status: 200 }] });
  expect(heard).toMatchObject([{ type: "message", text: "hello", conversation: { conversationType: "personal" } }]);

  // The library tells the console of every signature it refuses.
  vi.spyOn(console, "error").mockImplementation(() => {});
  const { appId } = sandbox.app;
  sandbox.app.appId = "99999999-9999-4999-8999-999999999999";
  const other = await sandbox.post("29:ana", sandbox.app.botId, "hello again");
  sandbox.app.appId = appId;
  expect(other.delivery).toMatchObject({ acknowledged: false, attempts: [{ status: 401 }] });
});

test("in a channel and a group chat the bot hears what mentions it, and everything once that is granted", async () => {
  const { sandbox, heard } = await listening();
  await sandbox.post("29:ana", LEASE, "Nobody is called.");
  await sandbox.post("29:ana", LEASE, "help", { mention: true });
  await sandbox.post("29:ana", CHAT, "Hi @Rejoinder, and @Ben Fixture!");
  expect(heard.map(({ text }) => text)).toEqual([
    "<at>Rejoinder</at> help",
    "Hi <at>Rejoinder</at>, and <at>Ben Fixture</at>!",
  ]);
  expect(heard[1]!.entities).toContainEqual({
    type: "mention",
    mentioned: { id: "29:ben", name: "Ben Fixture" },
    text: "<at>Ben Fixture</at>",
  });
  sandbox.app.permissions.add("ChannelMessage.Read.Group");
  const { id } = await sandbox.post("29:dana", ACME_COUNSEL, "May we sublet?");
  expect(heard[2]).toMatchObject({ text: "May we sublet?", conversation: { id: `${ACME_COUNSEL};messageid=${id}` } });
  await sandbox.post("29:ana", CHAT, "Lunch?");
  expect(heard).toHaveLength(3);
});

test("a reply of the bot's stands in the thread it answers", async () => {
  on = await stage((context) => context.sendActivity("Noted."));
  const { sandbox } = on;
  const { id } = await sandbox.post("29:ana", LEASE, "help", { mention: true });
  expect(sandbox.seen.channel("29:ben", LEASE)).toMatchObject([
    { id, from: "29:ana" },
    { root: id, from: sandbox.app.botId, text: "Noted." },
  ]);
});

test("an edit, a deletion and its undoing are told with the message's own id", async () => {
  const { sandbox, heard } = await listening();
  const posted = await sandbox.post("29:ana", LEASE, "help", { mention: true });
  await sandbox.edit("29:ana", posted, "@Rejoinder overdue");
  await sandbox.remove("29:ana", posted);
  expect(sandbox.seen.channel("29:ben", LEASE)).toMatchObject([{ text: "", deleted: expect.any(Number) }]);
  await sandbox.undelete("29:ana", posted);
  expect(heard.map(({ type, id, text, channelData }) => [type, id === posted.id, text, channelData.eventType])).toEqual(
    [
      ["message", true, "<at>Rejoinder</at> help", undefined],
      ["messageUpdate", true, "<at>Rejoinder</at> overdue", "editMessage"],
      ["messageDelete", true, undefined, "softDeleteMessage"],
      ["messageUpdate", true, "<at>Rejoinder</at> overdue", "undeleteMessage"],
    ],
  );
  await expect(sandbox.edit("29:ben", posted, "mine now")).rejects.toThrow("Only its author");
});

test("the bot's own chat with someone is the same one each time, and its messages can be changed and taken back", async () => {
  on = await stage();
  const { sandbox, adapter, into } = on;
  const open = async (id: string) => {
    let made = "";
    const params = {
      isGroup: false,
      bot: { id: sandbox.app.botId },
      members: [{ id }],
      tenantId: sandbox.app.tenantId,
    };
    await adapter.createConversationAsync(
      sandbox.app.appId,
      "msteams",
      sandbox.serviceUrl,
      "",
      params as never,
      async (context) => {
        made = context.activity.conversation.id;
      },
    );
    return made;
  };
  const chat = await open("29:ana");
  expect(await open(sandbox.state.users.get("29:ana")!.aadObjectId)).toBe(chat);
  let id = "";
  await into(chat, async (context) => {
    id = (await context.sendActivity("One"))!.id;
    await context.updateActivity({ ...card({ type: "TextBlock", text: "Two" }), id });
  });
  expect(sandbox.seen.dms("29:ana").map((message) => words(message.card!))).toEqual(["Two"]);
  expect(sandbox.seen.dms("29:ben")).toEqual([]);
  await into(chat, (context) => context.deleteActivity(id));
  expect(sandbox.seen.dms("29:ana")).toMatchObject([{ id, text: "", deleted: expect.any(Number) }]);
});

test("a pressed button reaches the bot with what was entered, and its answer takes the card's place", async () => {
  let asked: unknown;
  on = await stage(async (context) => {
    if (context.activity.type !== "invoke") return;
    asked = context.activity;
    const value = { type: "AdaptiveCard", version: "1.5", body: [{ type: "TextBlock", text: "Snoozed" }] };
    await context.sendActivity({
      type: "invokeResponse",
      value: { status: 200, body: { statusCode: 200, type: "application/vnd.microsoft.card.adaptive", value } },
    });
  });
  const { sandbox, into } = on;
  const choices = [
    { title: "1 hour", value: "60" },
    { title: "Tomorrow", value: "day" },
  ];
  const actions = [{ type: "Action.Execute", title: "Snooze", verb: "snooze", data: { inquiry: 7 } }];
  const chat = (await sandbox.post("29:ana", sandbox.app.botId, "hi")).conversation;
  await into(chat, (context) =>
    context.sendActivity(
      card({ type: "Input.ChoiceSet", id: "for", value: "60", choices }, { type: "ActionSet", actions }) as never,
    ),
  );
  const message = sandbox.seen.dms("29:ana").at(-1)!;
  await expect(sandbox.press("29:ana", message, "Nonsense")).rejects.toThrow(
    'There is no "Nonsense" here; there is: Snooze.',
  );
  await expect(sandbox.press("29:ana", message, "Snooze", { for: "year" })).rejects.toThrow("60, day");
  await expect(sandbox.press("29:ben", message, "Snooze")).rejects.toThrow("not in");
  expect(words(message.card!)).toBe("1 hour\nTomorrow\nSnooze");
  const outcome = await sandbox.press("29:ana", message, "Snooze", { for: "Tomorrow" });
  expect(outcome).toMatchObject({ acknowledged: true, status: 200 });
  expect(asked).toMatchObject({
    name: "adaptiveCard/action",
    replyToId: message.id,
    value: { action: { type: "Action.Execute", verb: "snooze", data: { inquiry: 7, for: "day" } }, trigger: "manual" },
  });
  expect(words(sandbox.seen.dms("29:ana").at(-1)!.card!)).toBe("Snoozed");
});
