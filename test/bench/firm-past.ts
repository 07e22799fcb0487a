import { sql } from "kysely";
import type { Instant } from "../../src/domain/time.ts";
import { type Db, stamp } from "../../src/store/db.ts";

export interface PastFirm {
  readonly inquiries: number;
  /** They are spread evenly over so many weeks, the last of which ends at `until`. */
  readonly weeks: number;
  readonly until: Instant;
}

/**
 * A firm of 20 groups, 400 lawyers and 2,000 clients with a past made by the database itself: of each hundred inquiries one
 * is dismissed, eight are answered late, and of those in the last two weeks five are still open. Each has an acknowledge and
 * an answer clock, every fifth a promise.
 */
export async function makePast(db: Db, { inquiries, weeks, until }: PastFirm): Promise<void> {
  await people(db);
  // Indexes are built at the end, in a tenth of the time; the foreign keys hold by construction.
  await db.connection().execute(async (one) => {
    const { rows } = await sql<{ name: string; definition: string }>`
      select indexname as name, indexdef as definition from pg_indexes
      where schemaname = 'public' and tablename in ('inquiries', 'clocks', 'facts') and indexdef not like 'CREATE UNIQUE%'`.execute(
      one,
    );
    for (const { name } of rows) await sql`drop index ${sql.ref(name)}`.execute(one);
    await sql`set session_replication_role = replica`.execute(one);
    await sql`set maintenance_work_mem = '512MB'`.execute(one);
    await past(one, inquiries, weeks * 7 * 24 * 60, until);
    for (const { definition } of rows) await sql.raw(definition).execute(one);
    for (const table of ["inquiries", "clocks", "facts"]) await sql`vacuum analyze ${sql.table(table)}`.execute(one);
    await sql`reset session_replication_role`.execute(one);
    await sql`reset maintenance_work_mem`.execute(one);
  });
}

async function people(db: Db): Promise<void> {
  await sql`insert into calendars (name) values ('Office')`.execute(db);
  await sql`insert into firm (name, zone, calendar_id) values ('Fixture & Partners LLP', 'America/New_York', 1)`.execute(
    db,
  );
  await sql`insert into people (name, is_partner) select 'Lawyer ' || n, n <= 40 from generate_series(1, 400) n`.execute(
    db,
  );
  await sql`insert into practice_groups (name, lead_id) select 'Group ' || n, n from generate_series(1, 20) n`.execute(
    db,
  );
  await sql`insert into clients (name, group_id, responsible_id) select 'Client ' || n, 1 + n % 20, 1 + n % 400 from generate_series(1, 2000) n`.execute(
    db,
  );
  await sql`insert into matters (client_id, name, group_id) select 1 + n % 2000, 'Matter ' || n, 1 + n % 20 from generate_series(1, 4000) n`.execute(
    db,
  );
  await sql`insert into standards (scope, targets, source, calendar_id, from_at) values ('firm', '{"acknowledge":240,"answer":510}', 'firm policy', 1, ${stamp(0)})`.execute(
    db,
  );
}

async function past(db: Db, inquiries: number, span: number, until: Instant): Promise<void> {
  await sql`
    insert into inquiries (client_id, matter_id, group_id, owner_id, state, asked_at, waiting_since, due_at, closed_at, last_fact_at)
    select 1 + n % 2000, case when n % 3 = 0 then 1 + (n % 4000) end, 1 + n % 20, 1 + (n::bigint * 7919) % 400,
      case when open then 'open' when dismissed then 'dismissed' else 'answered' end,
      asked, case when open then asked end, case when open then asked + interval '1 day' end,
      case when dismissed then asked + interval '3 hours' end, asked
    from (
      select n, at as asked, n % 20 = 7 and at >= ${stamp(until)} - interval '14 days' as open, n % 100 = 1 as dismissed
      from (select n, ${stamp(until)} - ((${inquiries}::int - n)::float8 / ${inquiries} * ${span} + 1) * interval '1 minute' as at
        from generate_series(1, ${inquiries}::int) n) spread
    ) made`.execute(db);
  // Answered after 10 minutes to a day, the late ones after one to four days; business minutes are a third of those elapsed.
  await sql`
    insert into clocks (inquiry_id, kind, started_at, due_at, stopped_at, state, breached_at, standard_id, minutes, group_id, client_id, owner_id)
    select i.id, kind, i.asked_at, due, stopped,
      case when i.state = 'dismissed' then 'cancelled' when due < coalesce(stopped, ${stamp(until)}) then 'breached' when stopped is null then 'running' else 'met' end,
      case when i.state <> 'dismissed' and due < coalesce(stopped, ${stamp(until)}) then due end,
      case when kind <> 'promise' then 1 end, extract(epoch from stopped - i.asked_at) / 180, i.group_id, i.client_id, i.owner_id
    from inquiries i
    cross join lateral (values ('acknowledge', interval '8 hours', 0.2), ('answer', interval '1 day', 1), ('promise', interval '2 days', 1)) as k (kind, target, share)
    cross join lateral (select i.asked_at + target as due, case
      when i.state = 'open' then null when i.state = 'dismissed' then i.closed_at
      else i.asked_at + (case when i.id % 25 in (3, 9) then 1440 + hashint4(i.id) & 4095 else 10 + (hashint4(i.id) & 1023) end) * share * interval '1 minute' end as stopped) t
    where kind <> 'promise' or i.id % 5 = 0`.execute(db);
  await sql`
    insert into facts (inquiry_id, key, kind, at)
    select inquiry_id, 'message:' || id, case when state = 'cancelled' then 'dismissed' else 'answered' end, stopped_at
    from clocks where kind = 'answer' and state in ('breached', 'cancelled') and stopped_at is not null`.execute(db);
}
