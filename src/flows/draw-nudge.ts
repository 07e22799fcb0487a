import { type Leave, standIn } from "../domain/nudge/leave.ts";
import type { Audience } from "../domain/nudge.ts";
import type { Instant } from "../domain/time.ts";
import { leavesFrom, type Person, people } from "../store/people.ts";
import { howSettled } from "../store/settled.ts";
import type { Card } from "../views/card.ts";
import type { Nudged } from "../views/nudge/nudged.ts";
import { nudgeCard } from "../views/nudge.ts";
import { actingAs } from "./actor.ts";
import { seenBy } from "./authorise.ts";
import type { Deps } from "./deps.ts";
import { type OwedHere, owedFor } from "./owed.ts";

/** A nudge as it is true now, for this reader; undefined where nothing in it is owed, or none of it concerns them any more. */
export async function drawNudge(
  deps: Deps,
  readerId: number,
  inquiryIds: readonly number[],
  now: Instant,
): Promise<Card | undefined> {
  const { nudged, reader } = await nudgedNow(deps, readerId, inquiryIds, now);
  return nudged.length === 0 ? undefined : nudgeCard(nudged, reader, now);
}

/** A card of `since` as it is true now: what was done about it meanwhile is told in it, and has no buttons. */
export async function redrawNudge(
  deps: Deps,
  readerId: number,
  inquiryIds: readonly number[],
  since: Instant,
  now: Instant,
): Promise<Card> {
  const { nudged, reader } = await nudgedNow(deps, readerId, inquiryIds, now);
  // What its owner has snoozed is not settled for those who watch over it.
  const watched = new Set(nudged.filter((one) => one.to !== "owner").map((one) => one.inquiryId));
  const known = await knownTo(deps, readerId, inquiryIds, now);
  const settled = (await howSettled(deps.db, known, readerId, since, now)).filter(
    ({ how, inquiryId }) => !(typeof how === "object" && "snoozedUntil" in how && watched.has(inquiryId)),
  );
  const done = new Set(settled.map((one) => one.inquiryId));
  const open = nudged.filter((one) => !done.has(one.inquiryId));
  return nudgeCard(open, reader, now, settled);
}

/** How it ended may be told to whoever was told of it, unless a wall has come between. */
async function knownTo({ db }: Deps, readerId: number, ids: readonly number[], now: Instant): Promise<number[]> {
  const everyone = await people(db);
  const reader = everyone.get(readerId);
  const who = reader && actingAs(reader, everyone, await leavesFrom(db, now), now);
  return who ? seenBy(db, who, ids, now, { inChannel: true }) : [];
}

async function nudgedNow(deps: Deps, readerId: number, inquiryIds: readonly number[], now: Instant) {
  const everyone = await people(deps.db);
  const colleagues = [...everyone.values()].map((p) => ({ label: p.name, value: String(p.id) })).slice(0, 100);
  const reader = everyone.get(readerId);
  if (!reader) return { nudged: [], reader: { zone: "UTC", colleagues } };
  const leaves = await leavesFrom(deps.db, now);
  const who = actingAs(reader, everyone, leaves, now);
  const mine = await seenBy(deps.db, who, inquiryIds, now);
  const { rows } = await owedFor(deps, { inquiryIds: mine }, reader.zone, now, Math.max(1, inquiryIds.length));
  const nudged = rows.flatMap((row): Nudged[] => {
    const to = row.state === "open" ? roleOf(row, reader, everyone, leaves, now) : undefined;
    return to ? [{ ...row, ...to }] : [];
  });
  return { nudged, reader: { zone: reader.zone, colleagues } };
}

/** Why this reader is told: as themselves before as a stand-in, by the nearest place on the ladder. */
function roleOf(
  { ownerId, groupId }: OwedHere,
  reader: Person,
  everyone: ReadonlyMap<number, Person>,
  leaves: readonly Leave[],
  now: Instant,
): Pick<Nudged, "to" | "insteadOf"> | undefined {
  const owners = ownerId === undefined ? [] : [ownerId];
  const all = [...everyone.values()];
  const circles: readonly (readonly [Audience, readonly number[]])[] = [
    ["owner", owners],
    ["lead", all.filter((p) => groupId !== undefined && p.leads.includes(groupId)).map((p) => p.id)],
    [
      "partner",
      all.filter((p) => p.isPartner || (groupId !== undefined && p.partnerOf.includes(groupId))).map((p) => p.id),
    ],
  ];
  for (const [to, circle] of circles) if (circle.includes(reader.id)) return { to };
  for (const [to, circle] of circles) {
    const away = circle.find((id) => standIn(id, leaves, now) === reader.id);
    if (away !== undefined) return { to, insteadOf: everyone.get(away)!.name };
  }
  return reader.isAdmin ? { to: "admin" } : undefined;
}
