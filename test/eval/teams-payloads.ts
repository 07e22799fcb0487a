import type { Chat } from "../../src/chat/platform.ts";
import { teams } from "../../src/chat/teams/connect.ts";
import type { Happening } from "../../src/domain/message.ts";
import { sandboxClock } from "../../src/sandbox/clock.ts";
import { signed } from "../../src/sandbox/teams/keys.ts";
import { guidOf } from "../../src/sandbox/teams/seed.ts";
import type { TeamsSandbox } from "../../src/sandbox/teams/server.ts";
import { card, configOf, desk, FIRM, LEASE, privateTo, READS_ALL, silent, stage } from "../chat/teams/stage.ts";
import type { Report } from "./report.ts";

/** A row of `teams-payloads*.jsonl`. */
export interface TeamsPayloadRow {
  id: string;
  kind: string;
  name?: string;
  source: string;
  payload: Record<string, unknown>;
}

/** Teams waits this long, in milliseconds. */
const PATIENCE = 15_000;
/** What an error of the connector comes with. */
const STATUSES = [400, 401, 403, 404, 412, 429, 500, 502, 503];

type Complain = (row: TeamsPayloadRow, expected: string, got: unknown) => void;

/**
 * Sends each activity, signed, at the real adapter: as it is, when it is another tenant's and refused, and as if the firm's own
 * Teams had sent it. A value of an invoke goes in an invoke, a card in a message, an error body is what the connector answers.
 * A manifest is nothing that is sent to a bot.
 */
export async function scoreTeamsPayloads(rows: readonly TeamsPayloadRow[]): Promise<Report> {
  const failures: Report["failures"] = [];
  const complain: Complain = ({ id, source }, expected, got) => failures.push({ id, source, expected, got });
  const sent = rows.filter(({ kind }) => kind in AS_ACTIVITIES);
  const errors = rows.filter(({ kind }) => kind === "error_response");
  const others = rows.length - sent.length - errors.length;
  const { slowest, requests, told } = await quietly(() => sendAll(sent, complain));
  await answerAll(errors, complain);
  const kinds = [...told].map(([kind, count]) => `${count} ${kind}`).join(", ");
  const count = (kind: string) => rows.filter((row) => row.kind === kind).length;
  const lines = [
    `${count("activity")} activities, ${count("invoke_value")} values of invokes and ${count("adaptive_card")} cards, in ${requests} signed requests; the slowest answer took ${Math.round(slowest)} ms`,
    "each was also sent as it is, from another tenant or from none, and was to be refused and not kept",
    `what is no invoke was told as: ${kinds || "nothing"}`,
    `${errors.length} error bodies, each given with ${STATUSES.length} HTTP statuses to one who sends a message`,
    `${others} of other kinds (manifests of other apps) are nothing that is sent to a bot, and are not scored`,
  ];
  return { name: "teams payloads", rows: rows.length, mustPass: rows.length - others, failures, lines };
}

// The Bot Framework's library prints the public keys that a signature did not fit.
async function quietly<T>(work: () => Promise<T>): Promise<T> {
  const { error } = console;
  console.error = () => {};
  return work().finally(() => {
    console.error = error;
  });
}

type Activity = Record<string, unknown>;

/** A row as it would come: once, and again as if it were about something of ours. */
const AS_ACTIVITIES: Readonly<Record<string, (payload: Activity) => Activity[]>> = {
  activity: (payload) => (payload.type === "invoke" ? [payload, ...ours(payload)] : [payload]),
  invoke_value: (value) =>
    ["composeExtension/query", "composeExtension/fetchTask", "composeExtension/submitAction"].map((name) => ({
      ...{ type: "invoke", name, value },
      from: PERSON,
    })),
  adaptive_card: (content) =>
    [{ from: PERSON }, { from: { id: "28:other" } }].map(({ from }) => ({
      ...{ type: "message", from, recipient: { id: "28:bot" }, timestamp: "2026-03-06T09:00:00Z" },
      attachments: [{ contentType: "application/vnd.microsoft.card.adaptive", content }],
    })),
};

const PERSON = { id: "29:ana", aadObjectId: "33333333-3333-4333-8333-333333333333" };

/** The same shape, by someone of the firm's, with our names in it, so that it is not put aside as somebody else's. */
function ours(payload: Activity): Activity[] {
  const from = PERSON;
  const pressed = { rejoinder: { action: "claim", value: "1" } };
  const filled = { rejoinder: { form: "snooze", context: "1" } };
  const value = object(payload.value);
  if (payload.name === "adaptiveCard/action")
    return [pressed, filled].map((data) => ({
      ...payload,
      from,
      value: { ...value, action: { ...object(value.action), data } },
    }));
  return [
    ...["track", "dismiss", "logContact", "myInquiries"].map((commandId) => ({ ...value, commandId })),
    { ...value, data: pressed },
    { ...value, data: filled },
  ].flatMap((each) =>
    ["composeExtension/fetchTask", "composeExtension/submitAction", "task/fetch", "task/submit"].map((name) => ({
      ...payload,
      from,
      name,
      value: each,
    })),
  );
}

async function sendAll(rows: readonly TeamsPayloadRow[], complain: Complain) {
  const { sandbox, close } = await stage({ permissions: READS_ALL });
  const at = desk(() => chat);
  const chat: Chat = teams(configOf(sandbox), sandboxClock(0), silent);
  const address = await chat.start(at);
  const told = new Map<string, number>();
  let [slowest, requests] = [0, 0];
  const sent = async (activity: Activity): Promise<number> => {
    const started = performance.now();
    const { status } = await post(sandbox, address, activity);
    requests += 1;
    slowest = Math.max(slowest, performance.now() - started);
    await at.idle();
    return performance.now() - started > PATIENCE ? 504 : status;
  };
  for (const row of rows) {
    for (const [n, each] of AS_ACTIVITIES[row.kind]!(row.payload).entries()) {
      const before = at.kept.size;
      const strange = n === 0 && row.kind === "activity" ? await sent(each) : 403;
      if (![400, 401, 403].includes(strange) || at.kept.size > before)
        complain(row, "refused as another tenant's, and not kept", `HTTP ${strange}`);
      at.told.length = 0;
      const activity = asOurTenants(each, sandbox, `${row.id} ${n}`);
      const status = await sent(activity);
      if (status !== 200) complain(row, "200 in time", `HTTP ${status}`);
      for (const failure of at.failures.splice(0))
        complain(row, "taken up", `it failed: ${(failure as Error).message}`);
      const [latest] = at.told;
      if (!latest) continue;
      told.set(latest.kind, (told.get(latest.kind) ?? 0) + 1);
      const expected = wrong(activity, latest);
      if (expected) complain(row, expected, latest);
    }
  }
  await at.idle();
  await chat.stop();
  await close();
  return { slowest, requests, told };
}

/** As it stands, but sent by the firm's own Teams; a new id keeps it from being taken for the one before. */
function asOurTenants(activity: Activity, { serviceUrl }: TeamsSandbox, id: string): Activity {
  const conversation = { id: LEASE, ...object(activity.conversation), tenantId: FIRM };
  return { ...activity, id: activity.id ?? id, channelId: "msteams", serviceUrl, conversation };
}

function post({ app, serviceUrl }: TeamsSandbox, address: string, activity: Activity) {
  const named = typeof activity.serviceUrl === "string" ? activity.serviceUrl : serviceUrl;
  const token = signed({ iss: "https://api.botframework.com", aud: app.appId, serviceurl: named });
  const headers = { "content-type": "application/json", authorization: `Bearer ${token}` };
  return fetch(address, { method: "POST", body: JSON.stringify(activity), headers });
}

/** What a message must have become; undefined where it did, or where it is none. */
function wrong({ from }: Activity, told: Happening): string | undefined {
  if (told.kind !== "message") return undefined;
  const { role, id } = object(from);
  const automatic = role === "bot" || String(id ?? "").startsWith("28:");
  if (automatic && told.message.by === "person") return "not said by a person: a bot's post opens no inquiry";
  if (/<at>|<\/?(?:p|div|span)\b/i.test(told.message.text)) return "text, with no marks of a mention or of HTML in it";
  return undefined;
}

/** What the connector once answered, given to who sends: each answer is a value, and none an exception. */
async function answerAll(rows: readonly TeamsPayloadRow[], complain: Complain): Promise<void> {
  if (rows.length === 0) return;
  const { sandbox, chat, close } = await stage({ permissions: READS_ALL });
  await sandbox.post("29:ana", LEASE, "Hello");
  const to = await privateTo(chat, guidOf("29:ana"));
  for (const row of rows)
    for (const status of STATUSES) {
      sandbox.faults.next("*", { kind: "http", status, body: JSON.stringify(row.payload) });
      const outcome = await chat.send(to, card("An answer is owed."), row.id).catch((error: Error) => error);
      if (outcome instanceof Error) complain(row, "a value", `with ${status}: ${outcome.message}`);
      else if ("sent" in outcome) complain(row, "not sent", `with ${status}: sent`);
      sandbox.faults.clear();
    }
  await close();
}

const object = (value: unknown): Activity => (typeof value === "object" && value !== null ? (value as Activity) : {});
