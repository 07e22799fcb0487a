import { byItself } from "../domain/audit.ts";
import type { Instant } from "../domain/time.ts";
import { type Account, recordAccount } from "./accounts.ts";
import { record } from "./audit.ts";
import type { Db } from "./db.ts";

/** The contact of a client that an outsider is; made at the first ask in a channel of that client. */
export async function contactFor(db: Db, who: Account, clientId: number, now: Instant): Promise<number> {
  if (who.contactId !== null) return who.contactId;
  const { id } = await db
    .insertInto("contacts")
    .values({ client_id: clientId, name: who.name })
    .returning("id")
    .executeTakeFirstOrThrow();
  await db.updateTable("accounts").set({ contact_id: id }).where("id", "=", who.id).execute();
  const subject = { kind: "contact", id } as const;
  await record(db, { ...byItself(now), act: "contact added", subject, details: { client: clientId } });
  await recordAccount(db, who, { ...who, contactId: id }, now);
  return id;
}
