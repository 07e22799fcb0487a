import { type FirmPlan, type PlannedClient, type PlannedStandard, referenceTo } from "../domain/firm-plan.ts";
import { type Scope, type Standard, sameScope } from "../domain/standard.ts";
import type { Instant } from "../domain/time.ts";
import { isoDate } from "../domain/wall-clock.ts";
import { calendarNow } from "./calendars.ts";
import { clientsKnown, type Known } from "./clients-known.ts";
import type { Db } from "./db.ts";
import { type FirmSight, wholeFirm } from "./firm-sight.ts";
import { type Kept, keptNow } from "./put-keeping.ts";
import { standards } from "./standards.ts";
import type { Vault } from "./vault.ts";

/**
 * The firm as it is set up now; undefined where it is not yet. Everyone is in it, those who left too, and every channel that is
 * known; but what `sight` hides. Without a vault legal holds are not in it.
 */
export async function readFirm(
  db: Db,
  now: Instant,
  sight: FirmSight = wholeFirm,
  vault?: Vault,
): Promise<FirmPlan | undefined> {
  const firm = await db.selectFrom("firm").selectAll().executeTakeFirst();
  if (!firm) return undefined;
  const calendar = await calendarNow(db, firm.calendar_id);
  const people = await db.selectFrom("people").selectAll().orderBy("id").execute();
  const groups = await db.selectFrom("practice_groups").selectAll().orderBy("id").execute();
  const all = await standards(db);
  const kept = await keptNow(db, sight, vault, now);
  const inForce = (scope: Scope) => standardNow(all, scope, now);
  const refs = new Map(people.map((p) => [p.id, referenceTo(p, people)]));
  const personOf = (id: number | null) => (id === null ? undefined : refs.get(id));
  const groupOf = (id: number | null) => groups.find((g) => g.id === id)?.name;
  return {
    name: firm.name,
    calendar,
    jurisdiction: firm.jurisdiction ?? undefined,
    reviewedFor: firm.holidays_reviewed_for ?? undefined,
    settings: {
      mergeMinutes: firm.merge_minutes,
      trackEmoji: firm.track_emoji,
      resolveEmoji: firm.resolve_emoji,
      mostAtOnce: firm.most_at_once,
    },
    standard: inForce({ of: "firm" }),
    retention: kept.retention(),
    people: people.map((p) => ({
      name: p.name,
      email: p.email ?? undefined,
      zone: p.zone ?? undefined,
      partner: p.is_partner,
      admin: p.is_admin,
      riskOfficer: p.is_risk_officer,
      quiet: { from: p.quiet_from, to: p.quiet_to },
      left: p.left_at === null ? false : isoDate(p.left_at, calendar.zone),
    })),
    groups: await withMembers(db, groups, (group, members, partners) => ({
      name: group.name,
      lead: personOf(group.lead_id),
      members: members.flatMap((id) => personOf(id) ?? []),
      partners: partners.flatMap((id) => personOf(id) ?? []),
      standard: inForce({ of: "group", id: group.id }),
    })),
    ...(await clientsAndChannels(db, { personOf, groupOf, inForce, zone: calendar.zone, sight, kept })),
  };
}

/** The one of this very scope that is in force and began last. */
export function standardNow(all: readonly Standard[], scope: Scope, now: Instant): PlannedStandard | undefined {
  // One that was ended in the instant it began ends a millisecond later.
  const [last] = all
    .filter((s) => sameScope(s.scope, scope) && s.from <= now && (s.until === undefined || s.until > now + 1))
    .sort((a, b) => b.from - a.from || b.id - a.id);
  return last && { targets: last.targets, source: last.source, ladder: last.ladder };
}

async function withMembers<G extends { id: number }, T>(
  db: Db,
  groups: readonly G[],
  told: (group: G, members: number[], partners: number[]) => T,
): Promise<T[]> {
  const members = await db.selectFrom("group_members").selectAll().orderBy("person_id").execute();
  const partners = await db.selectFrom("group_partners").selectAll().orderBy("person_id").execute();
  const of = (group: G, all: typeof members) => all.filter((m) => m.group_id === group.id).map((m) => m.person_id);
  return groups.map((group) => told(group, of(group, members), of(group, partners)));
}

interface Named {
  readonly personOf: (id: number | null) => string | undefined;
  readonly groupOf: (id: number | null) => string | undefined;
  readonly inForce: (scope: Scope) => PlannedStandard | undefined;
  readonly zone: string;
  readonly sight: FirmSight;
  readonly kept: Kept;
}

async function clientsAndChannels(db: Db, named: Named): Promise<Pick<FirmPlan, "clients" | "channels">> {
  const known = await clientsKnown(db, named.sight);
  return { clients: plannedClients(known, named), channels: await everyChannel(db, known, named.sight) };
}

function plannedClients({ clients, matters, called }: Known, named: Named): PlannedClient[] {
  const { personOf, groupOf, inForce, zone, kept } = named;
  return clients.map((client) => ({
    name: called.clients.get(client.id)!,
    group: groupOf(client.group_id),
    responsible: personOf(client.responsible_id),
    standard: inForce({ of: "client", id: client.id }),
    ...kept.of(client.id),
    retention: kept.retention(client.id),
    matters: matters
      .filter((m) => m.client_id === client.id)
      .map((m) => ({
        name: called.matters.get(m.id)!,
        group: groupOf(m.group_id),
        responsible: personOf(m.responsible_id),
        closed: m.closed_at === null ? undefined : isoDate(m.closed_at, zone),
        standard: inForce({ of: "matter", id: m.id }),
        ...kept.of(client.id, m.id),
      })),
  }));
}

async function everyChannel(db: Db, { called }: Known, sight: FirmSight): Promise<FirmPlan["channels"]> {
  const rows = await db
    .selectFrom("channels as ch")
    .select(["ch.platform", "ch.workspace", "ch.external_id", "ch.name", "ch.kind", "ch.shared", "ch.bot_in"])
    .select(["ch.client_id", "ch.matter_id"])
    .where("ch.archived", "=", false)
    .orderBy("ch.id")
    .execute();
  const seen = rows.filter((ch) => !sight.hides({ clientId: ch.client_id, matterId: ch.matter_id }));
  return seen.map((ch) => ({
    ref: { platform: ch.platform, workspace: ch.workspace, id: ch.external_id },
    name: ch.name,
    kind: ch.kind,
    shared: ch.shared,
    botIn: ch.bot_in,
    client: called.clients.get(ch.client_id ?? 0),
    matter: called.matters.get(ch.matter_id ?? 0),
  }));
}
