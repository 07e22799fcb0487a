import type { AccountRef } from "../domain/message.ts";
import type { Instant } from "../domain/time.ts";
import { noteActive } from "../store/accounts.ts";
import { type Person, people } from "../store/people.ts";
import type { Deps } from "./deps.ts";
import { knowAccount } from "./know.ts";

/** Someone of the firm who does something, and everyone they may name. */
export interface Actor extends Person {
  readonly colleagues: ReadonlyMap<number, Person>;
}

/** Undefined for an outsider, a bot, or someone who has left: nothing here is for them. */
export async function actor(deps: Deps, ref: AccountRef, now: Instant): Promise<Actor | undefined> {
  const account = await knowAccount(deps, ref, now);
  if (account.outside || account.personId === null || account.deactivated) return undefined;
  await noteActive(deps.db, account.id, now);
  const colleagues = await people(deps.db);
  const person = colleagues.get(account.personId);
  return person && { ...person, colleagues };
}
