import type { Zone } from "../domain/time.ts";
import type { Db } from "./db.ts";

/** What a firm says of itself. */
export interface FirmFacts {
  readonly name: string;
  readonly zone: Zone;
  /** Whose holidays are kept, as `US-NY`. */
  readonly jurisdiction?: string | null;
  readonly mergeMinutes?: number;
  readonly trackEmoji?: string;
  readonly resolveEmoji?: string;
  /** To more people than this nothing is sent at once before an admin has said so. */
  readonly mostAtOnce?: number;
}

export interface Firm {
  readonly name: string;
  readonly zone: Zone;
  readonly calendarId: number;
  /** Consecutive messages of one contact this many minutes apart are one inquiry. */
  readonly mergeMinutes: number;
  readonly trackEmoji: string;
  readonly resolveEmoji: string;
}

/** @throws where the firm was not set up yet. */
export async function theFirm(db: Db): Promise<Firm> {
  const row = await db.selectFrom("firm").selectAll().executeTakeFirst();
  if (!row) throw new Error("The firm is not set up yet: its name, zone and opening hours are missing.");
  return {
    name: row.name,
    zone: row.zone,
    calendarId: row.calendar_id,
    mergeMinutes: row.merge_minutes,
    trackEmoji: row.track_emoji,
    resolveEmoji: row.resolve_emoji,
  };
}

/** Held until the transaction ends: who sets the firm up or changes it does so alone. */
export const lockFirm = (db: Db) => db.selectFrom("firm").select("id").forUpdate().executeTakeFirst();

/** Makes the firm, and the calendar it opens by, which has no hours yet. @returns the calendar's id */
export async function createFirm(db: Db, facts: FirmFacts): Promise<number> {
  const { id } = await db.insertInto("calendars").values({ name: "office" }).returning("id").executeTakeFirstOrThrow();
  const { name, zone } = facts;
  const rest = { jurisdiction: null, holidays_reviewed_for: null, calendar_id: id };
  await db
    .insertInto("firm")
    .values({ ...rest, ...columns(facts), name, zone })
    .execute();
  return id;
}

/** What is not said stays as it is. The zone of the opening hours is the calendar's: see `changeCalendar`. */
export async function saveFirm(db: Db, facts: Partial<FirmFacts>): Promise<void> {
  const set = columns(facts);
  if (Object.keys(set).length > 0) await db.updateTable("firm").set(set).execute();
}

const columns = (f: Partial<FirmFacts>) => ({
  ...(f.name !== undefined && { name: f.name }),
  ...(f.zone !== undefined && { zone: f.zone }),
  ...(f.jurisdiction !== undefined && { jurisdiction: f.jurisdiction }),
  ...(f.mergeMinutes !== undefined && { merge_minutes: f.mergeMinutes }),
  ...(f.trackEmoji !== undefined && { track_emoji: f.trackEmoji }),
  ...(f.resolveEmoji !== undefined && { resolve_emoji: f.resolveEmoji }),
  ...(f.mostAtOnce !== undefined && { most_at_once: f.mostAtOnce }),
});
