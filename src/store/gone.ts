import { sql } from "kysely";
import { byItself } from "../domain/audit.ts";
import type { Instant } from "../domain/time.ts";
import { type Account, account, recordAccount } from "./accounts.ts";
import { record, within } from "./audit.ts";
import { type Db, stamp } from "./db.ts";

/** Nobody knows this account any more where it was. Whose it was stays known. */
export const noteGone = (db: Db, id: number, now: Instant): Promise<Account> =>
  within(db, async (tx) => {
    const row = await tx
      .updateTable("accounts")
      .set({ deactivated: true, looked_up_at: stamp(now) })
      .where("id", "=", id)
      .returningAll()
      .executeTakeFirstOrThrow();
    const gone = account(row);
    await recordAccount(tx, gone, gone, now);
    return gone;
  });

/** Whoever has no account left that works has left the firm. True where that is news; coming back is news too. */
export const noteWhetherLeft = (db: Db, personId: number, now: Instant): Promise<boolean> =>
  within(db, async (tx) => {
    const { rows } = await sql<{ gone: boolean }>`
      update people set left_at = case when is_it.gone then ${stamp(now)}::timestamptz end
      from (select not exists (select from accounts where person_id = ${personId} and not deactivated) as gone) as is_it
      where id = ${personId} and (left_at is not null) <> is_it.gone
      returning left_at is not null as gone`.execute(tx);
    const [news] = rows;
    const subject = { kind: "person", id: personId } as const;
    if (news) await record(tx, { ...byItself(now), act: "person changed", subject, details: { left: news.gone } });
    return news !== undefined;
  });
