import { randomUUID } from "node:crypto";
import { sql } from "kysely";
import type { FirmPlan } from "../../src/domain/firm-plan.ts";
import { at } from "../../src/domain/time.ts";
import { openStore, type Store } from "../../src/store/db.ts";
import { migrate } from "../../src/store/migrate.ts";
import { setUpFirm } from "../../src/store/set-up.ts";

/** Databases that hold a firm at its beginning, each for one run of a script. */
export interface Databases {
  /** A new one, by its name. */
  fresh(plan: FirmPlan): Promise<string>;
  copy(of: string): Promise<string>;
  /** The second takes the first one's place and name. */
  putBack(name: string, older: string): Promise<void>;
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
      await sql`update channels set bot_in = (external_id ~ 'CACME|CGLOBEX')`.execute(db);
    });
    return name;
  }
  return {
    async fresh(plan) {
      const key = JSON.stringify(plan);
      const known = templates.get(key) ?? template(plan);
      templates.set(key, known);
      return created(await known);
    },
    copy: created,
    async putBack(name, older) {
      await run(`drop database ${name} with (force)`);
      await run(`alter database ${older} rename to ${name}`);
    },
    drop: async (name) => void (await run(`drop database if exists ${name} with (force)`)),
    urlOf,
    close: () => admin.close(),
  };
}
