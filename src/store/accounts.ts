import { sql } from "kysely";
import type { AccountInfo } from "../domain/account.ts";
import { byItself } from "../domain/audit.ts";
import type { AccountRef } from "../domain/message.ts";
import type { Instant } from "../domain/time.ts";
import { record, within } from "./audit.ts";
import { type Db, stamp } from "./db.ts";

export interface Account {
  readonly id: number;
  readonly ref: AccountRef;
  readonly name: string;
  readonly zone: string | null;
  /** Of another organisation, or a guest. */
  readonly outside: boolean;
  readonly bot: boolean;
  readonly deactivated: boolean;
  readonly personId: number | null;
  readonly contactId: number | null;
  readonly lookedUpAt: Instant | null;
}

export async function accountOf(db: Db, ref: AccountRef): Promise<Account | undefined> {
  const row = await db
    .selectFrom("accounts")
    .selectAll()
    .where("platform", "=", ref.platform)
    .where("workspace", "=", ref.workspace)
    .where("external_id", "=", ref.id)
    .executeTakeFirst();
  return row && account(row);
}

/** Where a person is written to: the account they were last active with, else the oldest; one where the bot no longer is, last. */
export async function accountOfPerson(db: Db, personId: number): Promise<Account | undefined> {
  const row = await db
    .selectFrom("accounts")
    .selectAll()
    .where("person_id", "=", personId)
    .where("deactivated", "=", false)
    .orderBy(botIsOut)
    .orderBy("active_at", (o) => o.desc().nullsLast())
    .orderBy("id")
    .executeTakeFirst();
  return row && account(row);
}

const botIsOut = sql`exists (select from installations i where i.platform = accounts.platform
  and i.workspace = accounts.workspace and i.removed_at is not null)`;

/** The ids by which a platform knows the firm's people in one workspace, by person. */
export async function idsThere(db: Db, { platform, workspace }: Omit<AccountRef, "id">): Promise<Map<number, string>> {
  const rows = await db
    .selectFrom("accounts")
    .select(["person_id", "external_id"])
    .where("platform", "=", platform)
    .where("workspace", "=", workspace)
    .where("person_id", "is not", null)
    .where("deactivated", "=", false)
    .where("outside", "=", false)
    .orderBy("id", "desc")
    .execute();
  return new Map(rows.map((row) => [row.person_id!, row.external_id]));
}

/** Stores what is known of an account; a colleague becomes a person of the firm, by e-mail address where it has one. */
export const saveAccount = (db: Db, known: AccountInfo, now: Instant): Promise<Account> =>
  within(db, (tx) => saveKnown(tx, known, now));

async function saveKnown(db: Db, known: AccountInfo, now: Instant): Promise<Account> {
  const before = await accountOf(db, known.ref);
  const personId = known.outside || known.bot ? null : (before?.personId ?? (await personFor(db, known, now)));
  const facts = {
    name: known.name,
    email: known.email ?? null,
    zone: known.zone ?? null,
    outside: known.outside,
    bot: known.bot,
    deactivated: known.deactivated,
    looked_up_at: stamp(now),
  };
  const row = await db
    .insertInto("accounts")
    .values({
      platform: known.ref.platform,
      workspace: known.ref.workspace,
      external_id: known.ref.id,
      person_id: personId,
      contact_id: null,
      active_at: null,
      ...facts,
    })
    .onConflict((c) =>
      c.columns(["platform", "workspace", "external_id"]).doUpdateSet((eb) => ({
        ...facts,
        person_id: known.outside || known.bot ? null : eb.fn.coalesce("accounts.person_id", eb.val(personId)),
        // A client's person who joins the firm is one of its own from then on.
        contact_id: known.outside || known.bot ? eb.ref("accounts.contact_id") : null,
      })),
    )
    .returningAll()
    .executeTakeFirstOrThrow();
  const after = account(row);
  if (!before || COUNTS.some((what) => before[what] !== after[what])) await recordAccount(db, before, after, now);
  return after;
}

/** What of an account is more than how it is written. */
const COUNTS = ["outside", "bot", "deactivated", "personId", "contactId"] as const;

export const recordAccount = (tx: Db, before: Account | undefined, after: Account, now: Instant) =>
  record(tx, {
    ...byItself(now),
    act: before ? "account changed" : "account met",
    subject: { kind: "account", id: after.id },
    details: {
      outside: after.outside,
      bot: after.bot,
      deactivated: after.deactivated,
      person: after.personId,
      contact: after.contactId,
    },
  });

export const noteActive = (db: Db, accountId: number, now: Instant) =>
  db
    .updateTable("accounts")
    .set({ active_at: stamp(now) })
    .where("id", "=", accountId)
    .execute();

async function personFor(db: Db, known: AccountInfo, now: Instant): Promise<number> {
  const email = known.email?.toLowerCase() ?? null;
  const { id, added } = await db
    .insertInto("people")
    .values({ name: known.name, email, zone: known.zone ?? null, left_at: null })
    .onConflict((c) =>
      c.column("email").doUpdateSet((eb) => ({
        zone: eb.fn.coalesce("people.zone", "excluded.zone"),
        // Known by the address alone until now.
        name: eb
          .case()
          .when(eb.fn("lower", ["people.name"]), "=", eb.ref("people.email"))
          .then(eb.ref("excluded.name"))
          .else(eb.ref("people.name"))
          .end(),
      })),
    )
    .returning(["id", sql<boolean>`xmax = 0`.as("added")])
    .executeTakeFirstOrThrow();
  const act = added ? "person added" : "person changed";
  await record(db, { ...byItself(now), act, subject: { kind: "person", id } });
  return id;
}

export const account = (row: {
  id: number;
  platform: string;
  workspace: string;
  external_id: string;
  name: string;
  zone: string | null;
  outside: boolean;
  bot: boolean;
  deactivated: boolean;
  person_id: number | null;
  contact_id: number | null;
  looked_up_at: Instant | null;
}): Account => ({
  id: row.id,
  ref: { platform: row.platform, workspace: row.workspace, id: row.external_id },
  name: row.name,
  zone: row.zone,
  outside: row.outside,
  bot: row.bot,
  deactivated: row.deactivated,
  personId: row.person_id,
  contactId: row.contact_id,
  lookedUpAt: row.looked_up_at,
});
