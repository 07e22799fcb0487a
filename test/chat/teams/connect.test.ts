import { existsSync, readFileSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, describe, expect, test, vi } from "vitest";
import type { Found, InternalDestination } from "../../../src/chat/platform.ts";
import { teams } from "../../../src/chat/teams/connect.ts";
import { signed } from "../../../src/sandbox/teams/keys.ts";
import type { TeamsSandbox } from "../../../src/sandbox/teams/server.ts";
import {
  ACME_COUNSEL,
  card,
  configOf,
  desk,
  FIRM,
  LEASE,
  person,
  privateTo,
  READS_ALL,
  START,
  silent,
  stage,
} from "./stage.ts";

const ANA = person("29:ana");
const open: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  vi.restoreAllMocks();
  for (const close of open.splice(0).reverse()) await close();
});
async function set(...how: Parameters<typeof stage>) {
  const made = await stage(...how);
  open.push(made.close);
  return made;
}

describe("receiving", () => {
  test("an activity is not acknowledged before it is stored", async () => {
    const order: string[] = [];
    const { sandbox, desk } = await set();
    const stored = Promise.withResolvers<void>();
    desk.keep = () => stored.promise.then(() => order.push("kept") > 0);
    const posted = sandbox.post("29:ana", LEASE, "Hello").then(() => order.push("acknowledged"));
    setImmediate(stored.resolve);
    await posted;
    expect(order).toEqual(["kept", "acknowledged"]);
  });

  test("what cannot be stored is not acknowledged, and Teams sends it again", async () => {
    const { sandbox, desk } = await set();
    const keep = desk.keep;
    let tries = 0;
    desk.keep = (envelope) => (++tries === 1 ? Promise.reject(new Error("disk full")) : keep(envelope));
    const posted = await sandbox.post("29:ana", LEASE, "Hello");
    expect(posted.delivery!.attempts.map(({ status }) => status)).toEqual([503, 200]);
    await desk.idle();
    // Teams may give up on it: it is looked for as well.
    expect(desk.told.map(({ kind }) => kind)).toEqual(["missed", "message"]);
  });

  test("sent twice it is one delivery", async () => {
    const { sandbox, desk } = await set();
    sandbox.faults.nextEvent("message", "duplicate");
    await sandbox.post("29:ana", LEASE, "Hello");
    await desk.idle();
    expect([desk.kept.size, desk.told.length]).toEqual([1, 1]);
  });

  test("what the Bot Framework did not sign is refused", async () => {
    // The Bot Framework's library prints the public keys that a signature did not fit.
    vi.spyOn(console, "error").mockImplementation(() => {});
    const { sandbox, desk, address } = await addressed();
    const activity = activityOf(sandbox);
    for (const authorization of ["", "Bearer", "Bearer a.b.c", `Bearer ${forged(sandbox)}`])
      expect((await post(address, activity, authorization)).status, authorization).toBe(401);
    expect((await post(address, { ...activity, channelId: "AseChannel" }, "Bearer a.b.c")).status).toBe(401);
    expect(desk.kept.size).toBe(0);
  });

  test("what is signed but of another tenant, or names a strange service, is refused", async () => {
    const { sandbox, desk, address } = await addressed();
    const conversation = { id: LEASE, conversationType: "channel" };
    const stranger = { ...activityOf(sandbox), conversation: { ...conversation, tenantId: "other" }, channelData: {} };
    const strange = { ...activityOf(sandbox), serviceUrl: "https://evil.example/" };
    expect((await post(address, stranger, signature(sandbox))).status).toBe(403);
    expect((await post(address, strange, signature(sandbox, strange.serviceUrl))).status).toBe(403);
    expect((await post(address, activityOf(sandbox), signature(sandbox))).status).toBe(200);
    expect(desk.kept.size).toBe(1);
  });

  test("nonsense is refused without a word about the program", async () => {
    const { address } = await addressed();
    for (const body of ["{", "[]", "null", '{"a":1}', `{"type":"${"x".repeat(1_100_000)}"}`]) {
      const headers = { "content-type": "application/json", authorization: "Bearer a.b.c" };
      const answer = await fetch(address, { method: "POST", body, headers });
      expect([400, 413]).toContain(answer.status);
      expect(await answer.text()).toBe("That is no activity.");
    }
    expect((await fetch(address)).status).toBe(404);
  });
});

describe("what is missing is named, and where it is found", () => {
  const whole = { appId: FIRM, tenantId: FIRM, secret: "s", host: "127.0.0.1", port: 0 };
  test.each([
    [{ ...whole, appId: "" }, /app id.*Microsoft App ID/],
    [{ ...whole, tenantId: "fixture.example" }, /tenant id.*App Tenant ID/],
    [{ ...whole, secret: undefined }, /client secret.*certificate.*managed identity/],
    [{ ...whole, certificate: { thumbprint: "ab", privateKey: "" } }, /both its thumbprint and its private key/],
    [{ ...whole, appId: "", tenantId: "" }, /app id.*tenant id/s],
  ])("%#", (config, why) => expect(() => teams(config, { now: () => START }, silent)).toThrow(why));

  test.each([{ certificate: { thumbprint: "ab".repeat(20), privateKey: "key" } }, { managedIdentity: true }])(
    "%o serves as well as a secret",
    (proof) => {
      const config = { ...whole, secret: undefined, ...proof };
      expect(teams(config, { now: () => START }, silent).platform).toBe("teams");
    },
  );
});

describe("one call, one request", () => {
  test.each([
    [{ kind: "http", status: 503 }, { later: expect.stringContaining("503") }],
    [{ kind: "http", status: 502 }, { unknown: expect.stringContaining("502") }],
    [
      { kind: "ratelimited", retryAfter: 7 },
      { later: expect.any(String), afterMs: 7000 },
    ],
    [{ kind: "reset-after" }, { unknown: expect.stringContaining("lost") }],
    [{ kind: "reset-before" }, { unknown: expect.stringContaining("lost") }],
    [{ kind: "http", status: 403, code: "ConversationBlockedByUser" }, { failed: expect.stringContaining("blocked") }],
    [{ kind: "http", status: 404, code: "ConversationNotFound" }, { failed: expect.any(String) }],
    [{ kind: "http", status: 413, code: "MessageSizeTooBig" }, { failed: expect.stringContaining("defect") }],
    [{ kind: "http", status: 412, code: "PreconditionFailed" }, { later: expect.any(String) }],
  ] as const)("%o", async (fault, outcome) => {
    const { sandbox, chat } = await set();
    const to = await privateTo(chat, ANA.id);
    const before = sandbox.state.calls.length;
    sandbox.faults.next("sendToConversation", fault);
    expect(await chat.send(to, card("Answer owed"), "m")).toEqual(outcome);
    expect(sandbox.state.calls.slice(before).map(({ method }) => method)).toEqual(["sendToConversation"]);
  });

  test("a connector that accepts a message and drops the socket is asked once", async () => {
    let asked = 0;
    const dropping = createServer((request) => {
      request.resume().on("end", () => {
        asked++;
        request.socket.destroy();
      });
    });
    await new Promise<void>((resolve) => dropping.listen(0, "127.0.0.1", resolve));
    open.push(() => new Promise((resolve) => dropping.close(resolve)));
    const { sandbox } = await set();
    const url = `http://127.0.0.1:${(dropping.address() as AddressInfo).port}/`;
    const config = configOf(sandbox);
    const chat = teams(
      { ...config, endpoints: { ...config.endpoints, serviceUrl: url } },
      { now: () => START },
      silent,
    );
    const to = { account: ANA, conversation: "a:ana" } as unknown as InternalDestination;
    expect(await chat.send(to, card("Answer owed"), "m")).toMatchObject({ unknown: expect.any(String) });
    expect(asked).toBe(1);
  });

  test("where nobody listens nothing was said, and again may help", async () => {
    const { sandbox } = await set();
    const config = configOf(sandbox);
    const closed = createServer();
    await new Promise<void>((resolve) => closed.listen(0, "127.0.0.1", resolve));
    const serviceUrl = `http://127.0.0.1:${(closed.address() as AddressInfo).port}/`;
    await new Promise((resolve) => closed.close(resolve));
    const nowhere = { ...config.endpoints, serviceUrl };
    const chat = teams({ ...config, endpoints: nowhere }, { now: () => START }, silent);
    const to = { account: ANA, conversation: "a:ana" } as unknown as InternalDestination;
    expect(await chat.send(to, card("Answer owed"), "m")).toMatchObject({ later: expect.any(String) });
  });

  test("a wrong secret lets nothing begin, and says so; once it runs, nothing is lost until it is mended", async () => {
    const { sandbox } = await set({ appId: "33333333-3333-4333-8333-333333333333" });
    const chat = teams({ ...configOf(sandbox), secret: "wrong" }, { now: () => START }, silent);
    const to = { account: ANA, conversation: "a:ana" } as unknown as InternalDestination;
    expect(await chat.send(to, card("Answer owed"), "m")).toMatchObject({
      ...{ later: expect.stringMatching(/secret/), access: true },
    });
    await expect(chat.start(desk(() => chat))).rejects.toThrow(/does not let Rejoinder in: .*secret/);
    expect(await chat.checkup!()).toMatchObject([{ name: "Teams", ok: false, say: expect.stringMatching(/secret/) }]);
  });
});

describe("history", () => {
  test("what was missed comes from Graph, threads and edits and all, oldest first", async () => {
    const { sandbox, chat, desk, clock } = await set({ permissions: READS_ALL });
    const heard = await sandbox.post("29:ana", LEASE, "Heard");
    await clock.advance(10);
    const since = clock.now();
    await sandbox.post("29:ben", LEASE, "Missed", { unheard: true });
    await clock.advance(1);
    const reply = await sandbox.post("29:ben", LEASE, "Missed reply", { thread: heard.id, unheard: true });
    await desk.idle();
    const gone = await sandbox.post("29:ben", LEASE, "Missed as well", { unheard: true });
    await clock.advance(1);
    const deleted = clock.now();
    await sandbox.remove("29:ben", { conversation: LEASE, id: gone.id });
    await desk.idle();
    const all: Found[] = [];
    for await (const one of chat.history({ ...ANA, id: LEASE }, since)) all.push(one);
    expect(all.pop()).toEqual({ kind: "deleted", channel: { ...ANA, id: LEASE }, id: gone.id, at: deleted });
    const found = all.flatMap((one) => (one.kind === "message" ? [one.message] : []));
    expect(found.map(({ text, thread, by }) => [text, thread, by])).toEqual([
      ["Missed", undefined, "person"],
      ["Missed reply", heard.id, "person"],
    ]);
    expect(found[1]).toMatchObject({ id: reply.id, author: person("29:ben"), channel: { id: LEASE } });
  });

  test("commands to the bot are no part of it, what a client says to the bot is", async () => {
    const { sandbox, chat, desk } = await set();
    await sandbox.post("29:ana", ACME_COUNSEL, "Good morning");
    await sandbox.post("29:ana", ACME_COUNSEL, "overdue", { mention: true, unheard: true });
    await sandbox.post("29:dana", ACME_COUNSEL, "where is it?", { mention: true, unheard: true });
    await desk.idle();
    const found = [];
    for await (const one of chat.history({ ...ANA, id: ACME_COUNSEL }, 0))
      found.push(one.kind === "message" && one.message.text);
    expect(found).toEqual(["Good morning", "where is it?"]);
  });

  test("without the permission it says plainly that there is none", async () => {
    const { sandbox, chat, desk } = await set({ permissions: [] });
    await sandbox.post("29:ana", LEASE, "status", { mention: true });
    await desk.idle();
    const reading = (async () => {
      for await (const message of chat.history({ ...ANA, id: LEASE }, 0)) return message;
    })();
    await expect(reading).rejects.toThrow(/no history.*add the app again/);
  });
});

const CORPUS = new URL("../../../../shared/corpora/teams-payloads.jsonl", import.meta.url);
const recorded = existsSync(CORPUS)
  ? readFileSync(CORPUS, "utf8")
      .split("\n")
      .filter(Boolean)
      .map((line) => JSON.parse(line) as { id: string; kind: string; payload: Record<string, Record<string, unknown>> })
      .filter(({ kind }) => kind === "activity")
  : [];

test.skipIf(recorded.length === 0)(
  "each recorded activity is taken, signed, without an error (skipped where none are at hand)",
  async () => {
    const { sandbox, desk, address } = await addressed();
    for (const { id, payload } of recorded) {
      const conversation = { ...payload.conversation, tenantId: FIRM };
      const ours = { ...payload, channelId: "msteams", serviceUrl: sandbox.serviceUrl, conversation };
      expect((await post(address, ours, signature(sandbox))).status, id).toBe(200);
    }
    await desk.idle();
    expect(desk.failures).toEqual([]);
    expect(desk.told.length).toBeGreaterThan(20);
  },
);

test("Microsoft out of reach is no reason not to start", async () => {
  const { sandbox } = await set();
  const config = configOf(sandbox);
  const login = "http://127.0.0.1:9";
  const chat = teams({ ...config, endpoints: { ...config.endpoints, login } }, { now: () => START }, silent);
  open.push(() => chat.stop());
  expect(await chat.start(desk(() => chat))).toMatch(/^http:.*\/api\/messages$/);
});

test("a port that is taken is named", async () => {
  const { sandbox, address } = await addressed();
  const chat = teams({ ...configOf(sandbox), port: Number(new URL(address).port) }, { now: () => START }, silent);
  await expect(chat.start(desk(() => chat))).rejects.toThrow(/Port \d+ on 127\.0\.0\.1 is in use/);
});

test("nothing of it is asked for before it is used", async () => {
  const { sandbox } = await set();
  const before = sandbox.state.calls.length;
  teams(configOf(sandbox), { now: () => START }, silent);
  expect(sandbox.state.calls.length).toBe(before);
});

/** The bot's own address, to be spoken to as Teams does. */
async function addressed() {
  const { sandbox } = await set();
  const at = desk(() => chat);
  const chat = teams(configOf(sandbox), { now: () => START }, silent);
  const address = await chat.start(at);
  open.push(async () => {
    await at.idle();
    await chat.stop();
  });
  return { sandbox, desk: at, address };
}

const activityOf = ({ serviceUrl, app }: TeamsSandbox) => ({
  type: "message",
  id: "1772787600000",
  channelId: "msteams",
  serviceUrl,
  from: { id: "29:ana", aadObjectId: ANA.id },
  recipient: { id: app.botId },
  conversation: { id: LEASE, conversationType: "channel", tenantId: FIRM },
  text: "Hello",
});

const post = (address: string, activity: object, authorization: string) =>
  fetch(address, {
    method: "POST",
    body: JSON.stringify(activity),
    headers: { "content-type": "application/json", ...(authorization ? { authorization } : {}) },
  });

const signature = ({ app, serviceUrl }: TeamsSandbox, named = serviceUrl) =>
  `Bearer ${signed({ iss: "https://api.botframework.com", aud: app.appId, serviceurl: named })}`;

/** The right claims, signed by nobody. */
function forged({ app, serviceUrl }: TeamsSandbox): string {
  const [head, claims] = signed({ iss: "https://api.botframework.com", aud: app.appId, serviceurl: serviceUrl }).split(
    ".",
  );
  return `${head}.${claims}.${Buffer.from("nobody").toString("base64url")}`;
}
