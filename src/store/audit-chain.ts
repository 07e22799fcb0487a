import { createHash } from "node:crypto";
import { sql } from "kysely";
import type { Checkpoint, Verdict } from "../domain/audit/verdict.ts";
import type { Db } from "./db.ts";

/** The last link; nothing where nothing was logged yet. */
export async function chainHead(db: Db): Promise<Checkpoint | undefined> {
  const row = await db
    .selectFrom("audit_chain")
    .select(["seq", "hash"])
    .orderBy("seq", "desc")
    .limit(1)
    .executeTakeFirst();
  return row && { seq: row.seq, hash: hex(row.hash) };
}

const AT_A_TIME = 5000;

interface Link {
  readonly seq: number;
  readonly hash: Uint8Array;
  readonly entry: string | null;
}

/**
 * Works every hash out anew, first to last. That what is there hangs together is proved by itself; that nothing was cut off its
 * end, and that it was not rewritten as a whole, is proved by checkpoints from outside.
 */
export async function verifyChain(db: Db, checkpoints: readonly Checkpoint[] = []): Promise<Verdict> {
  const bySeq = Map.groupBy(checkpoints, ({ seq }) => seq);
  let before: Buffer = Buffer.alloc(32);
  let at = 0;
  let fitting = 0;
  const verdict = (broken?: Verdict["broken"]): Verdict => ({
    entries: at,
    ...(at > 0 && { head: { seq: at, hash: before.toString("hex") } }),
    fitting,
    ...(broken && { broken }),
  });
  for (;;) {
    const links = await linksAfter(db, at);
    for (const { seq, hash, entry } of links) {
      if (seq !== at + 1 || entry === null) return verdict({ what: "removed", seq: at + 1 });
      const after = chained(before, entry);
      if (!after.equals(hash)) return verdict({ what: await whatHappened(db, before, hash), seq });
      [before, at] = [after, seq];
      for (const known of bySeq.get(seq) ?? []) {
        if (known.hash !== hex(hash)) return verdict({ what: "rewritten", seq });
        fitting++;
      }
    }
    if (links.length < AT_A_TIME) break;
  }
  const row = await unchained(db);
  if (row !== undefined) return verdict({ what: "inserted", seq: row });
  return checkpoints.some(({ seq }) => seq > at) ? verdict({ what: "cut off", seq: at + 1 }) : verdict();
}

const chained = (before: Uint8Array, entry: string): Buffer =>
  createHash("sha256").update(before).update(entry, "utf8").digest();

/** By their places, and each with the text of its entry, where that is still there. */
async function linksAfter(db: Db, seq: number): Promise<Link[]> {
  return db
    .selectFrom("audit_chain as c")
    .leftJoin("audit as a", "a.id", "c.entry_id")
    .select(["c.seq", "c.hash", "a.entry"])
    .where("c.seq", ">", seq)
    .orderBy("c.seq")
    .limit(AT_A_TIME)
    .execute();
}

/** A text that hashes to what is written here may be found elsewhere: then it changed its place. */
async function whatHappened(db: Db, before: Uint8Array, hash: Uint8Array): Promise<"edited" | "out of order"> {
  const { rows } = await sql`
    select from audit where sha256(${Buffer.from(before)}::bytea || convert_to(entry, 'UTF8')) = ${Buffer.from(hash)}::bytea limit 1`.execute(
    db,
  );
  return rows.length > 0 ? "out of order" : "edited";
}

/** A row that came past the chain. */
async function unchained(db: Db): Promise<number | undefined> {
  const { rows } = await sql<{ id: number }>`
    select id from audit a where not exists (select from audit_chain c where c.entry_id = a.id) order by id limit 1`.execute(
    db,
  );
  return rows[0]?.id;
}

const hex = (hash: Uint8Array): string => Buffer.from(hash).toString("hex");
