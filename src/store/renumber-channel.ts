import type { ChannelRef } from "../domain/message.ts";
import type { Instant } from "../domain/time.ts";
import { type Channel, channelOf } from "./channels.ts";
import type { Db } from "./db.ts";
import { moveMessages } from "./reseal.ts";
import type { Vault } from "./vault.ts";

/**
 * A channel that got a new id stays the same channel. What was heard under the new id before one knew goes over to it.
 * Undefined where the old id is not known.
 */
export async function renumberChannel(
  db: Db,
  vault: Vault,
  was: ChannelRef,
  is: ChannelRef,
  now: Instant,
): Promise<Channel | undefined> {
  const [old, early] = [await channelOf(db, was), await channelOf(db, is)];
  if (!old) return undefined;
  if (early) {
    await moveMessages(db, vault, early, old, now);
    await db.updateTable("inquiries").set({ channel_id: old.id }).where("channel_id", "=", early.id).execute();
    await db.deleteFrom("channels").where("id", "=", early.id).execute();
  }
  await db.updateTable("channels").set({ external_id: is.id }).where("id", "=", old.id).execute();
  return old;
}
