import { createHmac, generateKeyPairSync, sign } from "node:crypto";
import { once } from "node:events";
import { request as httpRequest } from "node:http";
import { connect } from "node:net";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { doorkeeper, PATIENCE } from "../../src/chat/door.ts";
import { webServer } from "../../src/chat/web-server.ts";
import { TEAM } from "../../src/sandbox/firm.ts";
import { signedHeaders } from "../../src/sandbox/slack/sign.ts";
import { signed } from "../../src/sandbox/teams/keys.ts";
import type { TeamsSandbox } from "../../src/sandbox/teams/server.ts";
import { firmAtWork } from "../bad-input/at-work.ts";
import { LEASE, stage } from "../chat/teams/stage.ts";

const MINUTE = 60_000;

describe("Slack's door", () => {
  /** The firm at work, and a way to knock with any headers and any bytes. */
  async function atTheDoor() {
    const firm = await firmAtWork();
    const secret = firm.sandbox.app.signingSecret;
    const knock = async (body: string, headers: Record<string, string>) => {
      const type = body.startsWith("{") ? "application/json" : "application/x-www-form-urlencoded";
      const answer = await fetch(firm.url, {
        method: "POST",
        headers: { "content-type": type, ...headers },
        body: Buffer.from(body),
      });
      const text = await answer.text();
      await firm.calm();
      return { status: answer.status, text, retryAfter: answer.headers.get("retry-after") };
    };
    const rightly = (body: string, now = firm.clock.now()) => signedHeaders(body, secret, now);
    const nothingHappened = async () => {
      expect(await firm.inquiries()).toEqual([]);
      expect(await firm.db.selectFrom("inbox").select("id").execute()).toEqual([]);
    };
    return { firm, secret, knock, rightly, nothingHappened };
  }

  const asks = (text: string) =>
    JSON.stringify({
      ...{ type: "event_callback", team_id: TEAM, event_id: "EvATTACK" },
      event: {
        type: "message",
        channel: "CACME",
        user: "UDANA",
        text,
        ts: "1768316400.000100",
        channel_type: "channel",
      },
    });

  test("forged, altered, stale, from the future, of another version, of another secret: refused, and nothing of it is kept", async () => {
    const { firm, secret, knock, rightly, nothingHappened } = await atTheDoor();
    const body = asks("When is our reply brief due?");
    const good = rightly(body);
    const now = firm.clock.now();
    const seconds = (t: number) => String(Math.floor(t / 1000));
    const over = (base: string, by = secret) => createHmac("sha256", by).update(base).digest("hex");
    const stamp = good["x-slack-request-timestamp"]!;
    const attacks: [string, string, Record<string, string>][] = [
      ["no signature at all", body, {}],
      ["a signature without its time", body, { "x-slack-signature": good["x-slack-signature"]! }],
      ["a time without a signature", body, { "x-slack-request-timestamp": stamp }],
      ["an empty signature", body, { ...good, "x-slack-signature": "v0=" }],
      ["a signature of nothing", body, { ...good, "x-slack-signature": `v0=${"0".repeat(64)}` }],
      ["cut short", body, { ...good, "x-slack-signature": good["x-slack-signature"]!.slice(0, -1) }],
      ["in capitals", body, { ...good, "x-slack-signature": good["x-slack-signature"]!.toUpperCase() }],
      [
        "by another secret",
        body,
        { ...good, "x-slack-signature": `v0=${over(`v0:${stamp}:${body}`, "x".repeat(32))}` },
      ],
      ["of a version that does not exist", body, { ...good, "x-slack-signature": `v1=${over(`v1:${stamp}:${body}`)}` }],
      ["over the body alone", body, { ...good, "x-slack-signature": `v0=${over(body)}` }],
      ["one byte of the body altered", body.replace("due", "doe"), good],
      ["one space after the body", `${body} `, good],
      ["the same JSON in another order", JSON.stringify(JSON.parse(body), undefined, 1), good],
      ["another time over the same signature", body, { ...good, "x-slack-request-timestamp": seconds(now + 1000) }],
      ["five minutes and a second old", body, rightly(body, now - 5 * MINUTE - 1000)],
      ["five minutes and a second ahead", body, rightly(body, now + 5 * MINUTE + 1000)],
      ["of 1970", body, rightly(body, 0)],
      ["a time with a sign", body, { ...good, "x-slack-request-timestamp": `+${stamp}` }],
      ["a time with a fraction", body, { ...good, "x-slack-request-timestamp": `${stamp}.0` }],
      ["a time in hexadecimal", body, { ...good, "x-slack-request-timestamp": `0x${Number(stamp).toString(16)}` }],
      ["a time that is no number", body, { ...good, "x-slack-request-timestamp": "NaN" }],
    ];
    for (const [what, sent, headers] of attacks)
      expect(await knock(sent, headers), what).toEqual({ status: 401, text: "Not signed by Slack.", retryAfter: null });
    await nothingHappened();
    // And the very same request, as Slack signs it, is taken: at the edges of the five minutes as well.
    for (const at of [now, now - 5 * MINUTE + 1000, now + 5 * MINUTE - 1000])
      expect((await knock(body, rightly(body, at))).status).toBe(200);
    expect(await firm.inquiries()).toHaveLength(1);
  });

  test("an event that is recorded and sent again is kept once; a command that is recorded and sent again is answered with nothing", async () => {
    const { firm, knock, rightly } = await atTheDoor();
    const event = asks("When is our reply brief due?");
    for (let i = 0; i < 3; i++) expect((await knock(event, rightly(event))).status).toBe(200);
    expect(await firm.inquiries()).toHaveLength(1);
    const command = new URLSearchParams({
      ...{ command: "/inquiries", text: "show 1", user_id: "UKIM", team_id: TEAM, channel_id: "CGENERAL" },
      ...{ trigger_id: "1.1.a", response_url: "https://example.invalid/r", api_app_id: "AFIXTURE" },
    }).toString();
    const headers = rightly(command);
    const first = await knock(command, headers);
    expect(first).toMatchObject({ status: 200, text: expect.stringContaining("Acme") });
    expect(await knock(command, headers)).toEqual({ status: 200, text: "", retryAfter: null });
    await firm.clock.advance(6 * MINUTE);
    expect(await knock(command, headers)).toMatchObject({ status: 401 });
  });

  test("too large is refused before it is read, by what it says and by what it is", async () => {
    const { firm, knock, rightly, nothingHappened } = await atTheDoor();
    const large = JSON.stringify({ type: "event_callback", event_id: "Ev1", padding: "x".repeat(5_000_001) });
    expect((await knock(large, rightly(large))).status).toBe(413);
    // It says nothing of its size, and never ends.
    const { hostname, port, pathname } = new URL(firm.url);
    const sending = httpRequest({ hostname, port, path: pathname, method: "POST", headers: rightly("") });
    sending.on("error", () => {});
    const answered = once(sending, "response");
    for (let i = 0; i < 90; i++) sending.write("x".repeat(64_000));
    const [response] = (await answered) as [{ statusCode: number; headers: Record<string, string> }];
    expect(response.statusCode).toBe(413);
    expect(response.headers.connection).toBe("close");
    sending.destroy();
    await nothingHappened();
  });

  test("headers without end are refused", async () => {
    const { firm } = await atTheDoor();
    const { hostname, port } = new URL(firm.url);
    const socket = connect(Number(port), hostname);
    socket.write(`POST /slack/events HTTP/1.1\r\nhost: x\r\nx-more: ${"x".repeat(20_000)}\r\n\r\n`);
    const [answer] = (await once(socket, "data")) as [Buffer];
    expect(answer.toString()).toMatch(/^HTTP\/1\.1 431 /);
    socket.destroy();
  });

  test("who is refused over and over is not listened to for a while; Slack is, all the same", async () => {
    const { knock, rightly, firm } = await atTheDoor();
    const from = (source: string) => ({ "x-forwarded-for": `203.0.113.9, ${source}` });
    const body = asks("When is our reply brief due?");
    for (let i = 0; i < 60; i++) expect((await knock(body, from("198.51.100.7"))).status).toBe(401);
    expect(await knock(body, from("198.51.100.7"))).toEqual({ status: 429, text: "Too many.", retryAfter: "30" });
    // What it claims of others before it is no way round, and no harm to them.
    expect((await knock(body, { "x-forwarded-for": "192.0.2.1, 198.51.100.7" })).status).toBe(429);
    expect((await knock(body, { ...rightly(body), ...from("192.0.2.1") })).status).toBe(200);
    // Nor is anybody held against a proxy that does not say for whom it speaks.
    for (let i = 0; i < 70; i++) expect((await knock(body, {})).status).toBe(401);
    expect((await knock(body, rightly(body))).status).toBe(200);
    expect(await firm.inquiries()).toHaveLength(1);
  });
});

describe("a slow client", () => {
  test("whoever sends a byte now and then is shown out, in headers or in a body; who is prompt is served meanwhile", async () => {
    // The real limits, ten times as short.
    const { headersTimeout, requestTimeout, connectionsCheckingInterval } = PATIENCE as Record<string, number>;
    expect([headersTimeout, requestTimeout].every((ms) => ms! >= 5_000 && ms! <= 30_000)).toBe(true);
    const short = {
      headersTimeout: headersTimeout! / 10,
      requestTimeout: requestTimeout! / 10,
      connectionsCheckingInterval: connectionsCheckingInterval! / 100,
    };
    const reached: string[] = [];
    const server = webServer(
      (request, response) => {
        reached.push(request.url!);
        request.on("error", () => {});
        request.resume().on("end", () => response.end("served"));
      },
      { host: "127.0.0.1", port: 0 },
      short,
    );
    const origin = await server.start();
    const drip = async (first: string, then: string) => {
      const socket = connect(Number(new URL(origin).port), "127.0.0.1", () => socket.write(first));
      socket.on("error", () => {});
      let said = "";
      socket.on("data", (bytes) => {
        said += bytes;
      });
      const dripping = setInterval(() => socket.write(then), 50);
      await new Promise((closed) => socket.once("close", closed));
      clearInterval(dripping);
      return said;
    };
    const slow = [
      drip("POST /headers HTTP/1.1\r\nhost: x\r\n", "x-more: 1\r\n"),
      drip("POST /body HTTP/1.1\r\nhost: x\r\ncontent-length: 100000\r\n\r\n", "x"),
      drip("", ""),
    ];
    expect(await (await fetch(`${origin}/prompt`, { method: "POST", body: "all of it" })).text()).toBe("served");
    for (const said of await Promise.all(slow)) expect(said).not.toContain("200");
    expect(reached.sort()).toEqual(["/body", "/prompt"]);
    await server.stop();
  });
});

describe("the doorkeeper", () => {
  const from = (source: string, forwarded?: string) =>
    ({ socket: { remoteAddress: source }, headers: forwarded ? { "x-forwarded-for": forwarded } : {} }) as never;

  test("forgets after a minute", () => {
    let now = 0;
    const door = doorkeeper(() => now);
    for (let i = 0; i < 60; i++) door.refused(from("198.51.100.7"));
    expect(door.tooMany(from("::ffff:198.51.100.7"))).toBe(true);
    expect(door.tooMany(from("198.51.100.8"))).toBe(false);
    now += MINUTE;
    expect(door.tooMany(from("198.51.100.7"))).toBe(false);
  });

  test("what somebody far away says of who they are is not believed", () => {
    const door = doorkeeper(() => 0);
    for (let i = 0; i < 60; i++) door.refused(from("198.51.100.7", `192.0.2.${i}`));
    expect(door.tooMany(from("198.51.100.7", "192.0.2.200"))).toBe(true);
    expect(door.tooMany(from("192.0.2.3"))).toBe(false);
  });

  test("remembers no more sources than it has room for", () => {
    const door = doorkeeper(() => 0);
    for (let i = 0; i < 60; i++) door.refused(from("198.51.100.7"));
    for (let i = 0; i < 10_000; i++) door.refused(from(`2001:db8::${i.toString(16)}`));
    expect(door.tooMany(from("198.51.100.7"))).toBe(false);
  });

  test("large bodies share room for so many bytes; usual ones always have theirs", () => {
    const door = doorkeeper(() => 0);
    let held = 0;
    while (door.room(5_000_000, 5_000_000)) held++;
    expect(held).toBe(13);
    expect(door.room(5_000_000, 5_000_000)).toBe(false);
    for (let i = 0; i < 1000; i++) expect(door.room(100_000, 100_000)).toBe(true);
    door.done(5_000_000);
    expect(door.room(5_000_000, 5_000_000)).toBe(true);
  });
});

describe("Teams' door", () => {
  // The Bot Framework's library prints what it refuses.
  beforeEach(() => void vi.spyOn(console, "error").mockImplementation(() => {}));
  afterEach(() => void vi.restoreAllMocks());

  const activityOf = ({ serviceUrl, app }: TeamsSandbox, tenantId = app.tenantId) => ({
    ...{ type: "message", id: "1772787600000", channelId: "msteams", serviceUrl, text: "Hello" },
    from: { id: "29:ana", aadObjectId: "11111111-1111-4111-8111-11111111aaaa" },
    recipient: { id: app.botId },
    conversation: { id: LEASE, conversationType: "channel", tenantId },
  });
  const part = (value: unknown) => Buffer.from(JSON.stringify(value)).toString("base64url");

  test("whoever did not sign as the Bot Framework, for this bot, this tenant and this service, is refused, and nothing of it is kept", async () => {
    const { sandbox, address, desk, close } = await addressed();
    const { appId, tenantId } = sandbox.app;
    const serviceurl = sandbox.serviceUrl;
    const right = { iss: "https://api.botframework.com", aud: appId, serviceurl };
    const own = generateKeyPairSync("rsa", { modulusLength: 2048 }).privateKey;
    const by = (header: object, claims: object, key = own) => {
      const body = `${part(header)}.${part(claims)}`;
      return `${body}.${sign("RSA-SHA256", Buffer.from(body), key).toString("base64url")}`;
    };
    const now = Math.floor(Date.now() / 1000);
    const live = { ...right, nbf: now - 60, exp: now + 3600 };
    const good = signed(right);
    const [head, claims, signature] = good.split(".") as [string, string, string];
    const rs256 = { alg: "RS256", typ: "JWT", kid: "sandbox-key-1" };
    const hmac = (secret: string) => {
      const body = `${part({ ...rs256, alg: "HS256" })}.${part(live)}`;
      return `${body}.${createHmac("sha256", secret).update(body).digest("base64url")}`;
    };
    const activity = activityOf(sandbox);
    const tokens: [string, string][] = [
      ["no token", ""],
      ["another scheme", `Basic ${good}`],
      ["an empty token", "Bearer "],
      ["no JWT", "Bearer a.b.c"],
      ["alg none", `Bearer ${part({ alg: "none", typ: "JWT" })}.${part(live)}.`],
      ["alg none with its key's id", `Bearer ${part({ ...rs256, alg: "none" })}.${part(live)}.`],
      ["alg None, with a signature", `Bearer ${part({ ...rs256, alg: "None" })}.${claims}.${signature}`],
      ["HS256 by the public key's id", `Bearer ${hmac("sandbox-key-1")}`],
      ["HS256 by the app's id", `Bearer ${hmac(appId)}`],
      ["another's key under the right id", `Bearer ${by(rs256, live)}`],
      ["a key that nobody published", `Bearer ${by({ ...rs256, kid: "mine" }, live)}`],
      ["a key that it brings along", `Bearer ${by({ ...rs256, kid: "mine", jku: `${sandbox.origin}/keys` }, live)}`],
      [
        "claims exchanged under a good signature",
        `Bearer ${head}.${part({ ...live, serviceurl: "https://evil.example/" })}.${signature}`,
      ],
      ["no signature", `Bearer ${head}.${claims}.`],
      ["another issuer", `Bearer ${signed({ ...right, iss: "https://evil.example" })}`],
      [
        "the sign-in service of another tenant as issuer",
        `Bearer ${signed({ ...right, iss: "https://sts.windows.net/evil/" })}`,
      ],
      ["no issuer", `Bearer ${signed({ aud: appId, serviceurl })}`],
      ["for another bot", `Bearer ${signed({ ...right, aud: tenantId })}`],
      ["for several bots, this one too", `Bearer ${signed({ ...right, aud: [tenantId, "x"] })}`],
      ["for no bot", `Bearer ${signed({ iss: right.iss, serviceurl })}`],
      ["for another service", `Bearer ${signed({ ...right, serviceurl: "https://evil.example/" })}`],
      ["for no service", `Bearer ${signed({ iss: right.iss, aud: appId })}`],
      ["run out an hour ago", `Bearer ${signed(right, -3600)}`],
      ["of tomorrow", `Bearer ${signed({ ...right, nbf: now + 86_400, exp: now + 90_000 })}`],
    ];
    for (const [what, authorization] of tokens)
      expect((await post(address, activity, authorization)).status, what).toBe(401);
    for (const channelId of ["emulator", "directline", "webchat", "skype", "AseChannel"])
      expect((await post(address, { ...activity, channelId }, `Bearer ${good}`)).status, channelId).toBe(401);
    const strange: [string, object, string][] = [
      ["another tenant", activityOf(sandbox, "22222222-2222-4222-8222-222222222222"), serviceurl],
      ["no tenant", { ...activity, conversation: { id: LEASE } }, serviceurl],
      [
        "another service, rightly signed for it",
        { ...activity, serviceUrl: "https://evil.example/" },
        "https://evil.example/",
      ],
      [
        "a service that begins like ours",
        { ...activity, serviceUrl: `${sandbox.origin}.evil.example/` },
        `${sandbox.origin}.evil.example/`,
      ],
      [
        "a service behind a user's name",
        { ...activity, serviceUrl: `${sandbox.origin.replace("://", "://x@evil.example#")}/` },
        `${sandbox.origin.replace("://", "://x@evil.example#")}/`,
      ],
    ];
    for (const [what, sent, named] of strange)
      expect((await post(address, sent, `Bearer ${signed({ ...right, serviceurl: named })}`)).status, what).toBe(403);
    expect(desk.kept.size).toBe(0);
    expect((await post(address, activity, `Bearer ${good}`)).status).toBe(200);
    // Recorded and sent again, it is one activity.
    expect((await post(address, activity, `Bearer ${good}`)).status).toBe(200);
    expect(desk.kept.size).toBe(1);
    await close();
  });

  test("who brings no token is not even read; who is refused over and over is not listened to; Teams is", async () => {
    const { sandbox, address, close } = await addressed();
    const activity = activityOf(sandbox);
    const { hostname, port, pathname } = new URL(address);
    const headers = { "content-type": "application/json", "content-length": "1000000" };
    const sending = httpRequest({ hostname, port, path: pathname, method: "POST", headers });
    sending.on("error", () => {});
    const answered = once(sending, "response");
    sending.write("{");
    const [response] = (await answered) as [{ statusCode: number }];
    expect(response.statusCode).toBe(401);
    sending.destroy();
    const large = { ...activity, text: "x".repeat(1_100_000) };
    const right = { iss: "https://api.botframework.com", aud: sandbox.app.appId, serviceurl: sandbox.serviceUrl };
    expect((await post(address, large, `Bearer ${signed(right)}`)).status).toBe(413);
    const from = { "x-forwarded-for": "198.51.100.7" };
    for (let i = 0; i < 60; i++) expect((await post(address, activity, "Bearer a.b.c", from)).status).toBe(401);
    const refused = await post(address, activity, "Bearer a.b.c", from);
    expect([refused.status, refused.headers.get("retry-after")]).toEqual([429, "30"]);
    expect((await post(address, activity, `Bearer ${signed(right)}`, { "x-forwarded-for": "192.0.2.1" })).status).toBe(
      200,
    );
    await close();
  });
});

/** The stage, and where its bot is. */
async function addressed() {
  const made = await stage();
  await made.chat.stop();
  const address = await made.chat.start(made.desk);
  made.sandbox.connectBot(address);
  return { ...made, address };
}

const post = (address: string, activity: object, authorization: string, more: Record<string, string> = {}) =>
  fetch(address, {
    method: "POST",
    body: JSON.stringify(activity),
    headers: { "content-type": "application/json", ...(authorization && { authorization }), ...more },
  });
