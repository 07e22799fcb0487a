import { isAround, mayKeep, type WallSubject } from "../domain/walls.ts";
import type { Person } from "../store/people.ts";
import type { KnownWall } from "../store/walls.ts";

export const riskOfficers = (everyone: ReadonlyMap<number, Person>): Person[] =>
  [...everyone.values()].filter((person) => person.isRiskOfficer);

/**
 * Whether a risk officer may hear of something: of what few need to know they may, for they keep that wall; what they are screened
 * from is not there for them either.
 */
export function mayHearOf(
  walls: readonly KnownWall[],
  { id, memberOf, leads }: Person,
): (subject: WallSubject) => boolean {
  const groups = new Set([...memberOf, ...leads]);
  const closed = walls.filter((wall) => !mayKeep(wall, id, groups));
  return (subject) => !closed.some((wall) => isAround(wall, subject));
}
