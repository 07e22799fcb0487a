import type { Message } from "../domain/message.ts";
import type { Instant } from "../domain/time.ts";
import { lockChannel } from "../store/channels.ts";
import { contactFor } from "../store/contact-for.ts";
import { theFirm } from "../store/firm.ts";
import { inquiryById } from "../store/inquiries.ts";
import { messageByExternalId, saveMessage } from "../store/messages.ts";
import { rule } from "../store/rulings.ts";
import { penFor } from "../store/words.ts";
import { act } from "./act.ts";
import type { Deps, Told } from "./deps.ts";
import { knowAccount, knowChannel } from "./know.ts";
import { readMessage } from "./receive-message.ts";
import { settleConversation } from "./settle-conversation.ts";

/** A person of the firm says that this message is, or is not, an inquiry: that stands above the detector. Returns its inquiry. */
export async function trackByHand(
  deps: Deps,
  m: Message,
  by: number,
  now: Instant,
  as: "inquiry" | "not" = "inquiry",
): Promise<number | undefined> {
  const channel = await knowChannel(deps, m.channel, now);
  const author = await knowAccount(deps, m.author, now);
  const pen = await penFor(deps.vault, deps.db, channel, now);
  const zone = author.zone ?? (await theFirm(deps.db)).zone;
  const told: Told[] = [];
  const inquiryId = await deps.db.transaction().execute(async (tx) => {
    await lockChannel(tx, channel.id);
    const known = await messageByExternalId(tx, channel.id, m.id);
    if (!known && as === "not") return undefined;
    if (author.outside && channel.clientId !== null) await contactFor(tx, author, channel.clientId, now);
    // Read as it would be by itself: its own event may still be on the way, and finds it known.
    await saveMessage(tx, channel.id, m, readMessage(m, author, channel, zone), pen, now);
    const message = (await messageByExternalId(tx, channel.id, m.id))!;
    await rule(tx, message.id, as, by, now);
    told.push(...(await settleConversation({ ...deps, db: tx }, channel, m.at, m.thread ?? m.id, now)));
    return (await messageByExternalId(tx, channel.id, m.id))?.inquiryId ?? undefined;
  });
  for (const one of told) deps.tell(one);
  if (as === "inquiry" && inquiryId !== undefined) await openAgain(deps, inquiryId, by, now);
  return inquiryId;
}

/** Tracking what was taken off the list, or closed, puts it back. */
async function openAgain(deps: Deps, id: number, personId: number, now: Instant) {
  const inquiry = await inquiryById(deps.db, id);
  if (inquiry?.state === "dismissed" || inquiry?.state === "resolved")
    await act(deps, id, { kind: "reopened", key: `tracked:${id}:${now}`, at: now, personId }, now);
}
