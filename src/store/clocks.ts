import { sql } from "kysely";
import { businessBetween } from "../domain/calendar.ts";
import type { Clock, ClockKind } from "../domain/clock.ts";
import type { Instant } from "../domain/time.ts";
import type { Db } from "./db.ts";
import { stamp, stampOrNull } from "./db.ts";
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
 * Makes an inquiry's clocks exactly these. One that becomes due at another instant gets the next version, and with it
 * a ladder of its own. Returns the clocks with their ids and versions.
 */
export async function saveClocks(db: Db, i: Inquiry & { ownerId: number | null }, clocks: readonly Clock[]) {
  const kept: { clock: Clock; id: number; version: number }[] = [];
  for (const clock of clocks) {
    const row = await db
      .insertInto("clocks")
      .values({ inquiry_id: i.id, kind: clock.kind, started_at: stamp(clock.startedAt), ...facts(i, clock) })
      .onConflict((c) =>
        c.columns(["inquiry_id", "kind", "started_at"]).doUpdateSet({
          ...facts(i, clock),
          version: sql<number>`clocks.version + case when excluded.due_at is distinct from clocks.due_at then 1 else 0 end`,
        }),
      )
      .returning(["id", "version"])
      .executeTakeFirstOrThrow();
    kept.push({ clock, ...row });
  }
  return kept;
}

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

function facts(i: Inquiry, c: Clock) {
  return {
    due_at: stampOrNull(c.dueAt),
    stopped_at: stampOrNull(c.stoppedAt),
    state: c.state,
    breached_at: stampOrNull(c.breachedAt),
    standard_id: c.terms?.standardId ?? null,
    source: c.terms?.source ?? null,
    target_minutes: c.terms?.target ?? null,
    calendar_version: c.terms?.calendarVersion ?? null,
    minutes: minutesTaken(c),
    group_id: i.groupId,
    client_id: i.clientId,
    owner_id: i.ownerId,
  };
}

/** Business minutes it ran; elapsed ones for a promise; null while it runs. */
function minutesTaken(c: Clock): number | null {
  if (c.stoppedAt === undefined) return null;
  if (!c.terms) return (c.stoppedAt - c.startedAt) / 60_000;
  return businessBetween(c.terms.calendar, c.startedAt, c.stoppedAt, c.breaks);
}
