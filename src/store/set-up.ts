import { businessDay } from "../domain/business-day.ts";
import { openCalendar } from "../domain/calendar.ts";
import type { FirmPlan } from "../domain/firm-plan.ts";
import type { AccountRef } from "../domain/message.ts";
import { contradictions, defaultSource, defaultTargets } from "../domain/standard.ts";
import type { Instant } from "../domain/time.ts";
import { saveCalendarVersion } from "./calendars.ts";
import { addClient, addMatter } from "./clients.ts";
import type { Db } from "./db.ts";
import { createFirm } from "./firm.ts";
import { addGroup, setMembers } from "./groups.ts";
import { addPerson } from "./people.ts";
import { setStandard, standards } from "./standards.ts";

/** Sets up a firm in an empty store, with the default standard. @throws a sentence where standards contradict each other. */
export async function setUpFirm(db: Db, plan: FirmPlan, now: Instant): Promise<void> {
  await db.transaction().execute(async (tx) => {
    const calendarId = await firmItself(tx, plan, now);
    const people = await everyone(tx, plan);
    const groups = await allGroups(tx, plan, people);
    await allClients(tx, plan, { people, groups, calendarId }, now);
    await allChannels(tx, plan);
    const [wrong] = contradictions(await standards(tx));
    if (wrong) throw new Error(wrong);
  });
}

async function firmItself(tx: Db, plan: FirmPlan, now: Instant): Promise<number> {
  const calendar = openCalendar(plan.calendar);
  const id = await createFirm(tx, { name: plan.name, zone: plan.calendar.zone, jurisdiction: plan.jurisdiction });
  await saveCalendarVersion(tx, id, plan.calendar, now);
  const targets = defaultTargets(businessDay(calendar, now));
  await setStandard(tx, { scope: { of: "firm" }, targets, source: defaultSource, calendarId: id }, now);
  return id;
}

async function everyone(tx: Db, plan: FirmPlan): Promise<Map<string, number>> {
  const ids = new Map<string, number>();
  for (const p of plan.people) {
    const { name, email, zone, partner: isPartner, admin: isAdmin } = p;
    const id = await addPerson(tx, { name, email, zone, isPartner, isAdmin });
    ids.set(p.name, id);
    for (const ref of p.accounts ?? []) await addAccount(tx, ref, p, id);
  }
  return ids;
}

/** Not looked up yet: the platform is asked for the rest the first time they say something. */
async function addAccount(tx: Db, ref: AccountRef, p: FirmPlan["people"][number], personId: number) {
  await tx
    .insertInto("accounts")
    .values({
      platform: ref.platform,
      workspace: ref.workspace,
      external_id: ref.id,
      name: p.name,
      email: p.email,
      zone: p.zone ?? null,
      outside: false,
      person_id: personId,
      contact_id: null,
      looked_up_at: null,
      active_at: null,
    })
    .execute();
}

async function allGroups(tx: Db, plan: FirmPlan, people: Map<string, number>): Promise<Map<string, number>> {
  const ids = new Map<string, number>();
  for (const g of plan.groups) {
    const id = await addGroup(tx, { name: g.name, leadId: named(people, g.lead) });
    ids.set(g.name, id);
    await setMembers(
      tx,
      id,
      g.members.map((name) => named(people, name)!),
    );
  }
  return ids;
}

async function allClients(
  tx: Db,
  plan: FirmPlan,
  known: { people: Map<string, number>; groups: Map<string, number>; calendarId: number },
  now: Instant,
) {
  for (const c of plan.clients) {
    const responsibleId = named(known.people, c.responsible);
    const id = await addClient(tx, { name: c.name, groupId: named(known.groups, c.group), responsibleId });
    for (const m of c.matters ?? [])
      await addMatter(tx, id, { name: m.name, responsibleId: named(known.people, m.responsible) });
    if (c.standard)
      await setStandard(tx, { scope: { of: "client", id }, calendarId: known.calendarId, ...c.standard }, now);
  }
}

async function allChannels(tx: Db, plan: FirmPlan) {
  for (const ch of plan.channels)
    await tx
      .insertInto("channels")
      .values((eb) => ({
        platform: ch.ref.platform,
        workspace: ch.ref.workspace,
        external_id: ch.ref.id,
        name: ch.name,
        kind: ch.kind,
        client_id: ch.client ? eb.selectFrom("clients").select("id").where("name", "=", ch.client) : null,
        matter_id: ch.matter ? eb.selectFrom("matters").select("id").where("name", "=", ch.matter) : null,
        shared: ch.shared ?? ch.kind !== "internal",
        bot_in: true,
        looked_up_at: null,
      }))
      .execute();
}

function named(ids: Map<string, number>, name: string | undefined): number | null {
  if (name === undefined) return null;
  const id = ids.get(name);
  if (id === undefined) throw new Error(`"${name}" is named but nowhere described. Add it, or correct the name.`);
  return id;
}
