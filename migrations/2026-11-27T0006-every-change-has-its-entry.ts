import { type Kysely, sql } from "kysely";

/** Who there is, what was agreed, asked, answered, kept and told: no change of it commits without its entry in the log. */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const [table, subject, id, counting] of governed)
    await sql`call govern(${sql.lit(table)}, ${sql.lit(subject)}, ${id === null ? sql`null` : sql.lit(id)}, ${counting ? sql`array[${sql.join(counting.map((name) => sql.lit(name)))}]` : sql`null`})`.execute(
      db,
    );
  // What waits to be sent has told nobody yet.
  await sql`drop trigger audited on deliveries`.execute(db);
}

/** Clocks, nudges and what waits to be sent follow from these, and are worked out anew from them at any time. */
const governed: readonly (readonly [
  table: string,
  subject: string,
  idColumn: string | null,
  counting?: readonly string[],
])[] = [
  ["firm", "firm", "id"],
  ["calendars", "calendar", "id"],
  ["calendar_versions", "calendar", "calendar_id"],
  ["people", "person", "id"],
  ["practice_groups", "group", "id"],
  ["group_members", "group", "group_id"],
  ["group_partners", "group", "group_id"],
  ["clients", "client", "id"],
  ["matters", "matter", "id"],
  ["contacts", "contact", "id"],
  ["accounts", "account", "id", ["outside", "bot", "deactivated", "person_id", "contact_id"]],
  ["channels", "channel", "id", ["external_id", "kind", "client_id", "matter_id", "shared", "archived", "bot_in"]],
  ["standards", "standard", null],
  ["installations", "installation", null, ["tokens", "details", "removed_at"]],
  ["leaves", "person", "person_id"],
  [
    "inquiries",
    "inquiry",
    "id",
    [
      ...["channel_id", "client_id", "matter_id", "contact_id", "group_id", "owner_id", "via", "state", "unsure"],
      ...["asked_at", "snoozed_until", "merged_into"],
    ],
  ],
  ["facts", "inquiry", "inquiry_id"],
  ["messages", "message", "id", ["channel_id", "deleted_at", "side", "body", "verdict", "ruled", "ruled_by", "grade"]],
  ["deliveries", "delivery", "id", ["sent_external_id"]],
];
