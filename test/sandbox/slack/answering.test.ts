import type { App } from "@slack/bolt";
import { afterEach, expect, test } from "vitest";
import { words } from "../../../src/sandbox/slack/seen.ts";
import { type Stage, stage } from "./workspace.ts";

let on: Stage | undefined;
afterEach(async () => {
  await on?.close();
  on = undefined;
});

const button = { type: "button" as const, action_id: "ok", text: { type: "plain_text" as const, text: "OK" } };
const asking = { text: "Sure?", blocks: [{ type: "actions" as const, elements: [button] }] };

test("the request URL gives the challenge back", async () => {
  on = await stage(() => {});
  expect(await on.sandbox.verifyUrl()).toBe(true);
});

test("an answer can take the place of the message that was pressed, or delete it, seen by one or by all", async () => {
  on = await stage((bolt) => {
    bolt.command("/ask", ({ ack }) => ack(asking));
    bolt.action("ok", async ({ ack, respond }) => {
      await ack();
      await respond({ text: "Done", replace_original: true });
    });
    bolt.action("gone", async ({ ack, respond }) => {
      await ack();
      await respond({ text: "", delete_original: true });
    });
  });
  const { sandbox, bolt } = on;
  await sandbox.slash("UANA", "CINT", "/ask");
  const [private_] = sandbox.seen.channel("UANA", "CINT");
  await sandbox.press("UANA", private_!, "ok");
  await sandbox.until(() => words(sandbox.seen.ephemeral("UANA")[0]!) === "Done");
  expect(sandbox.seen.channel("UBEN", "CINT")).toEqual([]);
  await expect(sandbox.press("UBEN", private_!, "ok")).rejects.toThrow("Only the person");

  const blocks = [{ type: "actions" as const, elements: [button, { ...button, action_id: "gone" }] }];
  await bolt.client.chat.postMessage({ channel: "CINT", text: "Sure?", blocks });
  const open = () => sandbox.seen.channel("UBEN", "CINT")[0];
  await sandbox.press("UBEN", open()!, "gone");
  await sandbox.until(() => open() === undefined);
});

test("a response URL is good for five answers and thirty minutes", async () => {
  let url = "";
  on = await stage((bolt) =>
    bolt.command("/ask", async ({ ack, command }) => {
      url = command.response_url;
      await ack();
    }),
  );
  const { sandbox, clock } = on;
  const answer = async (body: object = { text: "x" }) => {
    const response = await fetch(url, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify(body),
    });
    return { status: response.status, ...((await response.json()) as object) };
  };
  await sandbox.slash("UANA", "CINT", "/ask");
  expect(await answer({})).toMatchObject({ status: 400, error: "no_text" });
  for (let n = 0; n < 5; n++) expect(await answer()).toEqual({ status: 200, ok: true });
  expect(await answer()).toMatchObject({ status: 404, error: "used_url" });
  await sandbox.slash("UANA", "CINT", "/ask");
  await clock.advance(31);
  expect(await answer()).toMatchObject({ status: 404, error: "expired_url" });
});

test("a command the app fails at, or is late for, tells its user so in Slack's words", async () => {
  const gate = Promise.withResolvers<void>();
  const late = (bolt: App) =>
    bolt.command("/late", async ({ ack }) => {
      await gate.promise;
      await ack();
    });
  on = await stage(late, { ackWithin: 100 });
  const { sandbox } = on;
  expect((await sandbox.slash("UANA", "CINT", "/late")).refused).toBe(
    '/late failed with the error "operation_timeout"',
  );
  gate.resolve();
  sandbox.connectEvents(sandbox.apiUrl.replace("/api/", "/nowhere"));
  expect((await sandbox.slash("UANA", "CINT", "/late")).refused).toBe('/late failed with the error "dispatch_failed"');
});

test("a shortcut on a message carries that message and its channel", async () => {
  let heard: unknown;
  on = await stage((bolt) =>
    bolt.shortcut("track", async ({ ack, shortcut }) => {
      heard = shortcut;
      await ack();
    }),
  );
  const posted = await on.sandbox.post("UDANA", "CACME", "When?");
  await on.sandbox.shortcut("UANA", "track", posted);
  expect(heard).toMatchObject({
    ...{ type: "message_action", callback_id: "track", message_ts: posted.ts, user: { id: "UANA", team_id: "TFIRM" } },
    ...{ channel: { id: "CACME", name: "acme-counsel" }, message: { text: "When?", user: "UDANA" } },
  });
});
