import type { AccountRef, ChannelRef } from "../domain/message.ts";
import type { Instant } from "../domain/time.ts";
import { type Account, accountOf, saveAccount } from "../store/accounts.ts";
import { type Channel, channelOf, saveChannel } from "../store/channels.ts";
import { noteGone } from "../store/gone.ts";
import type { Deps } from "./deps.ts";

/** Who this is: from the store, or, the first time, from the platform. Someone it does not know is an outsider. */
export async function knowAccount(deps: Deps, ref: AccountRef, now: Instant): Promise<Account> {
  const known = await accountOf(deps.db, ref);
  return known?.lookedUpAt ? known : lookUpAccount(deps, ref, now);
}

/** Asks the platform anew. One of the firm whom it knows no more is gone, and still who they were. */
export async function lookUpAccount({ db, chats }: Deps, ref: AccountRef, now: Instant): Promise<Account> {
  const info = await chats.get(ref.platform)?.account(ref);
  const known = info ? undefined : await accountOf(db, ref);
  if (known && known.personId !== null) return noteGone(db, known.id, now);
  return saveAccount(db, info ?? { ref, name: "Someone", outside: true, bot: false, deactivated: true }, now);
}

/** Which channel this is; one that the platform does not tell about may have outsiders in it. */
export async function knowChannel(deps: Deps, ref: ChannelRef, now: Instant): Promise<Channel> {
  return (await channelOf(deps.db, ref)) ?? lookUpChannel(deps, ref, now);
}

export async function lookUpChannel(
  { db, chats }: Deps,
  ref: ChannelRef,
  now: Instant,
  botIn?: boolean,
): Promise<Channel> {
  const info = await chats.get(ref.platform)?.channel(ref);
  return saveChannel(db, { ...(info ?? { ref, name: "unknown", shared: true, archived: false }), botIn }, now);
}
