import type { AccountRef } from "../../domain/message.ts";
import type { Instant } from "../../domain/time.ts";
import { accountOf, saveAccount } from "../../store/accounts.ts";
import { notOfTheFirm } from "../../views/refusals.ts";
import type { Actor } from "../actor.ts";
import type { Deps } from "../deps.ts";

/** An admin who fills in the set-up, and by which account: people are chosen by the ids of its platform. */
export interface Setting {
  readonly by: AccountRef;
  readonly who: Actor;
}

/** People of the firm by the ids that were chosen in a form; or why one of them cannot be. */
export interface Picked {
  readonly people: ReadonlyMap<string, number>;
  readonly refused?: string;
}

/**
 * Whoever is chosen from the platform's directory becomes known to the firm. Outsiders are in such directories as well: the
 * platform is asked about everyone who is not known yet as a colleague.
 */
export async function picked(deps: Deps, by: AccountRef, ids: readonly string[], now: Instant): Promise<Picked> {
  const found = await Promise.all(
    [...new Set(ids)].map(async (id) => ({ id, is: await onePicked(deps, by, id, now) })),
  );
  const people = new Map<string, number>();
  for (const { id, is } of found) {
    if (typeof is === "string") return { people, refused: is };
    people.set(id, is);
  }
  return { people };
}

async function onePicked({ db, chats }: Deps, by: AccountRef, id: string, now: Instant): Promise<number | string> {
  const ref = { ...by, id };
  const known = await accountOf(db, ref);
  if (known?.lookedUpAt && known.personId !== null && !known.outside && !known.deactivated) return known.personId;
  const info = await chats.get(by.platform)?.account(ref);
  // Not kept as an outsider: they may be a colleague whom the platform tells of later.
  if (!info) return notOfTheFirm("", "unknown");
  if (info.bot) return notOfTheFirm(info.name, "bot");
  if (info.outside) return notOfTheFirm(info.name, "outside");
  if (info.deactivated) return notOfTheFirm(info.name, "gone");
  const { personId } = await saveAccount(db, info, now);
  return personId ?? notOfTheFirm(info.name, "outside");
}
