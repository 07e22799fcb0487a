import { type Kysely, sql } from "kysely";

/** What the outbox needs to keep its pace and to know of its doubts, whichever process is at work on it. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`alter table deliveries
    -- An earlier try may have reached its reader.
    add column doubtful boolean not null default false,
    -- The nearest due it speaks of: what is due first leaves first.
    add column due_at timestamptz,
    -- The workspace it was last tried in, and when: what a platform's limits are counted by.
    add column lane text,
    add column tried_at timestamptz`.execute(db);
  await sql`create index deliveries_tried on deliveries (tried_at) where tried_at is not null`.execute(db);
}
