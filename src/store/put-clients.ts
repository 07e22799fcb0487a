import { byTerminal } from "../domain/audit.ts";
import { sameStandard } from "../domain/firm-changes/standard.ts";
import {
  type PlannedChannel,
  type PlannedClient,
  type PlannedGroup,
  type PlannedMatter,
  type PlannedStandard,
  sameThing,
} from "../domain/firm-plan.ts";
import type { Scope, Standard } from "../domain/standard.ts";
import type { Instant } from "../domain/time.ts";
import { dayBegins, isoDate } from "../domain/wall-clock.ts";
import { addChannel, channelOf, linkChannel, lockChannel } from "./channels.ts";
import { addClient, addMatter, saveClient, saveMatter } from "./clients.ts";
import type { Db } from "./db.ts";
import { addGroup, saveGroup, setMembers, setPartners } from "./groups.ts";
import { standardNow } from "./read-firm.ts";
import { endStandard, setStandard } from "./standards.ts";

/** What the parts of a plan are written with. */
export interface Putting {
  readonly tx: Db;
  readonly now: Instant;
  readonly calendarId: number;
  readonly zone: string;
  /** As they were. */
  readonly standards: readonly Standard[];
  /** @throws a sentence where nobody, or more than one, is meant. */
  readonly personId: (said: string | undefined) => number | null;
}

/** When something ended on a date; what is known more exactly is left so. Undefined leaves it as it is. */
export function endOn(date: string | false | undefined, known: Instant | null | undefined, zone: string) {
  if (date === undefined) return undefined;
  if (date === false) return null;
  return known != null && isoDate(known, zone) === date ? undefined : dayBegins(date, zone);
}

/** By name: its id, and of a client those of its matters. */
type Ids = ReadonlyMap<string, { readonly id: number; readonly matters: ReadonlyMap<string, number> }>;

/** The firm's standard with its groups, from the widest to the narrow. */
export async function putGroups(
  to: Putting,
  planned: readonly PlannedGroup[],
  ofFirm: PlannedStandard,
): Promise<ReadonlyMap<string, number>> {
  await putStandard(to, { of: "firm" }, ofFirm);
  const before = await to.tx.selectFrom("practice_groups").select(["id", "name"]).execute();
  for (const g of planned) {
    const facts = { name: g.name, leadId: to.personId(g.lead) };
    const known = sameThing(g, before);
    if (known) await saveGroup(to.tx, known.id, facts);
    const id = known?.id ?? (await addGroup(to.tx, facts));
    const ids = (said: readonly string[]) => said.map((one) => to.personId(one)!);
    await setMembers(to.tx, id, ids(g.members));
    await setPartners(to.tx, id, ids(g.partners ?? []));
    await putStandard(to, { of: "group", id }, g.standard);
  }
  const after = await to.tx.selectFrom("practice_groups").select(["id", "name"]).execute();
  return new Map(after.map(({ id, name }) => [name, id]));
}

export async function putClients(
  to: Putting,
  planned: readonly PlannedClient[],
  groups: ReadonlyMap<string, number>,
): Promise<Ids> {
  const before = await to.tx.selectFrom("clients").select(["id", "name"]).orderBy("twin").execute();
  const ids = new Map<string, { id: number; matters: Map<string, number> }>();
  for (const c of planned) {
    const facts = { name: c.name, groupId: idOf(groups, c.group), responsibleId: to.personId(c.responsible) };
    const known = sameThing(c, before);
    if (known) await saveClient(to.tx, known.id, facts);
    const id = known?.id ?? (await addClient(to.tx, facts));
    await putStandard(to, { of: "client", id }, c.standard);
    ids.set(c.name, { id, matters: await putMatters(to, id, c.matters ?? [], groups) });
  }
  return ids;
}

async function putMatters(
  to: Putting,
  clientId: number,
  planned: readonly PlannedMatter[],
  groups: ReadonlyMap<string, number>,
): Promise<Map<string, number>> {
  const columns = ["id", "name", "closed_at"] as const;
  const before = await to.tx.selectFrom("matters").select(columns).where("client_id", "=", clientId).execute();
  const ids = new Map<string, number>();
  for (const m of planned) {
    const known = sameThing(m, before);
    const closedAt = endOn(m.closed ?? false, known?.closed_at, to.zone);
    const who = { groupId: idOf(groups, m.group), responsibleId: to.personId(m.responsible) };
    const facts = { name: m.name, ...who, closedAt };
    if (known) await saveMatter(to.tx, known.id, facts);
    const id = known?.id ?? (await addMatter(to.tx, clientId, facts));
    await putStandard(to, { of: "matter", id }, m.standard);
    ids.set(m.name, id);
  }
  return ids;
}

/** Where there is none in the plan, what was in force ends; what runs under it runs on. */
async function putStandard(to: Putting, scope: Scope, planned: PlannedStandard | undefined): Promise<void> {
  const before = standardNow(to.standards, scope, to.now);
  if (sameStandard(before, planned)) return;
  if (planned) await setStandard(to.tx, { scope, calendarId: to.calendarId, ...planned }, to.now);
  else await endStandard(to.tx, scope, to.now);
}

export async function putChannels(to: Putting, planned: readonly PlannedChannel[], clients: Ids): Promise<void> {
  for (const ch of planned) {
    const { ref, name, kind, shared = kind !== "internal", botIn = true } = ch;
    const known = await channelOf(to.tx, ref);
    const id = known?.id ?? (await addChannel(to.tx, { ref, name, shared, botIn }));
    const client = ch.client === undefined ? undefined : clients.get(ch.client);
    if (ch.client !== undefined && !client) throw undescribed(ch.client);
    const matterId = ch.matter === undefined ? null : (client?.matters.get(ch.matter) ?? null);
    if (ch.matter !== undefined && matterId === null) throw undescribed(ch.matter);
    const link = { kind, clientId: client?.id ?? null, matterId };
    if (known && known.kind === kind && known.clientId === link.clientId && known.matterId === matterId) continue;
    await lockChannel(to.tx, id);
    await linkChannel(to.tx, id, link, byTerminal(to.now));
  }
}

function idOf(ids: ReadonlyMap<string, number>, name: string | undefined): number | null {
  if (name === undefined) return null;
  const id = ids.get(name);
  if (id === undefined) throw undescribed(name);
  return id;
}

const undescribed = (name: string) =>
  new Error(`"${name}" is named but nowhere described. Add it, or correct the name.`);
