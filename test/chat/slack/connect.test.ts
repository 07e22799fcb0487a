import { afterEach, expect, test, vi } from "vitest";
import type { Reply } from "../../../src/chat/platform.ts";
import type { Card } from "../../../src/views/card.ts";
import { api, command, connected, desk, event, NOW, poster, press } from "./stand-in.ts";

const open: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const close of open.splice(0).reverse()) await close();
});

async function rejoinder(...[answers, at, config]: [Parameters<typeof api>[0]?, ReturnType<typeof desk>?, object?]) {
  const web = await api(answers);
  open.push(web.close);
  const made = await connected(web.url, at, config);
  open.push(() => made.chat.stop());
  return { ...made, web };
}

const message = {
  type: "message",
  channel: "CACME",
  channel_type: "channel",
  user: "UDANA",
  text: "Can we sign &lt;today&gt;?",
  ts: "1767994200.000100",
  event_ts: "1767994200.000100",
};
const card = (summary: string): Card => ({ summary, parts: [{ text: [summary] }] });

test("a client's message is kept, acknowledged, and reaches the desk", async () => {
  const { post, takeAll, desk, web } = await rejoinder();
  expect((await post(event(message))).status).toBe(200);
  expect(desk.told).toEqual([]);
  await takeAll();
  expect(desk.told).toMatchObject([
    { kind: "message", message: { id: "1767994200.000100", by: "person", text: "Can we sign <today>?" } },
  ]);
  expect(web.calls.map(({ method }) => method)).toEqual(["auth.test"]);
});

test("an event is not acknowledged before it is stored", async () => {
  let stored = () => {};
  const storing = new Promise<void>((resolve) => {
    stored = resolve;
  });
  const order: string[] = [];
  const { post } = await rejoinder({}, desk({ keep: () => storing.then(() => order.push("kept") > 0) }));
  const answer = post(event(message)).then(() => order.push("acknowledged"));
  setImmediate(stored);
  await answer;
  expect(order).toEqual(["kept", "acknowledged"]);
});

test("an event that cannot be stored is answered 503, so that Slack sends it again", async () => {
  const { post } = await rejoinder({}, desk({ keep: () => Promise.reject(new Error("disk full")) }));
  expect((await post(event(message))).status).toBe(503);
});

test("a retry is the same delivery, and no reason to skip it", async () => {
  const at = desk();
  const { post, takeAll } = await rejoinder({}, at);
  await post(event(message), { headers: { "x-slack-retry-num": "1", "x-slack-retry-reason": "http_timeout" } });
  expect((await post(event(message))).status).toBe(200);
  expect(at.kept.size).toBe(1);
  await takeAll();
  expect(at.told).toHaveLength(1);
});

test("what fails at the desk is told to whoever took the envelope up", async () => {
  const at = desk({ happened: () => Promise.reject(new Error("database is gone")) });
  const { post, takeAll } = await rejoinder({}, at);
  expect((await post(event(message))).status).toBe(200);
  await expect(takeAll()).rejects.toThrow("database is gone");
});

test("a request that Slack did not sign is refused, and so is one that is five minutes old", async () => {
  const at = desk();
  const { post, address } = await rejoinder({}, at);
  expect((await poster(address, "another secret")(event(message))).status).toBe(401);
  expect((await post(event(message), { now: NOW - 301_000 })).status).toBe(401);
  expect((await post(event(message), { now: NOW - 299_000 })).status).toBe(200);
  expect(
    (await post(event(message, "Ev2"), { headers: { "x-slack-signature": "v0=é" } }).catch(() => ({ status: 401 })))
      .status,
  ).toBe(401);
  expect([...at.kept.keys()]).toEqual(["Ev1"]);
});

test("Slack's handshake is answered with its challenge", async () => {
  const { post } = await rejoinder();
  const answer = await post({ type: "url_verification", challenge: "abc" });
  expect([answer.status, await answer.text()]).toEqual([200, "abc"]);
});

test("a command is answered in the acknowledgement, to who asked alone", async () => {
  const at = desk();
  const { post } = await rejoinder({}, at);
  const answer = await post(command("team  &amp; more "), { form: true });
  expect(await answer.json()).toMatchObject({ response_type: "ephemeral", text: "Nothing is open." });
  const [ana, acme] = ["UANA", "CACME"].map((id) => ({ platform: "slack", workspace: "TFIRM", id }));
  expect(at.did).toEqual([["command", ana, "team  & more", acme, "1.2.abc"]]);
});

test("a pressed button replaces the card it stands on, and the press has an identity of its own", async () => {
  const at = desk();
  at.press = async (...what) => {
    at.did.push(what);
    return { replace: card("Yours now.") };
  };
  const { post, web } = await rejoinder({}, at);
  const payload = JSON.stringify(press("rejoinder:claim:2", "4127"));
  expect((await post({ payload }, { form: true })).status).toBe(200);
  // Slack signs what it sends again anew.
  await post({ payload }, { form: true, now: NOW + 1000 });
  const on = { platform: "slack", workspace: "TFIRM", conversation: "DANA", id: "1767994200.000100" };
  expect(at.did[0]!.slice(1, 4)).toEqual(["claim", "4127", on]);
  expect(at.did[0]![4]).toBe(at.did[1]![4]);
  await expect
    .poll(() => web.asked("chat.update")[0])
    .toMatchObject({ channel: "DANA", ts: on.id, text: "Yours now." });
});

test("a form opens from a button, comes back with its answers, and stays open with its complaints", async () => {
  const form = {
    id: "reassign",
    title: "Reassign",
    submit: "Save",
    context: "4127",
    fields: [{ name: "to", label: "To", input: "line" }],
  } as const;
  const at = desk({ press: async () => ({ form }) });
  at.submit = async (...what) => {
    at.did.push(what);
    return { errors: { to: "Nobody is called that." } };
  };
  const { post, web } = await rejoinder({}, at);
  await post({ payload: JSON.stringify(press("rejoinder:reassign", "4127")) }, { form: true });
  await expect.poll(() => web.asked("views.open")).toHaveLength(1);
  const view = JSON.parse(web.asked("views.open")[0]!.view!);
  const state = { values: { to: { value: { type: "plain_text_input", value: " Kim " } } } };
  const submission = {
    type: "view_submission",
    team: { id: "TFIRM" },
    user: { id: "UANA" },
    view: { ...view, id: "V1", hash: "h1", state },
  };
  const answer = await post({ payload: JSON.stringify(submission) }, { form: true });
  expect(await answer.json()).toEqual({ response_action: "errors", errors: { to: "Nobody is called that." } });
  expect(at.did[0]!.slice(1)).toMatchObject(["reassign", "4127", { to: "Kim" }, "V1:h1", { conversation: "DANA" }]);
});

test("a message shortcut hands over the message itself", async () => {
  const at = desk();
  const { post } = await rejoinder({}, at);
  const shortcut = {
    type: "message_action",
    callback_id: "track",
    trigger_id: "t1",
    team: { id: "TFIRM" },
    user: { id: "UANA" },
    channel: { id: "CACME" },
    message,
  };
  expect((await post({ payload: JSON.stringify(shortcut) }, { form: true })).status).toBe(200);
  await expect
    .poll(() => at.did[0])
    .toMatchObject(["mark", { id: "UANA" }, { id: message.ts, author: { id: "UDANA" } }, "track", "t1"]);
});

test("when the desk fails, who asked gets an apology and not silence", async () => {
  const { post } = await rejoinder({}, desk({ command: () => Promise.reject(new Error("gone")) }));
  const answer = await post(command(""), { form: true });
  expect(await answer.json()).toMatchObject({ response_type: "ephemeral", text: "That did not work." });
});

test("a press that failed is told its presser, and where Slack takes no word for them it is left unacknowledged", async () => {
  const at = desk({ press: () => Promise.reject(new Error("gone")), mark: () => Promise.reject(new Error("gone")) });
  const { post, web } = await rejoinder({}, at);
  const pressed = { ...press("rejoinder:claim:2", "4127"), response_url: `${web.url}respond` };
  expect((await post({ payload: JSON.stringify(pressed) }, { form: true })).status).toBe(200);
  expect(web.asked("respond").flatMap(Object.keys)).toEqual([expect.stringContaining('"That did not work."')]);
  web.answers.respond = { status: 503 };
  expect((await post({ payload: JSON.stringify(pressed) }, { form: true, now: NOW + 1000 })).status).toBe(503);
  // Nor where Slack gives no way at all.
  const mute = { ...press("rejoinder:claim:2", "4127"), trigger_id: undefined };
  expect((await post({ payload: JSON.stringify(mute) }, { form: true, now: NOW + 2000 })).status).toBe(503);
  const shortcut = { type: "message_action", callback_id: "track", team: { id: "TFIRM" }, user: { id: "UANA" } };
  const marked = {
    ...shortcut,
    trigger_id: "t1",
    channel: { id: "CACME" },
    message,
    response_url: `${web.url}respond`,
  };
  expect((await post({ payload: JSON.stringify(marked) }, { form: true })).status).toBe(503);
});

test("opening the app's page publishes the person's own inquiries", async () => {
  const { post, takeAll, web } = await rejoinder({}, desk({ home: async () => card("Two are open.") }));
  await post(event({ type: "app_home_opened", user: "UANA", tab: "home", channel: "DANA" }));
  await takeAll();
  expect(web.asked("views.publish")).toMatchObject([{ user_id: "UANA" }]);
});

test("a page that Slack will never show is not tried again and again, and one it cannot show just now is", async () => {
  const { post, takeAll, web } = await rejoinder(
    { "views.publish": { ok: false, error: "not_enabled" } },
    desk({ home: async () => card("Two are open.") }),
  );
  await post(event({ type: "app_home_opened", user: "UANA", tab: "home" }));
  await takeAll();
  web.answers["views.publish"] = { status: 503 };
  await expect(takeAll()).rejects.toThrow();
});

test("a wrong bot token stops the start, in words", async () => {
  const web = await api({ "auth.test": { ok: false, error: "invalid_auth" } });
  open.push(web.close);
  await expect(connected(web.url)).rejects.toThrow(
    "Slack does not let Rejoinder in: Slack no longer accepts the bot token",
  );
});

test("a port in use is named", async () => {
  const { address, web } = await rejoinder();
  const port = Number(new URL(address).port);
  await expect(connected(web.url, desk(), { port })).rejects.toThrow(
    `Port ${port} on 127.0.0.1 is in use by another program`,
  );
});

test("a link leads to the message, and into its thread", async () => {
  const { chat } = await rejoinder();
  const acme = { platform: "slack", workspace: "TFIRM", id: "CACME" };
  expect(chat.link(acme, "1767994200.000100")).toBe("https://fixture.slack.com/archives/CACME/p1767994200000100");
  expect(chat.link(acme, "1767994300.000100", "1767994200.000100")).toBe(
    "https://fixture.slack.com/archives/CACME/p1767994300000100?thread_ts=1767994200.000100&cid=CACME",
  );
});

test("a request larger than anything Slack sends is refused before it is read", async () => {
  const { post } = await rejoinder();
  expect((await post("x".repeat(5_000_001))).status).toBe(413);
});

test("Slack's requests go to one address", async () => {
  const { address } = await rejoinder();
  expect((await fetch(address)).status).toBe(404);
  expect((await fetch(new URL("/", address), { method: "POST" })).status).toBe(404);
});

test("a wrong app token stops the start, in words", async () => {
  const web = await api({ "apps.connections.open": { ok: false, error: "invalid_auth" } });
  open.push(web.close);
  const why = "Slack opens no socket (invalid_auth): check SLACK_APP_TOKEN";
  await expect(connected(web.url, desk(), { appToken: "xapp-1" })).rejects.toThrow(why);
});

test("a command that takes its time is acknowledged in time, and answered later", async () => {
  vi.useFakeTimers({ toFake: ["setTimeout"] });
  open.push(async () => vi.useRealTimers());
  const answer = Promise.withResolvers<Reply>();
  const asked = Promise.withResolvers<void>();
  const at = desk({
    command: () => {
      asked.resolve();
      return answer.promise;
    },
  });
  const { post, web } = await rejoinder({}, at);
  const response_url = new URL("answer", web.url).href;
  const acknowledged = post({ ...command(""), response_url }, { form: true });
  await asked.promise;
  await vi.advanceTimersByTimeAsync(2_500);
  expect(await (await acknowledged).text()).toBe("");
  answer.resolve({ card: card("Two are open.") });
  vi.useRealTimers();
  await expect.poll(() => web.calls.at(-1)).toMatchObject({ method: "answer" });
});
