import type { Reply } from "../chat/platform.ts";
import type { Ambiguity } from "../domain/conversation.ts";
import type { Instant } from "../domain/time.ts";
import type { Channel } from "../store/channels.ts";
import { channelById, lockChannel } from "../store/channels.ts";
import type { StoredUtterance } from "../store/conversations.ts";
import { post } from "../store/deliveries.ts";
import type { Inquiry } from "../store/inquiries.ts";
import { asksOf, messageById, sayItAnswers, sayItAnswersNone } from "../store/messages.ts";
import type { Person } from "../store/people.ts";
import { subjectCard } from "../store/subject.ts";
import { ambiguousAsk, ownerlessAsk, unsureAsk } from "../views/asks.ts";
import { mootCard } from "../views/nudge.ts";
import { belongs, belongsToNone } from "../views/replies.ts";
import type { Actor } from "./actor.ts";
import type { Deps } from "./deps.ts";
import { type OwedHere, owedFor } from "./owed.ts";
import { type Placed, settleConversation } from "./settle-conversation.ts";

/** Of a new inquiry: its owner, whether it is one, where that is in doubt; the admins, where nobody owns it. */
export async function askAboutNew(deps: Deps, inquiry: Inquiry, everyone: ReadonlyMap<number, Person>, now: Instant) {
  const admins = [...everyone.values()].filter((p) => p.isAdmin);
  const owner = inquiry.ownerId === null ? undefined : everyone.get(inquiry.ownerId);
  const asked = owner ? [owner] : admins;
  for (const person of asked) {
    const it = await oneOwed(deps, inquiry.id, person, now);
    if (!it) continue;
    const about = [{ inquiryId: inquiry.id }];
    const [key, card] = owner
      ? [`unsure:${inquiry.id}`, unsureAsk(it, person.zone, now)]
      : [`unowned:${inquiry.id}:${person.id}`, ownerlessAsk(it, person.zone, now, options(everyone))];
    if (!owner || inquiry.unsure) await post(deps.db, { purpose: "ask", key, personId: person.id, card, about }, now);
  }
}

/** Who wrote a reply that may answer several inquiries says which; until then it counts for none. */
export async function askWhichItAnswers(
  deps: Deps,
  channel: Channel,
  { reply, candidates }: Ambiguity,
  placed: readonly Placed[],
  utterances: readonly StoredUtterance[],
  everyone: ReadonlyMap<number, Person>,
  now: Instant,
) {
  const said = utterances.find((u) => u.id === reply);
  const person = said?.personId === undefined ? undefined : everyone.get(said.personId);
  if (!said || !person) return;
  const inquiryIds = placed.filter((p) => candidates.includes(p.strand.asks[0]!)).map((p) => p.id);
  const { rows } = await owedFor(deps, { inquiryIds }, person.zone, now, 99);
  if (rows.length < 2) return;
  const link = deps.chats.get(channel.ref.platform)?.link(channel.ref, said.key);
  const it = { reply, repliedAt: said.at, channel: channel.name, candidates: rows, link };
  const about = rows.map((row) => ({ inquiryId: row.inquiryId }));
  const card = ambiguousAsk(it, person.zone, now);
  await post(deps.db, { purpose: "ask", key: `ambiguous:${reply}`, personId: person.id, card, about }, now);
}

/** `"<reply> <inquiry>"`, or `"<reply> none"`. */
export async function answerAsk(deps: Deps, who: Actor, value: string, now: Instant): Promise<Reply> {
  const [reply = "", choice = ""] = value.split(" ");
  const message = await messageById(deps.db, Number(reply));
  if (!message) return { card: belongsToNone() };
  const told = await deps.db.transaction().execute(async (tx) => {
    await lockChannel(tx, message.channelId);
    if (choice === "none") await sayItAnswersNone(tx, message.id);
    else {
      const [ask] = await asksOf(tx, Number(choice));
      if (ask !== undefined) await sayItAnswers(tx, message.id, ask);
    }
    const channel = await channelById(tx, message.channelId);
    return settleConversation({ ...deps, db: tx }, channel, message.at, message.thread, now);
  });
  for (const one of told) deps.tell(one);
  const replace = { ...mootCard([], who.zone, now) };
  return choice === "none"
    ? { card: belongsToNone(), replace }
    : { card: belongs(await subjectCard(deps.db, Number(choice))), replace };
}

async function oneOwed(deps: Deps, id: number, person: Person, now: Instant): Promise<OwedHere | undefined> {
  const { rows } = await owedFor(deps, { inquiryIds: [id] }, person.zone, now, 1);
  return rows[0];
}

const options = (everyone: ReadonlyMap<number, Person>) =>
  [...everyone.values()].map((p) => ({ label: p.name, value: String(p.id) }));
