import { sql } from "kysely";
import { businessBetween } from "../../src/domain/calendar.ts";
import type { Clock } from "../../src/domain/clock.ts";
import { assess } from "../../src/domain/inquiry.ts";
import { type Instant, MINUTE } from "../../src/domain/time.ts";
import type { Fact } from "../../src/domain/timeline.ts";
import { type Db, json, stamp } from "../../src/store/db.ts";
import { newYork, termsOf } from "../domain/timelines.ts";

export interface Past {
  readonly facts: readonly Fact[];
  readonly clientId?: number;
  readonly matterId?: number;
  readonly groupId?: number;
  readonly ownerId?: number;
}

/** The fixture firm without an inquiry: two groups, three people (the first two partners), four clients, one matter. */
export async function emptyFirm(
  db: Db,
  { zone = "America/New_York", zones = [null, null, null] as (string | null)[] } = {},
) {
  await db.insertInto("calendars").values({ name: "Office" }).execute();
  await db
    .insertInto("calendar_versions")
    .values({ calendar_id: 1, spec: json(newYork.spec), from_at: stamp(0) })
    .execute();
  await db
    .insertInto("firm")
    .values({ name: "Fixture & Partners LLP", zone, calendar_id: 1 } as never)
    .execute();
  await sql`insert into people (name, zone, is_partner) values ('Ana Kim', ${zones[0]}, true), ('Ben Okoro', ${zones[1]}, true), ('Cleo Marsh', ${zones[2]}, false)`.execute(
    db,
  );
  await sql`insert into practice_groups (name, lead_id) values ('Litigation', 1), ('Tax', 2)`.execute(db);
  await sql`insert into clients (name, group_id, responsible_id) values ('Acme', 1, 1), ('Globex', 1, 3), ('Initech', 2, 2), ('Umbrella', 2, 2)`.execute(
    db,
  );
  await sql`insert into matters (client_id, name, group_id) values (2, 'lease', 1)`.execute(db);
  await sql`insert into standards (scope, targets, source, calendar_id, from_at) values ('firm', ${json({ acknowledge: 240, answer: 510 })}, 'firm policy', 1, ${stamp(0)})`.execute(
    db,
  );
}

/** Inquiries with these timelines, numbered from 1, as they are stored once `now` has come. */
export async function record(db: Db, past: readonly Past[], now: Instant): Promise<void> {
  const stored = past.map((p, i) => ({ ...storedAs(p, now), id: i + 1 }));
  await insert(
    db,
    "inquiries",
    stored.map(({ id, who, inquiry }) => ({ id, ...who, ...inquiry })),
    "overriding system value",
  );
  await insert(
    db,
    "facts",
    stored.flatMap(({ id, facts }) => facts.map((f) => ({ inquiry_id: id, ...f }))),
  );
  const clocks = stored.flatMap(({ id, who, clocks }) => clocks.map((c) => ({ inquiry_id: id, ...c, ...who })));
  await insert(
    db,
    "clocks",
    clocks.map(({ matter_id, ...c }) => c),
  );
}

function storedAs(p: Past, now: Instant) {
  const a = assess(p.facts, termsOf(), now);
  const asked = iso(a.askedAt ?? p.facts[0]?.at ?? now);
  return {
    who: {
      client_id: p.clientId ?? 1,
      matter_id: p.matterId ?? null,
      group_id: p.groupId ?? 1,
      owner_id: p.ownerId ?? 1,
    },
    inquiry: {
      state: a.state,
      asked_at: asked,
      waiting_since: iso(a.waitingSince),
      closed_at: iso(a.closedAt),
      last_fact_at: asked,
    },
    facts: p.facts.map((f) => ({ key: f.key, kind: f.kind, at: iso(f.at) })),
    clocks: a.clocks.map((c) => ({
      kind: c.kind,
      started_at: iso(c.startedAt),
      due_at: iso(c.dueAt),
      stopped_at: iso(c.stoppedAt),
      state: c.state,
      breached_at: iso(c.breachedAt),
      standard_id: c.terms ? 1 : null,
      target_minutes: c.terms?.target ?? null,
      minutes: taken(c),
    })),
  };
}

const iso = (t: Instant | undefined) => (t === undefined ? null : new Date(t).toISOString());

/** All in one statement: an embedded database takes a few milliseconds for each. */
async function insert(db: Db, table: string, rows: readonly Record<string, unknown>[], how = "") {
  if (rows.length === 0) return;
  const columns = sql.raw(Object.keys(rows[0]!).join(", "));
  await sql`insert into ${sql.table(table)} (${columns}) ${sql.raw(how)}
    select ${columns} from jsonb_populate_recordset(null::${sql.table(table)}, ${json(rows)})`.execute(db);
}

function taken(c: Clock): number | null {
  if (c.stoppedAt === undefined) return null;
  return c.terms ? businessBetween(newYork, c.startedAt, c.stoppedAt, c.breaks) : (c.stoppedAt - c.startedAt) / MINUTE;
}
