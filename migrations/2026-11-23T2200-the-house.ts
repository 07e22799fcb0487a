import { type Kysely, sql } from "kysely";

/** The first schema. Frozen: a later change is a later migration. */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(db);
}

const statements = `
create table calendars (
  id integer generated always as identity primary key,
  name text not null unique
);

-- A version is never changed: clocks carry the one they started under.
create table calendar_versions (
  id integer generated always as identity primary key,
  calendar_id integer not null references calendars,
  spec jsonb not null,
  from_at timestamptz not null,
  unique (calendar_id, from_at)
);

-- One database, one firm.
create table firm (
  id integer primary key default 1 check (id = 1),
  name text not null,
  zone text not null,
  jurisdiction text,
  holidays_reviewed_for integer,
  calendar_id integer not null references calendars,
  merge_minutes integer not null default 10 check (merge_minutes between 0 and 1440),
  track_emoji text not null default 'pushpin',
  resolve_emoji text not null default 'white_check_mark'
);

create table people (
  id integer generated always as identity primary key,
  name text not null,
  email text unique,
  zone text,
  is_partner boolean not null default false,
  is_admin boolean not null default false,
  quiet_from text not null default '19:00' check (quiet_from ~ '^[0-2][0-9]:[0-5][0-9]$'),
  quiet_to text not null default '08:00' check (quiet_to ~ '^[0-2][0-9]:[0-5][0-9]$'),
  left_at timestamptz
);

create table practice_groups (
  id integer generated always as identity primary key,
  name text not null unique,
  lead_id integer references people
);

create table group_members (
  group_id integer not null references practice_groups on delete cascade,
  person_id integer not null references people on delete cascade,
  primary key (group_id, person_id)
);
create index group_members_of on group_members (person_id);

create table clients (
  id integer generated always as identity primary key,
  name text not null unique,
  group_id integer references practice_groups,
  responsible_id integer references people
);

create table matters (
  id integer generated always as identity primary key,
  client_id integer not null references clients,
  name text not null,
  group_id integer references practice_groups,
  responsible_id integer references people,
  closed_at timestamptz,
  unique (client_id, name),
  unique (id, client_id)
);

create table contacts (
  id integer generated always as identity primary key,
  client_id integer not null references clients,
  name text not null
);

create table accounts (
  id integer generated always as identity primary key,
  platform text not null,
  workspace text not null,
  external_id text not null,
  name text not null,
  email text,
  zone text,
  outside boolean not null,
  bot boolean not null default false,
  deactivated boolean not null default false,
  person_id integer references people,
  contact_id integer references contacts,
  looked_up_at timestamptz,
  active_at timestamptz,
  unique (platform, workspace, external_id),
  check (person_id is null or contact_id is null),
  check (not (outside and person_id is not null))
);
create index accounts_of_person on accounts (person_id) where person_id is not null;

create table channels (
  id integer generated always as identity primary key,
  platform text not null,
  workspace text not null,
  external_id text not null,
  name text not null,
  -- shared: outsiders' messages are judged; internal: relayed asks are; other: nothing is read or kept.
  kind text not null default 'other' check (kind in ('shared', 'internal', 'other')),
  client_id integer references clients,
  matter_id integer references matters,
  shared boolean not null default true,
  archived boolean not null default false,
  bot_in boolean not null default false,
  looked_up_at timestamptz,
  unique (platform, workspace, external_id),
  foreign key (matter_id, client_id) references matters (id, client_id),
  check (matter_id is null or client_id is not null)
);

create table standards (
  id integer generated always as identity primary key,
  scope text not null check (scope in ('firm', 'group', 'client', 'matter', 'inquiry')),
  scope_id integer,
  targets jsonb not null,
  source text not null,
  calendar_id integer not null references calendars,
  ladder jsonb,
  from_at timestamptz not null,
  until_at timestamptz,
  check ((scope = 'firm') = (scope_id is null)),
  check (until_at is null or until_at > from_at),
  unique nulls not distinct (scope, scope_id, from_at)
);

create table inquiries (
  id integer generated always as identity primary key,
  channel_id integer references channels,
  client_id integer references clients,
  matter_id integer references matters,
  contact_id integer references contacts,
  group_id integer references practice_groups,
  -- Who answers for it now: the assignee, else by the matter, the client, the group's lead.
  owner_id integer references people,
  via text not null default 'chat' check (via in ('chat', 'phone', 'e-mail', 'letter', 'in person')),
  state text not null check (state in ('open', 'paused', 'answered', 'resolved', 'dismissed')),
  unsure boolean not null default false,
  asked_at timestamptz not null,
  waiting_since timestamptz,
  closed_at timestamptz,
  -- The nearest due time of what is running; what lists are sorted by.
  due_at timestamptz,
  paused_until timestamptz,
  snoozed_until timestamptz,
  merged_into integer references inquiries,
  last_fact_at timestamptz not null
);
create index inquiries_open on inquiries (group_id, due_at) where waiting_since is not null;
create index inquiries_owed_by on inquiries (owner_id, due_at) where waiting_since is not null;
create index inquiries_of_client on inquiries (client_id, asked_at);
create index inquiries_in_channel on inquiries (channel_id, last_fact_at);
create index inquiries_asked on inquiries (asked_at) include (id, group_id, owner_id, state, closed_at, merged_into);
create index inquiries_paused on inquiries (paused_until) where paused_until is not null;

create table messages (
  id bigint generated always as identity primary key,
  channel_id integer not null references channels,
  external_id text not null,
  thread_external_id text,
  at timestamptz not null,
  revised_at timestamptz not null,
  deleted_at timestamptz,
  account_id integer references accounts,
  side text check (side in ('client', 'firm', 'none')),
  broadcast boolean not null default false,
  files integer not null default 0,
  -- The only place where a client's words are kept.
  body text,
  verdict text check (verdict in ('inquiry', 'unsure', 'not')),
  verdict_why text,
  ruled text check (ruled in ('inquiry', 'not')),
  ruled_by integer references people,
  grade text check (grade in ('acknowledgement', 'holding', 'substantive')),
  promised_for timestamptz,
  -- What each revision was read as, once there are several; no words. "at" is since when it means what it means now.
  revisions jsonb not null default '[]',
  answers_message_id bigint references messages,
  inquiry_id integer references inquiries,
  unique (channel_id, external_id)
);
create index messages_in_time on messages (channel_id, at);
create index messages_of_inquiry on messages (inquiry_id) where inquiry_id is not null;
create index messages_of_thread on messages (channel_id, thread_external_id) where thread_external_id is not null;

-- An inquiry's timeline. The key makes a fact one, however often and in whatever order it comes.
create table facts (
  inquiry_id integer not null references inquiries,
  key text not null,
  kind text not null check (kind in ('asked', 'acknowledged', 'held', 'answered', 'paused', 'resumed', 'assigned', 'resolved', 'reopened', 'dismissed')),
  at timestamptz not null,
  message_id bigint references messages,
  person_id integer references people,
  contact_id integer references contacts,
  to_person_id integer references people,
  until_at timestamptz,
  reason text,
  primary key (inquiry_id, key)
);
create index facts_dismissed on facts (at) include (inquiry_id) where kind = 'dismissed';

create table clocks (
  id bigint generated always as identity primary key,
  inquiry_id integer not null references inquiries,
  kind text not null check (kind in ('acknowledge', 'answer', 'next answer', 'promise', 'resolve')),
  started_at timestamptz not null,
  due_at timestamptz,
  stopped_at timestamptz,
  state text not null check (state in ('running', 'paused', 'met', 'breached', 'cancelled')),
  breached_at timestamptz,
  -- Stamped when it started.
  standard_id integer references standards,
  source text,
  target_minutes double precision,
  calendar_version integer references calendar_versions,
  -- Business minutes from start to stop.
  minutes double precision,
  -- One more each time it becomes due at another instant.
  version integer not null default 1,
  group_id integer,
  client_id integer,
  owner_id integer,
  -- When it was decided: met when it stopped, missed when it was due.
  judged_at timestamptz generated always as (least(stopped_at, due_at)) stored,
  unique (inquiry_id, kind, started_at),
  check ((kind = 'promise') = (standard_id is null))
);
-- Figures are read from these two alone: what was decided in a week, and what still ran when one ended.
create index clocks_judged on clocks (kind, judged_at) include (state, group_id, client_id, owner_id, inquiry_id, started_at, stopped_at, due_at, minutes);
create index clocks_stopped on clocks (kind, stopped_at) include (state, group_id, client_id, owner_id, inquiry_id, started_at, due_at);
create index clocks_open on clocks (inquiry_id) where stopped_at is null;

create table nudges (
  id bigint generated always as identity primary key,
  clock_id bigint not null references clocks,
  version integer not null,
  step integer not null,
  inquiry_id integer not null references inquiries,
  due_at timestamptz not null,
  audience text[] not null,
  done_at timestamptz,
  outcome text check (outcome in ('sent', 'moot', 'passed', 'nobody')),
  unique (clock_id, version, step),
  check ((done_at is null) = (outcome is null))
);
create index nudges_due on nudges (due_at) where done_at is null;
create index nudges_of_inquiry on nudges (inquiry_id) where done_at is null;

create table deliveries (
  id bigint generated always as identity primary key,
  -- Opaque; goes with the message so that it can be found again.
  mark uuid not null unique default gen_random_uuid(),
  purpose text not null check (purpose in ('nudge', 'ask', 'notice', 'digest')),
  -- A second intent with the same key is the same delivery.
  key text not null unique,
  person_id integer not null references people,
  -- A nudge's is drawn when it is claimed, so that it says what is true then.
  card jsonb,
  picture bytea,
  state text not null default 'pending' check (state in ('pending', 'sending', 'sent', 'unknown', 'failed', 'superseded')),
  not_before timestamptz not null,
  attempts integer not null default 0,
  lease_until timestamptz,
  reason text,
  created_at timestamptz not null,
  settled_at timestamptz,
  -- When the card that was sent was changed to say that nothing more is to do.
  retired_at timestamptz,
  sent_platform text,
  sent_workspace text,
  sent_conversation text,
  sent_external_id text
);
create index deliveries_due on deliveries (not_before) where state in ('pending', 'sending');
create index deliveries_sent_as on deliveries (sent_conversation, sent_external_id) where sent_external_id is not null;

create index deliveries_to_retire on deliveries (id) where state = 'sent' and retired_at is null and purpose in ('nudge', 'ask');

create table delivery_inquiries (
  delivery_id bigint not null references deliveries on delete cascade,
  inquiry_id integer not null references inquiries,
  nudge_id bigint references nudges,
  primary key (delivery_id, inquiry_id)
);
create index delivery_inquiries_of on delivery_inquiries (inquiry_id);

create table digests (
  reader_id integer not null references people,
  week date not null check (extract(isodow from week) = 1),
  delivery_id bigint references deliveries,
  posted_at timestamptz not null,
  primary key (reader_id, week)
);

create table leaves (
  id integer generated always as identity primary key,
  person_id integer not null references people,
  delegate_id integer references people,
  from_at timestamptz not null,
  to_at timestamptz not null,
  check (to_at > from_at),
  check (delegate_id is distinct from person_id),
  unique (person_id, from_at, to_at)
);

-- What came in, committed before it was acknowledged; the body is gone once it is done.
create table inbox (
  id bigint generated always as identity primary key,
  platform text not null,
  identity text not null,
  body text,
  received_at timestamptz not null,
  attempts integer not null default 0,
  lease_until timestamptz,
  done_at timestamptz,
  failed text,
  unique (platform, identity)
);
create index inbox_waiting on inbox (id) where done_at is null;

-- Presses, commands and forms already acted on.
create table handled (
  key text primary key,
  at timestamptz not null
);
`
  .split(/;\s*\n/)
  .map((s) => s.trim())
  .filter(Boolean);
