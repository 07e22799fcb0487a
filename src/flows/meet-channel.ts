import type { Happening } from "../domain/message.ts";
import type { Instant } from "../domain/time.ts";
import { post } from "../store/deliveries.ts";
import { people } from "../store/people.ts";
import { channelJoinedAsk } from "../views/asks.ts";
import type { Deps } from "./deps.ts";
import { knowAccount, lookUpChannel } from "./know.ts";

type Joined = Extract<Happening, { kind: "bot joined" }>;

/** Invited into a channel: whoever invited the bot is asked in private whose it is; an outsider's invitation goes to the admins. */
export async function meetChannel(deps: Deps, { channel: ref, by, at }: Joined, now: Instant): Promise<void> {
  const channel = await lookUpChannel(deps, ref, now, true);
  if (channel.clientId !== null) return;
  const inviter = by && (await knowAccount(deps, by, now));
  const admins = [...(await people(deps.db)).values()].filter((p) => p.isAdmin).map((p) => p.id);
  const asked = inviter?.personId ? [inviter.personId] : admins;
  const card = channelJoinedAsk({ channel: channel.name, channelId: channel.id, shared: channel.shared });
  for (const personId of asked) {
    const key = `channel:${channel.id}:${at}:${personId}`;
    await post(deps.db, { purpose: "notice", key, personId, card }, now);
  }
}
