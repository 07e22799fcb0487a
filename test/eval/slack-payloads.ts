import type { Envelope } from "../../src/chat/platform.ts";
import type { Happening } from "../../src/domain/message.ts";
import { socketServer } from "../chat/slack/socket-stand-in.ts";
import { api, command, connected, desk, event, NOW } from "../chat/slack/stand-in.ts";
import type { Report } from "./report.ts";

/** A row of `slack-payloads*.jsonl`. */
export interface SlackPayloadRow {
  id: string;
  kind: string;
  name?: string;
  tags?: string[];
  /** How it travels: `json`, `form`, or `form:payload=`. */
  wire?: string;
  source: string;
  payload: Record<string, unknown>;
}

/** Slack waits this long, in milliseconds. */
const PATIENCE = 3_000;
const TEAM = { team: { id: "TFIRM" }, user: { id: "UANA", team_id: "TFIRM" }, trigger_id: "1.2.abc" };

/** Sends each row, signed, at the real Bolt app, and the socket's envelopes over a socket. Nothing may throw; each is answered in time. */
export async function scoreSlackPayloads(rows: readonly SlackPayloadRow[]): Promise<Report> {
  const failures: Report["failures"] = [];
  const kinds = new Map<string, number>();
  const overSocket = rows.filter(({ kind }) => kind === "socket_envelope");
  const overHttp = rows.filter(({ kind }) => kind !== "socket_envelope");
  const slowest = await sendAll(overHttp, (row, got) => {
    if (typeof got !== "string") kinds.set(got.kind, (kinds.get(got.kind) ?? 0) + 1);
    const expected = typeof got === "string" ? "200 in time, and no error" : wrong(row, got);
    if (expected) failures.push({ id: row.id, source: row.source, expected, got });
  });
  for (const { row, got } of await socketFailures(overSocket))
    failures.push({ id: row.id, source: row.source, expected: "acknowledged, and the socket stays open", got });
  const told = [...kinds].map(([kind, count]) => `${count} ${kind}`).join(", ");
  const lines = [
    `${overHttp.length} over HTTP, ${overSocket.length} over a socket; the slowest answer took ${Math.round(slowest)} ms`,
    `the events among them were told as: ${told || "none"}`,
  ];
  return { name: "slack payloads", rows: rows.length, mustPass: rows.length, failures, lines };
}

/** Tells of each row what went wrong, or what an event of it meant. Returns the slowest answer's milliseconds. */
async function sendAll(
  rows: readonly SlackPayloadRow[],
  tell: (row: SlackPayloadRow, got: Happening | string) => void,
) {
  let kept: Envelope | undefined;
  const at = desk({
    home: async () => ({ summary: "s", parts: [{ text: ["Nothing is open."] }] }),
    command: async () => ({}),
    keep: async (envelope) => {
      kept = envelope;
      return true;
    },
  });
  const web = await api();
  const { chat, post } = await connected(web.url, at);
  let slowest = 0;
  for (const row of rows) {
    if (row.kind === "api_response") {
      const trouble = await answered(row, web, chat);
      if (trouble) tell(row, trouble);
      continue;
    }
    for (const { body, form } of requests(row)) {
      kept = undefined;
      at.told.length = 0;
      const started = performance.now();
      const { status } = await post(body, { form });
      const took = performance.now() - started;
      slowest = Math.max(slowest, took);
      if (status !== 200 || took > PATIENCE) tell(row, `HTTP ${status} after ${Math.round(took)} ms`);
      if (!kept) continue;
      const failed = await chat.take(kept).then(
        () => undefined,
        (error: Error) => `taking it up failed: ${error.message}`,
      );
      const [what] = at.told;
      if (failed ?? what) tell(row, failed ?? what!);
    }
  }
  await chat.stop();
  await web.close();
  return slowest;
}

/** A row as Slack would send it, and once more as if it were about something of ours. */
function requests({ kind, payload, name }: SlackPayloadRow): { body: object; form?: boolean }[] {
  const asPayload = (body: object) => ({ body: { payload: JSON.stringify(body) }, form: true });
  if (kind === "event_envelope") return [{ body: payload }];
  if (kind === "event_inner") return [{ body: event(payload) }];
  if (kind === "message_body")
    return [{ body: event({ type: "message", channel: "C1", user: "U1", ts: stamp, ...payload }) }];
  if (kind === "slash_command")
    return [payload, { ...payload, command: command("").command }].map((body) => ({ body, form: true }));
  if (kind === "view") {
    const view = { id: "V1", hash: "h", callback_id: "rejoinder:reassign", state: { values: {} }, ...payload };
    return [asPayload({ type: name === "home" ? "view_closed" : "view_submission", ...TEAM, view })];
  }
  if (kind === "interactive") return [asPayload(payload), asPayload(ours(payload))];
  return [{ body: payload }];
}

const stamp = `${NOW / 1000}.000100`;

/** The same shape, with our names in it, so that it is not put aside as somebody else's. */
function ours(payload: Record<string, unknown>): object {
  const { actions, view, callback_id, response_url, response_urls, ...rest } = payload;
  const named = callback_id === undefined ? {} : { callback_id: payload.type === "shortcut" ? "log_contact" : "track" };
  return {
    ...TEAM,
    ...rest,
    ...named,
    ...(Array.isArray(actions) ? { actions: actions.map((each) => ({ ...each, action_id: "rejoinder:claim" })) } : {}),
    ...(view ? { view: { ...(view as object), callback_id: "rejoinder:reassign" } } : {}),
  };
}

/** What Slack's Web API once answered, given to everything that asks it: each answer is a value, and none an exception. */
async function answered(
  row: SlackPayloadRow,
  web: Awaited<ReturnType<typeof api>>,
  chat: Awaited<ReturnType<typeof connected>>["chat"],
) {
  const who = { platform: "slack", workspace: "TFIRM", id: "UANA" };
  const to = { account: who, conversation: "DANA" } as unknown as Parameters<typeof chat.send>[0];
  for (const method of ["users.info", "users.list", "conversations.open", "chat.postMessage", "conversations.history"])
    web.answers[method] = row.payload;
  try {
    await chat.privately([who]);
    await chat.send(to, { summary: "s", parts: [] }, row.id);
    return undefined;
  } catch (error) {
    return `asking Slack threw: ${(error as Error).message}`;
  }
}

/** What a whole message must have become; undefined where it did, or where the row is not one. */
function wrong({ kind, payload }: SlackPayloadRow, got: Happening): string | undefined {
  const told = (kind === "event_inner" ? payload : payload.event) as Record<string, unknown> | undefined;
  if (told?.type !== "message" || got.kind !== "message" || told.subtype === "message_changed") return undefined;
  const automatic = told.bot_id !== undefined || told.subtype === "bot_message";
  const byPerson =
    !automatic &&
    [undefined, "file_share", "thread_broadcast", "me_message"].includes(told.subtype as string) &&
    told.user !== undefined;
  if (byPerson === (got.message.by === "person")) return undefined;
  return byPerson ? "said by a person" : "not said by a person: a bot's post or Slack's own notice opens no inquiry";
}

/** One socket for all rows: what one of them breaks, the next ones show. */
async function socketFailures(rows: readonly SlackPayloadRow[]): Promise<{ row: SlackPayloadRow; got: string }[]> {
  if (rows.length === 0) return [];
  const failed: { row: SlackPayloadRow; got: string }[] = [];
  const slack = await socketServer();
  const at = desk({ keep: async () => true, command: async () => ({}) });
  const { chat } = await connected(slack.url, at, { appToken: "xapp-1" });
  for (const row of rows) {
    const wanted = typeof row.payload.type === "string" && row.payload.envelope_id ? row.payload.type : undefined;
    const acknowledged = await slack.send(row.payload, wanted !== undefined, PATIENCE);
    if (!acknowledged) failed.push({ row, got: "no acknowledgement" });
    if (!(await slack.alive(PATIENCE))) failed.push({ row, got: "the socket was gone after it" });
  }
  await chat.stop();
  await slack.close();
  return failed;
}
