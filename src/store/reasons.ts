import { sql } from "kysely";
import type { Instant } from "../domain/time.ts";
import type { Fact } from "../domain/timeline.ts";
import { type Owner, type Place, SealError } from "../seal/cipher.ts";
import type { Db } from "./db.ts";
import type { Vault } from "./vault.ts";

const SEALED = "sealed:";

const placeOf = (inquiryId: number, key: string): Place => ({ column: "facts.reason", row: [inquiryId, key] });

/** Why somebody dismissed an inquiry, as they typed it, for its fact with that key; a word of ours where no words are kept. */
export async function sealedReason(
  db: Db,
  vault: Vault,
  of: { readonly id: number; readonly clientId: number | null; readonly channelId: number | null },
  key: string,
  typed: string,
  now: Instant,
): Promise<string> {
  if (!vault.keepsText) return "not an inquiry";
  const pen = await vault.pen(db, ownerOf(of), now);
  return SEALED + pen.seal(typed, placeOf(of.id, key)).toString("base64");
}

const ownerOf = ({
  clientId,
  channelId,
}: {
  readonly clientId: number | null;
  readonly channelId: number | null;
}): Owner => (clientId !== null ? `client:${clientId}` : channelId !== null ? `channel:${channelId}` : "firm");

/** The same facts, each reason as it was typed. */
export const withReasons = (
  db: Db,
  vault: Vault,
  inquiryId: number,
  facts: readonly Fact[],
  now: Instant,
): Promise<Fact[]> =>
  Promise.all(
    facts.map(async (fact) =>
      fact.kind === "dismissed"
        ? { ...fact, reason: await typedReason(db, vault, inquiryId, fact.key, fact.reason, now) }
        : fact,
    ),
  );

/** A reason as it was typed; nothing of one that nobody can open any more. */
export async function typedReason(
  db: Db,
  vault: Vault,
  inquiryId: number,
  key: string,
  reason: string,
  now: Instant,
): Promise<string> {
  return reason.startsWith(SEALED) ? ((await opened(db, vault, inquiryId, key, reason, now)) ?? "") : reason;
}

/** Those whose key was rotated, or was their channel's before the channel got its client, sealed anew. @returns how many */
export async function resealReasons(db: Db, vault: Vault, now: Instant, limit: number): Promise<number> {
  const { rows } = await sql<Row>`
    select f.inquiry_id as "inquiryId", f.key, f.reason, i.client_id as "clientId", k.owner
    from facts f join data_keys k on k.id = f.reason_key join inquiries i on i.id = f.inquiry_id
    where k.wrapped is not null and (k.retired_at is not null or (k.owner like 'channel:%' and i.client_id is not null))
    limit ${limit}`.execute(db);
  let count = 0;
  for (const { inquiryId, key, reason, clientId, owner } of rows) {
    const typed = await opened(db, vault, inquiryId, key, reason, now);
    if (typed === undefined) continue;
    const whose = owner.startsWith("channel:") && clientId !== null ? (`client:${clientId}` as const) : owner;
    const anew = SEALED + (await vault.pen(db, whose, now)).seal(typed, placeOf(inquiryId, key)).toString("base64");
    await sql`update facts set reason = ${anew} where inquiry_id = ${inquiryId} and key = ${key} and reason = ${reason}`.execute(
      db,
    );
    count++;
  }
  return count;
}

interface Row {
  readonly inquiryId: number;
  readonly key: string;
  readonly reason: string;
  readonly clientId: number | null;
  readonly owner: Owner;
}

const opened = (db: Db, vault: Vault, inquiryId: number, key: string, reason: string, now: Instant) =>
  vault
    .open(db, Buffer.from(reason.slice(SEALED.length), "base64"), placeOf(inquiryId, key), now)
    .catch((fault: unknown) => {
      if (fault instanceof SealError && fault.code !== "KEYS") return undefined;
      throw fault;
    });
