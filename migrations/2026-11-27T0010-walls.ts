import { type Kysely, sql } from "kysely";

/**
 * Ethical walls, and the role under which everything is read that is read for a person: PostgreSQL itself then shows no row
 * of what is walled from them, whatever a query forgot to ask.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of [...tables, role, ...functions, ...grants, ...policies()])
    await sql.raw(statement).execute(db);
}

const tables = [
  `create table walls (
    id integer generated always as identity primary key,
    -- screened: the named are out. need to know: only the named are in.
    kind text not null check (kind in ('screened', 'need to know')),
    client_id integer not null references clients,
    -- Null: all that is the client's.
    matter_id integer,
    since timestamptz not null,
    -- Null: by whoever runs the program.
    made_by integer references people,
    reason text not null,
    lifted_at timestamptz,
    lifted_by integer references people,
    foreign key (matter_id, client_id) references matters (id, client_id),
    check (lifted_at >= since)
  )`,
  "create index walls_standing on walls (client_id, matter_id) where lifted_at is null",
  // Of two people who turn out to be one, both may have been named: no key forbids it.
  `create table wall_people (wall_id integer not null references walls, person_id integer not null references people)`,
  "create index wall_people_of on wall_people (wall_id)",
  `create table wall_groups (
    wall_id integer not null references walls, group_id integer not null references practice_groups,
    primary key (wall_id, group_id)
  )`,
  `create function walls_stay() returns trigger language plpgsql as $$
  begin
    if tg_op = 'UPDATE' and old.lifted_at is null
      and (old.id, old.kind, old.client_id, old.matter_id, old.since, old.reason)
        is not distinct from (new.id, new.kind, new.client_id, new.matter_id, new.since, new.reason) then return new; end if;
    if tg_op = 'UPDATE' and (old.kind, old.client_id, old.matter_id, old.since, old.reason, old.lifted_at)
        is not distinct from (new.kind, new.client_id, new.matter_id, new.since, new.reason, new.lifted_at) then return new; end if;
    raise exception 'A wall is lifted, never changed or deleted.' using errcode = 'restrict_violation';
  end $$`,
  "create trigger walls_stay before update or delete on walls for each row execute function walls_stay()",
  `create function walls_stay_named() returns trigger language plpgsql as $$
  begin
    raise exception 'Who is named in a wall is never changed.' using errcode = 'restrict_violation';
  end $$`,
  // Of two people who are one from now on the one's name may become the other's.
  "create trigger wall_people_stay before delete on wall_people for each row execute function walls_stay_named()",
  "create trigger wall_groups_stay before update or delete on wall_groups for each row execute function walls_stay_named()",
  // What was walled from its reader when it was drawn: more by now, and it may no longer be read as it is.
  "alter table digests add column walled_clients integer[] not null default '{}'",
  "alter table digests add column walled_matters integer[] not null default '{}'",
  // The message was changed so that it no longer speaks of it.
  "alter table delivery_inquiries add column withdrawn_at timestamptz",
  // Who may not know of a client or a matter, and names one that is called the same, has one of their own.
  "alter table clients add column twin integer not null default 0, drop constraint clients_name_key, add unique (name, twin)",
  `alter table matters add column twin integer not null default 0, drop constraint matters_client_id_name_key,
    add unique (client_id, name, twin)`,
];

// A role is the whole server's: another database of ours may have made it. Whoever cannot make it is told who can.
const role = `do $$
declare
  may boolean := true;
begin
  if not exists (select from pg_roles where rolname = 'rejoinder_view') then
    begin
      create role rejoinder_view nologin;
    exception
      when duplicate_object or unique_violation then null;
      when insufficient_privilege then may := false;
    end;
  end if;
  if may then
    begin
      set local role rejoinder_view;
      set local role none;
    exception when insufficient_privilege then
      begin
        execute format('grant rejoinder_view to %I', session_user);
        set local role rejoinder_view;
        set local role none;
      exception when insufficient_privilege then may := false;
      end;
    end;
  end if;
  if not may then
    raise exception using errcode = 'P0001', message = format(
      'What is read for a person is read under a role of its own, which this user may not make or take. Have an administrator of the server say: create role rejoinder_view nologin; grant rejoinder_view to %I; then start again.',
      session_user);
  end if;
end $$`;

const functions = [
  // Groups mean their members and their lead, as they are when somebody looks.
  `create function rejoinder_outside(wall integer, kind text, person integer) returns boolean language sql stable as $$
    select (kind = 'screened') = (
      exists (select from wall_people n where n.wall_id = wall and n.person_id = person)
      or exists (
        select from wall_groups n where n.wall_id = wall and (
          exists (select from group_members m where m.group_id = n.group_id and m.person_id = person)
          or exists (select from practice_groups g where g.id = n.group_id and g.lead_id = person)
        )
      )
    )
  $$`,
  `create function rejoinder_sees(person integer, client integer, matter integer) returns boolean language sql stable as $$
    select not exists (
      select from walls w
      where w.lifted_at is null and (w.matter_id = matter or w.matter_id is null and w.client_id = client)
        and rejoinder_outside(w.id, w.kind, person)
    )
  $$`,
  // What at least one of these people is outside of. "partly": clients of whom a matter is walled.
  `create function rejoinder_walled(persons integer[], out clients integer[], out matters integer[], out partly integer[])
  language sql stable as $$
    select coalesce(array_agg(distinct client_id order by client_id) filter (where matter_id is null), '{}'),
      coalesce(array_agg(distinct matter_id order by matter_id) filter (where matter_id is not null), '{}'),
      coalesce(array_agg(distinct client_id order by client_id) filter (where matter_id is not null), '{}')
    from walls w
    where lifted_at is null and exists (select from unnest(persons) p where rejoinder_outside(w.id, w.kind, p))
  $$`,
  // Numbers in a row would tell how many one does not see: once a firm has had a wall, they are drawn.
  `create function new_inquiry_number() returns integer language plpgsql as $$
  declare
    drawn integer;
  begin
    if not exists (select from walls) then return nextval(pg_get_serial_sequence('inquiries', 'id')); end if;
    loop
      drawn := 1000000 + ('x' || substr(md5(gen_random_uuid()::text), 1, 7))::bit(28)::integer % 9000000;
      exit when not exists (select from inquiries where id = drawn);
    end loop;
    return drawn;
  end $$`,
];

const whole = [
  "firm",
  "calendars",
  "calendar_versions",
  "people",
  "practice_groups",
  "group_members",
  "group_partners",
  "leaves",
  "set_up_steps",
];
const walled = [
  ...["clients", "matters", "contacts", "accounts", "channels", "standards"],
  ...["inquiries", "facts", "clocks", "nudges", "deliveries", "delivery_inquiries", "digests"],
];

const grants = [
  `do $$ begin execute format('grant usage on schema %I to rejoinder_view', current_schema()); end $$`,
  `grant select on ${[...whole, ...walled].join(", ")} to rejoinder_view`,
  // All but the words.
  `grant select (id, channel_id, external_id, thread_external_id, at, revised_at, deleted_at, account_id, side, broadcast, files,
    verdict, ruled, ruled_by, grade, promised_for, answers_message_id, inquiry_id) on messages to rejoinder_view`,
];

/** Whoever owns the tables, or works on them under another name than the view's, is not held up. */
function policies(): string[] {
  // Unset it is null and no fault: the planner looks at it for whoever asks. For the view it is then nothing that is shown.
  const setting = (name: string) => `nullif(current_setting('rejoinder.${name}', true), '')`;
  const set = (name: string) => `(select ${setting(`walled_${name}`)}::integer[])::integer[]`;
  const none = `not (select ${setting("walled")}::boolean)`;
  const seen = (client: string, matter: string) => `not (
    coalesce(${client} = any(${set("clients")}), false) or coalesce(${matter} = any(${set("matters")}), false))`;
  const seenClient = (client: string) => `not coalesce(${client} = any(${set("clients")}), false)`;
  const ofInquiry = (id: string) => `exists (select from inquiries i where i.id = ${id})`;
  const mine = (id: string) => `${id} = (select ${setting("viewer")}::integer)`;
  const rules: Record<string, string> = {
    clients: seenClient("id"),
    matters: `${seenClient("client_id")} and not coalesce(id = any(${set("matters")}), false)`,
    contacts: seenClient("client_id"),
    accounts: `${none} or contact_id is null or exists (select from contacts c where c.id = contact_id)`,
    channels: seen("client_id", "matter_id"),
    standards: `${none} or case scope
      when 'client' then exists (select from clients c where c.id = scope_id)
      when 'matter' then exists (select from matters m where m.id = scope_id)
      when 'inquiry' then ${ofInquiry("scope_id")} else true end`,
    inquiries: seen("client_id", "matter_id"),
    // By its client alone first, so that figures need look at few inquiries.
    clocks: `${none} or not coalesce(client_id = any(${set("clients")} || ${set("partly")}), false) or ${ofInquiry("inquiry_id")}`,
    facts: `${none} or ${ofInquiry("inquiry_id")}`,
    nudges: `${none} or ${ofInquiry("inquiry_id")}`,
    delivery_inquiries: `${none} or ${ofInquiry("inquiry_id")}`,
    messages: `${none} or exists (select from channels c where c.id = channel_id)
      and (inquiry_id is null or ${ofInquiry("inquiry_id")})`,
    deliveries: mine("person_id"),
    digests: mine("reader_id"),
  };
  return Object.entries(rules).flatMap(([table, rule]) => [
    `alter table ${table} enable row level security`,
    `create policy everyone on ${table} using (true) with check (true)`,
    `create policy inside_the_walls on ${table} as restrictive for select
      using ((select current_user) <> 'rejoinder_view' or (select ${setting("walled")} is not null) and (${rule}))`,
  ]);
}
