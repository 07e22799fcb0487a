import { type RawBuilder, sql } from "kysely";
import { type Instant, MINUTE } from "../domain/time.ts";
import { type Db, stamp } from "./db.ts";

/** A piece of work that failed so often that it waits for somebody. */
export interface SetAside {
  readonly job: string;
  readonly tries: number;
  /** The kind of fault; never its message. */
  readonly reason: string;
  readonly since: Instant;
}

/** After so many tries, over half an hour, it is set aside. */
const TRIES = 6;

/** Whether it may be tried: it never failed, or its time has come again. */
export async function mayTry(db: Db, job: string, now: Instant): Promise<"as ever" | "again" | "not now"> {
  const row = await db.selectFrom("troubles").select("again_at").where("job", "=", job).executeTakeFirst();
  if (!row) return "as ever";
  return row.again_at !== null && row.again_at <= now ? "again" : "not now";
}

/** True where it is set aside from now on. */
export async function noteTrouble(db: Db, job: string, reason: string, now: Instant): Promise<boolean> {
  const { rows } = await sql<{ again_at: Instant | null }>`
    insert into troubles (job, tries, again_at, reason, since)
    values (${job}, 1, ${stamp(now + MINUTE)}, ${reason}, ${stamp(now)})
    on conflict (job) do update set tries = troubles.tries + 1, reason = excluded.reason,
      again_at = case when troubles.tries + 1 < ${TRIES} then ${stamp(now)}::timestamptz + power(2, troubles.tries) * interval '1 minute' end
    returning again_at`.execute(db);
  return rows[0]!.again_at === null;
}

export const noTrouble = (db: Db, job: string) => db.deleteFrom("troubles").where("job", "=", job).execute();

/** Whether a job, by its name in SQL, is not to be tried just now. */
export const inTrouble = (job: RawBuilder<unknown>, now: Instant) => sql<boolean>`exists (
  select from troubles t where t.job = ${job} and (t.again_at is null or t.again_at > ${stamp(now)})
)`;

export const setAside = (db: Db): Promise<SetAside[]> =>
  db
    .selectFrom("troubles")
    .select(["job", "tries", "reason", "since"])
    .where("again_at", "is", null)
    .orderBy("since")
    .execute();
