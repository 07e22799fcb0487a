import { type Kysely, sql } from "kysely";

/** Two more of the things that somebody of the firm may be, as an admin or the firm's file says. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`alter table people
    -- Keeps walls, clears conflicts, reads the audit log; sees no more of inquiries than any lawyer.
    add column is_risk_officer boolean not null default false`.execute(db);
  await sql`
    -- Partners of single groups; those of the firm are marked in people.
    create table group_partners (
      group_id integer not null references practice_groups on delete cascade,
      person_id integer not null references people on delete cascade,
      primary key (group_id, person_id)
    )`.execute(db);
}
