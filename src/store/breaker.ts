import { type By, byItself } from "../domain/audit.ts";
import { type Instant, MINUTE } from "../domain/time.ts";
import { record, within } from "./audit.ts";
import { type Db, stamp } from "./db.ts";

export interface Breaker {
  /** To more people than this nothing is sent at once. */
  readonly mostAtOnce: number;
  /** Nudges are held back since then, until an admin lets them go. */
  readonly heldBackAt: Instant | null;
}

/** Let go, they have so long to leave. */
const LET_GO = 10 * MINUTE;

export async function breaker(db: Db, now: Instant): Promise<Breaker> {
  const row = await db.selectFrom("firm").select(["most_at_once", "held_back_at", "let_go_at"]).executeTakeFirst();
  const free = row?.let_go_at != null && now < row.let_go_at + LET_GO;
  return {
    mostAtOnce: free || !row ? Number.POSITIVE_INFINITY : row.most_at_once,
    heldBackAt: row?.held_back_at ?? null,
  };
}

/** False where they are held back already. */
export const holdBack = (db: Db, now: Instant): Promise<boolean> =>
  within(db, async (tx) => {
    const { numUpdatedRows } = await tx
      .updateTable("firm")
      .set({ held_back_at: stamp(now), let_go_at: null })
      .where("held_back_at", "is", null)
      .executeTakeFirst();
    if (numUpdatedRows === 0n) return false;
    await record(tx, { ...byItself(now), act: "held back", subject: { kind: "firm" } });
    return true;
  });

/** False where nothing was held back. */
export const letGo = (db: Db, by: By): Promise<boolean> =>
  within(db, async (tx) => {
    const { numUpdatedRows } = await tx
      .updateTable("firm")
      .set({ held_back_at: null, let_go_at: stamp(by.at) })
      .where("held_back_at", "is not", null)
      .executeTakeFirst();
    if (numUpdatedRows === 0n) return false;
    await record(tx, { ...by, act: "let go", subject: { kind: "firm" } });
    return true;
  });
