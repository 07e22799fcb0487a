import { sql } from "kysely";
import { type Instant, MINUTE, type Minutes } from "../domain/time.ts";
import { type Db, stamp } from "./db.ts";

/** True for the one process whose turn it is: once in so many minutes, however many ask. */
export async function takeTurn(db: Db, flow: string, every: Minutes, now: Instant): Promise<boolean> {
  const { numAffectedRows } = await sql`
    insert into turns (flow, taken_at) values (${flow}, ${stamp(now)})
    on conflict (flow) do update set taken_at = excluded.taken_at
    -- One that was taken in the future was taken by a clock that ran ahead.
    where turns.taken_at <= ${stamp(now - every * MINUTE)} or turns.taken_at > ${stamp(now)}`.execute(db);
  return numAffectedRows === 1n;
}
