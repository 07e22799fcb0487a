import { byTerminal } from "../domain/audit.ts";
import { openCalendar } from "../domain/calendar.ts";
import type { FirmPlan } from "../domain/firm-plan.ts";
import type { Instant } from "../domain/time.ts";
import { record } from "./audit.ts";
import { saveCalendarVersion } from "./calendars.ts";
import type { Db } from "./db.ts";
import { createFirm } from "./firm.ts";
import { putFirm } from "./put-firm.ts";
import type { Keeping } from "./put-keeping.ts";

/** Sets up a firm in an empty store, with the default standard where it has none. @throws a sentence where the plan contradicts itself. */
export async function setUpFirm(db: Db, plan: FirmPlan, now: Instant): Promise<void> {
  await db.transaction().execute((tx) => setUpWithin(tx, plan, now));
}

/** The same, within a transaction. */
export async function setUpWithin(tx: Db, plan: FirmPlan, now: Instant, keeping?: Keeping): Promise<void> {
  openCalendar(plan.calendar);
  const id = await createFirm(tx, { name: plan.name, zone: plan.calendar.zone });
  await saveCalendarVersion(tx, id, plan.calendar, now);
  await putFirm(tx, plan, now, keeping);
  await record(tx, { ...byTerminal(now), act: "firm set up", subject: { kind: "firm" } });
}
