import { sql } from "kysely";
import type { Instant } from "../domain/time.ts";
import { MINUTE } from "../domain/time.ts";
import type { Place } from "../seal/cipher.ts";
import type { Db } from "./db.ts";
import { stamp } from "./db.ts";
import { bytes, texts } from "./texts.ts";
import type { Vault } from "./vault.ts";

/** One delivery of a platform, as it came. `identity` is unique within the platform. */
export interface InboxEntry {
  readonly platform: string;
  readonly identity: string;
  readonly body: string;
  readonly receivedAt: Instant;
}

/** An entry in one process's hands. */
export interface Held {
  readonly platform: string;
  readonly identity: string;
  /** What finishes it names it: whoever was overtaken writes over nothing. */
  readonly attempts: number;
}

/** Long enough for a slow look-up of names, short enough that a dead process is not missed. */
const LEASE = 2 * MINUTE;
/** After so many tries, over four hours, an entry is set aside with its reason, and the rest go on. */
const TRIES = 9;
/** No lease is longer, and no wait for another try: one that is was given by a clock that ran ahead. */
const LONGEST = 4 * 60 * MINUTE;

/**
 * Stores the entries in one statement, sealed, each leased to the caller; says which of them were new, by identity.
 * One flush for many is what makes committing before acknowledging affordable.
 */
export async function keepAll(
  db: Db,
  vault: Vault,
  entries: readonly InboxEntry[],
  now: Instant,
): Promise<Set<string>> {
  const pen = await vault.pen(db, "firm", now);
  const { rows } = await sql<{ platform: string; identity: string }>`
    insert into inbox (platform, identity, body, received_at, lease_until, attempts)
    select platform, identity, body, received_at::timestamptz, received_at::timestamptz + ${LEASE} * interval '1 millisecond', 1
    from unnest(
      ${texts(entries.map((e) => e.platform))}::text[],
      ${texts(entries.map((e) => e.identity))}::text[],
      ${bytes(entries.map((e) => pen.seal(e.body, inboxBody(e))))}::bytea[],
      ${texts(entries.map((e) => new Date(e.receivedAt).toISOString()))}::text[]
    ) as kept (platform, identity, body, received_at)
    on conflict (platform, identity) do nothing
    returning platform, identity`.execute(db);
  return new Set(rows.map((row) => `${row.platform} ${row.identity}`));
}

/** Takes up what nobody is at work on: the leases of a process that died have run out. Oldest first. */
export async function claimWaiting(db: Db, vault: Vault, now: Instant, limit: number): Promise<(InboxEntry & Held)[]> {
  const { rows } = await sql<Omit<InboxEntry, "body"> & Held & { sealed: Uint8Array }>`
    update inbox set lease_until = ${stamp(now + LEASE)}, attempts = attempts + 1
    where id in (
      select id from inbox
      where done_at is null and failed is null and (lease_until <= ${stamp(now)} or lease_until > ${stamp(now + LONGEST)})
      order by id limit ${limit} for update skip locked
    )
    returning platform, identity, body as sealed, received_at as "receivedAt", attempts`.execute(db);
  const opened = await Promise.all(
    rows.map(({ sealed, ...entry }) =>
      vault.open(db, sealed, inboxBody(entry), now).then(
        (body) => ({ ...entry, body }),
        (fault: Error & { code?: string }) => ({ ...entry, why: `${fault.name} ${fault.code}` }),
      ),
    ),
  );
  // What cannot be opened keeps nothing else waiting.
  for (const one of opened) if ("why" in one) await giveBack(db, one, one.why, now + MINUTE);
  return opened.filter((one) => "body" in one);
}

export const inboxBody = ({ platform, identity }: Pick<InboxEntry, "platform" | "identity">): Place => ({
  column: "inbox.body",
  row: [platform, identity],
});

/** Marks them done; the bodies are gone. */
export async function finish(db: Db, done: readonly Held[], now: Instant) {
  await sql`
    update inbox set done_at = ${stamp(now)}, body = null, plain_body = null, lease_until = null
    from unnest(
      ${texts(done.map((d) => d.platform))}::text[],
      ${texts(done.map((d) => d.identity))}::text[],
      ${done.map((d) => d.attempts)}::int[]
    ) as done (platform, identity, attempts)
    where inbox.platform = done.platform and inbox.identity = done.identity and inbox.attempts = done.attempts`.execute(
    db,
  );
}

/** Lets it be tried again from `again` on, each time after twice as many minutes more, or sets it aside with its reason once it was tried often enough. */
export async function giveBack(db: Db, { platform, identity, attempts }: Held, reason: string, again: Instant) {
  await db
    .updateTable("inbox")
    .set({
      lease_until: sql<Instant>`${stamp(again)} + (power(2, attempts - 1) - 1) * interval '1 minute'`,
      failed: sql<string | null>`case when attempts >= ${TRIES} then ${reason}::text end`,
    })
    .where("platform", "=", platform)
    .where("identity", "=", identity)
    .where("attempts", "=", attempts)
    .where("done_at", "is", null)
    .execute();
}

/** Lets it be tried again from `again` on, for as long as it takes: nothing is wrong with it, and it counts as no try. */
export async function putOff(db: Db, { platform, identity, attempts }: Held, again: Instant) {
  await sql`
    update inbox set lease_until = ${stamp(again)}, attempts = greatest(attempts - 1, 0)
    where platform = ${platform} and identity = ${identity} and attempts = ${attempts} and done_at is null`.execute(db);
}

/** Gives up the lease on what was not taken up, or not to its end: whoever comes next takes it up at once. It counts as no try. */
export async function letGo(db: Db, entries: readonly Pick<InboxEntry, "platform" | "identity">[], now: Instant) {
  if (entries.length === 0) return;
  await sql`
    update inbox set lease_until = ${stamp(now)}, attempts = greatest(attempts - 1, 0)
    from unnest(${texts(entries.map((e) => e.platform))}::text[], ${texts(entries.map((e) => e.identity))}::text[]) as left_over (platform, identity)
    where inbox.platform = left_over.platform and inbox.identity = left_over.identity and done_at is null`.execute(db);
}

/** When the newest event of a platform came in, but for what a clock that ran fast dated; undefined where none ever did. */
export async function lastEventAt(db: Db, platform: string, now: Instant): Promise<Instant | undefined> {
  const newest = db
    .selectFrom("inbox")
    .select("received_at")
    .where("platform", "=", platform)
    .where("received_at", "<=", stamp(now))
    .orderBy("id", "desc");
  return (await newest.limit(1).executeTakeFirst())?.received_at;
}

/** What was set aside gets another chance: at the start of a program that was perhaps put right. */
export const retrySetAside = (db: Db, now: Instant) =>
  db
    .updateTable("inbox")
    .set({ failed: null, attempts: 0, lease_until: stamp(now) })
    .where("done_at", "is", null)
    .where("failed", "is not", null)
    .execute();

/** True the first time a press, command or form with this key is seen; the same one again is false. */
export async function firstTime(db: Db, key: string, now: Instant): Promise<boolean> {
  const row = await db
    .insertInto("handled")
    .values({ key, at: stamp(now) })
    .onConflict((c) => c.column("key").doNothing())
    .returning("key")
    .executeTakeFirst();
  return row !== undefined;
}
