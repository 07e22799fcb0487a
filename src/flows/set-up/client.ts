import type { Reply } from "../../chat/platform.ts";
import { type By, byPerson } from "../../domain/audit.ts";
import type { Instant } from "../../domain/time.ts";
import { record } from "../../store/audit.ts";
import { matterFor, saveClient } from "../../store/clients.ts";
import type { Db } from "../../store/db.ts";
import { lockFirm, theFirm } from "../../store/firm.ts";
import { openInquiriesOf, regroupOpen } from "../../store/open-inquiries.ts";
import { groups } from "../../store/people.ts";
import { setStandard, standards } from "../../store/standards.ts";
import type { Filled } from "../../views/card.ts";
import type { Agreed } from "../../views/forms.ts";
import { clientForm, readClient } from "../../views/set-up/client.ts";
import type { Deps } from "../deps.ts";
import { clientOf } from "../link-channel.ts";
import { reassess } from "../reassess.ts";
import { picked, type Setting } from "./picked.ts";

export async function openClient({ db }: Deps): Promise<Reply> {
  const all = await groups(db);
  return { form: clientForm(all.map(({ id, name }) => ({ label: name, value: String(id) }))) };
}

/** A client that there is keeps what the form leaves empty. */
export async function saveClientForm(deps: Deps, { by, who }: Setting, filled: Filled, now: Instant): Promise<Reply> {
  const read = readClient(filled.answers);
  if ("errors" in read) return read;
  const responsible = await picked(deps, by, read.responsible ? [read.responsible] : [], now);
  if (responsible.refused) return { errors: { responsible: responsible.refused } };
  const byAdmin = byPerson(who.id, now);
  const saved = await deps.db.transaction().execute(async (tx) => {
    await lockFirm(tx);
    const known = (await groups(tx)).some((one) => one.id === read.groupId);
    const client = await clientOf(tx, who, read.name, now);
    if ("errors" in client) return client;
    const [responsibleId] = responsible.people.values();
    await saveClient(tx, client.id, { responsibleId, groupId: known ? read.groupId : undefined });
    await record(tx, { ...byAdmin, act: "client changed", subject: { kind: "client", id: client.id } });
    if (read.matter) await matterFor(tx, who.id, client.id, read.matter, byAdmin);
    if (read.standard) await agree(tx, client.id, read.standard, byAdmin);
    const moved = await regroupOpen(tx);
    const subject = { kind: "client", id: client.id } as const;
    if (moved.length > 0) await record(tx, { ...byAdmin, act: "regrouped", subject, inquiries: moved });
    return client;
  });
  if ("errors" in saved) return saved;
  // Who answers for what is open may be another now.
  for (const id of await openInquiriesOf(deps.db, { clientId: saved.id })) await reassess(deps, id, now);
  return {};
}

/** Said again, it is no new standard. */
async function agree(tx: Db, clientId: number, { hours, source }: Agreed, by: By): Promise<void> {
  const minutes = hours * 60;
  const own = (await standards(tx)).find(
    ({ scope, until }) => scope.of === "client" && scope.id === clientId && until === undefined,
  );
  if (own?.targets.answer === minutes && own.source === source) return;
  const { calendarId } = await theFirm(tx);
  const targets = { answer: minutes, "next answer": minutes };
  await setStandard(tx, { scope: { of: "client", id: clientId }, targets, source, calendarId }, by.at);
  const details = { scope: "client", of: clientId };
  await record(tx, { ...by, act: "standard set", subject: { kind: "standard" }, details });
}
