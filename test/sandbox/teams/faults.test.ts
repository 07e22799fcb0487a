import { afterEach, expect, test, vi } from "vitest";
import { LEASE, postTo, refusal, type Stage, stage } from "./workspace.ts";

let on: Stage | undefined;
afterEach(async () => {
  vi.restoreAllMocks();
  await on?.close();
  on = undefined;
});

/** A bot that answers with `status` and counts what it hears. */
async function answering(status: () => number, options: { ackWithin?: number } = {}) {
  const heard: string[] = [];
  on = await stage(async ({ activity }) => {
    heard.push(activity.text);
    if (status() !== 200) throw new Error("not well");
  }, options);
  // The library tells the console of every failure.
  vi.spyOn(console, "error").mockImplementation(() => {});
  return { ...on, heard };
}

const message = (text: string) => ({ type: "message", text });
const posts = (stage: Stage) => stage.sandbox.seen.channel("29:ana", LEASE).map(({ text }) => text);

test("what is reset before it was taken is not there, what is reset after it is", async () => {
  on = await stage();
  const { sandbox } = on;
  sandbox.faults.next("sendToConversation", { kind: "reset-before" });
  await expect(postTo(sandbox, LEASE, message("lost"))).rejects.toThrow("fetch failed");
  expect(posts(on)).toEqual([]);
  sandbox.faults.next("sendToConversation", { kind: "reset-after" });
  await expect(postTo(sandbox, LEASE, message("there"))).rejects.toThrow("fetch failed");
  expect(posts(on)).toEqual(["there"]);
});

test("a silent connector has taken the message, and lets go when told to", async () => {
  on = await stage();
  const { sandbox } = on;
  sandbox.faults.next("sendToConversation", { kind: "silence" });
  const kept = postTo(sandbox, LEASE, message("there"));
  await sandbox.until(() => posts(on!).includes("there"));
  sandbox.faults.clear();
  expect(await kept).toMatchObject({ status: 201 });
});

test("a 429 says how long to wait, an error carries its code, and neither has an effect", async () => {
  on = await stage();
  const { sandbox } = on;
  sandbox.faults.next("sendToConversation", { kind: "http", status: 412, code: "PreconditionFailed" });
  expect(await postTo(sandbox, LEASE, message("no"))).toMatchObject({ status: 412, code: "PreconditionFailed" });
  sandbox.faults.next("sendToConversation", { kind: "ratelimited", retryAfter: 7 });
  expect(await postTo(sandbox, LEASE, message("no"))).toMatchObject({ status: 429, retryAfter: "7" });
  expect(posts(on)).toEqual([]);
});

test("the library itself meets a fault by the name of what it calls", async () => {
  on = await stage();
  on.sandbox.faults.next("replyToActivity", { kind: "http", status: 412, code: "PreconditionFailed" });
  const refused = await refusal(on.into(LEASE, (context) => context.sendActivity("no")));
  expect(refused).toEqual({ status: 412, code: "PreconditionFailed" });
});

test("too many messages in a second meet 429 where the limits are on, until the clock moves", async () => {
  on = await stage(undefined, { rateLimits: true });
  const { sandbox, clock } = on;
  for (let n = 0; n < 7; n++) expect((await postTo(sandbox, LEASE, message("x"))).status).toBe(201);
  expect(await postTo(sandbox, LEASE, message("x"))).toMatchObject({ status: 429, retryAfter: "1" });
  await clock.advance(1);
  expect((await postTo(sandbox, LEASE, message("x"))).status).toBe(201);
});

test("a bot that fails is told again at once and a minute later, and then no more", async () => {
  const { sandbox, clock, heard } = await answering(() => 500);
  const { delivery } = await sandbox.post("29:ana", sandbox.app.botId, "hello");
  expect(heard).toHaveLength(2);
  await clock.advance(1);
  await clock.advance(10);
  expect(heard).toEqual(["hello", "hello", "hello"]);
  expect(delivery).toMatchObject({ acknowledged: false, attempts: [{ status: 500 }, { retry: 1 }, { retry: 2 }] });
});

test("activities can be lost, come twice, change places, or come again because their answer was lost", async () => {
  const { sandbox, heard } = await answering(() => 200);
  const say = (text: string) => sandbox.post("29:ana", sandbox.app.botId, text);
  sandbox.faults.nextEvent("message", "lose");
  await say("lost");
  sandbox.faults.nextEvent("message", "duplicate");
  await say("twice");
  sandbox.faults.nextEvent("message", "hold");
  await say("second");
  await say("first");
  sandbox.faults.nextEvent("*", "unacknowledged");
  await say("again");
  sandbox.faults.nextEvent("message", "drop");
  await say("dropped once");
  expect(heard).toEqual(["twice", "twice", "first", "second", "again", "again", "dropped once"]);
});

test("a bot that takes too long has not answered", async () => {
  const gate = Promise.withResolvers<void>();
  on = await stage(() => gate.promise, { ackWithin: 50 });
  const { delivery } = await on.sandbox.post("29:ana", on.sandbox.app.botId, "hello");
  gate.resolve();
  expect(delivery!.attempts[0]).toMatchObject({ status: 0, failure: "timeout" });
});
