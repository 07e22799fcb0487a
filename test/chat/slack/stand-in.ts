import { createHmac } from "node:crypto";
import { createServer, type IncomingMessage } from "node:http";
import type { AddressInfo } from "node:net";
import type { Chat, Desk, Envelope, Reply } from "../../../src/chat/platform.ts";
import { type SlackConfig, slack } from "../../../src/chat/slack/connect.ts";
import type { Happening } from "../../../src/domain/message.ts";
import { at } from "../../../src/domain/time.ts";

/** What the stand-in for Slack's Web API answers: a body, or a status with headers, or a broken connection. */
export type Answer = object | { status: number; headers?: Record<string, string> } | "break";
type Args = Record<string, string>;

export const NOW = at("2026-01-09T16:30:00-05:00");
const SECRET = "not-a-secret";

/** A Web API that says what a test tells it to, and remembers what it was asked. */
export async function api(answers: Record<string, Answer | ((args: Args) => Answer)> = {}) {
  const calls: { method: string; args: Args }[] = [];
  const server = createServer(async (request, response) => {
    const body = await whole(request);
    const method = request.url!.replace("/api/", "");
    const args = Object.fromEntries(new URLSearchParams(body));
    calls.push({ method, args });
    const told = { ...usual, ...answers }[method] ?? { ok: false, error: "unknown_method" };
    const answer = typeof told === "function" ? told(args) : told;
    if (answer === "break") return void request.socket.destroy();
    const { status = 200, headers = {} } = answer as { status?: number; headers?: Record<string, string> };
    response.writeHead(status, { "content-type": "application/json", ...headers });
    response.end(JSON.stringify(answer));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/api/`;
  const asked = (method: string) => calls.filter((call) => call.method === method).map(({ args }) => args);
  const close = () => {
    server.closeAllConnections();
    return new Promise<void>((resolve) => server.close(() => resolve()));
  };
  return { url, calls, answers, asked, close };
}

const usual: Record<string, Answer | ((args: Args) => Answer)> = {
  // Everybody is a person of the firm.
  "users.info": ({ user }) => ({ ok: true, user: { id: user, team_id: "TFIRM", profile: {} } }),
  "auth.test": { ok: true, url: "https://fixture.slack.com/", team_id: "TFIRM", user_id: "UBOT", bot_id: "BBOT" },
  "views.open": { ok: true, view: {} },
  "views.publish": { ok: true, view: {} },
  "chat.update": { ok: true, ts: "1.1" },
  answer: { ok: true },
};

const whole = async (request: IncomingMessage) => {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk);
  return Buffer.concat(chunks).toString();
};

/** A desk that remembers what it was told and, like the real one, carries a kept envelope on by itself. */
export function desk(replies: Partial<Desk> = {}) {
  const told: Happening[] = [];
  const kept = new Map<string, Envelope>();
  const did: unknown[][] = [];
  const say = async (reply: Reply, ...what: unknown[]) => {
    did.push(what);
    return reply;
  };
  const made: Desk = {
    async keep(envelope) {
      if (kept.has(envelope.identity)) return false;
      kept.set(envelope.identity, envelope);
      return true;
    },
    happened: async (what) => void told.push(what),
    command: (...what) =>
      say({ card: { summary: "Nothing is open.", parts: [{ text: ["Nothing is open."] }] } }, "command", ...what),
    spoken: (...what) => say({}, "spoken", ...what),
    press: (...what) => say({}, "press", ...what),
    mark: (...what) => say({}, "mark", ...what),
    form: (...what) => say({}, "form", ...what),
    submit: (...what) => say({}, "submit", ...what),
    home: async () => undefined,
    ...replies,
  };
  return { ...made, told, kept, did };
}

export const silent = { info() {}, warn() {}, error() {} };

/** The Slack side of Rejoinder on a free port of this machine. */
export async function connected(
  apiUrl: string,
  at: ReturnType<typeof desk> = desk(),
  config: Partial<SlackConfig> = {},
) {
  const chat = slack(
    { botToken: "xoxb-1", signingSecret: SECRET, host: "127.0.0.1", port: 0, apiUrl, ...config },
    { now: () => NOW },
    silent,
  );
  const address = await chat.start(at);
  return { chat, desk: at, address, post: poster(address), takeAll: takeAll(chat, at) };
}

const takeAll =
  (chat: Chat, { kept }: ReturnType<typeof desk>) =>
  async () => {
    for (const envelope of kept.values()) await chat.take(envelope);
  };

/** Sends as Slack does: signed, as JSON or as a form. */
export const poster =
  (address: string, secret = SECRET) =>
  (body: object | string, { form = false, now = NOW, headers = {} as Record<string, string> } = {}) => {
    const text =
      typeof body === "string" ? body : form ? new URLSearchParams(body as Args).toString() : JSON.stringify(body);
    const stamp = String(Math.floor(now / 1000));
    return fetch(address, {
      method: "POST",
      body: text,
      headers: {
        "content-type": form ? "application/x-www-form-urlencoded" : "application/json",
        "x-slack-request-timestamp": stamp,
        "x-slack-signature": `v0=${createHmac("sha256", secret).update(`v0:${stamp}:${text}`).digest("hex")}`,
        ...headers,
      },
    });
  };

export const event = (inner: object, id = "Ev1") => ({
  type: "event_callback",
  team_id: "TFIRM",
  api_app_id: "A1",
  event_id: id,
  event_time: NOW / 1000,
  authorizations: [
    { team_id: "TFIRM", enterprise_id: null, user_id: "UBOT", is_bot: true, is_enterprise_install: false },
  ],
  event: inner,
});

export const command = (text: string) => ({
  command: "/inquiries",
  text,
  team_id: "TFIRM",
  user_id: "UANA",
  channel_id: "CACME",
  trigger_id: "1.2.abc",
});

export const press = (actionId: string, value: string, more: object = {}) => ({
  type: "block_actions",
  team: { id: "TFIRM" },
  user: { id: "UANA", team_id: "TFIRM" },
  trigger_id: "1.2.abc",
  channel: { id: "DANA" },
  container: { type: "message", message_ts: "1767994200.000100", channel_id: "DANA", is_ephemeral: false },
  actions: [{ type: "button", action_id: actionId, block_id: "b", value, action_ts: "1767994300.000200" }],
  ...more,
});
