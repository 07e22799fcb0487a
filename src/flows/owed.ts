import type { Chat } from "../chat/platform.ts";
import { dayEnd } from "../domain/day.ts";
import type { Owed } from "../domain/owed.ts";
import type { Instant, Zone } from "../domain/time.ts";
import type { Db } from "../store/db.ts";
import { type OwedBy, type OwedRow, owed as read } from "../store/owed.ts";
import { asViewer } from "../store/viewer.ts";

export type OwedHere = Owed & Pick<OwedRow, "ownerId" | "groupId">;

export const idsOf = (rows: readonly { readonly inquiryId: number }[]): number[] => rows.map((row) => row.inquiryId);

/** What is owed, as this person may know it, and as people read it: with an address at which the ask opens. */
export const owedSeen = (
  deps: { db: Db; chats: ReadonlyMap<string, Chat> },
  viewerId: number,
  by: OwedBy,
  zone: Zone,
  now: Instant,
  limit: number,
) => asViewer(deps.db, viewerId, (db) => owedFor({ ...deps, db }, by, zone, now, limit));

async function owedFor(
  { db, chats }: { db: Db; chats: ReadonlyMap<string, Chat> },
  by: OwedBy,
  zone: Zone,
  now: Instant,
  limit: number,
) {
  const list = await read(db, by, { now, dayEnd: dayEnd(now, zone) }, limit);
  const rows = list.rows.map(({ ask, ...row }): OwedHere => {
    const link = ask && chats.get(ask.channel.platform)?.link(ask.channel, ask.message, ask.thread);
    return link === undefined ? row : { ...row, link };
  });
  return { ...list, rows };
}
