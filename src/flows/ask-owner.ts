import type { Ambiguity } from "../domain/conversation/room.ts";
import type { Strand } from "../domain/conversation.ts";
import { recipients } from "../domain/nudge/recipients.ts";
import { lastResort } from "../domain/rights/circles.ts";
import type { Instant } from "../domain/time.ts";
import type { Channel } from "../store/channels.ts";
import type { StoredUtterance } from "../store/conversations.ts";
import type { Db } from "../store/db.ts";
import { post } from "../store/deliveries.ts";
import type { Inquiry } from "../store/inquiries.ts";
import { leavesFrom, type Person, people } from "../store/people.ts";
import { ambiguousAsk, ownerlessAsk, unsureAsk } from "../views/asks.ts";
import type { Card } from "../views/card.ts";
import { nobodyIsLeft } from "../views/notices.ts";
import { actingAs } from "./actor.ts";
import { seenBy } from "./authorise.ts";
import type { Deps } from "./deps.ts";
import { owedFor } from "./owed.ts";

/**
 * Of a new inquiry: its owner (or who stands in), whether it is one, where that is in doubt; the admins, where nobody owns it.
 * Not in anybody's quiet hours.
 */
export async function askAboutNew(deps: Deps, inquiry: Inquiry, everyone: ReadonlyMap<number, Person>, now: Instant) {
  const owned = inquiry.ownerId !== null;
  if (owned && !inquiry.unsure) return;
  const circle = {
    ownerId: inquiry.ownerId,
    leadId:
      [...everyone.values()].find((p) => inquiry.groupId !== null && p.leads.includes(inquiry.groupId))?.id ?? null,
    partnerIds: [],
    adminIds: lastResort([...everyone.values()], inquiry.groupId),
  };
  const who = { leaves: await leavesFrom(deps.db, now), quietOf: (id: number) => everyone.get(id)?.quiet };
  const about = [{ inquiryId: inquiry.id }];
  const asked = recipients(owned ? ["owner"] : [], circle, null, who, now);
  if (asked.length === 0) await tellNobodyIsLeft(deps.db, inquiry.id, everyone, now);
  for (const { personId, notBefore } of asked) {
    const key = `${owned ? "unsure" : "unowned"}:${inquiry.id}:${personId}`;
    await post(deps.db, { purpose: "ask", key, personId, about }, notBefore ?? now);
  }
}

/** Admins hear that a group has nobody to be told, and not of what. */
async function tellNobodyIsLeft(db: Db, inquiryId: number, everyone: ReadonlyMap<number, Person>, now: Instant) {
  for (const admin of [...everyone.values()].filter((p) => p.isAdmin)) {
    const key = `nobody:${inquiryId}:${admin.id}`;
    await post(db, { purpose: "notice", key, personId: admin.id, card: nobodyIsLeft() }, now);
  }
}

/** The question as it is true when it leaves; undefined where nobody needs to ask it any more. */
export async function drawAsk(
  deps: Deps,
  { key, personId, inquiryIds }: { key: string; personId: number; inquiryIds: readonly number[] },
  now: Instant,
): Promise<Card | undefined> {
  const everyone = await people(deps.db);
  const person = everyone.get(personId);
  if (!person) return undefined;
  const who = actingAs(person, everyone, await leavesFrom(deps.db, now), now);
  const seen = await seenBy(deps.db, who, inquiryIds, now);
  const { rows } = await owedFor(deps, { inquiryIds: seen }, person.zone, now, 1);
  const [it] = rows;
  if (!it) return undefined;
  if (key.startsWith("unsure:")) return unsureAsk(it, person.zone, now);
  return it.ownerId === undefined ? ownerlessAsk(it, person.zone, now, options(everyone)) : undefined;
}

/** Who wrote a reply that may answer several inquiries says which; until then it counts for none. */
export async function askWhichItAnswers(
  deps: Deps,
  channel: Channel,
  { reply, candidates }: Ambiguity,
  placed: readonly { readonly id: number; readonly strand: Strand }[],
  utterances: readonly StoredUtterance[],
  everyone: ReadonlyMap<number, Person>,
  now: Instant,
) {
  const said = utterances.find((u) => u.id === reply);
  const person = said?.personId === undefined ? undefined : everyone.get(said.personId);
  if (!said || !person) return;
  const among = placed.filter((p) => candidates.includes(p.strand.asks[0]!)).map((p) => p.id);
  const inquiryIds = await writersOwn(deps.db, person, everyone, among, now);
  const { rows } = await owedFor(deps, { inquiryIds }, person.zone, now, 99);
  if (rows.length < 2) return;
  const link = deps.chats.get(channel.ref.platform)?.link(channel.ref, said.key);
  const it = { reply, repliedAt: said.at, channel: channel.name, candidates: rows, link };
  const about = rows.map((row) => ({ inquiryId: row.inquiryId }));
  const card = ambiguousAsk(it, person.zone, now);
  await post(deps.db, { purpose: "ask", key: `ambiguous:${reply}`, personId: person.id, card, about }, now);
}

/** They wrote in its channel: that they may see what is asked there. */
async function writersOwn(
  db: Db,
  person: Person,
  everyone: ReadonlyMap<number, Person>,
  ids: readonly number[],
  now: Instant,
): Promise<number[]> {
  const who = actingAs(person, everyone, await leavesFrom(db, now), now);
  return seenBy(db, who, ids, now, { inChannel: true });
}

const options = (everyone: ReadonlyMap<number, Person>) =>
  [...everyone.values()].map((p) => ({ label: p.name, value: String(p.id) }));
