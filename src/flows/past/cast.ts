import type { AccountRef } from "../../domain/message.ts";
import type { Past } from "../../domain/past.ts";
import type { Instant } from "../../domain/time.ts";
import { type Account, accountOf, saveAccount } from "../../store/accounts.ts";
import { contactFor } from "../../store/contact-for.ts";
import type { Db } from "../../store/db.ts";

/** Everyone who wrote, each looked up once; the export stands in for the platform. */
export interface Cast {
  who(tx: Db, ref: AccountRef): Promise<Account>;
  /** An outsider's contact of this client, made where they have none. */
  contactOf(tx: Db, who: Account, clientId: number, now: Instant): Promise<void>;
  /** Names that messages carried. */
  heardOf(names: ReadonlyMap<string, string>): void;
  /** Who wrote and is in no list, by name or id. */
  unknown(): string[];
}

export function cast(past: Past, isFirm: (id: string) => boolean, now: Instant): Cast {
  const listed = new Map(past.accounts.map((account) => [account.ref.id, account]));
  const names = new Map<string, string>();
  const met = new Map<string, Account>();
  const unlisted = new Set<string>();

  async function meet(tx: Db, ref: AccountRef): Promise<Account> {
    const known = listed.get(ref.id);
    if (!known) unlisted.add(ref.id);
    const stored = await accountOf(tx, ref);
    if (stored) return stored;
    const name = names.get(ref.id) ?? ref.id;
    const info = known ?? { ref, name, bot: false, deactivated: true };
    return saveAccount(tx, { ...info, outside: !isFirm(ref.id) }, now);
  }

  return {
    async who(tx, ref) {
      const account = met.get(ref.id) ?? (await meet(tx, ref));
      met.set(ref.id, account);
      return account;
    },
    async contactOf(tx, who, clientId, at) {
      if (who.contactId === null) met.set(who.ref.id, { ...who, contactId: await contactFor(tx, who, clientId, at) });
    },
    heardOf(more) {
      for (const [id, name] of more) names.set(id, name);
    },
    unknown: () => [...unlisted].map((id) => names.get(id) ?? id),
  };
}
