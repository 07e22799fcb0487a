import { type Kysely, sql } from "kysely";

/** What cannot be seen from the firm itself: which steps of its set-up were skipped, and who was at one last. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`create table set_up_steps (
    step text primary key,
    skipped boolean not null default false,
    person_id integer references people on delete set null,
    at timestamptz not null
  )`.execute(db);
}
