import type { Reply } from "../../chat/platform.ts";
import { type By, byPerson } from "../../domain/audit.ts";
import type { Instant } from "../../domain/time.ts";
import { idsThere } from "../../store/accounts.ts";
import { record } from "../../store/audit.ts";
import type { Db } from "../../store/db.ts";
import { lockFirm } from "../../store/firm.ts";
import { personByEmail } from "../../store/merge-people.ts";
import { addPerson, savePerson } from "../../store/people.ts";
import type { Filled } from "../../views/card.ts";
import { peopleForm, readPeople } from "../../views/set-up/people.ts";
import type { Changes } from "../../views/set-up/shown.ts";
import type { Deps } from "../deps.ts";
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
    const byAdmin = byPerson(who.id, now);
    for (const id of partners.on) await change(tx, id, { isPartner: true }, byAdmin);
    for (const id of partners.off) await change(tx, id, { isPartner: false }, byAdmin);
    for (const id of admins.on) await change(tx, id, { isAdmin: true }, byAdmin);
    // Somebody must be left who can open this again.
    for (const id of admins.off) if (id !== who.id) await change(tx, id, { isAdmin: false }, byAdmin);
    for (const email of read.emails) await partnerByEmail(tx, email, byAdmin);
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

/** Known by the address alone until they are first seen. */
async function partnerByEmail(tx: Db, email: string, by: By): Promise<void> {
  const known = await personByEmail(tx, email);
  if (known !== undefined) return change(tx, known, { isPartner: true }, by);
  const id = await addPerson(tx, { name: email, email, isPartner: true });
  await record(tx, { ...by, act: "person added", subject: { kind: "person", id }, details: { partner: true } });
}

async function change(tx: Db, id: number, facts: { isPartner?: boolean; isAdmin?: boolean }, by: By): Promise<void> {
  await savePerson(tx, id, facts);
  const details = { partner: facts.isPartner, admin: facts.isAdmin };
  await record(tx, { ...by, act: "person changed", subject: { kind: "person", id }, details });
}
