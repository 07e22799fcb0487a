import { dated, notBefore } from "../domain/dated.ts";
import { detect } from "../domain/detect.ts";
import { grade } from "../domain/grade.ts";
import type { ChannelRef, Message } from "../domain/message.ts";
import type { Instant } from "../domain/time.ts";
import { type Account, noteActive } from "../store/accounts.ts";
import { type Channel, channelOf, lockChannel } from "../store/channels.ts";
import { contactFor } from "../store/contact-for.ts";
import { theFirm } from "../store/firm.ts";
import { deleteMessage, messageByExternalId, type Reading, saveMessage } from "../store/messages.ts";
import { threadIsTracked } from "../store/rulings.ts";
import { penFor } from "../store/words.ts";
import type { Deps } from "./deps.ts";
import { hearNames, noteHeard } from "./hear-names.ts";
import { knowAccount, knowChannel } from "./know.ts";
import { settleConversation } from "./settle-conversation.ts";

/** A post or an edit: judged by who wrote it where, kept, and the conversation around it sorted afresh. */
export async function receiveMessage(deps: Deps, m: Message, now: Instant): Promise<void> {
  if (m.by !== "person") return;
  const channel = await knowChannel(deps, m.channel, now);
  if (channel.kind === "other" && !(await threadIsTracked(deps.db, channel.id, m.thread ?? m.id))) return;
  const who = await knowAccount(deps, m.author, now);
  if (who.bot) return;
  if (who.personId !== null) await noteActive(deps.db, who.id, now);
  const zone = who.zone ?? (await theFirm(deps.db)).zone;
  const then = { ...m, at: dated(m.at, now), revisedAt: dated(m.revisedAt, now) };
  await keepMessage(deps, channel, who, then, readMessage(m, who, channel, zone), notBefore(now, [then.revisedAt]));
}

/** Keeps what was read and sorts the conversation, in one transaction. */
async function keepMessage(deps: Deps, channel: Channel, who: Account, m: Message, r: Reading, now: Instant) {
  // Asked for before the transaction: a key service may take its time.
  const pen = await penFor(deps.vault, deps.db, channel, now);
  const heard = await hearNames(deps, channel, m, now);
  const settled = await deps.db.transaction().execute(async (tx) => {
    await lockChannel(tx, channel.id);
    if (r.side === "client" && who.outside && channel.clientId !== null)
      await contactFor(tx, who, channel.clientId, now);
    const id = await saveMessage(tx, channel.id, m, r, pen, now);
    if (id !== undefined) await noteHeard(tx, heard, id, now);
    return id === undefined ? [] : settleConversation({ ...deps, db: tx }, channel, m.at, m.thread ?? m.id, now);
  });
  for (const told of settled) deps.tell(told);
}

/** A deletion: its words go, and what they asked or answered goes with them. */
export async function receiveDeletion(deps: Deps, ref: ChannelRef, messageId: string, at: Instant, now: Instant) {
  const channel = await channelOf(deps.db, ref);
  if (!channel) return;
  if (channel.kind === "other" && !(await messageByExternalId(deps.db, channel.id, messageId))) return;
  const settled = await deps.db.transaction().execute(async (tx) => {
    await lockChannel(tx, channel.id);
    const gone = await deleteMessage(tx, channel.id, messageId, dated(at, now), now);
    return gone ? settleConversation({ ...deps, db: tx }, channel, gone.at, messageId, now) : [];
  });
  for (const told of settled) deps.tell(told);
}

/** What the words mean, by who wrote them where. */
export function readMessage(m: Message, who: Account, channel: Channel, zone: string): Reading {
  const accountId = who.id;
  if (who.outside) {
    const verdict = detect(m.text, "client");
    return { accountId, side: "client", verdict: verdict.is, verdictWhy: verdict.why };
  }
  if (channel.kind === "internal") {
    const relayed = detect(m.text, "colleague");
    if (relayed.is !== "not") return { accountId, side: "client", verdict: relayed.is, verdictWhy: relayed.why };
  }
  const graded = grade(m.text, m.revisedAt, zone);
  return { accountId, side: "firm", grade: graded.grade, promisedFor: graded.promisedFor };
}
