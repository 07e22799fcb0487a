import { type FirmPlan, type PlannedClient, personMeant, referenceTo, samePerson, sameThing } from "../firm-plan.ts";
import type { Change } from "./change.ts";

/** As much of a plan as says what is called how. */
type Named = Pick<FirmPlan, "people" | "groups" | "clients">;

/** The plan of before with everyone and everything called as afterwards, and what is renamed by that. */
export function aligned(before: FirmPlan, after: Named): { plan: FirmPlan; renamed: Change[] } {
  const renamed: Change[] = [];
  const people = newNames(after.people, (p) => samePerson(p, before.people), "person", renamed);
  const groups = newNames(after.groups, (g) => sameThing(g, before.groups), "practice group", renamed);
  const clients = newNames(after.clients, (c) => sameThing(c, before.clients), "client", renamed);
  const calledNow = before.people.map((p) => ({ ...p, ...people.get(p) }));
  const person = (said: string | undefined) => {
    const meant = said === undefined ? undefined : personMeant(said, before.people);
    return meant ? referenceTo(calledNow[before.people.indexOf(meant)]!, calledNow) : said;
  };
  const group = (said: string | undefined) => {
    const meant = before.groups.find((g) => g.name === said);
    return (meant && groups.get(meant)?.name) ?? said;
  };
  const renamedClients = before.clients.map((c) => {
    const name = clients.get(c)?.name ?? c.name;
    const now = after.clients.find((a) => a.name === name);
    return {
      ...c,
      name,
      group: group(c.group),
      responsible: person(c.responsible),
      walls: walls(c.walls, person, group),
      ...matters(c, now, renamed, person, group),
    };
  });
  const plan = {
    ...before,
    people: calledNow,
    groups: before.groups.map((g) => ({
      ...g,
      name: groups.get(g)?.name ?? g.name,
      lead: person(g.lead),
      members: g.members.map((m) => person(m)!),
      partners: (g.partners ?? []).map((m) => person(m)!),
    })),
    clients: renamedClients,
    channels: before.channels.map((ch) => {
      const i = before.clients.findIndex((c) => c.name === ch.client);
      const m = before.clients[i]?.matters?.findIndex((one) => one.name === ch.matter) ?? -1;
      return { ...ch, client: renamedClients[i]?.name, matter: renamedClients[i]?.matters?.[m]?.name };
    }),
  };
  return { plan, renamed };
}

type Rename = (said: string | undefined) => string | undefined;

function matters(was: PlannedClient, now: PlannedClient | undefined, renamed: Change[], person: Rename, group: Rename) {
  const before = was.matters ?? [];
  const names = newNames(now?.matters ?? [], (m) => sameThing(m, before), `matter of ${now?.name}`, renamed);
  return {
    matters: before.map((m) => ({
      ...m,
      name: names.get(m)?.name ?? m.name,
      group: group(m.group),
      responsible: person(m.responsible),
      walls: walls(m.walls, person, group),
    })),
  };
}

const walls = (all: PlannedClient["walls"], person: Rename, group: Rename) =>
  all?.map((wall) => ({
    ...wall,
    people: wall.people.map((one) => person(one)!),
    groups: wall.groups.map((one) => group(one)!),
  }));

/** What those that are renamed are called now. */
function newNames<T extends { readonly name: string }>(
  after: readonly T[],
  was: (one: T) => T | undefined,
  what: string,
  renamed: Change[],
): Map<T, { name: string }> {
  const names = new Map<T, { name: string }>();
  for (const one of after) {
    const known = was(one);
    if (!known || known.name === one.name) continue;
    names.set(known, { name: one.name });
    renamed.push({ is: "renamed", of: one.name, what, from: known.name });
  }
  return names;
}
