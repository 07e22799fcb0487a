import { ConfigError, type FirmSettings } from "./config.ts";
import type { CalendarSpec } from "./domain/calendar/spec.ts";
import { CalendarError, readZone } from "./domain/calendar/values.ts";
import { type Holiday, together } from "./domain/holidays.ts";
import type { Instant, Zone } from "./domain/time.ts";
import { yearIn } from "./domain/year.ts";
import { problem, type Setting } from "./settings.ts";
import { whoseStore } from "./store/afresh.ts";
import type { Db } from "./store/db.ts";
import { StoreError } from "./store/errors.ts";
import { holidaysOf } from "./store/holidays-source.ts";
import { setUpFirm } from "./store/set-up.ts";

/**
 * Sees to it that the store holds a firm: on an empty one, sets it up from the settings. Returns what there is to say of it.
 * @throws ConfigError which names every setting that is missing or wrong.
 */
export async function firstRun(db: Db, given: FirmSettings, now: Instant): Promise<string | undefined> {
  const there = await whoseStore(db);
  if (there !== undefined)
    return Object.values(given).some(Boolean)
      ? `The database holds ${there} already: FIRM_NAME, FIRM_ZONE, FIRM_HOLIDAYS and FIRM_ADMIN are not looked at.`
      : undefined;
  const plan = planned(given, now);
  try {
    await setUpFirm(db, plan, now);
  } catch (thrown) {
    // Another process was quicker, with the same settings.
    if (thrown instanceof StoreError && thrown.code === "23505" && (await whoseStore(db)) !== undefined)
      return undefined;
    throw thrown;
  }
  const { zone, holidays = [] } = plan.calendar;
  return `Set up ${plan.name}: Monday to Friday 09:00 to 17:30 in ${zone}, with ${holidays.length} holidays of ${plan.jurisdiction} for ${yearsOf(zone, now).join(", ")}, which the firm is to review.`;
}

/** Everything that is wrong is told at once. */
function planned({ name, zone, holidays, admin }: FirmSettings, now: Instant) {
  const given = { FIRM_NAME: name, FIRM_ZONE: zone, FIRM_HOLIDAYS: holidays, FIRM_ADMIN: admin };
  const wrong: string[] = [];
  for (const [setting, value] of Object.entries(given))
    if (!value) wrong.push(problem(setting as Setting, "is missing, and the database holds no firm yet."));
  const inZone = zone ? checked("FIRM_ZONE", () => readZone(zone), wrong) : undefined;
  const years = yearsOf(inZone ?? "UTC", now);
  const kept = holidays ? checked("FIRM_HOLIDAYS", () => holidaysFor(holidays, years), wrong) : undefined;
  if (!name || !inZone || !kept || !admin) throw new ConfigError(wrong);
  return {
    name,
    calendar: { zone: inZone, weekly, holidays: kept } satisfies CalendarSpec,
    jurisdiction: holidays!.trim().toUpperCase(),
    // Known by the address alone until they are first seen on a chat platform.
    people: [{ name: admin, email: admin, admin: true }],
    groups: [],
    clients: [],
    channels: [],
  };
}

const day = [["09:00", "17:30"]] as const;
const weekly = { mon: day, tue: day, wed: day, thu: day, fri: day };

const holidaysFor = (jurisdiction: string, years: readonly number[]): Holiday[] =>
  together(...years.map((year) => holidaysOf(jurisdiction, year)));

/** This year there and the next two. */
function yearsOf(zone: Zone, now: Instant): number[] {
  const year = yearIn(zone, now);
  return [year, year + 1, year + 2];
}

function checked<T>(setting: Setting, read: () => T, wrong: string[]): T | undefined {
  try {
    return read();
  } catch (thrown) {
    if (!(thrown instanceof CalendarError)) throw thrown;
    wrong.push(`${setting}: ${thrown.message}`);
    return undefined;
  }
}
