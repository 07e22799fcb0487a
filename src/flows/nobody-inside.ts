import type { Instant } from "../domain/time.ts";
import { isAround, mayKeep } from "../domain/walls.ts";
import type { Db } from "../store/db.ts";
import { post } from "../store/deliveries.ts";
import type { Person } from "../store/people.ts";
import { standingWalls } from "../store/walls.ts";
import { nobodyLeftNotice, nobodyMayBeToldNotice } from "../views/walls.ts";

/**
 * Whoever could be told of an inquiry is outside the walls around it: the risk officers hear that there is one, and nothing of it.
 * Where there is none who may hear of it, the admins are told that much, and not of which wall. Nobody who is screened is told
 * either: for them there is nothing. False where no wall is around it.
 */
export async function tellNobodyInside(
  db: Db,
  inquiry: { readonly id: number; readonly clientId: number | null; readonly matterId: number | null },
  everyone: ReadonlyMap<number, Person>,
  now: Instant,
): Promise<boolean> {
  const walls = (await standingWalls(db)).filter((wall) => isAround(wall, inquiry));
  if (walls.length === 0) return false;
  const mayHear = (one: Person) => {
    const groups = new Set([...one.memberOf, ...one.leads]);
    return walls.every((wall) => mayKeep(wall, one.id, groups));
  };
  const able = [...everyone.values()].filter(mayHear);
  const officers = able.filter((one) => one.isRiskOfficer);
  const readers = officers.length > 0 ? officers : able.filter((one) => one.isAdmin);
  const card = officers.length > 0 ? nobodyLeftNotice(walls.map(({ id }) => id)) : nobodyMayBeToldNotice();
  for (const { id } of readers) {
    const key = `nobody left:${inquiry.id}:${id}`;
    await post(db, { purpose: "notice", key, personId: id, card }, now);
  }
  return true;
}
