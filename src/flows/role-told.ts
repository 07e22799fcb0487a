import { type AuditEntry, type By, byPerson } from "../domain/audit.ts";
import type { Role } from "../domain/command/verbs.ts";
import type { Instant } from "../domain/time.ts";
import { record } from "../store/audit.ts";
import type { Db } from "../store/db.ts";
import { post } from "../store/deliveries.ts";
import type { Group, Person } from "../store/people.ts";
import { toldOfRole } from "../views/roles.ts";
import type { Actor } from "./actor.ts";

export interface RoleChange {
  readonly person: Pick<Person, "id" | "name">;
  readonly role: Role;
  readonly group?: Pick<Group, "id" | "name">;
  /** Granted; else taken away. */
  readonly grants: boolean;
}

/**
 * A role that an admin gives or takes, by command or by form: it is in the log, and whoever it is about is told, and the risk
 * officers. What admins give themselves the other admins are told as well. `key`: the same again tells nobody again.
 */
export async function noteRole(tx: Db, who: Actor, change: RoleChange, key: string, now: Instant): Promise<void> {
  const { person, role, group, grants } = change;
  await record(tx, roleEntry(change, byPerson(who.id, now)));
  for (const reader of toBeTold(who, person.id)) {
    const card = toldOfRole(reader === person.id ? undefined : person.name, role, group?.name, grants, who.name);
    await post(tx, { purpose: "notice", key: `role:${key}:${reader}`, personId: reader, card }, now);
  }
}

export const roleEntry = ({ person, role, group, grants }: RoleChange, by: By): AuditEntry => ({
  ...by,
  act: grants ? "role granted" : "role taken away",
  subject: group ? { kind: "group", id: group.id } : { kind: "person", id: person.id },
  details: { role, person: person.id, group: group?.id },
});

function toBeTold(who: Actor, personId: number): number[] {
  const watch = [...who.colleagues.values()].filter((one) => one.isRiskOfficer || (one.isAdmin && personId === who.id));
  return [...new Set([personId, ...watch.map(({ id }) => id)])].filter((id) => id !== who.id);
}
