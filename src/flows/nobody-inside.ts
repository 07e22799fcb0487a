import type { Instant } from "../domain/time.ts";
import { isAround } from "../domain/walls.ts";
import type { Db } from "../store/db.ts";
import { post } from "../store/deliveries.ts";
import type { Person } from "../store/people.ts";
import { seesNow, standingWalls } from "../store/walls.ts";
import { nobodyLeftNotice, nobodyMayBeToldNotice } from "../views/walls.ts";
import { mayHearOf, riskOfficers } from "./risk-officers.ts";

/**
 * Whoever could be told of an inquiry is outside the walls around it: the risk officers hear that there is one, and nothing of it.
 * Where there is none who may hear of it, the admins are told that much, and not of which wall: those who are inside. For whoever is
 * outside there is nothing that nobody could be told of. False where no wall is around it.
 */
export async function tellNobodyInside(
  db: Db,
  inquiry: { readonly id: number; readonly clientId: number | null; readonly matterId: number | null },
  everyone: ReadonlyMap<number, Person>,
  now: Instant,
): Promise<boolean> {
  const walls = (await standingWalls(db)).filter((wall) => isAround(wall, inquiry));
  if (walls.length === 0) return false;
  const officers = riskOfficers(everyone).filter((one) => mayHearOf(walls, one)(inquiry));
  const sees = await seesNow(db);
  const admins = [...everyone.values()].filter((one) => one.isAdmin && sees(one.id, inquiry));
  const readers = officers.length > 0 ? officers : admins;
  const card = officers.length > 0 ? nobodyLeftNotice(walls.map(({ id }) => id)) : nobodyMayBeToldNotice();
  for (const { id } of readers) {
    const key = `nobody left:${inquiry.id}:${id}`;
    await post(db, { purpose: "notice", key, personId: id, card }, now);
  }
  return true;
}
