import { afterEach, describe, expect, test } from "vitest";
import type { Found } from "../../../src/chat/platform.ts";
import { at, MINUTE } from "../../../src/domain/time.ts";
import { words } from "../../../src/sandbox/slack/seen.ts";
import type { Card } from "../../../src/views/card.ts";
import { START } from "../../sandbox/slack/workspace.ts";
import { privateTo, stage, who } from "./stage.ts";

const open: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const close of open.splice(0)) await close();
});
const staged = async (...args: Parameters<typeof stage>) => {
  const made = await stage(...args);
  open.push(made.close);
  return made;
};

const nudge: Card = {
  summary: "Answer owed to Dana Reed, Acme",
  parts: [{ text: ["Due in 45 minutes."] }, { controls: [{ button: "I'm on it", action: "claim", value: "4127" }] }],
};

describe.each(["http", "socket"] as const)("over %s", (way) => {
  test("a client's question, its edit and its deletion reach the desk", async () => {
    const { sandbox, desk } = await staged(way);
    const { channel, ts, delivery } = await sandbox.post("UDANA", "CACME", "Can we sign &amp; send?");
    expect(delivery).toMatchObject({ acknowledged: true, attempts: [{ status: 200 }] });
    await expect.poll(() => desk.told).toHaveLength(1);
    await sandbox.edit("UDANA", { channel, ts }, "Can we sign tomorrow?");
    await expect.poll(() => desk.told).toHaveLength(2);
    await sandbox.remove("UDANA", { channel, ts });
    await expect.poll(() => desk.told).toHaveLength(3);
    expect(desk.told).toMatchObject([
      { kind: "message", message: { id: ts, author: who("UDANA"), text: "Can we sign & send?" } },
      { kind: "message", message: { id: ts, text: "Can we sign tomorrow?" } },
      { kind: "deleted", id: ts },
    ]);
  });

  test("an event whose acknowledgement is lost comes again, and is one event", async () => {
    const { sandbox, desk, clock } = await staged(way);
    sandbox.faults.nextEvent("message", "unacknowledged");
    const { delivery } = await sandbox.post("UDANA", "CACME", "Can we sign?");
    await clock.advance(2);
    await sandbox.settled();
    expect(delivery!.attempts.length).toBeGreaterThan(1);
    await expect.poll(() => desk.told).toHaveLength(1);
    expect(desk.told).toHaveLength(1);
  });

  test("a command is answered privately, and a press replaces the card", async () => {
    const { sandbox, desk, chat } = await staged(way);
    await sandbox.slash("UANA", "CACME", "/inquiries", "overdue");
    expect(sandbox.seen.ephemeral("UANA").map(words)).toEqual(["Nothing is open."]);
    expect(sandbox.seen.ephemeral("UDANA")).toEqual([]);

    const sent = await chat.send(await privateTo(chat, "UANA"), nudge, "m1");
    desk.press = async () => ({ replace: { summary: "Yours now.", parts: [{ text: ["Yours now."] }] } });
    if (!("sent" in sent)) throw new Error("not sent");
    await sandbox.press("UANA", { channel: sent.sent.conversation, ts: sent.sent.id }, "rejoinder:claim");
    await sandbox.until(() => words(sandbox.seen.dms("UANA")[0]!) === "Yours now.");
  });

  test("a phone call is logged with a form, and a complaint keeps it open", async () => {
    const { sandbox, desk } = await staged(way);
    const fields = [{ name: "what", label: "What was asked?", input: "line" }] as const;
    desk.form = async () => ({
      form: { id: "log contact", title: "Log a call", submit: "Save", context: "c", fields },
    });
    await sandbox.shortcut("UANA", "log_contact");
    await sandbox.until(() => sandbox.seen.modal("UANA"));
    desk.submit = async (...given) => {
      desk.did.push(given);
      return { errors: { what: "Say a little more." } };
    };
    const view = sandbox.seen.modal("UANA")!;
    await sandbox.submit("UANA", view.id, { what: "Lease?" });
    expect(desk.did.at(-1)!.slice(0, 4)).toEqual([who("UANA"), "log contact", "c", { what: "Lease?" }]);
    expect(sandbox.seen.modal("UANA")).toBeDefined();
  });
});

describe("a socket", () => {
  test.each(["cut", "refresh"] as const)("that is lost (%s) is opened again, and nothing is lost", async (how) => {
    const { sandbox, desk } = await staged("socket");
    sandbox.sockets[how]();
    const opened = () => sandbox.state.calls.filter(({ method }) => method === "apps.connections.open").length;
    await expect.poll(() => [opened(), sandbox.sockets.count()]).toEqual([2, 1]);
    await sandbox.post("UDANA", "CACME", "Can we sign?");
    await expect.poll(() => desk.told.filter(({ kind }) => kind === "message")).toHaveLength(1);
  });

  test("that cannot be opened at once is tried again", async () => {
    const { sandbox, desk } = await staged("socket");
    sandbox.faults.next("apps.connections.open", { kind: "http", status: 503 }, 2);
    sandbox.sockets.cut();
    const asked = () => sandbox.state.calls.filter(({ method }) => method === "apps.connections.open").length;
    await expect.poll(() => [asked(), sandbox.sockets.count()], { timeout: 10_000 }).toEqual([4, 1]);
    await sandbox.post("UDANA", "CACME", "Can we sign?");
    await expect.poll(() => desk.told.filter(({ kind }) => kind === "message")).toHaveLength(1);
  });

  test("that broke off says from when on something may be missing; that Slack takes back and gives anew misses nothing", async () => {
    const { sandbox, desk, clock } = await staged("socket");
    const opened = () => sandbox.state.calls.filter(({ method }) => method === "apps.connections.open").length;
    sandbox.sockets.refresh();
    await expect.poll(() => [opened(), sandbox.sockets.count()]).toEqual([2, 1]);
    expect(desk.told).toEqual([]);
    const from = clock.now() - MINUTE;
    sandbox.sockets.cut();
    await expect.poll(() => desk.told).toEqual([{ kind: "missed", platform: "slack", from, until: clock.now() }]);
    expect([opened(), sandbox.sockets.count()]).toEqual([3, 1]);
  });

  test("that is open again counts as connected only once it is written down what may be missing", async () => {
    const { sandbox, desk, chat } = await staged("socket");
    const keep = desk.keep;
    const connected: boolean[] = [];
    desk.keep = (envelope) => {
      connected.push(chat.connected!());
      return connected.length < 3 ? Promise.reject(new Error("no database")) : keep(envelope);
    };
    sandbox.sockets.cut();
    await expect.poll(() => desk.told, { timeout: 5_000 }).toMatchObject([{ kind: "missed" }]);
    expect(connected).toEqual([false, false, false]);
    await expect.poll(() => chat.connected!()).toBe(true);
    expect(sandbox.sockets.count()).toBe(1);
  });
});

test.each(["http", "socket"] as const)(
  "that Slack held back events of a minute is kept like any event (%s)",
  async (how) => {
    const { sandbox, desk, clock } = await staged(how);
    await sandbox.rateLimitEvents();
    await sandbox.rateLimitEvents();
    const from = clock.now() - (clock.now() % MINUTE);
    const missed = { kind: "missed", platform: "slack", workspace: "TFIRM", from, until: from + MINUTE };
    await expect.poll(() => desk.told).toEqual([missed]);
  },
);

describe("who may read", () => {
  test.each([
    ["UGUEST", "a guest carries the firm's own team id"],
    ["UDANA", "a client is no stranger in your own channel"],
    ["UGONE", "a former colleague"],
    ["UOTHERBOT", "a bot"],
    ["UNOBODY", "nobody"],
  ])("%s is refused for good: %s", async (id) => {
    const { chat, sandbox } = await staged("http");
    expect((await chat.privately([who(id)]))[0]).toMatchObject({ refused: expect.any(String), forGood: true });
    expect(sandbox.state.calls.map(({ method }) => method)).not.toContain("conversations.open");
  });

  test("when Slack cannot say, the answer is no, but not for good", async () => {
    const { chat, sandbox } = await staged("http");
    sandbox.faults.next("users.info", { kind: "error", error: "internal_error" });
    expect((await chat.privately([who("UANA")]))[0]).toMatchObject({ refused: expect.any(String), forGood: false });
  });

  test("a colleague who became a guest a moment ago is refused", async () => {
    const { chat, sandbox } = await staged("http");
    await privateTo(chat, "UBEN");
    await sandbox.changePerson("UBEN", { isRestricted: true });
    expect((await chat.privately([who("UBEN")]))[0]).toMatchObject({ forGood: true });
  });

  describe("many at once", () => {
    /** Twelve lawyers more, between whom are those nobody may write to. */
    async function crowded(list: { pages?: number } = {}) {
      const staged_ = await staged("http");
      const crowd = Array.from({ length: 12 }, (_, i) => `UMANY${i}`);
      for (const id of crowd) await staged_.sandbox.addPerson({ id, name: id.toLowerCase(), realName: "Many Fixture" });
      for (let i = 0; i < 1000 * (list.pages ?? 0); i++)
        staged_.sandbox.state.users.set(`UFILL${i}`, { ...staged_.sandbox.state.users.get("UANA")!, id: `UFILL${i}` });
      const asked = (method: string) => staged_.sandbox.state.calls.filter((call) => call.method === method).length;
      return { ...staged_, crowd, asked };
    }

    test("are looked up in one list, in the order asked; guests, strangers, bots and former colleagues are refused", async () => {
      const { chat, crowd, asked } = await crowded();
      const all = ["UGUEST", ...crowd, "UDANA", "UGONE", "UOTHERBOT", "UNOBODY"];
      const found = await chat.privately(all.map(who));
      expect(found.map((one) => ("refused" in one ? one.forGood : one.account.id))).toEqual([
        true,
        ...crowd,
        ...[true, true, true, true],
      ]);
      // Whoever is in no list is asked for alone.
      expect([asked("users.list"), asked("users.info")]).toEqual([1, 1]);
      expect(asked("conversations.open")).toBe(0);
    });

    test("few are asked for one by one", async () => {
      const { chat, crowd, asked } = await crowded();
      await chat.privately(crowd.slice(0, 9).map(who));
      expect([asked("users.list"), asked("users.info")]).toEqual([0, 9]);
    });

    test("a list is read only as far as it is worth it; the rest are asked for one by one", async () => {
      const { chat, crowd, asked, sandbox } = await crowded({ pages: 2 });
      await sandbox.addPerson({ id: "ULAST", name: "last", realName: "Last Fixture" });
      const found = await chat.privately([...crowd, "ULAST"].map(who));
      expect(found.every((one) => !("refused" in one))).toBe(true);
      expect([asked("users.list"), asked("users.info")]).toEqual([1, 1]);
    });

    test("a list that breaks off half-way is a no, for now, for whoever stood in the rest", async () => {
      const { chat, crowd, sandbox, asked } = await crowded({ pages: 1 });
      await sandbox.addPerson({ id: "ULAST", name: "last", realName: "Last Fixture" });
      const more = Array.from({ length: 8 }, (_, i) => `UFILL${i}`);
      sandbox.faults.next("users.list", { kind: "delay", ms: 0 });
      sandbox.faults.next("users.list", { kind: "ratelimited", retryAfter: 30 });
      const found = await chat.privately([...crowd, ...more, "ULAST"].map(who));
      expect(found.at(-1)).toMatchObject({ refused: expect.any(String), forGood: false });
      expect(found.slice(0, -1).every((one) => !("refused" in one))).toBe(true);
      expect(asked("users.info")).toBe(0);
    });
  });

  test("a channel is shared once outsiders are in it, and who is outside is known", async () => {
    const { chat } = await staged("http");
    expect(await chat.channel(who("CACME"))).toMatchObject({
      shared: true,
      name: "acme-counsel",
      direct: false,
      archived: false,
    });
    expect(await chat.channel(who("CINT"))).toMatchObject({ shared: false });
    expect(await chat.channel(who("CNOWHERE"))).toBeUndefined();
    expect(await chat.account(who("UANA"))).toMatchObject({
      outside: false,
      zone: "America/New_York",
      email: "ana@fixture.example",
    });
    expect(await chat.account(who("UDANA"))).toMatchObject({ outside: true, bot: false });
  });
});

describe("sending", () => {
  test.each([
    ["the socket is reset after Slack took it", { kind: "reset-after" }],
    ["Slack takes it and answers with an error it may have half done", { kind: "error", error: "internal_error" }],
    ["the socket is reset before Slack took it", { kind: "reset-before" }],
    ["Slack is in trouble", { kind: "http", status: 502 }],
    ["Slack asks to slow down", { kind: "ratelimited", retryAfter: 7 }],
  ] as const)("when %s, trying until it is sent leaves one message", async (_, fault) => {
    const { chat, sandbox } = await staged("http");
    const to = await privateTo(chat, "UANA");
    sandbox.faults.next("chat.postMessage", fault);
    let outcome = await chat.send(to, nudge, "m1");
    if (fault.kind === "ratelimited") expect(outcome).toEqual({ later: "Slack asks to slow down.", afterMs: 7000 });
    for (let tries = 0; !("sent" in outcome) && tries < 2; tries++) {
      const doubtful = "unknown" in outcome || ("later" in outcome && outcome.doubtful);
      const there = doubtful ? await chat.find!(to, "m1") : "not there";
      outcome = typeof there === "object" ? { sent: there } : await chat.send(to, nudge, "m1");
    }
    expect(outcome).toMatchObject({ sent: { id: sandbox.seen.dms("UANA")[0]!.ts } });
    expect(sandbox.seen.dms("UANA")).toHaveLength(1);
  });

  test("when nobody can tell whether it arrived, that is what is said", async () => {
    const { chat, sandbox } = await staged("http");
    const to = await privateTo(chat, "UANA");
    sandbox.faults.next("chat.postMessage", { kind: "reset-after" });
    sandbox.faults.next("conversations.history", { kind: "reset-before" });
    expect(await chat.send(to, nudge, "m1")).toMatchObject({ unknown: expect.stringContaining("lost") });
    await expect(chat.find!(to, "m1")).rejects.toThrow();
    expect(await chat.find!(to, "m1")).toMatchObject({ id: sandbox.seen.dms("UANA")[0]!.ts });
    expect(await chat.find!(to, "m2")).toBe("not there");
    expect(sandbox.seen.dms("UANA")).toHaveLength(1);
  });

  test.each(["account_inactive", "token_revoked", "token_expired"])(
    "%s can be mended: nothing is lost until then, and an admin is told why",
    async (error) => {
      const { chat, sandbox } = await staged("http");
      const to = await privateTo(chat, "UANA");
      sandbox.faults.next("chat.postMessage", { kind: "error", error });
      const outcome = await chat.send(to, nudge, "m1");
      expect(outcome).toEqual({ later: expect.stringMatching(new RegExp(`install.*\\(${error}\\)$`)), access: true });
    },
  );

  test.each(["missing_scope", "is_archived", "restricted_action", "invalid_blocks", "msg_too_long"])(
    "%s can never work, and an admin is told why",
    async (error) => {
      const { chat, sandbox } = await staged("http");
      const to = await privateTo(chat, "UANA");
      sandbox.faults.next("chat.postMessage", { kind: "error", error });
      const outcome = await chat.send(to, nudge, "m1");
      expect(outcome).toMatchObject({ failed: expect.stringMatching(new RegExp(`^[A-Z].{20,}\\(${error}\\)$`)) });
      expect(sandbox.seen.dms("UANA")).toHaveLength(0);
    },
  );

  test("the mark travels with the message, and no words do", async () => {
    const { chat, sandbox } = await staged("http");
    await chat.send(await privateTo(chat, "UANA"), nudge, "m1");
    const [posted] = sandbox.state.calls.filter(({ method }) => method === "chat.postMessage");
    expect(posted!.args.metadata).toEqual({ event_type: "rejoinder", event_payload: { mark: "m1" } });
  });

  test("a picture is in the message itself, with its words", async () => {
    const { chat, sandbox } = await staged("http");
    const png = Buffer.from(
      "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==",
      "base64",
    );
    const picture = { png, title: "Attainment", alt: "94 % this week" };
    await chat.send(await privateTo(chat, "UANA"), { summary: "A good week", parts: [{ picture }] }, "m1");
    const [message, ...more] = sandbox.seen.dms("UANA");
    expect(more).toEqual([]);
    expect(message!.blocks).toMatchObject([{ type: "image", alt_text: "94 % this week" }]);
    expect([...sandbox.state.files.values()].map(({ content }) => content)).toEqual([png]);
  });

  test("a picture that Slack does not take costs the picture, not the words", async () => {
    const { chat, sandbox } = await staged("http");
    sandbox.faults.next("files.getUploadURLExternal", { kind: "error", error: "missing_scope" });
    const picture = { png: new Uint8Array(8), title: "Attainment", alt: "94 % this week" };
    await chat.send(await privateTo(chat, "UANA"), { summary: "A good week", parts: [{ picture }] }, "m1");
    expect(sandbox.seen.dms("UANA").map(words)).toEqual(["Attainment: 94 % this week"]);
  });

  test("a picture that Slack is still preparing is tried again with the same file", async () => {
    const { chat, sandbox } = await staged("http");
    const to = await privateTo(chat, "UANA");
    const card: Card = {
      summary: "A good week",
      parts: [{ picture: { png: new Uint8Array(8), title: "t", alt: "a" } }],
    };
    sandbox.faults.next("chat.postMessage", { kind: "error", error: "invalid_blocks" });
    expect(await chat.send(to, card, "m1")).toEqual({ later: "Slack is still preparing the picture.", afterMs: 5000 });
    expect(await chat.send(to, card, "m1")).toMatchObject({ sent: {} });
    expect(sandbox.state.files.size).toBe(1);
  });
});

describe("history", () => {
  const all = async (history: AsyncIterable<Found>) => {
    const found: Found[] = [];
    for await (const one of history) found.push(one);
    return found.map((one) => one.kind === "message" && one.message.text);
  };

  test("gives what was missed, threads that began long before included, oldest first", async () => {
    const { chat, sandbox, clock } = await staged("http");
    const root = await sandbox.post("UDANA", "CACME", "old question", { unheard: true });
    await clock.advance(60);
    const since = clock.now();
    // What was said at that very instant is part of it.
    await sandbox.post("UANA", "CACME", "in the old thread just then", { thread: root.ts, unheard: true });
    await clock.advance(1);
    await sandbox.post("UDANA", "CACME", "second", { unheard: true });
    await clock.advance(1);
    await sandbox.post("UANA", "CACME", "in the old thread", { thread: root.ts, unheard: true });
    await clock.advance(1);
    await sandbox.post("UDANA", "CACME", "third", { unheard: true });
    expect(await all(chat.history(who("CACME"), since))).toEqual([
      "in the old thread just then",
      "second",
      "in the old thread",
      "third",
    ]);
  });

  test("is read page by page, and waits when Slack asks to", async () => {
    const { chat, sandbox } = await staged("http");
    for (let n = 0; n < 205; n++)
      await sandbox.post("UDANA", "CACME", `no. ${n}`, { at: START + n * MINUTE, unheard: true });
    sandbox.faults.next("conversations.history", { kind: "ratelimited", retryAfter: 0 });
    const found = await all(chat.history(who("CACME"), at("2099-03-06T08:00Z")));
    expect([found.length, found[0], found.at(-1)]).toEqual([205, "no. 0", "no. 204"]);
  });

  test("of a channel the bot is not in is refused aloud", async () => {
    const { chat } = await staged("http");
    await expect(all(chat.history(who("CNOBOT"), 0))).rejects.toThrow("not_in_channel");
  });
});

test("the message under a meaningful emoji comes along, from a thread as well", async () => {
  const { sandbox, desk } = await staged("http", { emojis: ["pushpin"] });
  const root = await sandbox.post("UDANA", "CACME", "Hello");
  const reply = await sandbox.post("UDANA", "CACME", "And the lease?", { thread: root.ts });
  await sandbox.react("UANA", reply, "pushpin");
  await sandbox.react("UANA", root, "eyes");
  await expect.poll(() => desk.told).toHaveLength(4);
  const under = (emoji: string) => desk.told.find((what) => what.kind === "reaction" && what.emoji === emoji);
  expect(under("pushpin")).toMatchObject({ message: { text: "And the lease?", thread: root.ts } });
  expect(under("eyes")).not.toHaveProperty("message");
});

test("a person's page shows what the desk says, and a press on it draws it anew", async () => {
  const { sandbox, desk } = await staged("http");
  let open = 2;
  desk.home = async () => ({
    summary: "s",
    parts: [{ row: [`${open} open`], controls: [{ button: "Take", action: "take", value: "1" }] }],
  });
  desk.press = async () => {
    open = 1;
    return {};
  };
  await sandbox.openHome("UANA");
  await sandbox.until(() => sandbox.seen.home("UANA"));
  const view = sandbox.seen.home("UANA")!;
  expect(words(view)).toContain("2 open");
  await sandbox.press("UANA", { view: view.id }, "rejoinder:take");
  await sandbox.until(() => words(sandbox.seen.home("UANA")!).includes("1 open"));
});
