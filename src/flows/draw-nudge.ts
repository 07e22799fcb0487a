import { standIn } from "../domain/nudge.ts";
import type { Instant } from "../domain/time.ts";
import { leavesFrom, people } from "../store/people.ts";
import type { Card } from "../views/card.ts";
import { type Nudged, nudgeCard } from "../views/nudge.ts";
import type { Deps } from "./deps.ts";
import { type OwedHere, owedFor } from "./owed.ts";

/** A nudge as it is true now, for this reader; undefined where nothing in it is owed, or none of it concerns them any more. */
export async function drawNudge(
  deps: Deps,
  readerId: number,
  inquiryIds: readonly number[],
  now: Instant,
): Promise<Card | undefined> {
  const everyone = await people(deps.db);
  const reader = everyone.get(readerId);
  if (!reader) return undefined;
  const leaves = await leavesFrom(deps.db, now);
  const { rows } = await owedFor(deps, { inquiryIds }, reader.zone, now, inquiryIds.length);
  const nudged = rows.flatMap((row): Nudged[] => {
    if (row.state !== "open") return [];
    const { ownerId } = row;
    const present = ownerId === undefined ? undefined : standIn(ownerId, leaves, now);
    const insteadOf =
      ownerId !== undefined && ownerId !== readerId && present === readerId ? everyone.get(ownerId)?.name : undefined;
    const to = roleOf(row, readerId, present, reader);
    return to ? [insteadOf === undefined ? { ...row, to } : { ...row, to, insteadOf }] : [];
  });
  if (nudged.length === 0) return undefined;
  const colleagues = [...everyone.values()].map((p) => ({ label: p.name, value: String(p.id) }));
  return nudgeCard(nudged, { zone: reader.zone, colleagues: colleagues.slice(0, 100) }, now);
}

function roleOf(
  row: OwedHere,
  readerId: number,
  present: number | undefined,
  reader: { leads: readonly number[]; isPartner: boolean; isAdmin: boolean },
): Nudged["to"] | undefined {
  if (row.ownerId === readerId || present === readerId) return "owner";
  if (row.groupId !== undefined && reader.leads.includes(row.groupId)) return "lead";
  if (reader.isPartner) return "partner";
  return reader.isAdmin ? "admin" : undefined;
}
