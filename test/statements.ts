import { type KyselyPlugin, PostgresQueryCompiler, type QueryId, type RootOperationNode } from "kysely";
import type { Db } from "../src/store/db.ts";

/** The statements that a piece of work sends to the database, without what is filled into them. */
export async function statements(db: Db, work: (db: Db) => Promise<unknown>): Promise<string[]> {
  const sent: string[] = [];
  const queryId = { queryId: "1" } as QueryId;
  const listening: KyselyPlugin = {
    transformQuery({ node }): RootOperationNode {
      sent.push(new PostgresQueryCompiler().compileQuery(node, queryId).sql);
      return node;
    },
    transformResult: async ({ result }) => result,
  };
  await work(db.withPlugin(listening));
  return sent;
}
