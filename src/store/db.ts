import type { PGlite } from "@electric-sql/pglite";
import { Kysely, PostgresDialect, type PostgresPool, type RawBuilder, sql } from "kysely";
import type { Instant } from "../domain/time.ts";
import { poolTo } from "./client.ts";
import { openFolder, openMemory } from "./embedded.ts";
import { StoreError, storeError } from "./errors.ts";
import type { Tables } from "./tables.ts";

export type Db = Kysely<Tables>;

export interface Store {
  readonly db: Db;
  readonly kind: "embedded" | "postgresql";
  /** Which database, in words, without a password: "PostgreSQL 18.4 at db.example:5432, database rejoinder". */
  readonly describe: string;
  close(): Promise<void>;
}

/**
 * Opens PostgreSQL where there is a `url`, else the embedded database in `folder`; with neither, one in memory.
 * @throws StoreError which says what is wrong and what to do.
 */
export async function openStore(at: {
  url?: string;
  folder?: string;
  applicationName?: string;
  /** To PostgreSQL, at most; ten unless given. */
  connections?: number;
}): Promise<Store> {
  if (at.url) return openPostgres(at.url, at.applicationName ?? "rejoinder", at.connections ?? 10);
  const { lite, release } = at.folder ? await openFolder(at.folder) : await openMemory();
  const where = at.folder ? `the embedded database in ${at.folder}` : "the embedded database in memory";
  return storeOnEmbedded(lite, where, async () => {
    await lite.close();
    await release();
  });
}

/**
 * Milliseconds until the server takes back what a process holds that began a transaction and stands still, as with its machine:
 * others wait for its locks meanwhile. In the URL it can be set otherwise.
 */
const STALLED = 30_000;

async function openPostgres(url: string, applicationName: string, connections: number): Promise<Store> {
  const where = placeOf(url);
  const config = {
    connectionString: url,
    application_name: applicationName,
    max: connections,
    connectionTimeoutMillis: 10_000,
    keepAlive: true,
    idle_in_transaction_session_timeout: STALLED,
  };
  return storeOn(await poolTo(where, config), "postgresql", where, async () => {});
}

/** A store on an embedded database that is open already. Closing the store closes it, or does `after` instead. */
export async function storeOnEmbedded(lite: PGlite, where: string, after = () => lite.close()): Promise<Store> {
  // One connection: who waits this long for it sits behind a query made outside the transaction it belongs to.
  const config = { max: 1, idleTimeoutMillis: 0, connectionTimeoutMillis: 15_000 };
  return storeOn(await poolTo(where, config, lite), "embedded", where, after);
}

async function storeOn(
  pool: PostgresPool,
  kind: Store["kind"],
  where: string,
  after: () => Promise<void>,
): Promise<Store> {
  const db = new Kysely<Tables>({ dialect: new PostgresDialect({ pool }) });
  const close = async () => {
    await db.destroy();
    await after();
  };
  try {
    return { db, kind, describe: await greet(db, where), close };
  } catch (thrown) {
    await close().catch(() => {});
    throw storeError(thrown, where);
  }
}

/** Finds out at the start, not at the first message, what this server cannot do. */
async function greet(db: Db, where: string): Promise<string> {
  const asked = await sql<{ version: string; number: number; encoding: string; read_only: string }>`
    select current_setting('server_version') as version, current_setting('server_version_num')::int as number,
      current_setting('server_encoding') as encoding, current_setting('transaction_read_only') as read_only`.execute(
    db,
  );
  const { version, number, encoding, read_only } = asked.rows[0]!;
  const plain = version.split(" ")[0];
  if (number < 150_000)
    throw new StoreError(`PostgreSQL ${plain} at ${where} is too old: Rejoinder needs 15 or newer.`);
  if (encoding !== "UTF8")
    throw new StoreError(
      `${where} keeps text as ${encoding}. Create it with encoding UTF8 (createdb --encoding=UTF8 --template=template0).`,
    );
  if (read_only === "on") throw storeError(Object.assign(new Error("read-only"), { code: "25006" }), where);
  return where.startsWith("PostgreSQL")
    ? where.replace("PostgreSQL", `PostgreSQL ${plain}`)
    : `${where} (PostgreSQL ${plain})`;
}

function placeOf(url: string): string {
  try {
    const { hostname, port, pathname, searchParams } = new URL(url);
    const host = searchParams.get("host") ?? decodeURIComponent(hostname);
    return `PostgreSQL at ${host || "localhost"}:${port || 5432}, database ${decodeURIComponent(pathname.slice(1)) || "of the same name as the user"}`;
  } catch {
    throw new StoreError("DATABASE_URL is not a URL. Write it like postgresql://user:password@host:5432/rejoinder");
  }
}

/** Whether a number that came from outside can be an id: a positive `integer` of PostgreSQL. */
export const isId = (n: number): boolean => Number.isInteger(n) && n > 0 && n < 2 ** 31;

/** An instant, as a value in SQL. */
export const stamp = (t: Instant): RawBuilder<Instant> => sql<Instant>`${new Date(t).toISOString()}::timestamptz`;

export const stampOrNull = (t: Instant | null | undefined): RawBuilder<Instant | null> =>
  sql<Instant | null>`${t == null ? null : new Date(t).toISOString()}::timestamptz`;

/** A value for a jsonb column. */
export const json = (value: unknown): RawBuilder<string> => sql<string>`${JSON.stringify(value)}::jsonb`;
