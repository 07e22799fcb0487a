import { isAround, mayKeep, seesWithin, type WallSubject } from "../domain/walls.ts";
import type { Db } from "./db.ts";
import { standingWalls } from "./walls.ts";

/** How much of a firm somebody is to know of who reads or writes its file. */
export interface FirmSight {
  hides(subject: WallSubject): boolean;
  /** Whether a wall that stood when this was made may be told, and changed. A new one may. */
  mayTell(wallId: number): boolean;
  /** Whether legal holds may be told, and why they are on. */
  readonly holds: boolean;
}

/** For whoever runs the program: what is there. */
export const wholeFirm: FirmSight = { hides: () => false, mayTell: () => true, holds: true };

interface Viewer {
  readonly id: number;
  /** Whether they have the right to keep walls. */
  readonly keeper: boolean;
  /** The right to place legal holds. */
  readonly holds: boolean;
  readonly groups: ReadonlySet<number>;
}

/** The same walls as everywhere: a keeper tends what few need to know, and knows nothing of what they are screened from. */
export async function firmSightOf(db: Db, { id, keeper, holds, groups }: Viewer): Promise<FirmSight> {
  const walls = await standingWalls(db);
  const kept = new Set(walls.filter((wall) => keeper && mayKeep(wall, id, groups)).map((wall) => wall.id));
  const hiding = walls.filter((wall) => !kept.has(wall.id) && !seesWithin([wall], () => groups)(id, wall));
  const known = new Set(walls.map((wall) => wall.id));
  return {
    holds,
    hides: (subject) => hiding.some((wall) => isAround(wall, subject)),
    mayTell: (wall) => kept.has(wall) || (keeper && !known.has(wall)),
  };
}

/**
 * What each is called so that it can be told apart from its namesakes that the same reader may know of: of one name there are
 * several where somebody named it who could not know that it was there.
 */
export function calledApart(rows: readonly { readonly id: number; readonly name: string; readonly twin: number }[]) {
  const taken = new Set(rows.map(({ name }) => name));
  const first = new Map<string, number>();
  for (const { id, name } of [...rows].sort((a, b) => a.twin - b.twin)) if (!first.has(name)) first.set(name, id);
  return new Map(
    rows.map(({ id, name, twin }): [number, string] => {
      if (first.get(name) === id) return [id, name];
      let n = twin + 1;
      while (taken.has(`${name} (${n})`)) n++;
      taken.add(`${name} (${n})`);
      return [id, `${name} (${n})`];
    }),
  );
}
