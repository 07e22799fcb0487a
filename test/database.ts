import { randomUUID } from "node:crypto";
import { readFile } from "node:fs/promises";
import { connect } from "node:net";
import { PGlite } from "@electric-sql/pglite";
import { sql } from "kysely";
import { afterAll, inject, onTestFinished } from "vitest";
import { openStore, type Store, storeOnEmbedded } from "../src/store/db.ts";

export type Kind = Store["kind"];

/** For `describe.each(databases)("on %s", (_kind, open) => …)`: each test opens a migrated, empty store of its own. */
export const databases: [Kind, () => Promise<Store>][] = [
  ["embedded", () => freshStore("embedded")],
  ["postgresql", () => freshStore("postgresql")],
];

/** A migrated store with nothing in it, closed after the test (or after the file, where it was opened outside a test). */
export async function freshStore(kind: Kind): Promise<Store> {
  return closedAfter(kind === "embedded" ? await freshEmbedded() : await freshPostgres("house"));
}

/** A database that no migration has run on. */
export async function bareStore(kind: Kind): Promise<Store> {
  return closedAfter(
    kind === "embedded"
      ? await storeOnEmbedded(await PGlite.create(), "the bare test database")
      : await freshPostgres("template1"),
  );
}

/** The URL of the real server's own database, as its superuser. */
export const postgresUrl = (): Promise<string> => ask("postgresql");

/** The same server, another database. */
export const databaseUrl = (url: string, name: string): string =>
  Object.assign(new URL(url), { pathname: `/${name}` }).href;

async function freshPostgres(template: string): Promise<Store> {
  const url = await postgresUrl();
  const name = `test_${randomUUID().replaceAll("-", "")}`;
  await once(url, `create database ${name} template ${template}`);
  const store = await openStore({ url: databaseUrl(url, name) });
  const close = async () => {
    await store.close();
    await once(url, `drop database ${name} with (force)`);
  };
  return { ...store, close };
}

async function once(url: string, statement: string): Promise<void> {
  const admin = await openStore({ url });
  await sql.raw(statement).execute(admin.db);
  await admin.close();
}

// An embedded database weighs hundreds of megabytes and half a second: one that a test is done with is emptied and used again.
const idle: PGlite[] = [];

async function freshEmbedded(): Promise<Store> {
  const lite = idle.pop() ?? (await PGlite.create({ loadDataDir: new Blob([await readFile(await ask("embedded"))]) }));
  const store = await storeOnEmbedded(lite, "the embedded test database", async () => void idle.push(lite));
  const close = async () => {
    const tables = await sql<{ all: string }>`select string_agg(quote_ident(tablename), ', ') as all from pg_tables
      where schemaname = 'public' and tablename not like 'kysely%'`.execute(store.db);
    await sql.raw(`truncate ${tables.rows[0]!.all} restart identity cascade`).execute(store.db);
    await store.close();
  };
  return { ...store, close };
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

afterAll(async () => {
  for (const store of open) await store.close();
  for (const lite of idle.splice(0)) await lite.close();
});

function ask(kind: Kind): Promise<string> {
  return new Promise((resolve, reject) => {
    let answer = "";
    const call = connect(inject("databasesPort"), "127.0.0.1", () => call.write(kind)).setEncoding("utf8");
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
