import { byTerminal } from "../domain/audit.ts";
import { type FirmPlan, type PlannedPerson, personMeant, samePerson, usualQuiet } from "../domain/firm-plan.ts";
import { contradictions, defaultSource, defaultTargets } from "../domain/standard.ts";
import { businessDay } from "../domain/target.ts";
import type { Instant } from "../domain/time.ts";
import { changeCalendar } from "./calendars.ts";
import type { Db } from "./db.ts";
import { saveFirm, theFirm } from "./firm.ts";
import { wholeFirm } from "./firm-sight.ts";
import { markReviewed } from "./holidays.ts";
import { addPerson, savePerson } from "./people.ts";
import { endOn, type Putting, putChannels, putClients, putGroups } from "./put-clients.ts";
import { type Keeping, putRetention } from "./put-keeping.ts";
import { standards } from "./standards.ts";
import { withoutKeys } from "./vault.ts";

/**
 * Makes a firm that is set up what a plan says: what is new is added, what differs is changed, what the plan is silent about
 * stays. Call within a transaction. @throws a sentence where somebody is named and nowhere described, or standards contradict each other.
 */
export async function putFirm(
  tx: Db,
  plan: FirmPlan,
  now: Instant,
  keeping: Keeping = atTheTerminal(now),
): Promise<void> {
  const { calendarId } = await theFirm(tx);
  const { name, calendar, jurisdiction = null, reviewedFor, settings } = plan;
  await saveFirm(tx, { name, zone: calendar.zone, jurisdiction, ...settings });
  await changeCalendar(tx, calendarId, calendar, now);
  if (reviewedFor !== undefined) await markReviewed(tx, reviewedFor);
  const personId = await putPeople(tx, plan.people, calendar.zone);
  const putting = { tx, now, calendarId, zone: calendar.zone, standards: await standards(tx), personId, keeping };
  const usual = { targets: defaultTargets(businessDay(calendar)), source: defaultSource };
  const groups = await putGroups(putting, plan.groups, plan.standard ?? usual);
  await putRetention(tx, undefined, plan.retention, keeping.by);
  const clients = await putClients(putting, plan.clients, groups);
  await putChannels(putting, plan.channels, clients);
  const [wrong] = contradictions(await standards(tx));
  if (wrong) throw new Error(wrong);
}

/** By whoever sets a firm up: it has no keys yet, and no walls. */
const atTheTerminal = (now: Instant): Keeping => ({ sight: wholeFirm, vault: withoutKeys, by: byTerminal(now) });

/** @returns the id of whoever a name means. */
async function putPeople(tx: Db, planned: readonly PlannedPerson[], zone: string): Promise<Putting["personId"]> {
  const before = await tx.selectFrom("people").select(["id", "name", "email", "left_at"]).execute();
  for (const p of planned) {
    const known = samePerson(p, before);
    const facts = {
      name: p.name,
      ...(p.email !== undefined && { email: p.email }),
      ...(p.zone !== undefined && { zone: p.zone }),
      isPartner: p.partner ?? false,
      isAdmin: p.admin ?? false,
      isRiskOfficer: p.riskOfficer ?? false,
      quiet: p.quiet ?? usualQuiet,
      leftAt: endOn(p.left, known?.left_at, zone),
    };
    if (known) await savePerson(tx, known.id, facts);
    const id = known?.id ?? (await addPerson(tx, facts));
    await addAccounts(tx, p, id);
  }
  const after = await tx.selectFrom("people").select(["id", "name", "email"]).execute();
  return (said) => {
    if (said === undefined) return null;
    const person = personMeant(said, after);
    if (!person) throw new Error(`"${said}" is named but nowhere described. Add it, or correct the name.`);
    return person.id;
  };
}

/** Not looked up yet: the platform is asked for the rest the first time they say something. */
async function addAccounts(tx: Db, p: PlannedPerson, personId: number): Promise<void> {
  for (const ref of p.accounts ?? [])
    await tx
      .insertInto("accounts")
      .values({
        platform: ref.platform,
        workspace: ref.workspace,
        external_id: ref.id,
        name: p.name,
        email: p.email ?? null,
        zone: p.zone ?? null,
        outside: false,
        person_id: personId,
        contact_id: null,
        looked_up_at: null,
        active_at: null,
      })
      .onConflict((c) => c.doNothing())
      .execute();
}
