import type { Message } from "../domain/message.ts";
import type { Instant } from "../domain/time.ts";
import type { Channel } from "../store/channels.ts";
import type { Db } from "../store/db.ts";
import { type Met, noteMet, screenLater } from "../store/screening.ts";
import { type Deps, kindOf } from "./deps.ts";
import { listedNow } from "./listed.ts";
import { metIn } from "./screen.ts";

/**
 * Who of the listed is named in a message of a client's channel, by whomever, while its words are at hand: nothing of them is kept for
 * it. A message is never lost or held up for this: where it fails, it is tried again later, on the words that are kept.
 */
export async function hearNames(
  deps: Deps,
  channel: Channel,
  m: Message,
  now: Instant,
): Promise<readonly Met[] | "later"> {
  if (channel.kind === "other" || (channel.clientId === null && !channel.shared)) return [];
  try {
    const { names, screen } = await listedNow(deps, now, true);
    return names.size === 0 ? [] : metIn(screen, m.text, channel, { id: m.id, at: m.at });
  } catch (fault) {
    deps.tell({ what: "job failed", job: `screen a message in channel ${channel.id}`, reason: kindOf(fault) });
    return "later";
  }
}

/** With the message, in one transaction: neither is there without the other. */
export async function noteHeard(tx: Db, met: readonly Met[] | "later", messageId: number, now: Instant): Promise<void> {
  if (met === "later") await screenLater(tx, { subject: "message", id: messageId });
  else await noteMet(tx, met, now);
}
