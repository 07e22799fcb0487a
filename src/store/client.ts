import type { PGlite } from "@electric-sql/pglite";
import type { PostgresPool } from "kysely";
import pg from "pg";
import { storeError } from "./errors.ts";
import { parsers } from "./types.ts";

/** A pool to PostgreSQL by `config`, or to an open embedded database; what its queries throw are `StoreError`s about `where`. */
export async function poolTo(where: string, config: pg.PoolConfig, lite?: PGlite): Promise<PostgresPool> {
  const shim = lite && (await import("@electric-sql/pglite/node-postgres"));
  const connection = () => (lite ? shim?.createPgConfig(lite).connection : undefined);
  const silent = () => {
    // What lies idle leads the same way: found out one by one, each would cost as long again.
    for (const client of idle) client.emit("error", new Error("Connection terminated"));
  };
  const idle = new Set<pg.PoolClient>();
  const pool = new pg.Pool({
    ...config,
    types: { getTypeParser: parsers as typeof pg.types.getTypeParser },
    Client: clientTo(where, connection, silent) as unknown as new () => pg.ClientBase,
    onConnect: (client) => client.query("set time zone 'UTC'"),
  });
  pool.on("error", () => {});
  pool.on("release", (_, client) => idle.add(client));
  for (const event of ["acquire", "remove"] as const) pool.on(event, (client) => idle.delete(client));
  const connect = () =>
    pool.connect().catch((thrown) => {
      throw storeError(thrown, where);
    });
  return { connect, end: () => pool.end(), options: pool.options };
}

type Query = (text: unknown, values?: unknown, then?: unknown) => Promise<unknown>;

/**
 * Milliseconds until a statement that nobody answers counts as lost, with its connection: a network that swallows everything tells
 * nobody. `query_timeout` in the URL is another. What has no values, as migrations have none, may take as long as it takes.
 */
const PATIENCE = 30_000;
const BRIEF = /^(?:begin|start transaction|commit|rollback|savepoint|release|set)\b/i;

/**
 * A client that names a statement from its second use on: PostgreSQL then parses and plans it once per connection (1.75 ×).
 * Statements without values (begin, commit, migrations) go as they are.
 */
function clientTo(where: string, connection: () => unknown, silent: () => void) {
  return class extends pg.Client {
    readonly names = statementNames();
    readonly patience: number;

    constructor(config: pg.ClientConfig) {
      super({ ...config, connection: connection() } as pg.ClientConfig);
      // The query under way is told already; unheard, the event would end the program.
      this.on("error", () => {});
      const { query_timeout } = (this as unknown as { connectionParameters: { query_timeout: unknown } })
        .connectionParameters;
      this.patience = Number(query_timeout) || PATIENCE;
    }

    override query: pg.Client["query"] = ((text: unknown, values?: unknown, then?: unknown) => {
      const send = super.query.bind(this) as Query;
      if (typeof text !== "string" || !Array.isArray(values) || then) return send(text, values, then);
      const name = values.length > 0 ? this.names.of(text) : undefined;
      const patience = !connection() && (values.length > 0 || BRIEF.test(text)) ? { query_timeout: this.patience } : {};
      return send({ ...(name ? { name } : {}), text, values, ...patience }).catch((thrown) => {
        const error = storeError(thrown, where);
        if (/read timeout/i.test((thrown as Error).message)) {
          this.end().catch(() => {});
          silent();
        }
        // The plan may no longer fit (a table was changed), or never was made: next time under a new name.
        if (/^(0A|26|42)/.test(error.code ?? "")) this.names.forget(text);
        // The server hangs up after these: the pool is to make a new connection, not to lend this one again.
        if (/^(08|57P0)/.test(error.code ?? "")) this.end().catch(() => {});
        throw error;
      });
    }) as pg.Client["query"];
  };
}

let connections = 0;

/** Bounded, since a list of values makes a new text for each length: beyond it, statements stay nameless. */
function statementNames(limit = 500) {
  // The embedded database is one session behind every connection: names must differ between connections.
  connections += 1;
  const prefix = `c${connections}s`;
  const names = new Map<string, string>();
  let seen = new Set<string>();
  let last = 0;
  return {
    of(text: string): string | undefined {
      const name = names.get(text);
      if (name || names.size >= limit) return name;
      if (seen.delete(text)) {
        last += 1;
        names.set(text, `${prefix}${last}`);
        return names.get(text);
      }
      if (seen.size >= limit) seen = new Set();
      seen.add(text);
      return undefined;
    },
    forget: (text: string) => void names.delete(text),
  };
}
