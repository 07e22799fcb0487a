import { type ChildProcess, spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { once } from "node:events";
import { existsSync } from "node:fs";
import { cp, mkdir, readdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import { type AddressInfo, createServer } from "node:net";
import { join } from "node:path";
import { createInterface } from "node:readline";
import type { PGlite } from "@electric-sql/pglite";
import { sql } from "kysely";
import type { TestProject } from "vitest/node";
import { openStore, storeOnEmbedded } from "../src/store/db.ts";
import { embedded as pglite } from "../src/store/embedded.ts";
import { migrate } from "../src/store/migrate.ts";
import { governing } from "./governing.ts";

declare module "vitest" {
  interface ProvidedContext {
    databasesPort: number;
  }
}

/**
 * The databases of a whole test run, each made when the first test asks for it. Asked over loopback, since tests run in
 * processes of their own: "postgresql" is answered with a server's URL whose database "house" is the migrated template,
 * "embedded" with a file that holds the same, "bare" with one that holds an embedded database with nothing in it, "cluster" with
 * a folder that holds that, "migrated" with one that is migrated as the program does it.
 */
export default async function setup(project: TestProject) {
  const ends: (() => Promise<void>)[] = [];
  const made: Record<string, Promise<string> | undefined> = {};
  const make: Record<string, () => Promise<string>> = {
    postgresql: () => postgresql(ends),
    embedded,
    bare,
    cluster,
    migrated: async () => migrated(await of("cluster")),
  };
  const of = (kind: string): Promise<string> => {
    made[kind] ??= make[kind]!();
    return made[kind];
  };

  const server = createServer((caller) => {
    caller.on("error", () => {});
    caller.setEncoding("utf8").once("data", async (kind: string) => {
      const answer = await of(kind).then(
        (is) => ({ is }),
        (thrown: Error) => ({ error: thrown.message }),
      );
      caller.end(JSON.stringify(answer));
    });
  }).listen(0, "127.0.0.1");
  await once(server, "listening");
  project.provide("databasesPort", (server.address() as AddressInfo).port);

  return async () => {
    server.close();
    await Promise.allSettled(Object.values(made));
    for (const end of ends) await end();
  };
}

async function postgresql(ends: (() => Promise<void>)[]): Promise<string> {
  // In a session of its own: an interrupt at the terminal reaches us alone, and our end is what ends it.
  const program = join(import.meta.dirname, "postgres-server.ts");
  const server = spawn(process.execPath, [program], { detached: true, stdio: ["pipe", "pipe", "inherit"] });
  ends.push(() => ended(server));
  const url = await firstLine(server);
  const admin = await openStore({ url });
  await sql`create database house`.execute(admin.db);
  await admin.close();
  const house = await openStore({ url: Object.assign(new URL(url), { pathname: "/house" }).href });
  await migrate(house.db);
  await sql.raw(governing("disable")).execute(house.db);
  await house.close();
  return url;
}

async function firstLine(server: ChildProcess): Promise<string> {
  for await (const line of createInterface(server.stdout!)) {
    const { url, error } = JSON.parse(line) as { url?: string; error?: string };
    if (url) return url;
    throw new Error(error);
  }
  throw new Error("PostgreSQL for the tests did not start, and did not say why.");
}

async function ended(server: ChildProcess): Promise<void> {
  if (server.exitCode !== null || server.signalCode !== null) return;
  const gone = once(server, "exit");
  server.stdin!.end();
  await gone;
}

/** Kept between runs under the name of what it was made from: making it takes seconds. */
async function embedded(): Promise<string> {
  return kept("house.tar", await readdir(join(ROOT, "migrations")), async (file) => {
    const lite = await pglite();
    const store = await storeOnEmbedded(lite, "the template");
    await migrate(store.db);
    await sql.raw(governing("disable")).execute(store.db);
    await writeFile(file, await dumped(lite));
    await store.close();
  });
}

async function bare(): Promise<string> {
  return kept("bare.tar", [], async (file) => {
    const lite = await pglite();
    await writeFile(file, await dumped(lite));
    await lite.close();
  });
}

const dumped = async (lite: PGlite) => Buffer.from(await (await lite.dumpDataDir("none")).arrayBuffer());

async function cluster(): Promise<string> {
  return kept("cluster", [], async (folder) => {
    await (await pglite({ dataDir: folder })).close();
  });
}

async function migrated(cluster: string): Promise<string> {
  return kept("migrated", await readdir(join(ROOT, "migrations")), async (folder) => {
    await cp(cluster, folder, { recursive: true });
    const store = await storeOnEmbedded(await pglite({ dataDir: folder }), "the template");
    await migrate(store.db);
    await store.close();
  });
}

async function kept(name: string, migrations: string[], make: (path: string) => Promise<void>): Promise<string> {
  const hash = createHash("sha256").update(
    await readFile(join(ROOT, "node_modules/@electric-sql/pglite/package.json")),
  );
  hash.update(governing("disable"));
  for (const file of migrations.sort()) hash.update(await readFile(join(ROOT, "migrations", file)));
  const folder = join(ROOT, "node_modules/.cache/rejoinder", name);
  const path = join(folder, hash.digest("hex").slice(0, 16));
  if (existsSync(path)) return path;
  await rm(folder, { recursive: true, force: true });
  await mkdir(folder, { recursive: true });
  await make(`${path}.${process.pid}`);
  await rename(`${path}.${process.pid}`, path);
  return path;
}

const ROOT = join(import.meta.dirname, "..");
