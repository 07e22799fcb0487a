import type { CalendarSpec } from "../domain/calendar.ts";
import { type Past, PastError } from "../domain/past.ts";
import { whoseStore } from "../store/afresh.ts";
import { calendarVersions } from "../store/calendars.ts";
import type { Db } from "../store/db.ts";
import { whoWasWho } from "../store/past.ts";
import { setUpFirm } from "../store/set-up.ts";

/** What the store of an import is called, so that a living firm's is never taken for one. */
const nameOf = (past: Past) => `The past of ${past.workspace}`;

/** Whether a store holds an import, of whatever workspace, or nothing yet. */
export async function holdsPastAlone(db: Db): Promise<boolean> {
  const whose = await whoseStore(db);
  return whose === undefined || whose.startsWith("The past of ");
}

/**
 * Makes a store ready for this past, with the default standard from the beginning of time; or finds that it was, with the same answers.
 * @throws PastError where it holds something else, or the same past read in another way: figures of both would be of neither.
 */
export async function preparePast(db: Db, past: Past, isFirm: (id: string) => boolean, calendar: CalendarSpec) {
  const whose = await whoseStore(db);
  if (whose === undefined) {
    const nobodyYet = { people: [], groups: [], clients: [], channels: [] };
    await setUpFirm(db, { name: nameOf(past), calendar, ...nobodyYet }, 0);
    return;
  }
  const other = "Take another with --into, or begin again with --afresh.";
  if (whose !== nameOf(past)) throw new PastError(`This folder holds ${said(whose)}. ${other}`);
  const [before] = await calendarVersions(db);
  if (before && hoursSaid(before.calendar.spec) !== hoursSaid(calendar))
    throw new PastError(
      `This folder holds the same past at other hours (${hoursSaid(before.calendar.spec)}). ${other}`,
    );
  const changed = (await whoWasWho(db)).filter((who) => who.outside === isFirm(who.id));
  if (changed.length > 0)
    throw new PastError(
      `This folder holds the same past with another --firm (${changed.length === 1 ? "one person differs" : `${changed.length} people differ`}). ${other}`,
    );
}

const said = (whose: string) =>
  whose.startsWith("The past of ") ? `the past of another workspace` : "a firm's own data";

/** `Mon to Fri 09:00 to 17:30, Europe/London`. */
function hoursSaid({ zone, weekly }: CalendarSpec): string {
  const [open, close] = weekly.mon?.[0] ?? [];
  return `Mon to Fri ${open} to ${close}, ${zone}`;
}
