import { sql } from "kysely";
import { businessBetween } from "../domain/calendar.ts";
import type { Clock, ClockKind } from "../domain/clock.ts";
import type { Instant } from "../domain/time.ts";
import type { Db } from "./db.ts";
import type { Inquiry } from "./inquiries.ts";
import type { Stamped } from "./standards.ts";

export interface StoredClock {
  readonly id: number;
  readonly inquiryId: number;
  readonly kind: ClockKind;
  readonly startedAt: Instant;
  readonly dueAt: Instant | null;
  readonly stoppedAt: Instant | null;
  readonly version: number;
  readonly stamped: Stamped | undefined;
}

export async function clocksOf(db: Db, inquiryIds: readonly number[]): Promise<StoredClock[]> {
  if (inquiryIds.length === 0) return [];
  const rows = await db.selectFrom("clocks").selectAll().where("inquiry_id", "in", inquiryIds).execute();
  return rows.map((row) => ({
    id: row.id,
    inquiryId: row.inquiry_id,
    kind: row.kind,
    startedAt: row.started_at,
    dueAt: row.due_at,
    stoppedAt: row.stopped_at,
    version: row.version,
    stamped:
      row.standard_id === null
        ? undefined
        : {
            kind: row.kind,
            startedAt: row.started_at,
            standardId: row.standard_id,
            source: row.source!,
            target: row.target_minutes!,
            calendarVersion: row.calendar_version!,
          },
  }));
}

/**
 * Makes an inquiry's clocks exactly these, in one statement. One that becomes due at another instant gets the next version,
 * and with it a ladder of its own. Returns the clocks with their ids and versions.
 */
export async function saveClocks(db: Db, i: Inquiry & { ownerId: number | null }, clocks: readonly Clock[]) {
  // Of two promises made at one instant the later named stands: a clock is known by its kind and start.
  const byKey = new Map(clocks.map((clock) => [keyOf(clock.kind, clock.startedAt), clock]));
  if (byKey.size === 0) return [];
  const { rows } = await sql<{ id: number; version: number; kind: ClockKind; started_at: Instant }>`
    insert into clocks (inquiry_id, group_id, client_id, owner_id, ${sql.raw(WRITTEN)})
    select ${i.id}, ${i.groupId}, ${i.clientId}, ${i.ownerId}, ${sql.raw(WRITTEN)}
    from jsonb_to_recordset(${JSON.stringify([...byKey.values()].map(facts))}::jsonb) as c (
      kind text, started_at timestamptz, due_at timestamptz, stopped_at timestamptz, state text, breached_at timestamptz,
      standard_id int, source text, target_minutes float8, calendar_version int, minutes float8
    )
    on conflict (inquiry_id, kind, started_at) do update set (group_id, client_id, owner_id, ${sql.raw(CHANGING)}) = row (
      excluded.group_id, excluded.client_id, excluded.owner_id, ${sql.raw(EXCLUDED)}),
      version = clocks.version + case when excluded.due_at is distinct from clocks.due_at then 1 else 0 end
    returning id, version, kind, started_at`.execute(db);
  return rows.map((row) => ({
    clock: byKey.get(keyOf(row.kind, row.started_at))!,
    id: row.id,
    version: row.version,
  }));
}

const keyOf = (kind: ClockKind, startedAt: Instant) => `${kind} ${startedAt}`;

const FACTS = ["due_at", "stopped_at", "state", "breached_at", "standard_id", "source", "target_minutes"];
const CHANGING = [...FACTS, "calendar_version", "minutes"].join(", ");
const WRITTEN = `kind, started_at, ${CHANGING}`;
const EXCLUDED = CHANGING.replace(/\w+/g, "excluded.$&");

/** Clocks that the timeline has no longer: an ask was withdrawn. Their nudges go with them; what was sent stays on its delivery. */
export async function dropClocks(db: Db, ids: readonly number[]) {
  if (ids.length === 0) return;
  await db
    .updateTable("delivery_inquiries")
    .set({ nudge_id: null })
    .where("nudge_id", "in", (q) => q.selectFrom("nudges").select("id").where("clock_id", "in", ids))
    .execute();
  await db.deleteFrom("nudges").where("clock_id", "in", ids).execute();
  await db.deleteFrom("clocks").where("id", "in", ids).execute();
}

const facts = (c: Clock) => ({
  kind: c.kind,
  started_at: iso(c.startedAt),
  due_at: iso(c.dueAt),
  stopped_at: iso(c.stoppedAt),
  state: c.state,
  breached_at: iso(c.breachedAt),
  standard_id: c.terms?.standardId,
  source: c.terms?.source,
  target_minutes: c.terms?.target,
  calendar_version: c.terms?.calendarVersion,
  minutes: minutesTaken(c),
});

const iso = (t: Instant | undefined) => (t === undefined ? null : new Date(t).toISOString());

/** Business minutes it ran; elapsed ones for a promise; null while it runs. */
function minutesTaken(c: Clock): number | null {
  if (c.stoppedAt === undefined) return null;
  if (!c.terms) return (c.stoppedAt - c.startedAt) / 60_000;
  return businessBetween(c.terms.calendar, c.startedAt, c.stoppedAt, c.breaks);
}
