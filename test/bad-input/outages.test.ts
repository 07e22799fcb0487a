import { sql } from "kysely";
import { describe, expect, onTestFinished, test } from "vitest";
import { type Db, openStore } from "../../src/store/db.ts";
import { retrySetAside } from "../../src/store/inbox.ts";
import { databases, postgresUrl } from "../database.ts";
import { type AtWork, firmAtWork } from "./at-work.ts";

const QUESTION = "When is our reply brief due?";

/** Writing to these tables fails as it does on a full disk, until the returned function is called. */
async function full(db: Db, ...tables: string[]): Promise<() => Promise<void>> {
  await sql
    .raw(`create or replace function disk_is_full() returns trigger language plpgsql as $$ begin
      raise exception 'could not extend file: No space left on device' using errcode = '53100'; end $$`)
    .execute(db);
  for (const table of tables)
    await sql
      .raw(`create trigger disk_is_full before insert or update on ${table} execute function disk_is_full()`)
      .execute(db);
  const room = async () => {
    for (const table of tables) await sql.raw(`drop trigger if exists disk_is_full on ${table}`).execute(db);
  };
  // The database serves other tests after this one.
  onTestFinished(room);
  return room;
}

/** Slack tries again after a minute and after five, and so does the bot with what it kept. */
async function minutesPass(firm: AtWork, minutes = 6) {
  for (let n = 0; n < minutes; n++) {
    await firm.clock.advance(1);
    await firm.round();
  }
}

const SORRY = /^That did not work\. Please try again in a moment; doing it twice does no harm\.$/;

describe.each(databases)("a full database, on %s", (kind) => {
  test("where nothing can be kept, an event is not acknowledged, and comes again once there is room", async () => {
    const firm = await firmAtWork(kind);
    const room = await full(firm.db, "inbox");
    const { delivery } = await firm.sandbox.post("UDANA", "CACME", QUESTION);
    expect(delivery).toMatchObject({ acknowledged: false, attempts: [{ status: 503 }, { status: 503 }] });
    expect(firm.logged.join()).toContain("an event could not be stored; Slack will send it again");
    expect(await firm.inquiries()).toEqual([]);
    await room();
    await minutesPass(firm);
    expect(await firm.inquiries()).toHaveLength(1);
    expect(await firm.lost()).toEqual([]);
  });

  test("where it was kept and could not be carried on, it is carried on once there is room", async () => {
    const firm = await firmAtWork(kind);
    const room = await full(firm.db, "messages");
    const { delivery } = await firm.sandbox.post("UDANA", "CACME", QUESTION);
    await firm.calm();
    expect(delivery).toMatchObject({ acknowledged: true });
    expect(firm.told).toContainEqual({ what: "inbox retry", platform: "slack", reason: "StoreError 53100" });
    await minutesPass(firm, 2);
    await room();
    await minutesPass(firm);
    expect(await firm.inquiries()).toHaveLength(1);
    expect(await firm.lost()).toEqual([]);
  });

  test("a command, a button and a form get a kind sentence, and what was typed stays", async () => {
    const firm = await firmAtWork(kind);
    const { sandbox } = firm;
    await firm.says("UDANA", QUESTION);
    await sandbox.shortcut("UKIM", "log_contact");
    const form = await sandbox.until(() => sandbox.seen.modal("UKIM"));
    const room = await full(firm.db, "accounts", "facts", "inquiries");
    expect(await firm.asks("UKIM", "resolve 1")).toMatch(SORRY);
    const filled = { client: "1", contact: "Dana Example" };
    const { errors } = await sandbox.submit("UKIM", form.id, filled);
    expect(errors).toEqual({ client: "This could not be saved just now. Please send it again in a moment." });
    expect(sandbox.seen.modal("UKIM")).toBeDefined();
    await room();
    expect((await sandbox.submit("UKIM", form.id, filled)).errors).toBeUndefined();
    expect(await firm.inquiries()).toHaveLength(2);
    expect(await firm.asks("UKIM", "resolve 1")).toMatch(/is closed\./);
  });

  test("a nudge that cannot be written down is sent once there is room, once", async () => {
    const firm = await firmAtWork(kind);
    await firm.says("UDANA", QUESTION);
    const room = await full(firm.db, "deliveries", "nudges");
    await minutesPass(firm, 65);
    expect(firm.told).toContainEqual({ what: "flow failed", flow: "send due nudges", reason: "StoreError 53100" });
    expect(firm.sandbox.seen.dms("UKIM")).toEqual([]);
    await room();
    await minutesPass(firm, 3);
    expect(firm.sandbox.seen.dms("UKIM")).toHaveLength(1);
  });
});

test("a database that may only be read for a while: nothing is acknowledged that was not kept", async () => {
  const firm = await firmAtWork();
  const { db } = firm;
  // The embedded database is one session: what is set here holds for the bot.
  await sql`set default_transaction_read_only = on`.execute(db);
  onTestFinished(async () => void (await sql`set default_transaction_read_only = off`.execute(db)));
  const { delivery } = await firm.sandbox.post("UDANA", "CACME", QUESTION);
  expect(delivery).toMatchObject({ acknowledged: false, attempts: [{ status: 503 }, { status: 503 }] });
  expect(await firm.asks("UKIM", "")).toMatch(SORRY);
  await firm.round();
  await sql`set default_transaction_read_only = off`.execute(db);
  await minutesPass(firm);
  expect(await firm.inquiries()).toHaveLength(1);
  expect(await firm.asks("UKIM", "")).toMatch(/Yours: 1 open/);
});

test("a database that goes away and comes back: everyone is told kindly, and nothing is lost", async () => {
  const firm = await firmAtWork("postgresql");
  const { rows } = await sql<{ name: string }>`select current_database() as name`.execute(firm.db);
  const name = rows[0]!.name;
  const admin = await openStore({ url: await postgresUrl() });
  try {
    await sql.raw(`alter database ${name} allow_connections false`).execute(admin.db);
    await sql`select pg_terminate_backend(pid) from pg_stat_activity where datname = ${name}`.execute(admin.db);
    const { delivery } = await firm.sandbox.post("UDANA", "CACME", QUESTION);
    expect(delivery).toMatchObject({ acknowledged: false, attempts: [{ status: 503 }, { status: 503 }] });
    expect(await firm.asks("UKIM", "")).toMatch(SORRY);
    await firm.round();
    expect(firm.told).toContainEqual(expect.objectContaining({ what: "flow failed", flow: "deliver" }));
  } finally {
    await sql.raw(`alter database ${name} allow_connections true`).execute(admin.db);
    await admin.close();
  }
  await minutesPass(firm);
  expect(await firm.inquiries()).toHaveLength(1);
  expect(await firm.lost()).toEqual([]);
});

test("a bot token that is revoked while running: said in the log, and what waited goes on with the next one", async () => {
  const firm = await firmAtWork();
  const { app } = firm.sandbox.state;
  await firm.says("UDANA", QUESTION);
  app.tokenRevoked = true;
  // Sam was never heard of: who that is cannot be asked.
  await firm.sandbox.post("USAM", "CGLOBEX", "Could you send us the draft lease, please?");
  await firm.calm();
  await firm.event({ type: "tokens_revoked", tokens: { bot: ["UBOT"] } });
  expect(firm.logged.join()).toContain("its token revoked");
  await minutesPass(firm, 70);
  expect(firm.sandbox.seen.dms("UKIM")).toEqual([]);
  expect(firm.told).toContainEqual(
    expect.objectContaining({ what: "put off", reason: expect.stringContaining("no longer accepts the bot token") }),
  );
  expect(firm.told.map(({ what }) => what)).not.toContain("failed");
  app.tokenRevoked = false;
  await minutesPass(firm, 130);
  expect(await firm.inquiries()).toHaveLength(2);
  expect(firm.sandbox.seen.dms("UKIM").length).toBeGreaterThan(0);
  expect(await firm.lost()).toEqual([]);
}, 120_000);

test("what was set aside after too many tries is tried again at the next start", async () => {
  const firm = await firmAtWork();
  const room = await full(firm.db, "messages");
  await firm.sandbox.post("UDANA", "CACME", QUESTION);
  await firm.calm();
  await sql`update inbox set attempts = 12, lease_until = ${new Date(firm.clock.now()).toISOString()}::timestamptz`.execute(
    firm.db,
  );
  await firm.round();
  expect(await firm.lost()).toMatchObject([{ failed: "StoreError 53100", body: expect.any(Buffer) }]);
  await room();
  await retrySetAside(firm.db, firm.clock.now());
  await firm.round();
  expect(await firm.inquiries()).toHaveLength(1);
  expect(await firm.lost()).toEqual([]);
});
