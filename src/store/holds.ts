import { type RawBuilder, sql } from "kysely";
import type { By } from "../domain/audit.ts";
import type { Hold } from "../domain/keeping.ts";
import type { Instant } from "../domain/time.ts";
import type { Place } from "../seal/cipher.ts";
import { record, within } from "./audit.ts";
import { type Db, stamp } from "./db.ts";
import type { Vault } from "./vault.ts";

const whyOf = (clientId: number, matterId: number | null, at: Instant): Place => ({
  column: "holds.why",
  row: [clientId, matterId ?? 0, at],
});

/** @returns its number; undefined where there is one in force already */
export async function placeHold(
  db: Db,
  vault: Vault,
  on: { readonly clientId: number; readonly matterId?: number },
  why: string,
  by: By,
): Promise<number | undefined> {
  const [clientId, matterId] = [on.clientId, on.matterId ?? null];
  const pen = await vault.pen(db, "firm", by.at);
  return within(db, async (tx) => {
    const row = await tx
      .insertInto("holds")
      .values({
        client_id: clientId,
        matter_id: matterId,
        why: pen.seal(why, whyOf(clientId, matterId, by.at)),
        placed_by: personOf(by),
        placed_at: stamp(by.at),
      })
      .onConflict((clash) => clash.doNothing())
      .returning("id")
      .executeTakeFirst();
    if (!row) return undefined;
    const details = { client: clientId, matter: matterId };
    await record(tx, { ...by, act: "hold placed", subject: { kind: "hold", id: row.id }, details });
    return row.id;
  });
}

/** False where there is no such hold in force. */
export const liftHold = (db: Db, id: number, by: By): Promise<boolean> =>
  within(db, async (tx) => {
    const row = await tx
      .updateTable("holds")
      .set({ lifted_at: stamp(by.at), lifted_by: personOf(by) })
      .where("id", "=", id)
      .where("lifted_at", "is", null)
      .returning("id")
      .executeTakeFirst();
    if (row) await record(tx, { ...by, act: "hold lifted", subject: { kind: "hold", id } });
    return row !== undefined;
  });

/** All that ever were, those in force first. */
export async function holds(db: Db, vault: Vault, now: Instant): Promise<Hold[]> {
  const { rows } = await sql<Omit<Hold, "why" | "matterId"> & { matterId: number | null; why: Uint8Array }>`
    select h.id, h.client_id as "clientId", h.matter_id as "matterId", c.name as client, m.name as matter, p.name as "placedBy",
      h.placed_at as "placedAt", l.name as "liftedBy", h.lifted_at as "liftedAt", h.why
    from holds h join clients c on c.id = h.client_id left join matters m on m.id = h.matter_id
    left join people p on p.id = h.placed_by left join people l on l.id = h.lifted_by
    order by h.lifted_at nulls first, h.id`.execute(db);
  const opened = rows.map(async ({ why, ...hold }): Promise<Hold> => {
    const kept = Object.fromEntries(Object.entries(hold).filter(([, value]) => value !== null)) as typeof hold;
    return {
      ...(kept as Omit<Hold, "why">),
      why: await vault.open(db, why, whyOf(hold.clientId, hold.matterId, hold.placedAt), now),
    };
  });
  return Promise.all(opened);
}

/**
 * In SQL, whether something is held. A hold on a matter holds what is that matter's, and what is the client's without anybody
 * having said of which matter.
 */
export const isHeld = (client: RawBuilder<unknown>, matter: RawBuilder<unknown>): RawBuilder<boolean> => sql<boolean>`
  exists (select from holds h where h.lifted_at is null and h.client_id = ${client}
    and (h.matter_id is null or ${matter} is null or h.matter_id = ${matter}))`;

/** In SQL, of the message that a statement is about: its words outlive its deletion while a hold is on. */
export const isMessageHeld: RawBuilder<boolean> = sql<boolean>`exists (
  select from channels c left join inquiries i on i.id = messages.inquiry_id
  where c.id = messages.channel_id
    and ${isHeld(sql`coalesce(i.client_id, c.client_id)`, sql`coalesce(i.matter_id, c.matter_id)`)})`;

const personOf = ({ actor }: By): number | null =>
  typeof actor === "object" && "person" in actor ? actor.person : null;
