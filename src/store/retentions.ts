import { sql } from "kysely";
import type { By } from "../domain/audit.ts";
import type { KeptKind, Retention } from "../domain/keeping.ts";
import { record, within } from "./audit.ts";
import type { Db } from "./db.ts";

export async function retentions(db: Db): Promise<Retention[]> {
  const rows = await db.selectFrom("retentions").selectAll().orderBy("client_id").orderBy("kind").execute();
  return rows.map(({ client_id, kind, days }) => ({ ...(client_id !== null && { clientId: client_id }), kind, days }));
}

/** How long a kind is kept, of one client or by the firm; null: no rule of their own. */
export const setRetention = (
  db: Db,
  clientId: number | undefined,
  kind: KeptKind,
  days: number | null,
  by: By,
): Promise<void> =>
  within(db, async (tx) => {
    const whose = clientId ?? null;
    await sql`delete from retentions where client_id is not distinct from ${whose}::int and kind = ${kind}`.execute(tx);
    if (days !== null) await tx.insertInto("retentions").values({ client_id: whose, kind, days }).execute();
    const subject = clientId === undefined ? { kind: "firm" as const } : { kind: "client" as const, id: clientId };
    await record(tx, { ...by, act: "retention set", subject, details: { kind, days } });
  });
