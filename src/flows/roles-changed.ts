import type { AuditEntry, By } from "../domain/audit.ts";
import type { Role } from "../domain/command/verbs.ts";
import { record } from "../store/audit.ts";
import type { Db } from "../store/db.ts";
import { type Person, people } from "../store/people.ts";

type Everyone = ReadonlyMap<number, Person>;

/** Who has which role by now and had another before: each is in the log as one that was granted or taken by command. */
export async function noteRoleChanges(tx: Db, before: Everyone, by: By): Promise<void> {
  const after = await people(tx);
  const ids = [...new Set([...before.keys(), ...after.keys()])];
  const entries = ids.flatMap((person) => {
    const [had, has] = [rolesOf(before.get(person)), rolesOf(after.get(person))];
    const entry = (act: "role granted" | "role taken away", [, { role, group }]: Held): AuditEntry => ({
      ...by,
      act,
      subject: group === undefined ? { kind: "person", id: person } : { kind: "group", id: group },
      details: { role, person, group },
    });
    return [
      ...[...has].filter(([key]) => !had.has(key)).map((one) => entry("role granted", one)),
      // Who has left has none any more; that they left is what there is to tell.
      ...[...had].filter(([key]) => !has.has(key) && after.has(person)).map((one) => entry("role taken away", one)),
    ];
  });
  await record(tx, ...entries);
}

type Held = readonly [key: string, { readonly role: Role; readonly group?: number }];

function rolesOf(one: Person | undefined): ReadonlyMap<string, Held[1]> {
  if (!one) return new Map();
  const firms = [
    ...(one.isAdmin ? (["admin"] as const) : []),
    ...(one.isPartner ? (["partner"] as const) : []),
    ...(one.isRiskOfficer ? (["risk officer"] as const) : []),
  ].map((role): Held => [role, { role }]);
  const of = (role: Role, groups: readonly number[]) =>
    groups.map((group): Held => [`${role} ${group}`, { role, group }]);
  return new Map([...firms, ...of("lead", one.leads), ...of("member", one.memberOf), ...of("partner", one.partnerOf)]);
}
