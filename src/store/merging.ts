import { sql } from "kysely";
import { type Instant, MINUTE } from "../domain/time.ts";
import type { Claimed } from "./claiming.ts";
import { type Db, stamp } from "./db.ts";

/** What comes this soon after another comes beside it. */
const BESIDE = 10 * MINUTE;

/**
 * What a nudge that was cut short speaks of goes into one that waits for the same person just now. True where it does, or where
 * they have been told of all of it since.
 */
export async function goesWith(db: Db, { id, personId }: Claimed, now: Instant): Promise<boolean> {
  const waiting = await db
    .selectFrom("deliveries")
    .select("id")
    .where("purpose", "=", "nudge")
    .where("state", "=", "pending")
    .where("person_id", "=", personId)
    .where("id", "<>", id)
    .where("attempts", "=", 0)
    .where("not_before", "<=", stamp(now + BESIDE))
    .orderBy("not_before")
    .limit(1)
    .forUpdate()
    .executeTakeFirst();
  if (waiting) {
    await sql`
      insert into delivery_inquiries (delivery_id, inquiry_id, nudge_id)
      select ${waiting.id}, inquiry_id, nudge_id from delivery_inquiries where delivery_id = ${id}
      on conflict do nothing`.execute(db);
    return true;
  }
  const { rows } = await sql<{ told: boolean }>`
    select not exists (
      select from delivery_inquiries a where a.delivery_id = ${id} and not exists (
        select from delivery_inquiries b join deliveries d on d.id = b.delivery_id
        where b.inquiry_id = a.inquiry_id and d.id > ${id} and d.person_id = ${personId} and d.purpose = 'nudge' and d.state = 'sent'
      )
    ) as told`.execute(db);
  return rows[0]!.told;
}
