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
import { addClient, addMatter, freeTwin, saveClient, saveMatter } from "./clients.ts";
import { clientsKnown, type Known } from "./clients-known.ts";
import type { Db } from "./db.ts";
import { StoreError } from "./errors.ts";
import { addGroup, saveGroup, setMembers, setPartners } from "./groups.ts";
import { type Keeping, putHold, putRetention, putWalls } from "./put-keeping.ts";
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
  readonly keeping: Keeping;
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
  const known = await clientsKnown(to.tx, to.keeping.sight);
  const before = known.clients.map(({ id }) => ({ id, name: known.called.clients.get(id)! }));
  const ids = new Map<string, { id: number; matters: Map<string, number> }>();
  for (const c of planned) {
    const facts = { groupId: idOf(groups, c.group), responsibleId: to.personId(c.responsible) };
    const there = sameThing(c, before);
    // Of one whose namesake is not there for whoever writes this, the name is its own all the same.
    const named = there?.name === c.name ? {} : { name: c.name, twin: await freeTwin(to.tx, c.name) };
    if (there) await saveClient(to.tx, there.id, { ...facts, ...named });
    const id = there?.id ?? (await addClient(to.tx, { name: c.name, ...facts, ...named }));
    await putStandard(to, { of: "client", id }, c.standard);
    await putKept(to, { clientId: id, matterId: null }, c, groups);
    await putRetention(to.tx, id, c.retention, to.keeping.by);
    ids.set(c.name, { id, matters: await putMatters(to, id, c.matters ?? [], known, groups) });
  }
  return ids;
}

async function putMatters(
  to: Putting,
  clientId: number,
  planned: readonly PlannedMatter[],
  { matters, called }: Known,
  groups: ReadonlyMap<string, number>,
): Promise<Map<string, number>> {
  const own = matters.filter((m) => m.client_id === clientId);
  const before = own.map((m) => ({ ...m, name: called.matters.get(m.id)! }));
  const ids = new Map<string, number>();
  for (const m of planned) {
    const known = sameThing(m, before);
    const closedAt = endOn(m.closed ?? false, known?.closed_at, to.zone);
    const who = { groupId: idOf(groups, m.group), responsibleId: to.personId(m.responsible) };
    const named = known?.name === m.name ? {} : { name: m.name, twin: await freeTwin(to.tx, m.name, clientId) };
    const facts = { ...who, closedAt, ...named };
    if (known) await saveMatter(to.tx, known.id, facts);
    const id = known?.id ?? (await addMatter(to.tx, clientId, { name: m.name, ...facts }));
    await putStandard(to, { of: "matter", id }, m.standard);
    await putKept(to, { clientId, matterId: id }, m, groups);
    ids.set(m.name, id);
  }
  return ids;
}

async function putKept(
  to: Putting,
  on: { readonly clientId: number; readonly matterId: number | null },
  { walls, hold }: Pick<PlannedClient, "walls" | "hold">,
  groups: ReadonlyMap<string, number>,
): Promise<void> {
  const ids = { person: (said: string) => to.personId(said)!, group: (said: string) => idOf(groups, said)! };
  await putWalls(to.tx, on, walls, ids, to.keeping);
  await putHold(to.tx, on, hold, to.keeping);
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
    // One that is behind a wall for whoever writes this is not theirs to give to somebody else.
    if (known && to.keeping.sight.hides(known))
      throw new StoreError(`#${name} cannot be set by this file. Take it away.`);
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
