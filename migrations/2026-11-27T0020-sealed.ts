import { type Kysely, sql } from "kysely";

/**
 * Words and tokens are sealed: what a key sealed names the key in front. What stood there in the open is put beside, and is sealed
 * from there by the program, which has the key; a migration has none.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(db);
}

const statements = [
  `-- The keys that words are sealed with, each wrapped by the firm's key, which is not in the database. Left out of backups.
  create table data_keys (
    id uuid primary key,
    owner text not null check (owner ~ '^(firm|client:[1-9][0-9]*|channel:[1-9][0-9]*)$'),
    wrapped bytea,
    firm_key text not null,
    made_at timestamptz not null,
    retired_at timestamptz,
    destroyed_at timestamptz,
    check ((wrapped is null) = (destroyed_at is not null)),
    check (destroyed_at is null or retired_at is not null)
  )`,
  "create unique index data_keys_in_use on data_keys (owner) where retired_at is null",

  "alter table messages rename column body to plain_body",
  `alter table messages
    add column body bytea,
    add column body_key uuid generated always as (encode(substring(body from 2 for 16), 'hex')::uuid) stored references data_keys`,
  "create index messages_sealed_by on messages (body_key) where body_key is not null",
  "create index messages_in_the_open on messages (id) where plain_body is not null",

  // Why something was dismissed, as somebody typed it, is sealed too: as text, behind a word that says so.
  `alter table facts add column reason_key uuid references data_keys generated always as (
    case when reason like 'sealed:%' then encode(substring(decode(substr(reason, 8), 'base64') from 2 for 16), 'hex')::uuid end) stored`,
  "create index facts_sealed_by on facts (reason_key) where reason_key is not null",

  "alter table inbox rename column body to plain_body",
  "alter table inbox add column body bytea",

  "alter table installations rename column tokens to plain_tokens",
  `alter table installations
    drop constraint installations_check,
    add column tokens bytea,
    add check ((tokens is null and plain_tokens is null) = (removed_at is not null))`,

  // No key is made, rotated or destroyed without its entry in the log.
  "call govern('data_keys', 'key', null)",
  // The same words under another key are no change of them; words that come or go are.
  "drop trigger audited_update on messages",
  `create constraint trigger audited_update after update on messages deferrable initially deferred for each row when (
    (old.channel_id, old.deleted_at, old.side, old.revised_at, old.verdict, old.ruled, old.ruled_by, old.grade)
      is distinct from (new.channel_id, new.deleted_at, new.side, new.revised_at, new.verdict, new.ruled, new.ruled_by, new.grade)
    or (old.body is null and old.plain_body is null) <> (new.body is null and new.plain_body is null)
  ) execute function audited_messages()`,
  "drop trigger audited_update on facts",
  `create constraint trigger audited_update after update on facts deferrable initially deferred for each row when (
    (old.inquiry_id, old.key, old.kind, old.at, old.message_id, old.person_id, old.contact_id, old.to_person_id, old.until_at)
      is distinct from
      (new.inquiry_id, new.key, new.kind, new.at, new.message_id, new.person_id, new.contact_id, new.to_person_id, new.until_at)
    or (old.reason is null) <> (new.reason is null)
  ) execute function audited_facts()`,
  "drop trigger audited_update on installations",
  `create constraint trigger audited_update after update on installations deferrable initially deferred for each row when (
    (old.details, old.installed_at, old.refreshed_at, old.removed_at)
      is distinct from (new.details, new.installed_at, new.refreshed_at, new.removed_at)
    or (old.tokens is null and old.plain_tokens is null) <> (new.tokens is null and new.plain_tokens is null)
  ) execute function audited_installations()`,
];
