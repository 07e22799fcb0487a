import { type Kysely, sql } from "kysely";

/** What a platform tells only as it happens, and is needed later: kept by the platform's part itself, in its own form. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`create table platform_notes (
    platform text not null,
    key text not null,
    note text not null,
    primary key (platform, key)
  )`.execute(db);
}
