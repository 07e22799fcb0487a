import type { WebClient } from "@slack/web-api";
import { afterEach, beforeEach, expect, test } from "vitest";
import type { SandboxClock } from "../../../src/sandbox/clock.ts";
import type { SlackSandbox } from "../../../src/sandbox/slack/server.ts";
import { alone, clientOf, refusal } from "./workspace.ts";

let sandbox: SlackSandbox;
let client: WebClient;
let clock: SandboxClock;
beforeEach(async () => {
  ({ sandbox, client, clock } = await alone());
});
afterEach(() => sandbox.close());

const hello = { channel: "CINT", text: "Hello" };
const posted = () => sandbox.state.channels.get("CINT")!.messages.length;

test("a socket reset before: the caller fails, and nothing was posted", async () => {
  sandbox.faults.next("chat.postMessage", { kind: "reset-before" });
  await expect(client.chat.postMessage(hello)).rejects.toThrow();
  expect(posted()).toBe(0);
});

test("a socket reset after: the caller fails, though the message was posted", async () => {
  sandbox.faults.next("chat.postMessage", { kind: "reset-after" });
  await expect(client.chat.postMessage(hello)).rejects.toThrow();
  expect(posted()).toBe(1);
});

test("an answer that never comes, until the fault is cleared", async () => {
  sandbox.faults.next("*", { kind: "silence" });
  await expect(clientOf(sandbox, undefined, 50).chat.postMessage(hello)).rejects.toThrow();
  await sandbox.until(() => posted() === 1);
  sandbox.faults.clear();
  await client.chat.postMessage(hello);
  expect(posted()).toBe(2);
});

test("a late answer is an answer", async () => {
  sandbox.faults.next("auth.test", { kind: "delay", ms: 5 });
  expect((await client.auth.test()).ok).toBe(true);
});

test("an HTTP error, as many times as asked", async () => {
  sandbox.faults.next("chat.postMessage", { kind: "http", status: 503 }, 2);
  for (const _ of [1, 2]) await expect(client.chat.postMessage(hello)).rejects.toMatchObject({ statusCode: 503 });
  await client.chat.postMessage(hello);
  expect(posted()).toBe(1);
});

test("a refusal on demand", async () => {
  sandbox.faults.next("chat.postMessage", { kind: "error", error: "fatal_error" });
  expect((await refusal(client.chat.postMessage(hello))).error).toBe("fatal_error");
});

test("too many requests: 429 with Retry-After", async () => {
  sandbox.faults.next("chat.postMessage", { kind: "ratelimited", retryAfter: 7 });
  await expect(client.chat.postMessage(hello)).rejects.toMatchObject({ retryAfter: 7 });
});

test("every call is in the log, with what it asked and got, and never its token", async () => {
  await client.chat.postMessage(hello);
  sandbox.faults.next("chat.postMessage", { kind: "reset-before" });
  await client.chat.postMessage(hello).catch(() => {});
  expect(sandbox.state.calls).toMatchObject([
    { method: "chat.postMessage", args: hello, status: 200, response: { ok: true } },
    { method: "chat.postMessage", args: hello, status: 0, fault: "reset-before" },
  ]);
  expect(JSON.stringify(sandbox.state.calls)).not.toContain(sandbox.app.botToken);
});

test("a file's bytes and a response URL can fail as well", async () => {
  sandbox.faults.next("upload", { kind: "http", status: 500 });
  const upload = () => client.filesUploadV2({ file: Buffer.from("x"), filename: "a.txt" });
  await expect(upload()).rejects.toThrow();
  expect((await upload()).ok).toBe(true);
  sandbox.faults.next("response_url", { kind: "reset-before" });
  const url = `${sandbox.apiUrl.replace("/api/", "")}/response/none`;
  await expect(fetch(url, { method: "POST" })).rejects.toThrow();
  expect((await fetch(url, { method: "POST" })).status).toBe(404);
});

test("rate limits, where asked for, count by the sandbox clock", async () => {
  await sandbox.close();
  ({ sandbox, client, clock } = await alone({ rateLimits: true }));
  const outcomes = await Promise.allSettled(Array.from({ length: 21 }, () => client.users.list({})));
  expect(outcomes.filter(({ status }) => status === "rejected")).toHaveLength(1);
  await clock.advance(1);
  expect((await client.users.list({})).ok).toBe(true);
  const burst = await Promise.allSettled(Array.from({ length: 7 }, () => client.chat.postMessage(hello)));
  expect(burst.filter(({ status }) => status === "fulfilled")).toHaveLength(5);
});
