import { type Kysely, sql } from "kysely";

/** How long what is kept, what may not be forgotten for now, and what was given out. */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(db);
}

const statements = [
  `create table retentions (
    -- Without a client: the firm's, for all that have none of their own.
    client_id integer references clients on delete cascade,
    kind text not null check (kind in ('words', 'people', 'sent')),
    days integer not null check (days between 0 and 36500),
    unique nulls not distinct (client_id, kind)
  )`,
  `create table holds (
    id integer generated always as identity primary key,
    client_id integer not null references clients,
    -- Without one: all of the client's.
    matter_id integer,
    -- Sealed with the firm's own key.
    why bytea not null,
    placed_by integer references people,
    placed_at timestamptz not null,
    lifted_by integer references people,
    lifted_at timestamptz,
    foreign key (matter_id, client_id) references matters (id, client_id)
  )`,
  "create unique index holds_in_force on holds (client_id, coalesce(matter_id, 0)) where lifted_at is null",
  "alter table clients add column erased_at timestamptz",
  `create table exports (
    id integer generated always as identity primary key,
    client_id integer not null references clients,
    made_at timestamptz not null,
    -- Of all its files.
    digest bytea not null check (length(digest) = 32),
    reviewed_by integer references people,
    reviewed_at timestamptz,
    check ((reviewed_by is null) = (reviewed_at is null))
  )`,
  "call govern('retentions', 'client', 'client_id')",
  "call govern('holds', 'hold', 'id')",
  "call govern('exports', 'export', 'id')",
  // What was sent is forgotten in batches, by age.
  "create index deliveries_with_cards on deliveries (settled_at) where card is not null and settled_at is not null",
  "create index messages_with_words on messages (at) where body is not null",
];
