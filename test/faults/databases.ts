import { randomUUID } from "node:crypto";
import { sql } from "kysely";
import type { FirmPlan } from "../../src/domain/firm-plan.ts";
import { at } from "../../src/domain/time.ts";
import { openStore, type Store } from "../../src/store/db.ts";
import { migrate } from "../../src/store/migrate.ts";
import { setUpFirm } from "../../src/store/set-up.ts";
import { unaudited } from "../unaudited.ts";

/** Databases that hold a firm at its beginning, each for one run of a script. */
export interface Databases {
  /** A new one, by its name. */
  fresh(plan: FirmPlan): Promise<string>;
  copy(of: string): Promise<string>;
  /** The second takes the first one's place and name. */
  putBack(name: string, older: string): Promise<void>;
  /** Nobody needs it any more. */
  drop(name: string): Promise<void>;
  urlOf(name: string, through?: number): string;
  close(): Promise<void>;
}

export async function databases(url: string): Promise<Databases> {
  const admin = await openStore({ url });
  const run = (text: string) => sql.raw(text).execute(admin.db);
  // What was committed is there after a crash of the server, too.
  await run("alter role postgres set synchronous_commit = on");
  const templates = new Map<string, Promise<string>>();
  const urlOf = (name: string, port?: number) => {
    const to = new URL(url);
    to.pathname = `/${name}`;
    if (port !== undefined) {
      to.port = String(port);
      to.searchParams.set("query_timeout", "2500");
      to.searchParams.set("idle_in_transaction_session_timeout", "1000");
    }
    return to.href;
  };
  const created = async (template: string) => {
    const name = `faults_${randomUUID().replaceAll("-", "")}`;
    await run(`create database ${name} template ${template} strategy file_copy`);
    return name;
  };
  const within = async (name: string, work: (store: Store) => Promise<unknown>) => {
    const store = await openStore({ url: urlOf(name) });
    await work(store).finally(() => store.close());
  };
  async function template(plan: FirmPlan): Promise<string> {
    const name = await created("template1");
    await within(name, async ({ db }) => {
      await migrate(db);
      await setUpFirm(db, plan, at("2026-01-01T12:00:00Z"));
      // As once the bot was invited, and heard.
      await unaudited(db, (tx) => sql`update channels set bot_in = (external_id ~ 'CACME|CGLOBEX')`.execute(tx));
      await sql.raw(KEPT).execute(db);
    });
    return name;
  }
  // Making a database costs a second; one that a round is done with is put back to its beginning.
  const idle = new Map<string, string[]>();
  const planOf = new Map<string, string>();
  async function again(name: string): Promise<string> {
    await run(`select pg_terminate_backend(pid) from pg_stat_activity where datname = '${name}'`);
    await within(name, ({ db }) => sql.raw(BEGIN_AGAIN).execute(db));
    return name;
  }
  return {
    async fresh(plan) {
      const key = JSON.stringify(plan);
      const known = templates.get(key) ?? template(plan);
      templates.set(key, known);
      const used = idle.get(key)?.pop();
      const name = used ? await again(used) : await created(await known);
      planOf.set(name, key);
      return name;
    },
    copy: created,
    async putBack(name, older) {
      await run(`drop database ${name} with (force)`);
      await run(`alter database ${older} rename to ${name}`);
    },
    async drop(name) {
      const key = planOf.get(name);
      if (key === undefined) return void (await run(`drop database if exists ${name} with (force)`));
      idle.set(key, [...(idle.get(key) ?? []), name]);
    },
    urlOf,
    close: () => admin.close(),
  };
}

/** What every table holds at the beginning is kept beside it. */
const KEPT = `do $$
declare name text;
begin
  create schema kept;
  for name in select tablename from pg_tables where schemaname = 'public' and tablename not like 'kysely%' loop
    execute format('create table kept.%I as table public.%I', name, name);
  end loop;
end $$`;

const BEGIN_AGAIN = `do $$
declare name text; filled boolean; columns text;
begin
  set local session_replication_role = replica;
  for name in select tablename from pg_tables where schemaname = 'kept' loop
    execute format('select exists (select from public.%I)', name) into filled;
    if filled then execute format('delete from public.%I', name); end if;
    execute format('select exists (select from kept.%I)', name) into filled;
    if not filled then continue; end if;
    select string_agg(quote_ident(column_name), ', ') into columns from information_schema.columns
      where table_schema = 'public' and table_name = name and is_generated = 'NEVER';
    execute format('insert into public.%I (%s) overriding system value select %s from kept.%I', name, columns, columns, name);
  end loop;
end $$`;
