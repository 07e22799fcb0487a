import { sql } from "kysely";
import { byItself } from "../domain/audit.ts";
import type { Instant } from "../domain/time.ts";
import { keyIdOf, type Owner, type Place, SealError } from "../seal/cipher.ts";
import { record, within } from "./audit.ts";
import type { Db } from "./db.ts";
import { inboxBody } from "./inbox.ts";
import { tokensOf } from "./installations.ts";
import type { Vault } from "./vault.ts";
import { bodyOf, penFor } from "./words.ts";

/**
 * What an older program left in the open, sealed; words go where none are to be kept. So many messages at most.
 * @returns how many rows
 */
export async function sealTheOpen(db: Db, vault: Vault, now: Instant, limit: number): Promise<number> {
  const { rows } = await sql<Row & { plain: string }>`
    select m.id, m.channel_id as "channelId", m.external_id as "externalId", c.client_id as "clientId", m.plain_body as plain
    from messages m join channels c on c.id = m.channel_id where m.plain_body is not null order by m.id limit ${limit}`.execute(
    db,
  );
  for (const row of rows) {
    const pen = await penFor(vault, db, { id: row.channelId, clientId: row.clientId }, now);
    const body = pen?.seal(row.plain, bodyOf(row.channelId, row.externalId)) ?? null;
    await within(db, async (tx) => {
      await sql`
        update messages set body = ${body}, plain_body = null where id = ${row.id} and plain_body is not null`.execute(
        tx,
      );
      const subject = { kind: "message", id: row.id } as const;
      if (body === null) await record(tx, { ...byItself(now), act: "forgotten", subject });
    });
  }
  return rows.length;
}

/** What the program itself needs at its start: what came in and was not done, and tokens. */
export async function sealOwn(db: Db, vault: Vault, now: Instant): Promise<void> {
  const waiting = await db
    .selectFrom("inbox")
    .select(["id", "platform", "identity", "plain_body"])
    .where("plain_body", "is not", null)
    .execute();
  const tokens = await db
    .selectFrom("installations")
    .select(["platform", "workspace", "plain_tokens"])
    .where("plain_tokens", "is not", null)
    .execute();
  if (waiting.length + tokens.length === 0) return;
  const pen = await vault.pen(db, "firm", now);
  for (const row of waiting)
    await sql`update inbox set body = ${pen.seal(row.plain_body!, inboxBody(row))}, plain_body = null
      where id = ${row.id} and plain_body is not null`.execute(db);
  for (const { platform, workspace, plain_tokens } of tokens)
    await sql`update installations set tokens = ${pen.seal(plain_tokens!, tokensOf(platform, workspace))}, plain_tokens = null
      where platform = ${platform} and workspace = ${workspace} and plain_tokens is not null`.execute(db);
}

/**
 * Messages whose key was rotated, or was their channel's before the channel got its client, sealed anew. What was said while a
 * channel was one client's stays with that client's key. @returns how many
 */
export async function resealMessages(db: Db, vault: Vault, now: Instant, limit: number): Promise<number> {
  const { rows } = await sql<Row & { owner: Owner; body: Uint8Array }>`
    with turned as (
      select k.id, k.owner from data_keys k
      where k.wrapped is not null and (k.retired_at is not null
        or exists (select from channels c where k.owner = 'channel:' || c.id and c.client_id is not null))
    )
    select m.id, m.channel_id as "channelId", m.external_id as "externalId", c.client_id as "clientId", m.body, turned.owner
    from turned join messages m on m.body_key = turned.id join channels c on c.id = m.channel_id limit ${limit}`.execute(
    db,
  );
  let count = 0;
  for (const row of rows) if (await reseal(db, vault, row, row.channelId, row.owner, now)) count++;
  return count;
}

/** Of one channel that turned out to be another: each message is sealed anew for its new place. */
export async function moveMessages(
  db: Db,
  vault: Vault,
  from: { readonly id: number },
  to: { readonly id: number },
  now: Instant,
) {
  const { rows } = await sql<Row & { owner: Owner; body: Uint8Array }>`
    select m.id, m.channel_id as "channelId", m.external_id as "externalId", c.client_id as "clientId", m.body, k.owner
    from messages m join channels c on c.id = ${to.id} join data_keys k on k.id = m.body_key
    where m.channel_id = ${from.id}`.execute(db);
  for (const row of rows)
    await reseal(db, vault, row, to.id, row.owner.startsWith("channel:") ? `channel:${to.id}` : row.owner, now);
  await db.updateTable("messages").set({ channel_id: to.id }).where("channel_id", "=", from.id).execute();
}

interface Row {
  readonly id: number;
  readonly channelId: number;
  readonly externalId: string;
  readonly clientId: number | null;
}

/** What cannot be opened is left as it is, for whoever looks into it: nothing is written over that nobody read. */
async function reseal(
  db: Db,
  vault: Vault,
  row: Row & { body: Uint8Array },
  channelId: number,
  owner: Owner,
  now: Instant,
) {
  const whose = owner.startsWith("channel:") && row.clientId !== null ? (`client:${row.clientId}` as const) : owner;
  const pen = await vault.pen(db, whose, now);
  const words = await opened(vault, db, row.body, bodyOf(row.channelId, row.externalId), now);
  if (words === undefined) return false;
  const body = pen.seal(words, bodyOf(channelId, row.externalId));
  await sql`update messages set body = ${body} where id = ${row.id} and body = ${Buffer.from(row.body)}`.execute(db);
  return true;
}

/** Tokens, and what came in and is not done, where the firm's own key was rotated. @returns how many */
export async function resealOwn(db: Db, vault: Vault, now: Instant): Promise<number> {
  const pen = await vault.pen(db, "firm", now);
  const isOld = (sealed: Uint8Array | null) => sealed !== null && keyIdOf(sealed) !== pen.key;
  let count = 0;
  const tokens = await db
    .selectFrom("installations")
    .select(["platform", "workspace", "tokens"])
    .where("tokens", "is not", null)
    .execute();
  for (const { platform, workspace, tokens: sealed } of tokens.filter((row) => isOld(row.tokens))) {
    const place = tokensOf(platform, workspace);
    const words = await opened(vault, db, sealed!, place, now);
    if (words === undefined) continue;
    const anew = pen.seal(words, place);
    await sql`update installations set tokens = ${anew} where platform = ${platform} and workspace = ${workspace}
      and tokens = ${Buffer.from(sealed!)}`.execute(db);
    count++;
  }
  const waiting = await db
    .selectFrom("inbox")
    .select(["id", "platform", "identity", "body"])
    .where("done_at", "is", null)
    .where("failed", "is not", null)
    .where("body", "is not", null)
    .execute();
  for (const row of waiting.filter(({ body }) => isOld(body))) {
    const words = await opened(vault, db, row.body!, inboxBody(row), now);
    if (words === undefined) continue;
    const anew = pen.seal(words, inboxBody(row));
    await sql`update inbox set body = ${anew} where id = ${row.id} and body = ${Buffer.from(row.body!)}`.execute(db);
    count++;
  }
  return count;
}

/** Opened; nothing where that will never be possible again. */
const opened = (vault: Vault, db: Db, sealed: Uint8Array, place: Place, now: Instant): Promise<string | undefined> =>
  vault.open(db, sealed, place, now).catch((fault: unknown) => {
    if (fault instanceof SealError && fault.code !== "KEYS") return undefined;
    throw fault;
  });
