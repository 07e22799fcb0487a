import { type Kysely, sql } from "kysely";

/** What was missed and is to be found again, and what failed so often that it waits for somebody. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    -- When a program that receives from the platform was last known to be alive.
    create table presence (
      platform text primary key,
      alive_at timestamptz not null
    )`.execute(db);
  await sql`alter table channels
    -- Everything said there until then is known.
    add column heard_until timestamptz,
    -- What was said since then may have been missed; moves on as it is found again.
    add column gap_from timestamptz,
    add column gap_noticed_at timestamptz,
    add column gap_lease_until timestamptz,
    add column gap_tries integer not null default 0,
    add column gap_failed text`.execute(db);
  await sql`create index channels_with_gaps on channels (gap_from) where gap_from is not null`.execute(db);
  await sql`
    -- Work of a flow's own that failed: tried again a few times, then set aside until somebody asks for it.
    create table troubles (
      job text primary key,
      tries integer not null,
      again_at timestamptz,
      reason text not null,
      since timestamptz not null
    )`.execute(db);
  await sql`
    -- What is done once in a while, by whichever process comes first.
    create table turns (
      flow text primary key,
      taken_at timestamptz not null
    )`.execute(db);
  await sql`alter table firm
    -- To more people than this nothing is sent at once before an admin has said so.
    add column most_at_once integer not null default 500 check (most_at_once > 0),
    add column held_back_at timestamptz,
    add column let_go_at timestamptz`.execute(db);
}
