import type { Instant } from "../domain/time.ts";
import type { Claimed } from "./claiming.ts";
import { type Db, json, stamp, stampOrNull } from "./db.ts";

export interface SentAs {
  readonly platform: string;
  readonly workspace: string;
  readonly conversation: string;
  readonly id: string;
}

type Mine = Pick<Claimed, "id" | "attempts">;

/** Each of these is false where another process took it over meanwhile: then what that one finds out is written down, not this. */
export const settleSent = (db: Db, mine: Mine, ref: SentAs, card: unknown, now: Instant) =>
  settle(db, mine, {
    state: "sent",
    card: json(card),
    doubtful: false,
    settled_at: stamp(now),
    sent_platform: ref.platform,
    sent_workspace: ref.workspace,
    sent_conversation: ref.conversation,
    sent_external_id: ref.id,
  });

export const settleOtherwise = (
  db: Db,
  mine: Mine,
  state: "unknown" | "failed" | "superseded",
  reason: string,
  now: Instant,
) => settle(db, mine, { state, reason, settled_at: stamp(now) });

/** Why a nudge waits that nothing went wrong with. */
export const QUIET = "it would come in their quiet hours";

/** `doubtful`: this try may have reached its reader, so it is looked for before it is said again. */
export const tryLater = (db: Db, mine: Mine, reason: string, at: Instant, doubtful: boolean) =>
  settle(db, mine, {
    state: "pending",
    reason,
    not_before: stamp(at),
    ...(doubtful ? { doubtful } : {}),
  });

async function settle(db: Db, { id, attempts }: Mine, what: object): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable("deliveries")
    .set({ ...what, lease_until: stampOrNull(null) })
    .where("id", "=", id)
    .where("state", "=", "sending")
    .where("attempts", "=", attempts)
    .executeTakeFirst();
  return numUpdatedRows > 0n;
}

/** Locks it for the last look before it is said. False: another process has taken it over. */
export async function stillMine(db: Db, { id, attempts }: Mine): Promise<boolean> {
  const row = await db
    .selectFrom("deliveries")
    .select("id")
    .where("id", "=", id)
    .where("state", "=", "sending")
    .where("attempts", "=", attempts)
    .forUpdate()
    .executeTakeFirst();
  return row !== undefined;
}

/** What was claimed and not begun waits again as it did. */
export const putBack = async (db: Db, mine: Mine): Promise<void> =>
  void (await settle(db, mine, { state: "pending", attempts: mine.attempts - 1 }));

export async function nextDeliveryAt(db: Db): Promise<Instant | undefined> {
  const row = await db
    .selectFrom("deliveries")
    .select((eb) => eb.fn.min("not_before").as("at"))
    .where("state", "=", "pending")
    .executeTakeFirst();
  return row?.at ?? undefined;
}
