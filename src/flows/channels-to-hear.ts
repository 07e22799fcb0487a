import type { Chat } from "../chat/platform.ts";
import type { Finding } from "../domain/finding.ts";
import { type Heard, heardChannels } from "../store/channels.ts";
import type { Db } from "../store/db.ts";
import { capital, plural } from "../views/words.ts";

/** A platform answers about fifty such questions a minute. */
const MOST = 40;
const NAMED = 5;

/** Whether the bot is in every channel in which it is to listen: as the platform says just now, else as it was last heard. */
export async function channelsToHear(db: Db, chat: Chat): Promise<Finding[]> {
  const channels = await heardChannels(db, chat.platform);
  if (channels.length === 0) return [];
  const asked = await ask(chat, channels.slice(0, MOST));
  const missing = channels.filter((one) => (asked.get(one.id) ?? (one.botIn ? "in" : "out")) === "out");
  const name = `${capital(chat.platform)} channels`;
  if (missing.length > 0)
    return [
      {
        name,
        ok: false,
        say: `What is asked in ${named(missing)} is not heard: the bot is not there, or the channel is gone. Invite it.`,
      },
    ];
  const rest = channels.length - asked.size;
  const seen = rest > 0 ? `, ${asked.size} of them asked just now` : "";
  return [
    { name, ok: true, say: `The bot is in ${plural(channels.length, "channel")} in which it is to listen${seen}.` },
  ];
}

/** What the platform says of each; those it could not be asked about are not in it. Changes nothing. */
async function ask(chat: Chat, channels: readonly Heard[]): Promise<Map<number, "in" | "out">> {
  const told = new Map<number, "in" | "out">();
  for (const { id, ref, botIn } of channels) {
    try {
      const info = await chat.channel(ref);
      // An archived one is heard no more because nobody speaks there any more.
      told.set(id, !info ? "out" : info.archived || (info.botIn ?? botIn) ? "in" : "out");
    } catch {
      // Whoever says no once says no again.
      return told;
    }
  }
  return told;
}

function named(channels: readonly Heard[]): string {
  const more = channels.length - NAMED;
  const names = channels.slice(0, NAMED).map(({ name }) => `#${name}`);
  return `${names.join(", ")}${more > 0 ? ` and ${more} more` : ""}`;
}
