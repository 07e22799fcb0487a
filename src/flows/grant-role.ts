import type { Command, Role } from "../domain/command/verbs.ts";
import { findByName } from "../domain/nearest.ts";
import type { Instant } from "../domain/time.ts";
import type { Db } from "../store/db.ts";
import { lockFirm } from "../store/firm.ts";
import { belongsTo, saveGroup, setMembers, setPartners } from "../store/groups.ts";
import { openInquiriesOf } from "../store/open-inquiries.ts";
import { type Group, groups, type Person, people, savePerson } from "../store/people.ts";
import { aboutPerson } from "../store/rights.ts";
import type { Card } from "../views/card.ts";
import { hadNo, hasAlready, lastAdmin, roleChanged, rolesCard } from "../views/roles.ts";
import type { Actor } from "./actor.ts";
import { refusedTo } from "./authorise.ts";
import type { Deps } from "./deps.ts";
import { orSay, personNamed } from "./find.ts";
import { reassess } from "./reassess.ts";
import { noteRole } from "./role-told.ts";

type Granting = Extract<Command, { do: "grant" | "revoke" }>;

/** An admin says what somebody is in the firm. Whoever it is about is told, and who watches over it. */
export async function grantRole(deps: Deps, who: Actor, asked: Granting, key: string, now: Instant): Promise<Card> {
  const refusal = await refusedTo(deps, who, "grant roles", aboutPerson(), now);
  if (refusal) return refusal;
  const meant = whoAndWhere(who, asked, await groups(deps.db));
  if ("card" in meant) return meant.card;
  const { person, group } = meant;
  const grants = asked.do === "grant";
  const changed = await deps.db.transaction().execute(async (tx) => {
    await lockFirm(tx);
    const [had, admins] = await asItIs(tx, person.id, asked.role, group?.id);
    if (had === grants)
      return grants ? hasAlready(person.name, asked.role, group?.name) : hadNo(person.name, asked.role, group?.name);
    // Somebody must be left who can grant it again.
    if (!grants && asked.role === "admin" && admins <= 1) return lastAdmin();
    await change(tx, person.id, asked.role, group?.id, grants);
    await noteRole(tx, who, { person, role: asked.role, group, grants }, key, now);
    return undefined;
  });
  if (changed) return changed;
  // The lead answers where nobody else does.
  if (group && asked.role === "lead")
    for (const id of await openInquiriesOf(deps.db, { groupId: group.id })) await reassess(deps, id, now);
  return roleChanged(person.name, asked.role, group?.name, grants);
}

export async function showRoles(deps: Deps, who: Actor, now: Instant): Promise<Card> {
  const refusal = await refusedTo(deps, who, "see roles", aboutPerson(), now);
  return refusal ?? rolesCard([...who.colleagues.values()], await groups(deps.db));
}

type Meant = { readonly person: Person; readonly group?: Group } | { readonly card: Card };

/** The first reading in which both are found; else what is wrong with the last. */
function whoAndWhere(who: Actor, { do: verb, role, person, of }: Granting, all: readonly Group[]): Meant {
  if (!of) {
    const found = personNamed(who, person, (name) => `${verb} ${role} ${name}`);
    return "card" in found ? found : { person: found };
  }
  const everyone = [...who.colleagues.values()];
  const clear = of.find(([group, name]) => {
    const someone = /^@?me$/i.test(name) || "found" in findByName(name, everyone);
    return someone && "found" in findByName(group, all);
  });
  const [groupName, name] = clear ?? of.at(-1)!;
  const group = orSay("group", groupName, findByName(groupName, all), (n) => `${verb} ${role} of ${n} ${name}`);
  if ("card" in group) return group;
  const found = personNamed(who, name, (n) => `${verb} ${role} of ${group.name} ${n}`);
  return "card" in found ? found : { person: found, group };
}

async function asItIs(tx: Db, personId: number, role: Role, groupId?: number): Promise<[had: boolean, admins: number]> {
  const everyone = await people(tx);
  const it = everyone.get(personId);
  const admins = [...everyone.values()].filter((one) => one.isAdmin).length;
  const inGroup = (own: readonly number[] = []) => groupId !== undefined && own.includes(groupId);
  switch (role) {
    case "admin":
      return [it?.isAdmin === true, admins];
    case "risk officer":
      return [it?.isRiskOfficer === true, admins];
    case "partner":
      return [groupId === undefined ? it?.isPartner === true : inGroup(it?.partnerOf), admins];
    case "lead":
      return [inGroup(it?.leads), admins];
    case "member":
      return [inGroup(it?.memberOf), admins];
  }
}

async function change(tx: Db, id: number, role: Role, groupId: number | undefined, now: boolean): Promise<void> {
  if (role === "admin") return savePerson(tx, id, { isAdmin: now });
  if (role === "risk officer") return savePerson(tx, id, { isRiskOfficer: now });
  if (groupId === undefined) return savePerson(tx, id, { isPartner: now });
  if (role === "lead") return saveGroup(tx, groupId, { leadId: now ? id : null });
  const those = await belongsTo(tx, role === "member" ? "group_members" : "group_partners", groupId);
  const after = now ? [...those, id] : those.filter((one) => one !== id);
  await (role === "member" ? setMembers : setPartners)(tx, groupId, after);
}
