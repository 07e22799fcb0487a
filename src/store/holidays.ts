import type { CalendarSpec } from "../domain/calendar/spec.ts";
import type { Holiday } from "../domain/holidays.ts";
import type { Instant } from "../domain/time.ts";
import { calendarNow, saveCalendarVersion } from "./calendars.ts";
import type { Db } from "./db.ts";

/** The firm's own list, of every year, in order; and the last year that somebody said to have looked at. */
export interface FirmHolidays {
  readonly calendarId: number;
  readonly spec: CalendarSpec;
  readonly holidays: readonly Holiday[];
  readonly reviewedFor?: number;
  readonly jurisdiction?: string;
}

export async function firmHolidays(db: Db): Promise<FirmHolidays> {
  const firm = await db.selectFrom("firm").selectAll().executeTakeFirstOrThrow();
  const spec = await calendarNow(db, firm.calendar_id);
  return {
    calendarId: firm.calendar_id,
    spec,
    holidays: [...(spec.holidays ?? [])].sort((a, b) => (a.date < b.date ? -1 : 1)),
    reviewedFor: firm.holidays_reviewed_for ?? undefined,
    jurisdiction: firm.jurisdiction ?? undefined,
  };
}

/** From now on these are kept; clocks that run already keep the calendar they started under. @throws CalendarError */
export const keepHolidays = (db: Db, { calendarId, spec }: FirmHolidays, holidays: readonly Holiday[], now: Instant) =>
  saveCalendarVersion(db, calendarId, { ...spec, holidays }, now);

export const markReviewed = (db: Db, year: number) =>
  db.updateTable("firm").set({ holidays_reviewed_for: year }).execute();
