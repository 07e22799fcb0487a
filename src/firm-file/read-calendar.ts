import { WEEK } from "../domain/calendar/plan.ts";
import type { CalendarSpec, Hours, Weekday } from "../domain/calendar/spec.ts";
import { CalendarError, readDate, readHours, readZone } from "../domain/calendar/values.ts";
import { openCalendar } from "../domain/calendar.ts";
import type { Path } from "./said.ts";
import type { FirmFile } from "./shape.ts";

/** Takes note of what is wrong. */
export type Tell = (path: Path, say: string) => void;

/** The calendar that a file and what is known make together; undefined where something is wrong with it, which is told. */
export function readCalendar(file: FirmFile, known: CalendarSpec | undefined, tell: Tell): CalendarSpec | undefined {
  let right = true;
  const attempt = <T>(path: Path, read: () => T): T | undefined => {
    try {
      return read();
    } catch (thrown) {
      if (!(thrown instanceof CalendarError)) throw thrown;
      tell(path, thrown.message);
      right = false;
      return undefined;
    }
  };
  attempt(["zone"], () => readZone(file.zone));
  if (!file.hours && !known) {
    tell(
      ["hours"],
      'No firm is set up yet, so its opening hours are needed. Write hours:, and under it "mon-fri: 09:00-17:30".',
    );
    return undefined;
  }
  const weekly = file.hours ? readWeek(file.hours, attempt) : known!.weekly;
  const spec: CalendarSpec = {
    zone: file.zone,
    weekly,
    holidays: file.holidays ? readHolidays(file.holidays, attempt) : known?.holidays,
    exceptions:
      file["special days"] === undefined ? known?.exceptions : readSpecial(file["special days"] ?? {}, attempt),
  };
  // Each part is right by itself; what is wrong now is wrong with the whole.
  if (right) attempt(["hours"], () => openCalendar(spec));
  return right ? spec : undefined;
}

type Attempt = <T>(path: Path, read: () => T) => T | undefined;

function readWeek(hours: NonNullable<FirmFile["hours"]>, attempt: Attempt): CalendarSpec["weekly"] {
  const weekly: Partial<Record<Weekday, Hours[]>> = {};
  for (const [key, said] of Object.entries(hours)) {
    const path = ["hours", key];
    const days = attempt(path, () => daysMeant(key)) ?? [];
    const read = attempt(path, () => hoursMeant(said, key));
    for (const day of days) {
      attempt(path, () => {
        if (weekly[day]) throw new CalendarError(`${weekdaySaid(day)} has its hours already. Write each day once.`);
      });
      weekly[day] = read ?? [];
    }
  }
  return weekly;
}

const weekdaySaid = (day: Weekday) => day[0]!.toUpperCase() + day.slice(1);

/** `mon`, `Monday`, `mon-thu`, `sat-mon`. @throws CalendarError */
export function daysMeant(key: string): Weekday[] {
  const [from, to = from, more] = key.split(/\s*(?:-|–| to )\s*/).map((word) => {
    const day = WEEK.find(
      (known) => word.toLowerCase() === known || (FULL.test(word) && word.toLowerCase().startsWith(known)),
    );
    if (!day)
      throw new CalendarError(
        `"${word}" is no weekday. Write mon, tue, wed, thu, fri, sat or sun, or several as mon-thu.`,
      );
    return WEEK.indexOf(day);
  });
  if (more !== undefined) throw new CalendarError(`"${key}" is no span of days. Write it like mon-thu.`);
  const length = ((to! - from! + 7) % 7) + 1;
  return Array.from({ length }, (_, n) => WEEK[(from! + n) % 7]!);
}

const FULL = /^(mon|tues|wednes|thurs|fri|satur|sun)day$/i;

/** @throws CalendarError. `whose`: the day, for its sentence. */
export function hoursMeant(said: string, whose: string): Hours[] {
  if (/^closed$/i.test(said.trim())) return [];
  const hours = said.split(",").map((part): Hours => {
    const [, open, close] = /^\s*(\d{1,2}:\d\d)\s*(?:-|–|to)\s*(\d{1,2}:\d\d)\s*$/.exec(part) ?? [];
    if (!open || !close)
      throw new CalendarError(`"${part.trim()}" on ${whose} is no opening. Write it like 09:00-17:30, or closed.`);
    return [open.padStart(5, "0"), close.padStart(5, "0")];
  });
  readHours(hours, whose);
  return hours;
}

function readHolidays({ days }: NonNullable<FirmFile["holidays"]>, attempt: Attempt) {
  return Object.entries(days ?? {}).map(([date, name]) => {
    attempt(["holidays", "days", date], () => readDate(date));
    return { date, name };
  });
}

function readSpecial(special: NonNullable<FirmFile["special days"]>, attempt: Attempt) {
  return Object.entries(special).map(([date, day]) => {
    attempt(["special days", date], () => readDate(date));
    const hours = attempt(["special days", date, "hours"], () => hoursMeant(day.hours, date)) ?? [];
    return { date, hours, name: day.for };
  });
}
