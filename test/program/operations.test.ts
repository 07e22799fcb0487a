import { expect, onTestFinished, test } from "vitest";
import { fixtureFirm, fixtureWorkspace, outsiders } from "../../src/sandbox/firm.ts";
import { startSlackSandbox } from "../../src/sandbox/slack/server.ts";
import { openStore } from "../../src/store/db.ts";
import { setUpFirm } from "../../src/store/set-up.ts";
import { bodyOf } from "../../src/store/words.ts";
import { createDatabase } from "../database.ts";
import { testVault } from "../vault.ts";
import { type Program, start } from "./program.ts";

/** The fixture firm on a real database, its workspace in this process on the machine's own time, and the program's settings. */
async function firm(more: Record<string, string> = {}) {
  const clock = { ahead: 0, now: () => Date.now() + clock.ahead };
  const sandbox = await startSlackSandbox({ clock, workspace: fixtureWorkspace });
  onTestFinished(() => sandbox.close());
  const DATABASE_URL = await createDatabase("house");
  const store = await openStore({ url: DATABASE_URL });
  onTestFinished(() => store.close());
  await setUpFirm(store.db, fixtureFirm, Date.now());
  const { botToken, signingSecret } = sandbox.app;
  const slack = { SLACK_BOT_TOKEN: botToken, SLACK_SIGNING_SECRET: signingSecret, SLACK_API_URL: sandbox.apiUrl };
  const settings = { ...slack, DATABASE_URL, PORT: "0", ...more };
  return { sandbox, store, settings, clock };
}

async function serving(program: Program) {
  const [, events] = await program.says(/events come by (http\S+events)/);
  const [, health] = await program.says(/Health and figures at (http:\S+):/);
  const asked = async (path: string) => {
    const answer = await fetch(`${health}${path}`);
    return { status: answer.status, text: await answer.text() };
  };
  return { events: events!, health: health!, asked };
}

const escaped = (word = "") => word.replace(/[^\w\s]/g, "\\$&");

const secrets = [
  ...outsiders.map(({ id }) => id),
  ...fixtureWorkspace.people.flatMap(({ id, name }) => [id, name]),
  ...fixtureWorkspace.channels.flatMap(({ id, name }) => [id, name]),
  ...fixtureFirm.clients.flatMap(({ name, matters = [] }) => [name, ...matters.map((matter) => matter.name)]),
];

test("a firm that is watched: alive and ready, its figures counted, and nobody's name, id or word in figures or in the log of everything", async () => {
  const { sandbox, settings, store } = await firm({ LOG_LEVEL: "debug" });
  const program = start(settings);
  const { events, asked, health } = await serving(program);
  sandbox.connectEvents(events);
  expect(await asked("/healthz")).toEqual({ status: 200, text: '{\n  "ok": true\n}\n' });
  const ready = await asked("/readyz");
  expect(JSON.parse(ready.text)).toEqual({
    ok: true,
    parts: { database: { ok: true }, migrations: { ok: true }, slack: { ok: true } },
  });
  expect(ready.status).toBe(200);

  const { ts } = await sandbox.post("UDANA", "CACME", "Could you send us the draft settlement of Widgetcorp, please?");
  await program.says(/"said":"tracked"/);
  await sandbox.post("UKIM", "CACME", "Here it is: it settles for a peppercorn.", { thread: ts });
  await program.says(/"said":"clock met"/);
  await sandbox.slash("UKIM", "CACME", "/inquiries", "client Acme");
  await sandbox.openHome("UKIM");
  await expect.poll(() => sandbox.seen.home("UKIM"), { timeout: 20_000 }).toBeDefined();
  sandbox.faults.next("users.info", { kind: "error", error: "fatal_error" }, 3);
  await sandbox.post("USAM", "CGLOBEX", "When will the lease be signed?");
  await program.says(/"said":"inbox retry"/);
  await program.says(/"said":"round done"/, 30_000);

  const { text } = await asked("/metrics");
  const value = (line: string) =>
    Number(new RegExp(`^${line.replace(/[{}"=]/g, "\\$&")} (\\S+)$`, "m").exec(text)?.[1]);
  expect(value('rejoinder_events_total{platform="slack"}')).toBeGreaterThanOrEqual(3);
  expect(value('rejoinder_event_lag_seconds_count{platform="slack",until="commit"}')).toBeGreaterThanOrEqual(3);
  expect(value('rejoinder_event_lag_seconds_count{platform="slack",until="done"}')).toBeGreaterThanOrEqual(2);
  expect(value("rejoinder_inquiries_total")).toBe(1);
  expect(value("rejoinder_database_up")).toBe(1);
  expect(value("rejoinder_inbox_waiting")).toBeGreaterThanOrEqual(1);
  expect(value("rejoinder_round_seconds_count")).toBeGreaterThanOrEqual(1);
  expect(text).toMatch(
    /rejoinder_events_failed_total\{platform="slack",kind="WebAPIPlatformError slack_webapi_platform_error"\} [1-3]$/m,
  );
  expect(text).toMatch(/rejoinder_process_resident_memory_bytes \d+/);

  const logged = program.said();
  expect(logged).toMatch(/"said":"event kept"/);
  expect(logged).toMatch(/"what":"flow done","flow":"send due nudges","ms":\d/);
  for (const word of [
    ...secrets,
    "settlement",
    "peppercorn",
    "lease",
    settings.SLACK_BOT_TOKEN,
    settings.SLACK_SIGNING_SECRET,
  ])
    for (const place of [text, logged]) expect(place).not.toMatch(new RegExp(`(?<!\\w)${escaped(word)}(?!\\w)`, "i"));
  // The check-up names people and channels: only the doctor, on this machine, is answered.
  expect((await asked("/doctor")).status).toBe(403);
  const headers = { "x-rejoinder": "doctor" };
  expect((await fetch(`${health}/doctor`, { headers: { ...headers, "x-forwarded-for": "192.0.2.1" } })).status).toBe(
    403,
  );
  expect((await fetch(`${health}/doctor`, { headers })).status).toBe(200);
  expect((await asked("/")).status).toBe(404);
  expect(await program.stop()).toMatchObject({ code: 0 });
  expect(await store.db.selectFrom("inbox").select("identity").where("done_at", "is", null).execute()).toHaveLength(1);
}, 120_000);

test("told to stop under load, with a platform that is slow: it answers who waits, leaves the rest for the next start, and is gone within ten seconds", async () => {
  const { sandbox, settings, store, clock } = await firm({ LOG_LEVEL: "debug" });
  const program = start(settings);
  const { events, asked } = await serving(program);
  sandbox.connectEvents(events);
  const say = (...numbers: number[]) => numbers.map((n) => sandbox.post("UDANA", "CACME", question(n)));
  const inbox = () => store.db.selectFrom("inbox").select(["identity", "done_at", "attempts", "lease_until"]).execute();

  // Every look-up takes long, so each event that is carried through does, and they pile up.
  for (const method of ["users.info", "conversations.info"])
    sandbox.faults.next(method, { kind: "delay", ms: 9_000 }, 999);
  await Promise.all(say(...range(0, 30)));
  await sandbox.settled();
  const ended = program.stop();
  const underway = say(...range(30, 45));
  const seen = await notReady(() => asked("/readyz"));
  expect(seen && JSON.parse(seen.text)).toEqual({ ok: false, say: "It is stopping.", parts: {} });
  const end = await ended;
  expect(end).toMatchObject({ code: 0, signal: null });
  expect(end.after).toBeLessThan(10_000);
  expect(program.said()).not.toMatch(/^\s+at /m);
  await Promise.all(underway);
  await sandbox.settled();

  // What was acknowledged is there, and nobody holds it any more.
  const kept = new Map((await inbox()).map((one) => [one.identity, one]));
  const acknowledged = sandbox.state.deliveries.filter((one) => one.acknowledged).map(({ eventId }) => eventId);
  expect(acknowledged.length).toBeGreaterThanOrEqual(30);
  expect(acknowledged.filter((id) => !kept.has(id))).toEqual([]);
  const left = [...kept.values()].filter(({ done_at }) => done_at === null);
  expect(left.length).toBeGreaterThanOrEqual(29);
  expect(left.filter(({ attempts, lease_until }) => attempts > 0 || lease_until! > Date.now())).toEqual([]);

  // What was not, Slack sends again a minute later, to the program as it was started anew.
  sandbox.faults.clear();
  const again = start(settings);
  sandbox.connectEvents((await serving(again)).events);
  clock.ahead = 61_000;
  await sandbox.retryDue();
  await again.says(/"said":"round done"/, 40_000);
  const asks = await store.db.selectFrom("messages").selectAll().where("side", "=", "client").execute();
  const vault = testVault();
  const opened = asks.map((m) => vault.open(store.db, m.body!, bodyOf(m.channel_id, m.external_id), Date.now()));
  expect((await Promise.all(opened)).sort()).toEqual(range(0, 45).map(question).sort());
  expect(await again.stop()).toMatchObject({ code: 0 });
}, 120_000);

const question = (n: number) => `Could you send us draft ${n}, please?`;
const range = (from: number, to: number) => Array.from({ length: to - from }, (_, i) => from + i);

/** What it answers once it is ready no more. */
async function notReady(ask: () => Promise<{ status: number; text: string }>) {
  for (;;) {
    const answer = await ask().catch(() => undefined);
    if (answer?.status !== 200) return answer;
  }
}

test("a second signal ends it on the spot", async () => {
  const { sandbox, settings } = await firm();
  const program = start(settings);
  sandbox.connectEvents((await serving(program)).events);
  sandbox.faults.next("users.info", { kind: "silence" }, 99);
  await sandbox.post("UDANA", "CACME", "Could you send us the draft, please?");
  await sandbox.until(() => sandbox.state.calls.some(({ method }) => method === "users.info"), 30_000);
  void program.stop();
  const end = await program.stop("SIGINT");
  expect(end).toMatchObject({ code: 1, signal: null });
  expect(end.after).toBeLessThan(3_000);
}, 60_000);
