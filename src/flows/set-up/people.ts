import type { Reply } from "../../chat/platform.ts";
import { type By, byPerson } from "../../domain/audit.ts";
import type { Instant } from "../../domain/time.ts";
import { idsThere } from "../../store/accounts.ts";
import { record } from "../../store/audit.ts";
import type { Db } from "../../store/db.ts";
import { lockFirm } from "../../store/firm.ts";
import { personByEmail } from "../../store/merge-people.ts";
import { addPerson, type Person, people, savePerson } from "../../store/people.ts";
import type { Filled } from "../../views/card.ts";
import { peopleForm, readPeople } from "../../views/set-up/people.ts";
import type { Changes } from "../../views/set-up/shown.ts";
import type { Actor } from "../actor.ts";
import type { Deps } from "../deps.ts";
import { noteRole } from "../role-told.ts";
import { picked, type Setting } from "./picked.ts";

export async function openPeople({ db }: Deps, { by, who }: Setting): Promise<Reply> {
  const there = await idsThere(db, by);
  const all = [...who.colleagues.values()];
  const partners = all.filter((one) => one.isPartner);
  const idsOf = (some: typeof all) => some.flatMap((one) => there.get(one.id) ?? []);
  return {
    form: peopleForm({
      partners: idsOf(partners),
      admins: idsOf(all.filter((one) => one.isAdmin)),
      elsewhere: partners.filter((one) => !there.has(one.id)).map((one) => one.name),
    }),
  };
}

/** Who reads digests, and who may change the set-up. Nobody is taken off who was not shown. */
export async function savePeopleForm(deps: Deps, setting: Setting, filled: Filled, now: Instant): Promise<Reply> {
  const { who } = setting;
  const read = readPeople(filled.answers, filled.context);
  if ("errors" in read) return read;
  const partners = await changed(deps, setting, read.partners, now);
  if ("refused" in partners) return { errors: { partners: partners.refused } };
  const admins = await changed(deps, setting, read.admins, now);
  if ("refused" in admins) return { errors: { admins: admins.refused } };
  return deps.db.transaction().execute(async (tx): Promise<Reply> => {
    await lockFirm(tx);
    const change = changer(tx, who, await people(tx), now);
    for (const id of partners.on) await change(id, "partner", true);
    for (const id of partners.off) await change(id, "partner", false);
    for (const id of admins.on) await change(id, "admin", true);
    // Somebody must be left who can open this again.
    for (const id of admins.off) if (id !== who.id) await change(id, "admin", false);
    for (const email of read.emails) await partnerByEmail(tx, email, byPerson(who.id, now), change);
    return {};
  });
}

interface ChangedPeople {
  readonly on: readonly number[];
  readonly off: readonly number[];
}

async function changed(
  deps: Deps,
  { by }: Setting,
  changes: Changes,
  now: Instant,
): Promise<ChangedPeople | { readonly refused: string }> {
  const chosen = await picked(deps, by, changes.on, now);
  if (chosen.refused !== undefined) return { refused: chosen.refused };
  const there = [...(await idsThere(deps.db, by))];
  const off = there.filter(([, id]) => changes.off.includes(id)).map(([person]) => person);
  return { on: [...chosen.people.values()], off };
}

type Change = (id: number, role: "partner" | "admin", now: boolean) => Promise<void>;

/** As by command: in the log, and whoever it is about is told. What they are already is no change. */
function changer(tx: Db, who: Actor, before: ReadonlyMap<number, Person>, now: Instant): Change {
  return async (id, role, grants) => {
    const person = before.get(id);
    if (!person || (role === "admin" ? person.isAdmin : person.isPartner) === grants) return;
    await savePerson(tx, id, role === "admin" ? { isAdmin: grants } : { isPartner: grants });
    await noteRole(tx, who, { person, role, grants }, `form:${now}:${id}:${role}`, now);
  };
}

/** Known by the address alone until they are first seen. */
async function partnerByEmail(tx: Db, email: string, by: By, change: Change): Promise<void> {
  const known = await personByEmail(tx, email);
  if (known !== undefined) return change(known, "partner", true);
  const id = await addPerson(tx, { name: email, email, isPartner: true });
  await record(tx, { ...by, act: "person added", subject: { kind: "person", id }, details: { partner: true } });
}
