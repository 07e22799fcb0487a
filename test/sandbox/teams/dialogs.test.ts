import type { Activity } from "botbuilder";
import { afterEach, expect, test } from "vitest";
import { words } from "../../../src/sandbox/teams/seen.ts";
import { ACME_COUNSEL, CHAT, card, LEASE, type Stage, stage } from "./workspace.ts";

let on: Stage | undefined;
afterEach(async () => {
  await on?.close();
  on = undefined;
});

const form = (...body: object[]) => ({
  type: "AdaptiveCard",
  version: "1.5",
  body: [{ type: "Input.Text", id: "who", label: "Who", isRequired: true, errorMessage: "Say who." }, ...body],
  actions: [{ type: "Action.Submit", title: "Log", data: { form: "contact" } }],
});

const dialog = (content: object) => ({
  task: {
    type: "continue",
    value: { title: "Log", card: { contentType: "application/vnd.microsoft.card.adaptive", content } },
  },
});

/** A bot that answers each invoke by its name. */
async function answering(answers: Record<string, unknown>) {
  const asked: Activity[] = [];
  on = await stage(async (context) => {
    if (context.activity.type !== "invoke") return;
    asked.push(structuredClone(context.activity));
    const body = answers[context.activity.name!];
    await context.sendActivity({
      type: "invokeResponse",
      value: body === undefined ? { status: 501 } : { status: 200, body },
    });
  });
  return { ...on, asked };
}

test("a message action carries the message, opens a dialog, and sends what was filled in", async () => {
  const { sandbox, asked } = await answering({
    "composeExtension/fetchTask": dialog(form()),
    "composeExtension/submitAction": {},
  });
  const posted = await sandbox.post("29:dana", ACME_COUNSEL, "May we sublet & when?");
  const opened = await sandbox.messageAction("29:ana", "track", posted);
  expect(opened.dialog).toMatchObject({ title: "Log" });
  expect(asked[0]!.value).toMatchObject({
    commandId: "track",
    commandContext: "message",
    messagePayload: {
      id: posted.id,
      body: { contentType: "html", content: "<p>May we sublet &amp; when?</p>" },
      from: { user: { displayName: "Dana Example" } },
    },
  });
  await expect(sandbox.submit("29:ana")).rejects.toThrow("Say who.");
  await expect(sandbox.submit("29:ana", { whom: "Dana" })).rejects.toThrow("no input called whom");
  expect(await sandbox.submit("29:ana", { who: "Dana" })).toMatchObject({ acknowledged: true });
  expect(asked[1]).toMatchObject({
    name: "composeExtension/submitAction",
    value: { data: { form: "contact", who: "Dana" } },
  });
  expect(sandbox.seen.dialog("29:ana")).toBeUndefined();
  expect(await sandbox.messageAction("29:dana", "track", posted)).toMatchObject({
    refused: expect.stringContaining("not offered"),
  });
});

test("a button can open a dialog, which stays open while the bot asks for more", async () => {
  const complaint = form({ type: "TextBlock", text: "Nobody is called that." });
  const { sandbox, asked, into } = await answering({ "task/fetch": dialog(form()), "task/submit": dialog(complaint) });
  const { conversation } = await sandbox.post("29:ana", sandbox.app.botId, "hi");
  const actions = [{ type: "Action.Submit", title: "Reassign", data: { msteams: { type: "task/fetch" }, inquiry: 7 } }];
  await into(conversation, (context) => context.sendActivity(card({ type: "ActionSet", actions }) as never));
  await sandbox.press("29:ana", sandbox.seen.dms("29:ana").at(-1)!, "Reassign");
  expect(asked[0]).toMatchObject({ name: "task/fetch", value: { data: { inquiry: 7 } } });
  await sandbox.submit("29:ana", { who: "Nobody" });
  expect(words(sandbox.seen.dialog("29:ana")!)).toContain("Nobody is called that.");
});

test("a bot that fails leaves the dialog open and the person told", async () => {
  const { sandbox } = await answering({ "composeExtension/fetchTask": dialog(form()) });
  const posted = await sandbox.post("29:ana", CHAT, "note");
  await sandbox.messageAction("29:ana", "track", posted);
  expect(await sandbox.submit("29:ana", { who: "Dana" })).toMatchObject({
    status: 501,
    refused: "Something went wrong. Please try again.",
  });
  expect(sandbox.seen.dialog("29:ana")).toBeDefined();
});

test("the personal tab shows the card the bot gives", async () => {
  const value = {
    cards: [{ card: { type: "AdaptiveCard", version: "1.5", body: [{ type: "TextBlock", text: "2 open" }] } }],
  };
  const { sandbox } = await answering({ "tab/fetch": { tab: { type: "continue", value } } });
  await sandbox.openHome("29:ana");
  expect(words(sandbox.seen.home("29:ana")!)).toBe("2 open");
});

test("a slash command in a channel is a message for the bot alone, in its own chat an ordinary one", async () => {
  const heard: Activity[] = [];
  on = await stage(async (context) => heard.push(structuredClone(context.activity)));
  const { sandbox } = on;
  await sandbox.slash("29:ana", LEASE, "/inquiries", "team");
  await sandbox.slash("29:ana", sandbox.app.botId, "/inquiries", "overdue");
  expect(heard).toMatchObject([
    { text: "inquiries team", recipient: { id: sandbox.app.botId, isTargeted: true } },
    { text: "inquiries overdue", recipient: { id: sandbox.app.botId } },
  ]);
  expect(sandbox.seen.channel("29:ben", LEASE)).toEqual([]);
  expect((await sandbox.slash("29:dana", ACME_COUNSEL, "/inquiries")).refused).toContain("not offered");
});

test("the bot hears of reactions to its own messages, and of no others", async () => {
  const heard: Activity[] = [];
  on = await stage(async (context) => heard.push(structuredClone(context.activity)));
  const { sandbox, into } = on;
  const posted = await sandbox.post("29:ana", LEASE, "well");
  await into(LEASE, (context) => context.sendActivity("Noted."));
  const own = sandbox.seen.channel("29:ana", LEASE).at(-1)!;
  expect(await sandbox.react("29:ana", posted, "like")).toBeUndefined();
  await sandbox.react("29:ana", own, "like");
  await sandbox.react("29:ana", own, "like", "removed");
  expect(heard).toMatchObject([
    { type: "messageReaction", reactionsAdded: [{ type: "like" }], replyToId: own.id },
    { type: "messageReaction", reactionsRemoved: [{ type: "like" }] },
  ]);
});

test("a plain submit button is a message with a value and no text", async () => {
  const heard: Activity[] = [];
  on = await stage(async (context) => heard.push(structuredClone(context.activity)));
  const { sandbox, into } = on;
  const { conversation } = await sandbox.post("29:ana", sandbox.app.botId, "hi");
  const actions = [{ type: "Action.Submit", title: "Take", data: { take: 7 } }];
  await into(conversation, (context) => context.sendActivity(card({ type: "ActionSet", actions }) as never));
  const note = sandbox.seen.dms("29:ana").at(-1)!;
  await sandbox.press("29:ana", note, "Take");
  expect(heard.at(-1)).toMatchObject({ type: "message", value: { take: 7 }, replyToId: note.id });
  expect(heard.at(-1)!.text ?? "").toBe("");
});
