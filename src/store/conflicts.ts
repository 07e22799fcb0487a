import { sql } from "kysely";
import type { By } from "../domain/audit.ts";
import type { Subject } from "../domain/conflicts.ts";
import type { ChannelRef } from "../domain/message.ts";
import type { Instant } from "../domain/time.ts";
import type { Place } from "../seal/cipher.ts";
import { record, within } from "./audit.ts";
import { type Db, stamp } from "./db.ts";
import type { Vault } from "./vault.ts";

/** A possible conflict, and the names of where it was found. */
export interface Conflict {
  readonly id: number;
  /** Null: of what somebody asked about. */
  readonly nameId: number | null;
  readonly subject: Subject;
  readonly subjectId: number;
  /** What it is called; null where it is no more. */
  readonly called: string | null;
  readonly clientId: number | null;
  readonly matterId: number | null;
  readonly client: string | null;
  readonly channel: ChannelRef | null;
  readonly message: string | null;
  readonly messageAt: Instant | null;
  readonly foundAt: Instant;
  readonly toldAt: Instant | null;
  readonly settledAt: Instant | null;
  readonly settledBy: string | null;
  readonly outcome: "none" | "conflict" | null;
  /** Sealed; see `reasonsOf`. */
  readonly why: Uint8Array | null;
}

/** Which of them: those of one notice, one alone, all about a client, those that are open, or of these those that nobody was told of. */
export type Which =
  | { readonly toldAt: Instant }
  | { readonly id: number }
  | { readonly clientId: number }
  | "open"
  | "untold";

/** What was found, for whoever may know of it: walls are not looked at here. Of names that are listed no more nothing is open. */
export async function conflicts(db: Db, which: Which): Promise<Conflict[]> {
  const open = sql`c.settled_at is null`;
  const only =
    which === "open"
      ? open
      : which === "untold"
        ? sql`${open} and c.told_at is null`
        : "id" in which
          ? sql`c.id = ${which.id}`
          : "clientId" in which
            ? sql`it.client = ${which.clientId}`
            : sql`c.told_at = ${stamp(which.toldAt)}`;
  const { rows } = await sql<Conflict>`
    select c.id, c.name_id as "nameId", c.subject, c.subject_id as "subjectId", it.called, it.client as "clientId", it.matter as "matterId",
      cl.name as client, it.channel, c.message, c.message_at as "messageAt", c.found_at as "foundAt", c.told_at as "toldAt",
      c.settled_at as "settledAt", p.name as "settledBy", c.outcome, c.why
    from conflicts c left join listed_names n on n.id = c.name_id left join people p on p.id = c.settled_by
    cross join lateral (
      select coalesce(a.name, b.name, d.name, e.name, f.name, case when s.id is not null then '' end) as called,
        coalesce(a.id, b.client_id, d.client_id, k.client_id, f.client_id) as client, coalesce(b.id, f.matter_id) as matter,
        case when f.id is not null then jsonb_build_object('platform', f.platform, 'workspace', f.workspace, 'id', f.external_id) end as channel
      from (select 1) one
      left join clients a on c.subject = 'client' and a.id = c.subject_id
      left join matters b on c.subject = 'matter' and b.id = c.subject_id
      left join contacts d on c.subject = 'contact' and d.id = c.subject_id
      left join accounts e on c.subject = 'account' and e.id = c.subject_id
      left join contacts k on k.id = e.contact_id
      left join channels f on c.subject = 'channel' and f.id = c.subject_id
      left join conflict_searches s on c.subject = 'search' and s.id = c.subject_id
    ) it left join clients cl on cl.id = it.client
    where ${only} and it.called is not null and (n.removed_at is null or c.settled_at is not null) order by c.id`.execute(
    db,
  );
  return rows;
}

/** Of those that nobody was told of, these are from now on. */
export const toBeTold = (tx: Db, ids: readonly number[], now: Instant) =>
  sql`update conflicts set told_at = ${stamp(now)} where told_at is null and id = any(${[...ids]}::int[])`.execute(tx);

export async function isAnyUntold(db: Db): Promise<boolean> {
  const { rows } = await sql<{ any: boolean }>`
    select exists (select from conflicts where told_at is null and settled_at is null) as any`.execute(db);
  return rows[0]!.any;
}

const whyOf = (id: number): Place => ({ column: "conflicts.why", row: [id] });

/** Why each was settled so, in the words of whoever did; of those who gave a reason. */
export async function reasonsOf(
  db: Db,
  vault: Vault,
  found: readonly Conflict[],
  now: Instant,
): Promise<ReadonlyMap<number, string>> {
  const reasons = new Map<number, string>();
  for (const { id, why } of found) if (why) reasons.set(id, await vault.open(db, why, whyOf(id), now));
  return reasons;
}

/** False where it is settled already. */
export async function settleConflict(
  db: Db,
  vault: Vault,
  id: number,
  outcome: "none" | "conflict",
  why: string | undefined,
  by: By & { readonly actor: { readonly person: number } },
): Promise<boolean> {
  const sealed = why === undefined ? null : (await vault.pen(db, "firm", by.at)).seal(why, whyOf(id));
  return within(db, async (tx) => {
    const { rows } = await sql`
      update conflicts set settled_at = ${stamp(by.at)}, settled_by = ${by.actor.person}, outcome = ${outcome}, why = ${sealed}
      where id = ${id} and settled_at is null returning id`.execute(tx);
    if (rows.length === 0) return false;
    await record(tx, { ...by, act: "conflict settled", subject: { kind: "conflict", id }, details: { outcome } });
    return true;
  });
}
