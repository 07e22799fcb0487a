import type { Reply } from "../../chat/platform.ts";
import { byPerson } from "../../domain/audit.ts";
import type { Instant } from "../../domain/time.ts";
import { idsThere } from "../../store/accounts.ts";
import { record } from "../../store/audit.ts";
import type { Db } from "../../store/db.ts";
import { lockFirm } from "../../store/firm.ts";
import { addGroup, saveGroup, setMembers } from "../../store/groups.ts";
import { openInquiriesOf } from "../../store/open-inquiries.ts";
import { groupMembers, groups } from "../../store/people.ts";
import type { Filled } from "../../views/card.ts";
import { outdated } from "../../views/refusals.ts";
import { type GroupFilled, groupForm, groupGone, nameTaken, readGroup } from "../../views/set-up/people.ts";
import type { Deps } from "../deps.ts";
import { reassess } from "../reassess.ts";
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
    const group = await save(tx, read, leadId, { on: [...members.people.values()], off });
    const details = { lead: leadId ?? undefined, on: [...members.people.values()], off };
    const act = read.id === undefined ? "group added" : "group changed";
    if (typeof group === "number")
      await record(tx, { ...byPerson(who.id, now), act, subject: { kind: "group", id: group }, details });
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
