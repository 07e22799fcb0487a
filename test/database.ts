import { randomUUID } from "node:crypto";
import { cp, readFile } from "node:fs/promises";
import { connect } from "node:net";
import { join } from "node:path";
import type { PGlite } from "@electric-sql/pglite";
import { sql } from "kysely";
import { inject, onTestFinished } from "vitest";
import { type Db, openStore, type Store, storeOnEmbedded } from "../src/store/db.ts";
import { embedded } from "../src/store/embedded.ts";
import { governing } from "./governing.ts";

export type Kind = Store["kind"];

/** For `describe.each(databases)("on %s", (_kind, open) => …)`: each test opens a migrated, empty store of its own. */
export const databases: [Kind, () => Promise<Store>][] = [
  ["embedded", () => freshStore("embedded")],
  ["postgresql", () => freshStore("postgresql")],
];

/** A migrated store with nothing in it, closed after the test (or after the file, where it was opened outside a test). */
export async function freshStore(kind: Kind): Promise<Store> {
  return closedAfter(kind === "embedded" ? await houseEmbedded() : await housePostgres());
}

/** A database that no migration has run on. */
export async function bareStore(kind: Kind): Promise<Store> {
  if (kind === "embedded")
    return closedAfter(await storeOnEmbedded(await loaded(await ask("bare")), "the bare test database"));
  return closedAfter(await openStore({ url: await createDatabase("template1") }));
}

/**
 * Makes `folder` what DATA_FOLDER is after a start that came no further than making the embedded database, which costs seconds;
 * or one that has migrated it too, and no more.
 */
export async function layDataFolder(folder: string, as: "bare" | "migrated" = "bare"): Promise<void> {
  await cp(await ask(as === "bare" ? "cluster" : "migrated"), join(folder, "postgres"), { recursive: true });
}

/** The URL of the real server's own database, as its superuser. */
export const postgresUrl = (): Promise<string> => ask("postgresql");

/** The same server, another database. */
export const databaseUrl = (url: string, name: string): string =>
  Object.assign(new URL(url), { pathname: `/${name}` }).href;

// A database costs a second, and an embedded one hundreds of megabytes: one that a test is done with is emptied and used again.
const idle: { postgresql: string[]; embedded: PGlite[] } = { postgresql: [], embedded: [] };

async function housePostgres(): Promise<Store> {
  const url = idle.postgresql.pop() ?? (await createDatabase("house"));
  const store = await openStore({ url });
  return emptiedAfter(store, () => void idle.postgresql.push(url));
}

async function houseEmbedded(): Promise<Store> {
  const lite = idle.embedded.pop() ?? (await loaded(await ask("embedded")));
  const store = await storeOnEmbedded(lite, "the embedded test database", async () => void idle.embedded.push(lite));
  return emptiedAfter(store, () => {});
}

function emptiedAfter(store: Store, then: () => void): Store {
  const close = async () => {
    // Governed by the test, or migrated anew by it.
    await sql.raw(governing("disable")).execute(store.db);
    await sql.raw(emptying).execute(store.db);
    await store.close();
    then();
  };
  return { ...store, close };
}

/**
 * From now on this store refuses what every store of a firm refuses: a change without its entry in the log. Fresh stores do not,
 * so that a test may put rows where it wants them.
 */
export const governed = async (db: Db): Promise<void> => void (await sql.raw(governing("enable")).execute(db));

// Truncating two dozen tables takes half a second; a test has filled a few, with a few rows.
const emptying = `do $$
declare
  name text;
  filled boolean;
begin
  set local session_replication_role = replica; -- Foreign keys need no order.
  for name in select tablename from pg_tables where schemaname = 'public' and tablename not like 'kysely%' loop
    execute format('select exists (select from %I)', name) into filled;
    if filled then execute format('delete from %I', name); end if;
  end loop;
  for name in select sequencename from pg_sequences where schemaname = 'public' and last_value is not null loop
    perform setval(name::regclass, 1, false);
  end loop;
end $$`;

/**
 * The URL of a new database on the real server: migrated as "house", bare as "template1". Nobody drops it: it goes with
 * its server.
 */
export async function createDatabase(template: "house" | "template1"): Promise<string> {
  const url = await postgresUrl();
  const name = `test_${randomUUID().replaceAll("-", "")}`;
  const admin = await openStore({ url });
  await sql.raw(`create database ${name} template ${template}`).execute(admin.db);
  await admin.close();
  return databaseUrl(url, name);
}

const open = new Set<Store>();

function closedAfter(store: Store): Store {
  const close = async () => {
    if (open.delete(closing)) await store.close();
  };
  const closing: Store = { ...store, close };
  open.add(closing);
  try {
    onTestFinished(close);
  } catch {
    // Opened in beforeAll: the end of the file closes it.
  }
  return closing;
}

/** What a file opened outside its tests; whoever comes next in the same process finds the emptied databases. */
export async function closeOpened(): Promise<void> {
  for (const store of open) await store.close();
}

const loaded = async (file: string) => embedded({ loadDataDir: new Blob([await readFile(file)]) });

function ask(what: Kind | "bare" | "cluster" | "migrated"): Promise<string> {
  return new Promise((resolve, reject) => {
    let answer = "";
    const call = connect(inject("databasesPort"), "127.0.0.1", () => call.write(what)).setEncoding("utf8");
    call.on("data", (text) => {
      answer += text;
    });
    call.on("error", reject);
    call.on("end", () => {
      const { is, error } = JSON.parse(answer) as { is?: string; error?: string };
      is ? resolve(is) : reject(new Error(error));
    });
  });
}
