import type { Instant } from "../domain/time.ts";
import { isAround, mayKeep } from "../domain/walls.ts";
import type { Db } from "../store/db.ts";
import { post } from "../store/deliveries.ts";
import type { Person } from "../store/people.ts";
import { standingWalls } from "../store/walls.ts";
import { nobodyLeftNotice } from "../views/walls.ts";

/**
 * Whoever could be told of an inquiry is outside the walls around it: the risk officers hear that there is one, and nothing of it.
 * False where no wall is around it.
 */
export async function tellNobodyInside(
  db: Db,
  inquiry: { readonly id: number; readonly clientId: number | null; readonly matterId: number | null },
  everyone: ReadonlyMap<number, Person>,
  now: Instant,
): Promise<boolean> {
  const walls = (await standingWalls(db)).filter((wall) => isAround(wall, inquiry));
  if (walls.length === 0) return false;
  for (const officer of [...everyone.values()].filter((p) => p.isRiskOfficer)) {
    const groups = new Set([...officer.memberOf, ...officer.leads]);
    if (!walls.every((wall) => mayKeep(wall, officer.id, groups))) continue;
    const key = `nobody left:${inquiry.id}:${officer.id}`;
    const card = nobodyLeftNotice(walls.map(({ id }) => id));
    await post(db, { purpose: "notice", key, personId: officer.id, card }, now);
  }
  return true;
}
