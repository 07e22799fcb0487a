import type { Zone } from "../domain/time.ts";
import type { Db } from "./db.ts";

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
