import { byItself } from "../domain/audit.ts";
import type { ChannelRef } from "../domain/message.ts";
import type { Instant } from "../domain/time.ts";
import { record, within } from "./audit.ts";
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
  // What was heard under either number changes hands: that is about more than this channel.
  const details = { channel: old.id, was: early?.id };
  await record(db, { ...byItself(now), act: "channel changed", subject: { kind: "firm" }, details });
  return old;
}

export const noteBotIn = (db: Db, ref: ChannelRef, botIn: boolean, now: Instant): Promise<void> =>
  within(db, async (tx) => {
    const changed = await tx
      .updateTable("channels")
      .set({ bot_in: botIn })
      .where("platform", "=", ref.platform)
      .where("workspace", "=", ref.workspace)
      .where("external_id", "=", ref.id)
      .where("bot_in", "<>", botIn)
      .returning("id")
      .execute();
    for (const { id } of changed) {
      const subject = { kind: "channel", id } as const;
      await record(tx, { ...byItself(now), act: "channel changed", subject, details: { bot: botIn } });
    }
  });
