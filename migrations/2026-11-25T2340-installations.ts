import { type Kysely, sql } from "kysely";

/**
 * Where a platform let the bot in, one row a workspace. `details` is the platform's part's own form, and holds nothing secret;
 * all that is secret stands in `tokens`, the one column that is to be sealed once secrets are. A workspace that took the bot
 * out keeps its row, without tokens: what was said there is still known by its name.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`create table installations (
    platform text not null,
    workspace text not null,
    details jsonb not null,
    tokens text,
    expires_at timestamptz,
    installed_at timestamptz not null,
    refreshed_at timestamptz,
    tried_at timestamptz,
    trouble text,
    trouble_since timestamptz,
    removed_at timestamptz,
    primary key (platform, workspace),
    check ((tokens is null) = (removed_at is not null)),
    check ((trouble is null) = (trouble_since is null))
  )`.execute(db);
}
