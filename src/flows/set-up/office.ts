import type { Reply } from "../../chat/platform.ts";
import { byPerson } from "../../domain/audit.ts";
import { orRefusal } from "../../domain/calendar/refused.ts";
import type { CalendarSpec } from "../../domain/calendar/spec.ts";
import { openCalendar } from "../../domain/calendar.ts";
import type { Holiday } from "../../domain/holidays.ts";
import { defaultSource, defaultTargets } from "../../domain/standard.ts";
import { businessDay } from "../../domain/target.ts";
import type { Instant } from "../../domain/time.ts";
import { yearIn } from "../../domain/year.ts";
import { record } from "../../store/audit.ts";
import { changeCalendar } from "../../store/calendars.ts";
import type { Db } from "../../store/db.ts";
import { lockFirm, saveFirm, theFirm } from "../../store/firm.ts";
import { firmHolidays, markReviewed } from "../../store/holidays.ts";
import { holidaysOf } from "../../store/holidays-source.ts";
import { setStandard, standards } from "../../store/standards.ts";
import type { Filled } from "../../views/card.ts";
import { outdated } from "../../views/refusals.ts";
import { type HolidayChanges, holidaysForm, officeForm, readHolidays, readOffice } from "../../views/set-up/office.ts";
import type { Deps } from "../deps.ts";
import type { Setting } from "./picked.ts";

export async function openOffice({ db }: Deps): Promise<Reply> {
  const { name, zone } = await theFirm(db);
  const { spec, jurisdiction } = await firmHolidays(db);
  return { form: officeForm({ name, zone, weekly: spec.weekly, ...(jurisdiction && { jurisdiction }) }) };
}

/** Hours first; then the year's holidays are to be looked over. */
export async function saveOfficeForm({ db }: Deps, { who }: Setting, { answers, context }: Filled, now: Instant) {
  const read = readOffice(answers, context);
  if ("errors" in read) return read;
  const { name, zone, weekly, place } = read;
  return db.transaction().execute(async (tx): Promise<Reply> => {
    await lockFirm(tx);
    const firm = await theFirm(tx);
    const before = (await firmHolidays(tx)).spec;
    const year = yearIn(zone ?? firm.zone, now);
    const holidays = place === undefined ? undefined : await moved(tx, place, year);
    if (typeof holidays === "string") return { errors: { place: holidays } };
    await saveFirm(tx, { name, zone, ...(place !== undefined && { jurisdiction: jurisdictionIn(place) }) });
    const change = { ...(zone && { zone }), ...(weekly && { weekly }), ...(holidays && { holidays }) };
    if (await changeCalendar(tx, firm.calendarId, change, now)) await defaultAnew(tx, firm.calendarId, before, now);
    await record(tx, { ...byPerson(who.id, now), act: "firm changed", subject: { kind: "firm" } });
    return { form: await reviewForm(tx, year) };
  });
}

/** Someone of the firm has looked over this year's list, and says what is right. */
export async function saveHolidaysForm({ db }: Deps, { who }: Setting, { answers, context }: Filled, now: Instant) {
  const read = readHolidays(answers, context);
  if ("errors" in read) return read;
  if (!(read.year >= 1970 && read.year <= 2100)) return { card: outdated("form") };
  return db.transaction().execute(async (tx): Promise<Reply> => {
    await lockFirm(tx);
    const { calendarId, spec, holidays, jurisdiction, reviewedFor = 0 } = await firmHolidays(tx);
    const after = reviewed(holidays, listedIn(jurisdiction, read.year), read);
    const closed = orRefusal(() => openCalendar({ ...spec, holidays: after }));
    if ("refused" in closed) return { errors: { more: closed.refused } };
    await changeCalendar(tx, calendarId, { holidays: after }, now);
    if (reviewedFor < read.year) await markReviewed(tx, read.year);
    const details = { year: read.year };
    await record(tx, { ...byPerson(who.id, now), act: "holidays reviewed", subject: { kind: "firm" }, details });
    return {};
  });
}

async function reviewForm(tx: Db, year: number) {
  const { holidays, jurisdiction } = await firmHolidays(tx);
  const own = holidays.filter((day) => day.date.startsWith(`${year}-`));
  return holidaysForm(year, own, listedIn(jurisdiction, year));
}

/** What was put on, taken off and typed in, on the list as it is now. */
function reviewed(had: readonly Holiday[], listed: readonly Holiday[], { days, typed }: HolidayChanges): Holiday[] {
  const kept = had.filter((day) => !days.off.includes(day.date));
  const put = [...listed.filter((day) => days.on.includes(day.date)), ...typed];
  const fresh = put.filter((day, i) => !kept.some((one) => one.date === day.date) && firstOf(put, day) === i);
  return inOrder([...kept, ...fresh]);
}

const firstOf = (all: readonly Holiday[], { date }: Holiday) => all.findIndex((one) => one.date === date);

/**
 * The firm's list once it keeps the holidays of `place`: those of the old place go, days of its own stay. A sentence where there
 * is no such place. Three years, as at the first start.
 */
async function moved(tx: Db, place: string, year: number): Promise<Holiday[] | string> {
  const { holidays, jurisdiction } = await firmHolidays(tx);
  const years = [year, year + 1, year + 2];
  const to = jurisdictionIn(place);
  if (to === (jurisdiction ?? null)) return [...holidays];
  const found = orRefusal(() => (to === null ? [] : years.flatMap((one) => holidaysOf(to, one))));
  if ("refused" in found) return found.refused;
  const fresh = found.read;
  const before = new Set(years.flatMap((one) => listedIn(jurisdiction, one)).map((day) => day.date));
  const own = holidays.filter((day) => !before.has(day.date) && !fresh.some((one) => one.date === day.date));
  return inOrder([...own, ...fresh]);
}

const jurisdictionIn = (place: string): string | null => (/^none$/i.test(place) ? null : place.trim().toUpperCase());

/** None where the place is no longer known to the list. */
function listedIn(jurisdiction: string | undefined, year: number): Holiday[] {
  const found = orRefusal(() => (jurisdiction ? holidaysOf(jurisdiction, year) : []));
  return "read" in found ? found.read : [];
}

const inOrder = (days: readonly Holiday[]) => [...days].sort((a, b) => (a.date < b.date ? -1 : 1));

/** "One business day" is as long as the office's new day, where the firm still goes by the standard it began with. */
async function defaultAnew(tx: Db, calendarId: number, before: CalendarSpec, now: Instant): Promise<void> {
  const own = (await standards(tx)).find((one) => one.scope.of === "firm" && one.until === undefined);
  const [was, is] = [businessDay(before), businessDay((await firmHolidays(tx)).spec)];
  if (was === is || own?.source !== defaultSource || own.targets.answer !== was) return;
  await setStandard(tx, { scope: { of: "firm" }, targets: defaultTargets(is), source: defaultSource, calendarId }, now);
}
