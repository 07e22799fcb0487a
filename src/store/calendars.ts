import type { CalendarSpec } from "../domain/calendar/spec.ts";
import { type Calendar, openCalendar } from "../domain/calendar.ts";
import type { Instant } from "../domain/time.ts";
import { type Db, json, stamp } from "./db.ts";

export interface CalendarVersion {
  readonly calendarId: number;
  readonly version: number;
  readonly from: Instant;
  readonly calendar: Calendar;
}

/** Every version of every calendar, latest first. A firm has a handful. */
export async function calendarVersions(db: Db): Promise<CalendarVersion[]> {
  const rows = await db.selectFrom("calendar_versions").selectAll().orderBy("from_at", "desc").execute();
  return rows.map((row) => ({
    calendarId: row.calendar_id,
    version: row.id,
    from: row.from_at,
    calendar: made(row.spec),
  }));
}

/** Making one ready costs some ten milliseconds; a version is never changed, so the same words give the same calendar. */
const ready = new Map<string, Calendar>();

function made(spec: CalendarSpec): Calendar {
  const key = JSON.stringify(spec);
  const calendar = ready.get(key) ?? openCalendar(spec);
  ready.set(key, calendar);
  return calendar;
}

/** A new version of a calendar, in force from `from`; what runs already keeps the version it started under. */
export async function saveCalendarVersion(
  db: Db,
  calendarId: number,
  spec: CalendarSpec,
  from: Instant,
): Promise<number> {
  openCalendar(spec);
  const { id } = await db
    .insertInto("calendar_versions")
    .values({ calendar_id: calendarId, spec: json(spec), from_at: stamp(from) })
    .returning("id")
    .executeTakeFirstOrThrow();
  return id;
}
