import { sql } from "kysely";
import { describe, expect, onTestFinished, test } from "vitest";
import { slack } from "../../src/chat/slack/connect.ts";
import { manifest } from "../../src/chat/slack/manifest.ts";
import type { Finding } from "../../src/domain/finding.ts";
import { MINUTE } from "../../src/domain/time.ts";
import { checkUp } from "../../src/flows/check-up.ts";
import { fixtureFirm, fixtureWorkspace } from "../../src/sandbox/firm.ts";
import { type SlackSandbox, startSlackSandbox } from "../../src/sandbox/slack/server.ts";
import { type Db, json, type Store, stamp } from "../../src/store/db.ts";
import { setUpFirm } from "../../src/store/set-up.ts";
import { databases } from "../database.ts";

// The database's clock and the platform's header are the machine's own: so is this one.
const now = Date.now();
const DAY = 24 * 60 * MINUTE;
const ago = (ms: number) => stamp(now - ms);
const silent = { info() {}, warn() {}, error() {} };

interface Patient {
  readonly db: Db;
  readonly sandbox: SlackSandbox;
  /** What the machine takes for the time. */
  readonly clock: { now(): number };
  readonly look: () => Promise<Finding[]>;
}

/** The fixture firm, in good order whatever today is, and its workspace. */
async function healthy(open: () => Promise<Store>): Promise<Patient> {
  const store = await open();
  await setUpFirm(store.db, fixtureFirm, now - 30 * DAY);
  await store.db
    .updateTable("firm")
    .set({ holidays_reviewed_for: new Date(now).getUTCFullYear() + 2 })
    .execute();
  await event(store.db, "Ev1", 0);
  const workspace = { ...fixtureWorkspace, app: { scopes: [...manifest().oauth_config.scopes.bot] } };
  const sandbox = await startSlackSandbox({ clock: { now: () => Date.now() }, workspace });
  onTestFinished(() => sandbox.close());
  const { botToken, signingSecret } = sandbox.app;
  const clock = { now: () => Date.now() };
  const config = { botToken, signingSecret, apiUrl: sandbox.apiUrl, host: "127.0.0.1", port: 0 };
  const chats = [slack(config, clock, silent)];
  const look = () => checkUp({ ...store, chats }, () => clock.now());
  return { db: store.db, sandbox, clock, look };
}

const event = (db: Db, identity: string, before: number, more: object = {}) =>
  db
    .insertInto("inbox")
    .values({ platform: "slack", identity, received_at: ago(before), done_at: ago(before), ...more })
    .execute();

const delivery = (db: Db, more: object) =>
  db
    .insertInto("deliveries")
    .values({
      purpose: "nudge",
      key: "a",
      person_id: 1,
      card: json({}),
      created_at: ago(DAY),
      not_before: ago(DAY),
      ...more,
    })
    .execute();

const channel = (db: Db, name: string) => db.updateTable("channels").where("name", "=", name);

/** One thing broken each, and the one finding that tells of it. */
const broken: [name: string, (patient: Patient) => Promise<unknown>, tells: RegExp][] = [
  [
    "a machine whose clock is off",
    async ({ clock }) => void Object.assign(clock, { now: () => Date.now() - 10 * MINUTE }),
    /^Clock: This machine and the database are 60\d s apart\. Set both by a time server/,
  ],
  [
    "a token without a scope",
    async ({ sandbox }) => void sandbox.state.app.scopes.delete("reactions:read"),
    /^Slack scopes: Missing: reactions:read \(.*\)\. .*install it again\.$/,
  ],
  [
    "no event at all",
    ({ db }) => db.deleteFrom("inbox").execute(),
    /^Slack events: None has ever come\. Write to the bot\./,
  ],
  [
    "no event for weeks",
    async ({ db }) =>
      db
        .updateTable("inbox")
        .set({ received_at: ago(30 * DAY) })
        .execute(),
    /^Slack events: None for \d+ h.* of business time, the last .*\. Write to the bot\./,
  ],
  [
    "an event that was set aside",
    ({ db }) => event(db, "Ev2", 0, { done_at: null, failed: "TypeError", body: "{}" }),
    /^Inbox: 1 came in and could not be taken up \(TypeError\)/,
  ],
  [
    "an event that waits",
    ({ db }) => event(db, "Ev2", 16 * MINUTE, { done_at: null, body: "{}" }),
    /^Inbox: 1 came in more than 15 minutes ago/,
  ],
  [
    "a delivery that is stuck",
    ({ db }) => delivery(db, {}),
    /^Deliveries: 1 should have left more than 15 minutes ago/,
  ],
  [
    "a delivery that failed",
    ({ db }) => delivery(db, { state: "failed", reason: "user not found", settled_at: ago(MINUTE) }),
    /^Deliveries: 1 failed this week, the last with: user not found\.$/,
  ],
  [
    "reminders that were held back",
    ({ db }) =>
      db
        .updateTable("firm")
        .set({ held_back_at: ago(MINUTE) })
        .execute(),
    /^Upkeep: Reminders to very many people are held back\. .* press Send them there\.$/,
  ],
  [
    "a task of the program's own that was set aside",
    ({ db }) =>
      db
        .insertInto("troubles")
        .values({ job: "digest of 5", tries: 6, again_at: null, reason: "TypeError", since: ago(DAY) })
        .execute(),
    /^Upkeep: 1 of the program's own tasks failed too often \(TypeError\)\. .* npm run retry -- --all$/,
  ],
  [
    "a channel that could not be read back",
    ({ db }) =>
      channel(db, "globex-lease")
        .set({ gap_from: ago(DAY), gap_failed: "TypeError" })
        .execute(),
    /^Upkeep: What was said in #globex-lease while the program was away could not be read \(TypeError\)/,
  ],
  ["nobody an admin", ({ db }) => db.updateTable("people").set({ is_admin: false }).execute(), /^Admins: Nobody is/],
  [
    "names looked up for nobody who could be told",
    ({ db }) =>
      db
        .insertInto("conflict_searches")
        .values({ name: Buffer.from("sealed"), asked_by: 1, asked_at: stamp(Date.parse("2026-01-13T15:00:00Z")) })
        .execute(),
    /^Risk officers: Nobody is one: possible conflicts of interest are told to nobody\. Have an admin name one\.$/,
  ],
  [
    "a channel that the bot was removed from",
    async ({ sandbox }) => void sandbox.state.channels.get("CACME")!.members.delete("UBOT"),
    /^Slack channels: What is asked in #acme-counsel is not heard: .* Invite it\.$/,
  ],
  [
    "a channel that is gone",
    ({ db }) => channel(db, "globex-lease").set({ external_id: "CGONE" }).execute(),
    /^Slack channels: What is asked in #globex-lease is not heard: .* Invite it\.$/,
  ],
  [
    "a channel that outsiders can read and that is nobody's",
    ({ db }) => channel(db, "globex-lease").set({ client_id: null, matter_id: null }).execute(),
    /^Channels: Outsiders can read these and no client is named: #globex-lease\./,
  ],
  [
    "an inquiry without an owner",
    ({ db }) =>
      db
        .insertInto("inquiries")
        .values({ state: "open", asked_at: ago(DAY), last_fact_at: ago(DAY), waiting_since: ago(DAY) })
        .execute(),
    /^Owners: Nobody answers for \d+\. Say who:/,
  ],
  [
    "holidays that nobody reviewed",
    ({ db }) => db.updateTable("firm").set({ holidays_reviewed_for: null }).execute(),
    /^Holidays: Not reviewed for 20\d\d: .* npm run holidays -- 20\d\d$/,
  ],
  [
    "someone without a zone",
    ({ db }) => db.insertInto("people").values({ name: "Zoe Fixture" }).execute(),
    /^Zones: Without a time zone of their own: Zoe Fixture\./,
  ],
];

describe.each(databases)("on the %s database", (_kind, open) => {
  test("a firm in good order: every line is well, in the order in which it would be put right", async () => {
    const found = await (await healthy(open)).look();
    expect(found.filter(({ ok }) => !ok)).toEqual([]);
    const names = ["Database", "Clock", "Firm", "Slack token", "Slack scopes", "Slack signature", "Slack events"];
    const rest = [
      "Roles",
      "Inbox",
      "Deliveries",
      "Upkeep",
      "Admins",
      "Risk officers",
      "Walls",
      "Channels",
      "Owners",
      "Standards",
      "Holidays",
      "Zones",
    ];
    expect(found.map(({ name }) => name)).toEqual([...names, "Slack channels", ...rest]);
    const say = Object.fromEntries(found.map((one) => [one.name, one.say]));
    expect(say.Clock).toBe("This machine, the database and the platforms agree on the time.");
    expect(say["Slack events"]).toMatch(/^The last came today \d\d:\d\d\.$/);
    expect(say["Slack channels"]).toMatch(/^The bot is in \d channels in which it is to listen\.$/);
  });

  test.each(broken)("%s is told, and nothing else; looking changes nothing", async (_name, breakIt, tells) => {
    const patient = await healthy(open);
    await breakIt(patient);
    const before = await contents(patient.db);
    const ills = (await patient.look()).filter(({ ok }) => !ok).map(({ name, say }) => `${name}: ${say}`);
    expect(ills).toEqual([expect.stringMatching(tells)]);
    expect(await contents(patient.db)).toEqual(before);
  });

  test("a platform that cannot be asked: what was last heard of its channels is told", async () => {
    const { db, sandbox, look } = await healthy(open);
    await sandbox.close();
    const of = async () => (await look()).find(({ name }) => name === "Slack channels");
    expect(await of()).toEqual({
      name: "Slack channels",
      ok: true,
      say: expect.stringMatching(/^The bot is in \d channels in which it is to listen, 0 of them asked just now\.$/),
    });
    await channel(db, "acme-counsel").set({ bot_in: false }).execute();
    expect(await of()).toMatchObject({ ok: false, say: expect.stringContaining("#acme-counsel") });
  });
});

const contents = async (db: Db) => {
  const tables = ["inbox", "deliveries", "channels", "people", "inquiries", "firm", "accounts", "platform_notes"];
  const texts = tables.map((table) =>
    sql<{ all: string }>`select jsonb_agg(t)::text as all from ${sql.table(table)} t`.execute(db),
  );
  return (await Promise.all(texts)).map(({ rows }) => rows[0]?.all);
};
