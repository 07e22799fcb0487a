import { sql } from "kysely";
import { type Act, byItself, entryText } from "../domain/audit.ts";
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
type Said = Pick<Claimed, "id" | "attempts" | "purpose" | "personId" | "inquiryIds">;

/** Each of these is false where another process took it over meanwhile: then what that one finds out is written down, not this. */
export const settleSent = (db: Db, mine: Said, ref: SentAs, card: unknown, now: Instant) =>
  settleNoted(db, mine, "told", now, {
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
  mine: Said,
  state: "unknown" | "failed" | "superseded",
  reason: string,
  now: Instant,
) => {
  const set = { state, reason, settled_at: stamp(now) };
  return state === "superseded"
    ? settle(db, mine, set)
    : settleNoted(db, mine, state === "failed" ? "not told" : "perhaps told", now, set);
};

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

const settle = async (db: Db, mine: Mine, what: object): Promise<boolean> =>
  (await settling(db, mine, what).executeTakeFirst()) !== undefined;

/** With its entry in the log, in one statement: one goes to the database for each message to a person. */
async function settleNoted(db: Db, mine: Said, act: Act, now: Instant, what: object): Promise<boolean> {
  const { id, purpose, personId, inquiryIds } = mine;
  const entry = entryText({
    ...byItself(now),
    act,
    subject: { kind: "delivery", id },
    inquiries: inquiryIds,
    details: { purpose, person: personId },
  });
  const noted = await db
    .with("settled", (q) => settling(q as unknown as Db, mine, what))
    .with("noted", (q) =>
      q
        .insertInto("audit")
        .columns(["entry"])
        .expression((e) => e.selectFrom("settled").select(sql<string>`${entry}::text`.as("entry"))),
    )
    .selectFrom("settled")
    .select("id")
    .executeTakeFirst();
  return noted !== undefined;
}

const settling = (db: Db, { id, attempts }: Mine, what: object) =>
  db
    .updateTable("deliveries")
    .set({ ...what, lease_until: stampOrNull(null) })
    .where("id", "=", id)
    .where("state", "=", "sending")
    .where("attempts", "=", attempts)
    .returning("id");

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
