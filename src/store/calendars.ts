import { sameCalendar } from "../domain/calendar/same.ts";
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

/** What a calendar says now. */
export async function calendarNow(db: Db, calendarId: number): Promise<CalendarSpec> {
  return (await latest(db, calendarId).executeTakeFirstOrThrow()).spec;
}

/**
 * Some of a calendar changed, in force from `from`; what is not said stays as it is. No new version where nothing differs.
 * @returns whether there is one. @throws CalendarError
 */
export async function changeCalendar(
  db: Db,
  calendarId: number,
  change: Partial<CalendarSpec>,
  from: Instant,
): Promise<boolean> {
  const before = await calendarNow(db, calendarId);
  const after = { ...before, ...change };
  if (sameCalendar(before, after)) return false;
  await saveCalendarVersion(db, calendarId, after, from);
  return true;
}

/** A new version of a calendar, in force from `from`; what runs already keeps the version it started under. */
export async function saveCalendarVersion(
  db: Db,
  calendarId: number,
  spec: CalendarSpec,
  from: Instant,
): Promise<number> {
  openCalendar(spec);
  const last = await latest(db, calendarId).executeTakeFirst();
  // Twice within one instant, while a sandbox's clock stands still: a version that may be in use is never changed.
  const start = last === undefined ? from : Math.max(from, last.from_at + 1);
  const { id } = await db
    .insertInto("calendar_versions")
    .values({ calendar_id: calendarId, spec: json(spec), from_at: stamp(start) })
    .returning("id")
    .executeTakeFirstOrThrow();
  return id;
}

const latest = (db: Db, calendarId: number) =>
  db
    .selectFrom("calendar_versions")
    .select(["spec", "from_at"])
    .where("calendar_id", "=", calendarId)
    .orderBy("from_at", "desc")
    .limit(1);
