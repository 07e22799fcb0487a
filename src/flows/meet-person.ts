import type { Instant } from "../domain/time.ts";
import { type Account, accountOfPerson, saveAccount } from "../store/accounts.ts";
import { emailOf } from "../store/people.ts";
import type { Deps } from "./deps.ts";

/** Someone of the firm's list who was not seen on any platform yet: each is asked who has their e-mail address. */
export async function meetPerson({ db, chats }: Deps, personId: number, now: Instant): Promise<Account | undefined> {
  const email = await emailOf(db, personId);
  if (email === undefined) return undefined;
  for (const chat of chats.values()) {
    const info = await chat.accountByEmail?.(email);
    if (info) await saveAccount(db, info, now);
  }
  return accountOfPerson(db, personId);
}
