import { byPerson } from "../domain/audit.ts";
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
  const details = { role, person: person.id, group: group?.id };
  const subject = group ? ({ kind: "group", id: group.id } as const) : ({ kind: "person", id: person.id } as const);
  await record(tx, { ...byPerson(who.id, now), act: grants ? "role granted" : "role taken away", subject, details });
  for (const reader of toBeTold(who, person.id)) {
    const card = toldOfRole(reader === person.id ? undefined : person.name, role, group?.name, grants, who.name);
    await post(tx, { purpose: "notice", key: `role:${key}:${reader}`, personId: reader, card }, now);
  }
}

function toBeTold(who: Actor, personId: number): number[] {
  const watch = [...who.colleagues.values()].filter((one) => one.isRiskOfficer || (one.isAdmin && personId === who.id));
  return [...new Set([personId, ...watch.map(({ id }) => id)])].filter((id) => id !== who.id);
}
