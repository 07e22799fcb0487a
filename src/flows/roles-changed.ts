import type { By } from "../domain/audit.ts";
import type { Role } from "../domain/command/verbs.ts";
import { accountOfPerson } from "../store/accounts.ts";
import { record } from "../store/audit.ts";
import type { Db } from "../store/db.ts";
import { post } from "../store/deliveries.ts";
import { groups, type Person, people } from "../store/people.ts";
import { toldOfRoles } from "../views/roles.ts";
import { type RoleChange, roleEntry } from "./role-told.ts";

type Everyone = ReadonlyMap<number, Person>;

/**
 * Who has which role by now and had another before, by the firm's file: each is in the log as one that was granted or taken by
 * command. Whoever it is about is told, and the risk officers, and of new admins the other admins: each once, of all of it. Of who
 * belongs to which group they are not: a file may name hundreds.
 */
export async function noteRoleChanges(tx: Db, before: Everyone, by: By): Promise<void> {
  const after = await people(tx);
  const changes = await changesOf(tx, before, after);
  await record(tx, ...changes.map((change) => roleEntry(change, by)));
  const weighty = changes.filter(({ role }) => role !== "member");
  const isAny = (is: (one: Person) => boolean, id: number) =>
    [before, after].some((all) => all.has(id) && is(all.get(id)!));
  for (const reader of after.keys()) {
    const watches = isAny((one) => one.isRiskOfficer, reader);
    const told = weighty.filter(
      ({ person, role, grants }) =>
        watches || person.id === reader || (role === "admin" && grants && isAny((one) => one.isAdmin, reader)),
    );
    if (told.length === 0 || !(await accountOfPerson(tx, reader))) continue;
    const shown = told.map(({ person, role, group, grants }) => ({
      ...{ person: person.id === reader ? undefined : person.name, role, group: group?.name, now: grants },
    }));
    const notice = { purpose: "notice", key: `roles:${by.at}:${reader}`, personId: reader } as const;
    await post(tx, { ...notice, card: toldOfRoles(shown) }, by.at);
  }
}

async function changesOf(tx: Db, before: Everyone, after: Everyone): Promise<RoleChange[]> {
  const called = new Map((await groups(tx)).map(({ id, name }) => [id, name]));
  const ids = [...new Set([...before.keys(), ...after.keys()])];
  return ids.flatMap((id) => {
    const [had, has] = [rolesOf(before.get(id)), rolesOf(after.get(id))];
    const person = after.get(id);
    // Who has left has none any more; that they left is what there is to tell.
    if (!person) return [];
    const change = ({ role, group }: Held, grants: boolean): RoleChange => ({
      ...{ person, role, grants },
      ...(group !== undefined && { group: { id: group, name: called.get(group) ?? "" } }),
    });
    return [
      ...[...has].filter(([key]) => !had.has(key)).map(([, held]) => change(held, true)),
      ...[...had].filter(([key]) => !has.has(key)).map(([, held]) => change(held, false)),
    ];
  });
}

interface Held {
  readonly role: Role;
  readonly group?: number;
}

function rolesOf(one: Person | undefined): ReadonlyMap<string, Held> {
  if (!one) return new Map();
  const firms = [
    ...(one.isAdmin ? (["admin"] as const) : []),
    ...(one.isPartner ? (["partner"] as const) : []),
    ...(one.isRiskOfficer ? (["risk officer"] as const) : []),
  ].map((role) => [role, { role }] as const);
  const of = (role: Role, groups: readonly number[]) =>
    groups.map((group) => [`${role} ${group}`, { role, group }] as const);
  return new Map<string, Held>([
    ...firms,
    ...of("lead", one.leads),
    ...of("member", one.memberOf),
    ...of("partner", one.partnerOf),
  ]);
}
