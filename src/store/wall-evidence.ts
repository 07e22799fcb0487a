import { sql } from "kysely";
import type { Instant } from "../domain/time.ts";
import type { Db } from "./db.ts";
import { stamp } from "./db.ts";
import { asViewer } from "./viewer.ts";
import type { KnownWall } from "./walls.ts";

/** What one person who is outside of a wall was told of what is behind it, by what was sent and is on record. */
export interface Outside {
  readonly personId: number;
  readonly name: string;
  /** Messages that spoke of it, sent before the wall; the last of them. */
  readonly before: number;
  readonly lastBefore: Instant | null;
  /** Of those, how many say nothing of it any more, and how many could not be changed. */
  readonly withdrawn: number;
  readonly stuck: number;
  /** Messages that spoke of it, sent while the wall stood: there must be none. */
  readonly since: readonly Instant[];
  /** Weekly reports drawn while it stood, and those of them that left it out. */
  readonly reports: number;
  readonly reportsWithout: number;
  /** Open inquiries behind it that they answer for. */
  readonly owns: number;
  /** Inquiries behind it that the database shows them, asked just now. */
  readonly shown: number;
}

export interface Behind {
  readonly inquiries: number;
  readonly first: Instant | null;
  /** Those that had come in when the wall was made. */
  readonly before: number;
}

const behind = (w: KnownWall) =>
  w.matterId === null ? sql`i.client_id = ${w.clientId}` : sql`i.matter_id = ${w.matterId}`;

/** What there is behind a wall. */
export async function behindWall(db: Db, w: KnownWall): Promise<Behind> {
  const { rows } = await sql<Behind>`
    select count(*) as inquiries, min(i.asked_at) as first, count(*) filter (where i.asked_at < ${stamp(w.since)}) as before
    from inquiries i where ${behind(w)}`.execute(db);
  return rows[0]!;
}

/** Everyone who is outside of it now and has not left the firm, by name. */
export async function outsideOf(db: Db, w: KnownWall): Promise<Outside[]> {
  const until = w.liftedAt === null ? sql`true` : sql`t.at < ${stamp(w.liftedAt)}`;
  const { rows } = await sql<Omit<Outside, "shown">>`
    with told as (
      select d.person_id, coalesce(d.tried_at, d.settled_at, d.created_at) as at, d.retired_at, d.reason, a.withdrawn_at
      from deliveries d join delivery_inquiries a on a.delivery_id = d.id join inquiries i on i.id = a.inquiry_id
      where d.state in ('sent', 'unknown', 'sending') and ${behind(w)}
    )
    select p.id as "personId", p.name,
      (select count(*) from told t where t.person_id = p.id and t.at < ${stamp(w.since)}) as before,
      (select max(t.at) from told t where t.person_id = p.id and t.at < ${stamp(w.since)}) as "lastBefore",
      (select count(*) from told t where t.person_id = p.id and t.at < ${stamp(w.since)} and t.withdrawn_at is not null
        and coalesce(t.reason, '') not like 'could not be withdrawn%') as withdrawn,
      (select count(*) from told t where t.person_id = p.id and t.at < ${stamp(w.since)} and t.reason like 'could not be withdrawn%') as stuck,
      coalesce((select array_agg(t.at order by t.at) from told t where t.person_id = p.id and t.at >= ${stamp(w.since)} and ${until}
        and (t.withdrawn_at is null or t.withdrawn_at > t.at)), '{}') as since,
      (select count(*) from digests g where g.reader_id = p.id and g.posted_at >= ${stamp(w.since)}) as reports,
      (select count(*) from digests g where g.reader_id = p.id and g.posted_at >= ${stamp(w.since)}
        and (${w.clientId} = any(g.walled_clients) or coalesce(${w.matterId}::int = any(g.walled_matters), false))) as "reportsWithout",
      (select count(*) from inquiries i where ${behind(w)} and i.owner_id = p.id and i.waiting_since is not null) as owns
    from people p where p.left_at is null and rejoinder_outside(${w.id}, ${w.kind}, p.id) order by p.name, p.id`.execute(
    db,
  );
  const found: Outside[] = [];
  for (const row of rows) found.push({ ...row, shown: await shownTo(db, w, row.personId) });
  return found;
}

async function shownTo(db: Db, w: KnownWall, personId: number): Promise<number> {
  const { rows } = await asViewer(db, personId, (view) =>
    sql<{ n: number }>`select count(*) as n from inquiries i where ${behind(w)}`.execute(view),
  );
  return rows[0]!.n;
}
