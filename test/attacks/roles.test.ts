import { sql } from "kysely";
import { beforeAll, describe, expect, onTestFinished, test } from "vitest";
import { fixtureFirm, fixtureWorkspace } from "../../src/sandbox/firm.ts";
import { startSlackSandbox } from "../../src/sandbox/slack/server.ts";
import { record } from "../../src/store/audit.ts";
import { verifyChain } from "../../src/store/audit-chain.ts";
import { type Db, openStore } from "../../src/store/db.ts";
import { migrate } from "../../src/store/migrate.ts";
import { bringUpToDate, migrateAsOwner } from "../../src/store/owner.ts";
import { couldChangeLog } from "../../src/store/roles.ts";
import { setUpFirm } from "../../src/store/set-up.ts";
import { bareStore, createDatabase, type Kind } from "../database.ts";
import { start } from "../program/program.ts";

const NOW = Date.UTC(2026, 0, 13, 15);
const seen = { at: NOW, actor: "system", act: "told", subject: { kind: "delivery", id: 1 } } as const;

/** A database whose owner is no superuser, and the program's own user; both of this test alone. */
async function split() {
  const url = await createDatabase("template1");
  const name = new URL(url).pathname.slice(1);
  const [owner, app] = [`owner_${name}`, `app_${name}`];
  const admin = await openStore({ url });
  await sql.raw(`create role ${owner} login createrole password 'fixture'`).execute(admin.db);
  await sql.raw(`alter database ${name} owner to ${owner}`).execute(admin.db);
  await sql.raw(`alter schema public owner to ${owner}`).execute(admin.db);
  // Roles are the whole server's: an admin may have made them for another database of it.
  await sql
    .raw(`do $$ begin
    if not exists (select from pg_roles where rolname = 'rejoinder_run') then create role rejoinder_run nologin; end if;
    if not exists (select from pg_roles where rolname = 'rejoinder_audit') then create role rejoinder_audit nologin; end if;
    if not exists (select from pg_roles where rolname = 'rejoinder_view') then create role rejoinder_view nologin; end if;
    exception when others then null; end $$`)
    .execute(admin.db);
  await sql.raw(`grant rejoinder_run, rejoinder_audit, rejoinder_view to ${owner} with admin option`).execute(admin.db);
  await sql.raw(`create role ${app} login password 'fixture' in role rejoinder_run`).execute(admin.db);
  await admin.close();
  const as = (user: string) => Object.assign(new URL(url), { username: user, password: "fixture" }).href;
  const ownerStore = await openStore({ url: as(owner) });
  onTestFinished(ownerStore.close);
  await migrateAsOwner(ownerStore.db, { split: true });
  return { owner: ownerStore.db, ownerUrl: as(owner), appUrl: as(app), name };
}

async function asProgram(url: string): Promise<Db> {
  const store = await openStore({ url });
  onTestFinished(store.close);
  return store.db;
}

test("the program's user may read the log and add to it, and nothing else, whatever it tries", async () => {
  const { owner, appUrl } = await split();
  const db = await asProgram(appUrl);
  await setUpFirm(db, fixtureFirm, NOW);
  await record(db, seen);
  // PostgreSQL only warns that this gives nothing.
  await sql`grant update, delete, truncate on audit to current_user`.execute(db);
  expect(await couldChangeLog(db)).toBe(false);
  const attempts = [
    "update audit set entry = '{}'",
    "delete from audit",
    "truncate audit",
    "insert into audit_chain values (99, 99, sha256('x'))",
    "update audit_chain set hash = sha256('x')",
    "delete from audit_chain",
    "truncate audit_chain",
    "truncate audit, audit_chain restart identity cascade",
    "alter table audit disable trigger all",
    "alter table audit disable trigger chained",
    "alter table audit_chain disable trigger only_added_to",
    "alter table facts disable trigger audited",
    "drop trigger chained on audit",
    "drop table audit",
    "drop table facts",
    "alter table audit add column more text",
    "alter table audit rename to other",
    "alter table audit owner to current_user",
    "alter function chain_audit() owner to current_user",
    "create or replace function chain_audit() returns trigger language plpgsql as 'begin return null; end'",
    "create or replace function only_added_to() returns trigger language plpgsql as 'begin return null; end'",
    "drop function audited_facts() cascade",
    "create table public.mine (it text)",
    "create function public.mine() returns int language sql as 'select 1'",
    "set session_replication_role = replica",
    "set role rejoinder_audit",
    "grant rejoinder_audit to current_user",
    "call govern('clocks', 'inquiry', 'inquiry_id')",
    "create rule mine as on update to audit do instead nothing",
    "delete from kysely_migration",
    "copy audit to program 'true'",
    "create extension dblink",
  ];
  const through: string[] = [];
  for (const attempt of attempts)
    await sql
      .raw(attempt)
      .execute(db)
      .then(
        () => through.push(attempt),
        () => {},
      );
  expect(through).toEqual([]);
  // A table of its own in its session stands in for none: the chain is written where its owner put it.
  await db.connection().execute(async (one) => {
    await sql`create temporary table audit_chain (seq bigint, entry_id bigint, hash bytea)`
      .execute(one)
      .catch(() => {});
    await sql`insert into public.audit (entry) values ('{"act":"told","subject":{"kind":"delivery"}}')`.execute(one);
  });
  expect((await verifyChain(owner)).broken).toBeUndefined();
  expect((await verifyChain(owner)).entries).toBeGreaterThan(2);
  // What it may not leave out either.
  await expect(sql`update people set name = 'Somebody else'`.execute(db)).rejects.toThrow("no entry in the audit log");
});

test("the role that writes the chain may add to it and do no more, and nobody logs in as it", async () => {
  const { owner, name } = await split();
  const { rows } = await sql<{ can: string }>`
    select table_name || ' ' || privilege_type as can from information_schema.table_privileges
    where grantee = 'rejoinder_audit' and table_catalog = ${name} order by 1`.execute(owner);
  expect(rows.map(({ can }) => can)).toEqual(["audit_chain INSERT", "audit_chain SELECT"]);
  const { rows: roles } = await sql<{ login: boolean; super: boolean; creates: boolean }>`
    select rolcanlogin as login, rolsuper as super, has_schema_privilege('rejoinder_audit', 'public', 'create') as creates
    from pg_roles where rolname = 'rejoinder_audit'`.execute(owner);
  expect(roles).toEqual([{ login: false, super: false, creates: false }]);
});

test("what a later migration adds is given to the program, and the program's user alone cannot migrate", async () => {
  const { owner, ownerUrl, appUrl } = await split();
  const db = await asProgram(appUrl);
  expect(await bringUpToDate(db)).toEqual([]);
  await sql`delete from kysely_migration where name = (select max(name) from kysely_migration)`.execute(owner);
  await sql.raw(TAKEN_BACK).execute(owner);
  await expect(bringUpToDate(db)).rejects.toThrow("Run npm run migrate, with MIGRATE_DATABASE_URL set");
  expect(await bringUpToDate(db, ownerUrl)).toHaveLength(1);
  await setUpFirm(db, fixtureFirm, NOW);
});

/** What the last migration made. */
const TAKEN_BACK = `drop table conflicts, conflict_searches, listed_names, to_screen cascade;
  drop function is_to_be_screened() cascade;
  do $$ declare it record; begin
    for it in select proname from pg_proc where proname in ('audited_conflicts', 'audited_conflict_searches', 'audited_listed_names') loop
      execute format('drop function %I() cascade', it.proname);
    end loop;
  end $$`;

test("the whole program works as that user: it starts, hears, tracks, answers, nudges and stops", async () => {
  const { owner, appUrl } = await split();
  const clock = { ahead: 0, now: () => Date.now() + clock.ahead };
  const sandbox = await startSlackSandbox({ clock, workspace: fixtureWorkspace });
  onTestFinished(() => sandbox.close());
  await setUpFirm(await asProgram(appUrl), fixtureFirm, Date.now());
  const { botToken, signingSecret } = sandbox.app;
  const slack = { SLACK_BOT_TOKEN: botToken, SLACK_SIGNING_SECRET: signingSecret, SLACK_API_URL: sandbox.apiUrl };
  const program = start({ ...slack, DATABASE_URL: appUrl, PORT: "0", LOG_LEVEL: "debug" });
  const [, events] = await program.says(/events come by (http\S+events)/);
  sandbox.connectEvents(events!);
  const { ts } = await sandbox.post("UDANA", "CACME", "Could you send us the draft settlement, please?");
  await program.says(/"said":"tracked"/);
  await sandbox.slash("UKIM", "CACME", "/inquiries", "client Acme");
  await sandbox.slash("UKIM", "CACME", "/inquiries", "take 1");
  await sandbox.openHome("UKIM");
  await sandbox.post("UKIM", "CACME", "Here it is: it settles for a peppercorn.", { thread: ts });
  await program.says(/"said":"clock met"/);
  await program.says(/"said":"round done"/, 30_000);
  expect((await program.stop()).code).toBe(0);
  expect(program.said()).not.toMatch(/flow failed|may not do this/);
  const { entries, broken } = await verifyChain(owner);
  expect(broken).toBeUndefined();
  expect(entries).toBeGreaterThan(10);
});

describe.each<Kind>(["embedded", "postgresql"])("where one user is used for everything, on %s", (kind) => {
  let db: Db;
  const governed: string[] = [];
  beforeAll(async () => {
    ({ db } = await bareStore(kind));
    await migrate(db);
    await setUpFirm(db, fixtureFirm, NOW);
    const { rows } = await sql<{ name: string }>`
      select distinct tgrelid::regclass::text as name from pg_trigger where tgname like 'audited%' order by 1`.execute(
      db,
    );
    governed.push(...rows.map(({ name }) => name));
  });

  test("no table of what there is, was agreed, asked, answered, kept or told changes without its entry", async () => {
    // Whatever is not in one of the two lists is new, and wants to be in one.
    const { rows } = await sql<{ name: string }>`
      select tablename as name from pg_tables where schemaname = 'public' and tablename not like 'kysely%' order by 1`.execute(
      db,
    );
    const free = rows.map(({ name }) => name).filter((name) => !governed.includes(name));
    expect(free).toEqual(UNGOVERNED);
    for (const table of governed) {
      const { rows: some } = await sql<{
        one: boolean;
      }>`select exists (select from ${sql.table(table)}) as one`.execute(db);
      if (!some[0]!.one || table === "deliveries") continue;
      await expect(sql`delete from ${sql.table(table)}`.execute(db), table).rejects.toThrow(
        /no entry in the audit log|foreign key/,
      );
    }
  });

  test("the log refuses to be changed all the same", async () => {
    for (const change of ["update audit set entry = '{}'", "delete from audit_chain", "truncate audit"])
      await expect(sql.raw(change).execute(db)).rejects.toThrow("only ever added to");
  });
});

/** The log itself; what is worked out anew from what is governed; what a program at work notes for itself; and walls, which forbid every change. */
const UNGOVERNED = [
  ...["audit", "audit_chain", "clocks", "delivery_inquiries", "digests", "handled", "inbox", "nudges"],
  ...[
    "platform_notes",
    "presence",
    "set_up_steps",
    "to_screen",
    "troubles",
    "turns",
    "wall_groups",
    "wall_people",
    "walls",
  ],
];
