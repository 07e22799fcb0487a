import type { Ambiguity } from "../domain/conversation/room.ts";
import type { Strand } from "../domain/conversation.ts";
import { recipients } from "../domain/nudge/recipients.ts";
import type { Instant } from "../domain/time.ts";
import type { Sees } from "../domain/walls.ts";
import type { Channel } from "../store/channels.ts";
import type { StoredUtterance } from "../store/conversations.ts";
import { post } from "../store/deliveries.ts";
import type { Inquiry } from "../store/inquiries.ts";
import { leavesFrom, type Person, people } from "../store/people.ts";
import { ambiguousAsk, ownerlessAsk, unsureAsk } from "../views/asks.ts";
import type { Card } from "../views/card.ts";
import type { Deps } from "./deps.ts";
import { tellNobodyLeft } from "./nobody-left.ts";
import { owedSeen } from "./owed.ts";

/**
 * Of a new inquiry: its owner (or who stands in), whether it is one, where that is in doubt; the admins, where nobody owns it.
 * Not in anybody's quiet hours.
 */
export async function askAboutNew(
  deps: Deps,
  inquiry: Inquiry,
  { people: everyone, sees }: { people: ReadonlyMap<number, Person>; sees: Sees },
  now: Instant,
) {
  const owned = inquiry.ownerId !== null;
  if (owned && !inquiry.unsure) return;
  const circle = {
    ownerId: inquiry.ownerId,
    leadId:
      [...everyone.values()].find((p) => inquiry.groupId !== null && p.leads.includes(inquiry.groupId))?.id ?? null,
    partnerIds: [],
    adminIds: [...everyone.values()].filter((p) => p.isAdmin).map((p) => p.id),
  };
  const who = {
    leaves: await leavesFrom(deps.db, now),
    quietOf: (id: number) => everyone.get(id)?.quiet,
    sees: (id: number) => sees(id, inquiry),
  };
  const about = [{ inquiryId: inquiry.id }];
  const asked = recipients(owned ? ["owner"] : [], circle, null, who, now);
  if (asked.length === 0 && circle.adminIds.length > 0) await tellNobodyLeft(deps.db, inquiry, everyone, now);
  for (const { personId, notBefore } of asked) {
    const key = `${owned ? "unsure" : "unowned"}:${inquiry.id}:${personId}`;
    await post(deps.db, { purpose: "ask", key, personId, about }, notBefore ?? now);
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
  const { rows } = await owedSeen(deps, personId, { inquiryIds }, person?.zone ?? "UTC", now, 1);
  const [it] = rows;
  if (!person || !it) return undefined;
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
  const inquiryIds = placed.filter((p) => candidates.includes(p.strand.asks[0]!)).map((p) => p.id);
  const { rows } = await owedSeen(deps, person.id, { inquiryIds }, person.zone, now, 99);
  if (rows.length < 2) return;
  const link = deps.chats.get(channel.ref.platform)?.link(channel.ref, said.key);
  const it = { reply, repliedAt: said.at, channel: channel.name, candidates: rows, link };
  const about = rows.map((row) => ({ inquiryId: row.inquiryId }));
  const card = ambiguousAsk(it, person.zone, now);
  await post(deps.db, { purpose: "ask", key: `ambiguous:${reply}`, personId: person.id, card, about }, now);
}

const options = (everyone: ReadonlyMap<number, Person>) =>
  [...everyone.values()].map((p) => ({ label: p.name, value: String(p.id) }));
