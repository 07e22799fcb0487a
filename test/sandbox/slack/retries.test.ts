import { createServer, type IncomingHttpHeaders } from "node:http";
import { afterEach, expect, test } from "vitest";
import type { SandboxOptions } from "../../../src/sandbox/slack/server.ts";
import { signedHeaders } from "../../../src/sandbox/slack/sign.ts";
import { listen } from "../../../src/sandbox/slack/web.ts";
import { alone, START } from "./workspace.ts";

interface Got {
  headers: IncomingHttpHeaders;
  body: { event_id: string; event: { text: string } };
  raw: string;
}

let ends: (() => unknown)[] = [];
afterEach(async () => {
  for (const end of ends.reverse()) await end();
  ends = [];
});

/** An app that answers each request with the next of `statuses`, the last of them for ever. 0: it never answers. */
async function app(statuses: number[], options: Partial<SandboxOptions> = {}, headers = {}) {
  const got: Got[] = [];
  const server = createServer(async (request, response) => {
    let raw = "";
    for await (const part of request) raw += part;
    got.push({ headers: request.headers, body: JSON.parse(raw), raw });
    const status = statuses.length > 1 ? statuses.shift()! : statuses[0]!;
    if (status > 0) response.writeHead(status, headers).end();
  });
  const url = await listen(server, 0);
  ends.push(() => {
    server.closeAllConnections();
    server.close();
  });
  const on = await alone(options);
  ends.push(on.close);
  on.sandbox.connectEvents(`${url}/slack/events`);
  return { ...on, got };
}

/** The URL of a server that has just stopped. */
async function nobodyThere(): Promise<string> {
  const server = createServer();
  const url = await listen(server, 0);
  await new Promise((resolve) => server.close(resolve));
  return url;
}

const retries = (got: Got[]) => got.map(({ headers }) => headers["x-slack-retry-num"] ?? "first");

test("a request is signed with the sandbox clock", async () => {
  const { sandbox, got } = await app([200]);
  await sandbox.post("UANA", "CINT", "Hello");
  expect(got[0]!.headers).toMatchObject(signedHeaders(got[0]!.raw, sandbox.app.signingSecret, START));
});

test("an app that fails is tried again at once, after one minute and after five, and then no more", async () => {
  const { sandbox, clock, got } = await app([500]);
  const { delivery } = await sandbox.post("UANA", "CINT", "Hello");
  expect(retries(got)).toEqual(["first", "1"]);
  await clock.advance(1);
  expect(retries(got)).toEqual(["first", "1", "2"]);
  await clock.advance(3.9);
  expect(got).toHaveLength(3);
  await clock.advance(0.1);
  expect(retries(got)).toEqual(["first", "1", "2", "3"]);
  await clock.advance(24 * 60);
  expect(got).toHaveLength(4);
  expect(got[3]!.headers["x-slack-retry-reason"]).toBe("http_error");
  expect(new Set(got.map(({ body }) => body.event_id)).size).toBe(1);
  expect(delivery).toMatchObject({
    acknowledged: false,
    attempts: [{ retry: 0 }, { retry: 1 }, { retry: 2 }, { retry: 3 }],
  });
});

test("with Delayed Events it is tried hourly for a day after that", async () => {
  const { sandbox, clock, got } = await app([500], { delayedEvents: true });
  await sandbox.post("UANA", "CINT", "Hello");
  await clock.advance(25 * 60);
  expect(got).toHaveLength(4 + 24);
});

test("a retry says what the first try said, whatever has happened to the message since", async () => {
  const { sandbox, clock, got } = await app([500]);
  const posted = await sandbox.post("UANA", "CINT", "Hello");
  await sandbox.post("UBEN", "CINT", "Reply", { thread: posted.ts });
  await sandbox.edit("UANA", posted, "Good-bye");
  await clock.advance(1);
  const tries = got.filter(({ body }) => body.event_id === posted.delivery?.eventId);
  expect(tries).toHaveLength(3);
  expect(new Set(tries.map(({ raw }) => raw)).size).toBe(1);
});

test("an app that comes back gets it by the next retry, and that is the last", async () => {
  const { sandbox, clock, got } = await app([500, 500, 200]);
  const { delivery } = await sandbox.post("UANA", "CINT", "Hello");
  await clock.advance(10);
  expect(got).toHaveLength(3);
  expect(delivery?.acknowledged).toBe(true);
});

test("no answer in time is http_timeout; nobody there is connection_failed", async () => {
  const { sandbox, got } = await app([0, 200], { ackWithin: 200 });
  const { delivery } = await sandbox.post("UANA", "CINT", "Hello");
  expect(delivery?.attempts[0]?.failure).toBe("http_timeout");
  expect(got[1]!.headers["x-slack-retry-reason"]).toBe("http_timeout");
  sandbox.connectEvents(await nobodyThere());
  const { delivery: second } = await sandbox.post("UANA", "CINT", "Hello");
  expect(second?.attempts[0]).toMatchObject({ failure: "connection_failed", status: 0 });
});

test("the app is told, unwrapped, that it gets no more events this minute", async () => {
  const { sandbox, got } = await app([200]);
  await sandbox.rateLimitEvents();
  const minute_rate_limited = START / 1000;
  expect(got[0]!.body).toMatchObject({ type: "app_rate_limited", team_id: "TFIRM", minute_rate_limited });
});

test("x-slack-no-retry ends it", async () => {
  const { sandbox, got } = await app([500], {}, { "x-slack-no-retry": "1" });
  await sandbox.post("UANA", "CINT", "Hello");
  expect(got).toHaveLength(1);
});

test("an event dropped on its way comes by retry; one lost does not", async () => {
  const { sandbox, got } = await app([200]);
  sandbox.faults.nextEvent("message", "drop");
  await sandbox.post("UANA", "CINT", "Dropped");
  expect(retries(got)).toEqual(["1"]);
  sandbox.faults.nextEvent("message", "lose");
  await sandbox.post("UANA", "CINT", "Lost");
  expect(got).toHaveLength(1);
});

test("an event comes twice, by duplication or because its acknowledgement was lost", async () => {
  const { sandbox, got } = await app([200]);
  sandbox.faults.nextEvent("*", "duplicate");
  await sandbox.post("UANA", "CINT", "Twice");
  expect(retries(got)).toEqual(["first", "first"]);
  sandbox.faults.nextEvent("*", "unacknowledged");
  await sandbox.post("UANA", "CINT", "Again");
  expect(retries(got.slice(2))).toEqual(["first", "1"]);
  expect(new Set(got.map(({ body }) => body.event_id)).size).toBe(2);
});

test("an event that is held back arrives after the next", async () => {
  const { sandbox, got } = await app([200]);
  sandbox.faults.nextEvent("message", "hold");
  await sandbox.post("UANA", "CINT", "Question");
  await sandbox.post("UBEN", "CINT", "Answer");
  expect(got.map(({ body }) => body.event.text)).toEqual(["Answer", "Question"]);
});
