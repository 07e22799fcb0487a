import type { Reply } from "../../chat/platform.ts";
import { byPerson } from "../../domain/audit.ts";
import type { Instant } from "../../domain/time.ts";
import { idsThere } from "../../store/accounts.ts";
import { record } from "../../store/audit.ts";
import type { Db } from "../../store/db.ts";
import { lockFirm } from "../../store/firm.ts";
import { addGroup, saveGroup, setMembers } from "../../store/groups.ts";
import { openInquiriesOf } from "../../store/open-inquiries.ts";
import { groupMembers, groups, people } from "../../store/people.ts";
import type { Filled } from "../../views/card.ts";
import { outdated } from "../../views/refusals.ts";
import { type GroupFilled, groupForm, groupGone, nameTaken, readGroup } from "../../views/set-up/people.ts";
import type { Deps } from "../deps.ts";
import { reassess } from "../reassess.ts";
import { noteRole } from "../role-told.ts";
import { picked, type Setting } from "./picked.ts";

/** `what`: the number of a group to change; empty for a new one. */
export async function openGroup({ db }: Deps, { by }: Setting, what: string): Promise<Reply> {
  if (what === "") return { form: groupForm() };
  const group = (await groups(db)).find((one) => String(one.id) === what);
  if (!group) return { card: outdated("button") };
  const there = await idsThere(db, by);
  const idOf = (person: number) => there.get(person) ?? [];
  const [lead] = [idOf(group.leadId ?? 0)].flat();
  const members = ((await groupMembers(db)).get(group.id) ?? []).flatMap(idOf);
  return { form: groupForm({ id: group.id, name: group.name, members, ...(lead && { lead }) }) };
}

export async function saveGroupForm(deps: Deps, { by, who }: Setting, filled: Filled, now: Instant): Promise<Reply> {
  const read = readGroup(filled.answers, filled.context);
  if ("errors" in read) return read;
  const lead = await picked(deps, by, read.lead ? [read.lead] : [], now);
  if (lead.refused) return { errors: { lead: lead.refused } };
  const members = await picked(deps, by, read.members.on, now);
  if (members.refused) return { errors: { members: members.refused } };
  const there = [...(await idsThere(deps.db, by))];
  const off = there.filter(([, id]) => read.members.off.includes(id)).map(([person]) => person);
  const leadId = read.lead === undefined ? undefined : ([...lead.people.values()][0] ?? null);
  const saved = await deps.db.transaction().execute(async (tx) => {
    await lockFirm(tx);
    // The same new group again is the one that there is.
    const was = (await groups(tx)).find(({ id, name }) =>
      read.id === undefined ? name.toLowerCase() === read.name.toLowerCase() : id === read.id,
    );
    const had = new Set(was && (await groupMembers(tx)).get(was.id));
    const group = await save(tx, read, leadId, { on: [...members.people.values()], off });
    const details = { lead: leadId ?? undefined, on: [...members.people.values()], off };
    const act = read.id === undefined ? "group added" : "group changed";
    if (typeof group !== "number") return group;
    await record(tx, { ...byPerson(who.id, now), act, subject: { kind: "group", id: group }, details });
    const changed = roleChanges(leadId, was?.leadId, { on: [...members.people.values()], off }, had);
    const everyone = await people(tx);
    for (const { id, role, grants } of changed) {
      const person = everyone.get(id);
      const key = `form:${now}:${id}:${role}:${group}`;
      if (person) await noteRole(tx, who, { person, role, grants, group: { id: group, name: read.name } }, key, now);
    }
    return group;
  });
  if (typeof saved === "string") return { errors: { name: saved } };
  // The lead stands in where nobody else answers for what is open.
  for (const id of await openInquiriesOf(deps.db, { groupId: saved })) await reassess(deps, id, now);
  return read.another ? { form: groupForm() } : {};
}

interface Who {
  readonly on: readonly number[];
  readonly off: readonly number[];
}

/** Who leads and who belongs, where that is another than before. `leadId`: undefined stays, null is nobody. */
function roleChanges(
  leadId: number | null | undefined,
  before: number | null | undefined,
  { on, off }: Who,
  had: ReadonlySet<number>,
): { readonly id: number; readonly role: "lead" | "member"; readonly grants: boolean }[] {
  const same = leadId === undefined || leadId === (before ?? null);
  return [
    ...(!same && before != null ? [{ id: before, role: "lead" as const, grants: false }] : []),
    ...(!same && leadId !== null ? [{ id: leadId, role: "lead" as const, grants: true }] : []),
    ...off.filter((id) => had.has(id)).map((id) => ({ id, role: "member" as const, grants: false })),
    ...on.filter((id) => !had.has(id)).map((id) => ({ id, role: "member" as const, grants: true })),
  ];
}

/** The group; a sentence where the name is another's. The same new group again is the one that there is. */
async function save(
  tx: Db,
  { id, name }: GroupFilled,
  leadId: number | null | undefined,
  { on, off }: Who,
): Promise<number | string> {
  const all = await groups(tx);
  const namesake = all.find((one) => one.id !== id && one.name.toLowerCase() === name.toLowerCase());
  const members = await groupMembers(tx);
  if (namesake) {
    const there = new Set(members.get(namesake.id));
    const same = id === undefined && (leadId ?? null) === namesake.leadId && on.every((one) => there.has(one));
    return same ? namesake.id : nameTaken(namesake.name);
  }
  if (id !== undefined && !all.some((one) => one.id === id)) return groupGone();
  const group = id ?? (await addGroup(tx, { name, leadId: leadId ?? null }));
  if (id !== undefined) await saveGroup(tx, group, { name, leadId });
  const before = members.get(group) ?? [];
  await setMembers(tx, group, [...before.filter((one) => !off.includes(one)), ...on]);
  return group;
}
