import { businessBetween, type CalendarSpec, openCalendar } from "../domain/calendar.ts";
import type { AccountRef, ChannelRef } from "../domain/message.ts";
import { contradictions, defaultSource, defaultTargets, type Standard } from "../domain/standard.ts";
import type { Instant, Minutes } from "../domain/time.ts";
import { DAY } from "../domain/wall-clock.ts";
import { saveCalendarVersion } from "./calendars.ts";
import type { Db } from "./db.ts";
import { setStandard, standards } from "./standards.ts";

/** A firm as one writes it down: everyone and everything by name. */
export interface FirmPlan {
  readonly name: string;
  readonly calendar: CalendarSpec;
  /** Whose holidays are kept, as `US-NY`. */
  readonly jurisdiction?: string;
  readonly people: readonly {
    readonly name: string;
    readonly email: string;
    readonly zone?: string;
    readonly partner?: boolean;
    readonly admin?: boolean;
    readonly accounts?: readonly AccountRef[];
  }[];
  readonly groups: readonly { readonly name: string; readonly lead?: string; readonly members: readonly string[] }[];
  readonly clients: readonly {
    readonly name: string;
    readonly group?: string;
    readonly responsible?: string;
    readonly matters?: readonly { readonly name: string; readonly responsible?: string }[];
    /** The client's own standard, where the engagement letter has one. */
    readonly standard?: { readonly targets: Standard["targets"]; readonly source: string };
  }[];
  readonly channels: readonly {
    readonly ref: ChannelRef;
    readonly name: string;
    readonly kind: "shared" | "internal" | "other";
    /** Whether outsiders can read it; taken for granted of all but an internal one. */
    readonly shared?: boolean;
    readonly client?: string;
    readonly matter?: string;
  }[];
}

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
  const { id } = await tx.insertInto("calendars").values({ name: "office" }).returning("id").executeTakeFirstOrThrow();
  await saveCalendarVersion(tx, id, plan.calendar, now);
  await tx
    .insertInto("firm")
    .values({
      name: plan.name,
      zone: plan.calendar.zone,
      jurisdiction: plan.jurisdiction ?? null,
      holidays_reviewed_for: null,
      calendar_id: id,
    })
    .execute();
  const targets = defaultTargets(businessDay(calendar, now));
  await setStandard(tx, { scope: { of: "firm" }, targets, source: defaultSource, calendarId: id }, now);
  return id;
}

/** The longest day of an ordinary week: what "one business day" is in minutes. */
function businessDay(calendar: ReturnType<typeof openCalendar>, now: Instant): Minutes {
  const days = Array.from({ length: 28 }, (_, n) => businessBetween(calendar, now + n * DAY, now + (n + 1) * DAY));
  return Math.max(...days);
}

async function everyone(tx: Db, plan: FirmPlan): Promise<Map<string, number>> {
  const ids = new Map<string, number>();
  for (const p of plan.people) {
    const { id } = await tx
      .insertInto("people")
      .values({
        name: p.name,
        email: p.email.toLowerCase(),
        zone: p.zone ?? null,
        is_partner: p.partner ?? false,
        is_admin: p.admin ?? false,
        left_at: null,
      })
      .returning("id")
      .executeTakeFirstOrThrow();
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
    const { id } = await tx
      .insertInto("practice_groups")
      .values({ name: g.name, lead_id: named(people, g.lead) })
      .returning("id")
      .executeTakeFirstOrThrow();
    ids.set(g.name, id);
    const members = g.members.map((name) => ({ group_id: id, person_id: named(people, name)! }));
    if (members.length > 0) await tx.insertInto("group_members").values(members).execute();
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
    const { id } = await tx
      .insertInto("clients")
      .values({
        name: c.name,
        group_id: named(known.groups, c.group),
        responsible_id: named(known.people, c.responsible),
      })
      .returning("id")
      .executeTakeFirstOrThrow();
    for (const m of c.matters ?? [])
      await tx
        .insertInto("matters")
        .values({
          client_id: id,
          name: m.name,
          group_id: null,
          responsible_id: named(known.people, m.responsible),
          closed_at: null,
        })
        .execute();
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
