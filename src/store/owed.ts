import { type RawBuilder, sql } from "kysely";
import type { ClockKind } from "../domain/clock.ts";
import type { InquiryState } from "../domain/inquiry.ts";
import type { Owed } from "../domain/owed.ts";
import type { Sight } from "../domain/rights/sight.ts";
import type { Instant } from "../domain/time.ts";
import { type Db, stamp } from "./db.ts";
import { type Names, type NamesRow, namesIn } from "./names.ts";
import { inSight } from "./sight.ts";

/** One inquiry to which an answer is owed, with the names that a list of them shows; and where its ask stands. */
export interface OwedRow extends Owed {
  readonly ownerId?: number;
  readonly groupId?: number;
  readonly ask?: Names["ask"];
}

export interface OwedList {
  readonly rows: readonly OwedRow[];
  readonly open: number;
  readonly overdue: number;
  /** Due before `dayEnd`, not overdue. */
  readonly dueToday: number;
}

/** Which of the owed: every part narrows. */
export interface OwedBy {
  readonly ownerIds?: readonly number[];
  readonly groupId?: number;
  readonly clientId?: number;
  readonly inquiryIds?: readonly number[];
  /** What the reader may see. */
  readonly sight?: Sight;
  readonly overdue?: boolean;
  /** Overdue or due before `dayEnd`. */
  readonly today?: boolean;
}

/** The owed in due order, at most `limit` of them, with counts of all; counts and rows come from one reading. */
export async function owed(
  db: Db,
  by: OwedBy,
  at: { now: Instant; dayEnd: Instant },
  limit: number,
): Promise<OwedList> {
  const { rows } = await sql<Row>`
    with owed as (
      select i.*, count(*) over () as open,
        count(*) filter (where i.state = 'open' and i.due_at < ${stamp(at.now)}) over () as overdue,
        count(*) filter (where i.state = 'open' and i.due_at >= ${stamp(at.now)} and i.due_at < ${stamp(at.dayEnd)}) over () as due_today
      from inquiries i
      where i.waiting_since is not null and i.state in ('open', 'paused') and ${narrowed(by, at)}
      order by i.due_at nulls last, i.id limit ${limit}
    )
    select o.id, o.state, o.due_at, o.waiting_since, o.unsure, o.paused_until, o.via, o.owner_id, o.group_id, o.open, o.overdue, o.due_today,
      coalesce(cl.name, 'No client') as client, m.name as matter, co.name as contact, p.name as owner,
      ch.name as channel, ch.platform, ch.workspace, ch.external_id as channel_external_id,
      ask.external_id, ask.thread_external_id, clock.kind, promise.due_at as promised_for,
      exists (select from facts f where f.inquiry_id = o.id and f.kind = 'held' and f.at >= o.waiting_since) as held
    from owed o
    left join clients cl on cl.id = o.client_id
    left join matters m on m.id = o.matter_id
    left join contacts co on co.id = o.contact_id
    left join people p on p.id = o.owner_id
    left join channels ch on ch.id = o.channel_id
    left join lateral (
      select me.external_id, me.thread_external_id from facts f join messages me on me.id = f.message_id
      where f.inquiry_id = o.id and f.kind = 'asked' and f.at >= o.waiting_since order by f.at limit 1
    ) ask on true
    left join lateral (
      select c.kind from clocks c where c.inquiry_id = o.id and c.stopped_at is null and c.state in ('running', 'paused', 'breached')
      order by c.due_at nulls last, c.kind limit 1
    ) clock on true
    left join lateral (
      select c.due_at from clocks c where c.inquiry_id = o.id and c.kind = 'promise' and c.stopped_at is null
      order by c.due_at limit 1
    ) promise on true
    order by o.due_at nulls last, o.id`.execute(db);
  const [first] = rows;
  return {
    rows: rows.map(owedRow),
    open: first?.open ?? 0,
    overdue: first?.overdue ?? 0,
    dueToday: first?.due_today ?? 0,
  };
}

function narrowed(by: OwedBy, at: { now: Instant; dayEnd: Instant }): RawBuilder<unknown> {
  const parts = [
    by.ownerIds && sql`i.owner_id = any(${by.ownerIds}::int[])`,
    by.groupId !== undefined && sql`i.group_id = ${by.groupId}`,
    by.clientId !== undefined && sql`i.client_id = ${by.clientId}`,
    by.inquiryIds && sql`i.id = any(${by.inquiryIds}::int[])`,
    by.sight && inSight(by.sight),
    by.overdue && sql`i.state = 'open' and i.due_at < ${stamp(at.now)}`,
    by.today && sql`i.state = 'open' and i.due_at < ${stamp(at.dayEnd)}`,
  ].filter((part) => part !== undefined && part !== false);
  return parts.length === 0 ? sql`true` : sql.join(parts, sql` and `);
}

interface Row extends NamesRow {
  id: number;
  state: InquiryState;
  due_at: Instant | null;
  waiting_since: Instant;
  unsure: boolean;
  paused_until: Instant | null;
  owner_id: number | null;
  group_id: number | null;
  open: number;
  overdue: number;
  due_today: number;
  kind: ClockKind | null;
  promised_for: Instant | null;
  held: boolean;
}

const owedRow = (r: Row): OwedRow => ({
  ...namesIn(r),
  inquiryId: r.id,
  clock: r.kind ?? "answer",
  dueAt: r.due_at ?? undefined,
  state: r.state,
  ownerId: r.owner_id ?? undefined,
  groupId: r.group_id ?? undefined,
  askedAt: r.waiting_since,
  promisedFor: r.promised_for ?? undefined,
  held: r.held,
  unsure: r.unsure,
  pausedUntil: r.paused_until ?? undefined,
});
