import { request } from "node:http";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Done, MessagesPage, Role, View } from "../../../src/sandbox/page/shown.ts";
import { type Served, sandboxWithPage } from "./rig.ts";

// What the page's server gives to whom, and whom it refuses; no browser needed.

let served: Served;
beforeAll(async () => {
  served = await sandboxWithPage("2026-01-14T10:00-05:00");
});
afterAll(() => served.close());

async function asked(path: string, body?: object) {
  const response = await fetch(`${served.url}${path}`, {
    ...(body ? { method: "POST", body: JSON.stringify(body), headers: { "content-type": "application/json" } } : {}),
  });
  return { status: response.status, body: (await response.json()) as View & MessagesPage & Done };
}

/** A request whose headers no browser would let a page set. */
function raw(path: string, headers: Record<string, string>, method = "GET"): Promise<number> {
  return new Promise((resolve, reject) => {
    const sent = request(new URL(path, served.url), { headers, method }, (response) => {
      response.resume();
      resolve(response.statusCode!);
    });
    sent.on("error", reject).end(method === "POST" ? "{}" : undefined);
  });
}

const json = { "content-type": "application/json" };

describe("whoever is not the page itself is refused", () => {
  test.each([
    ["a name that was made to lead here", { host: "rejoinder.example" }],
    ["another name of that kind, with a port", { host: "127.0.0.1.example:4747" }],
    ["another site's script", { origin: "https://elsewhere.example" }],
    ["a page on another port of this machine", { origin: "http://127.0.0.1:1" }],
    ["a sandboxed frame", { origin: "null" }],
    ["what a browser says comes from elsewhere", { "sec-fetch-site": "cross-site" }],
  ])("%s", async (_who, headers) => {
    expect(await raw("/api/view?as=UKIM", headers)).toBe(403);
    expect(await raw("/api/changes", headers)).toBe(403);
    expect(await raw("/api/post", { ...json, ...headers }, "POST")).toBe(403);
  });

  test("a form, which any site could send without asking", async () => {
    expect(await raw("/api/post", { "content-type": "text/plain" }, "POST")).toBe(403);
    expect(await raw("/api/post", {}, "POST")).toBe(403);
  });

  test("its own requests are taken, and nothing may be loaded from elsewhere", async () => {
    expect(await raw("/api/view?as=UKIM", { origin: served.url, "sec-fetch-site": "same-origin" })).toBe(200);
    const { headers } = await fetch(`${served.url}/`);
    expect(headers.get("content-security-policy")).toMatch(/default-src 'none'.*frame-ancestors 'none'/);
    expect(headers.get("content-security-policy")).not.toMatch(/unsafe|https?:|\*/);
  });

  test("a path outside of what was built", async () => {
    expect(await raw("/../package.json", {})).toBe(404);
    expect(await raw("/assets/..%2f..%2fpackage.json", {})).toBe(404);
  });
});

test("whom one can be: two clients and more, the firm's lawyers, lead, partner, administrator; never the bot", async () => {
  const { body } = await asked("/api/roles");
  const names = (body as unknown as Role[]).map(({ name, outside }) => `${name}${outside ? " (client)" : ""}`);
  expect(names).toEqual([
    "Kim Fixture",
    "Ana Fixture",
    "Ben Fixture",
    "Lee Fixture",
    "Pat Fixture",
    "Ash Fixture",
    "Dana Example (client)",
    "Eve Example (client)",
    "Sam Example (client)",
  ]);
  expect(await asked("/api/view?as=UBOT")).toMatchObject({ status: 409, body: { refused: /.*/ } });
});

describe("what someone may not see is not there", () => {
  test("a client: their own shared channel, the people in it, and nothing of the bot's", async () => {
    const { body } = await asked("/api/view?as=UDANA");
    expect(body.conversations.map((one) => one.name)).toEqual(["acme-counsel"]);
    expect(body).toMatchObject({ commands: [], onMessage: [], anywhere: [] });
    expect(body.app).toBeUndefined();
    const told = JSON.stringify(body);
    for (const hidden of ["Sam", "Ana", "Ben", "Ash", "globex", "initech", "general", "/inquiries", "Track"])
      expect(told).not.toContain(hidden);
  });

  test("a client of another channel, a private matter's, a thread's or the bot's messages: as if they did not exist", async () => {
    await served.sandbox.openHome("UKIM");
    for (const channel of ["CGLOBEX", "CALDER", "CGENERAL", "UBOT", "CNOWHERE"])
      for (const path of ["messages", "thread"])
        expect(await asked(`/api/${path}?as=UDANA&channel=${channel}&thread=1`)).toEqual({
          status: 409,
          body: { refused: "There is no such conversation." },
        });
    expect(await asked("/api/home?as=UDANA")).toEqual({ status: 200, body: null });
    for (const [path, body] of [
      ["post", { text: "hello" }],
      ["slash", { text: "/inquiries" }],
      ["read", {}],
    ] as const)
      expect((await asked(`/api/${path}`, { as: "UDANA", channel: "CALDER", ...body })).status).toBe(409);
  });

  test("a lawyer outside a private matter does not see its channel", async () => {
    const { body } = await asked("/api/view?as=UKIM");
    expect(body.conversations.map((one) => one.name)).not.toContain("initech-alder");
    const ana = await asked("/api/view?as=UANA");
    expect(ana.body.conversations).toContainEqual(expect.objectContaining({ name: "initech-alder", private: true }));
  });

  test("a file goes to those who see it where it was posted", async () => {
    const files = [{ name: "lease.txt", base64: Buffer.from("clause 14").toString("base64") }];
    await asked("/api/post", { as: "UANA", channel: "CALDER", text: "The plan", files });
    const { body } = await asked("/api/messages?as=UPAT&channel=CALDER");
    const file = body.messages[0]!.files[0]!;
    expect(file).toMatchObject({ name: "lease.txt", mimetype: "text/plain" });
    const given = await fetch(`${served.url}/api/file?as=UPAT&id=${file.id}`);
    expect(given.headers.get("content-disposition")).toBe("attachment");
    expect(await given.text()).toBe("clause 14");
    expect((await asked(`/api/file?as=UKIM&id=${file.id}`)).status).toBe(409);
    expect((await asked(`/api/file?as=USAM&id=${file.id}`)).status).toBe(409);
  });

  test("what the bot tells one person alone is in nobody else's messages", async () => {
    await asked("/api/slash", { as: "ULEE", channel: "CACME", text: "/inquiries team" });
    const seenBy = async (as: string) => JSON.stringify((await asked(`/api/messages?as=${as}&channel=CACME`)).body);
    expect(await seenBy("ULEE")).toContain('"ephemeral":true');
    expect(await seenBy("UKIM")).not.toContain("Litigation");
    expect(await seenBy("UDANA")).not.toContain("Litigation");
  });
});

describe("done by the page", () => {
  test("what Slack would refuse is refused in its words", async () => {
    const slash = { as: "UDANA", channel: "CACME", text: "/inquiries team" };
    expect((await asked("/api/slash", slash)).body).toEqual({ refused: "/inquiries is not a valid command." });
    const { body } = await asked("/api/post", { as: "UKIM", channel: "CACME", text: "Good morning" });
    expect(await asked("/api/edit", { as: "UDANA", channel: "CACME", ts: body.ts, text: "x" })).toMatchObject({
      status: 409,
      body: { refused: "Only its author can edit a message." },
    });
    expect((await asked("/api/slash", { ...slash, as: "UKIM", thread: body.ts })).body.refused).toMatch(/in threads/);
  });

  test("what is pressed just as it changes is said to have changed: no fault, whether it or its whole message is gone", async () => {
    const { body } = await asked("/api/post", { as: "UKIM", channel: "CACME", text: "Good morning" });
    const at = { channel: "CACME", ts: body.ts };
    const changed = { status: 200, body: { refused: "That has changed meanwhile: see what stands there now." } };
    expect(await asked("/api/press", { as: "UKIM", at, action: "open" })).toEqual(changed);
    await asked("/api/remove", { as: "UKIM", ...at });
    expect(await asked("/api/press", { as: "UKIM", at, action: "open" })).toEqual(changed);
    const elsewhere = { channel: "CALDER", ts: body.ts };
    expect((await asked("/api/press", { as: "UDANA", at: elsewhere, action: "open" })).status).toBe(409);
  });

  test("nonsense is refused with what is wrong, and without a fault", async () => {
    const { status, body } = await asked("/api/post", { as: "UKIM", channel: "CACME" });
    expect(status).toBe(409);
    expect(body.refused).toMatch(/makes no sense: .*text/s);
    expect((await asked("/api/nothing")).status).toBe(404);
  });

  test("a message is unread for others until they read it, and never for its author", async () => {
    const unread = async (as: string) => {
      const { body } = await asked(`/api/view?as=${as}`);
      return body.conversations.find((one) => one.id === "CGENERAL")!.unread;
    };
    await asked("/api/post", { as: "UKIM", channel: "CGENERAL", text: "Lunch?" });
    expect([await unread("UKIM"), await unread("UBEN")]).toEqual([0, 1]);
    await asked("/api/read", { as: "UBEN", channel: "CGENERAL" });
    expect([await unread("UBEN"), await unread("ULEE")]).toEqual([0, 1]);
  });

  test("two of the firm write to each other alone; nobody else sees it, the bot neither, and no client can", async () => {
    const heard = served.sandbox.state.deliveries.length;
    expect((await asked("/api/messages?as=UBEN&channel=UASH")).body).toMatchObject({ messages: [], more: false });
    await asked("/api/post", { as: "UBEN", channel: "UASH", text: "Is the boardroom free?" });
    await asked("/api/post", { as: "UASH", channel: "UBEN", text: "From noon." });
    expect((await asked("/api/messages?as=UBEN&channel=UASH")).body.messages.map(({ text }) => text)).toEqual([
      "Is the boardroom free?",
      "From noon.",
    ]);
    expect(served.sandbox.state.deliveries).toHaveLength(heard);
    expect((await asked("/api/messages?as=UKIM&channel=DUASHUBEN")).status).toBe(409);
    for (const channel of ["UKIM", "UBOT", "UDANA"])
      expect((await asked("/api/post", { as: "UEVE", channel, text: "hello" })).status).toBe(409);
  });

  test("the newest page of a long channel first, and older ones as they are asked for", async () => {
    for (let n = 1; n <= 60; n++) await served.sandbox.post("UBEN", "CGENERAL", `note ${n}`, { unheard: true });
    const newest = (await asked("/api/messages?as=UKIM&channel=CGENERAL&limit=40")).body;
    expect(newest).toMatchObject({ more: true });
    expect(newest.messages).toHaveLength(40);
    expect(newest.messages.at(-1)!.text).toBe("note 60");
    const all = (await asked("/api/messages?as=UKIM&channel=CGENERAL&limit=500")).body;
    expect(all).toMatchObject({ more: false });
    expect(all.messages.length).toBeGreaterThan(60);
  });

  test("everyone who watches is told that something changed", async () => {
    const stop = new AbortController();
    const { body } = await fetch(`${served.url}/api/changes`, { signal: stop.signal });
    const lines = body!.pipeThrough(new TextDecoderStream()).getReader();
    await lines.read();
    await asked("/api/react", {
      as: "UBEN",
      channel: "CGENERAL",
      ts: (await asked("/api/messages?as=UBEN&channel=CGENERAL")).body.messages[0]!.ts,
      name: "eyes",
      on: true,
    });
    expect((await lines.read()).value).toMatch(/^data: \d+/);
    stop.abort();
  });
});
