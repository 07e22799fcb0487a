/** screened: the named are out, everyone else is in. need to know: only the named are in. */
export type WallKind = "screened" | "need to know";

/** The word that follows what is walled: "from" whom, or "only" for whom. */
export const wallKindOf = (word: string): WallKind => (/^only$/i.test(word) ? "need to know" : "screened");

/** An ethical wall that stands. Groups mean their members and their lead, as they are when somebody looks. */
export interface Wall {
  readonly kind: WallKind;
  readonly clientId: number;
  /** Null: all that is the client's. */
  readonly matterId: number | null;
  readonly personIds: readonly number[];
  readonly groupIds: readonly number[];
}

export interface WallSubject {
  readonly clientId: number | null;
  readonly matterId: number | null;
}

/** Who belongs to which groups, as member or lead. */
export type GroupsOf = (personId: number) => ReadonlySet<number>;

export type Sees = (personId: number, subject: WallSubject) => boolean;

/** Whether someone is inside all the walls that stand around something. With several, one must be inside each. */
export const seesWithin =
  (walls: readonly Wall[], groupsOf: GroupsOf): Sees =>
  (personId, subject) =>
    walls.every((wall) => !isAround(wall, subject) || isInside(wall, personId, groupsOf(personId)));

/** Whether a wall is around something. Where its matter is not known, by its client alone. */
export const isAround = ({ clientId, matterId }: Wall, subject: WallSubject): boolean =>
  matterId === null ? clientId === subject.clientId : matterId === subject.matterId;

const isInside = (wall: Wall, personId: number, groups: ReadonlySet<number>): boolean =>
  isNamed(wall, personId, groups) === (wall.kind === "need to know");

const isNamed = (
  { personIds, groupIds }: Pick<Wall, "personIds" | "groupIds">,
  id: number,
  groups: ReadonlySet<number>,
) => personIds.includes(id) || groupIds.some((group) => groups.has(group));

/**
 * Whether a risk officer may know that a wall is there, and tend it. Being left out of what few need to know does not keep them
 * from it, and lets them see nothing behind it; being screened does: for them it does not exist.
 */
export const mayKeep = (
  wall: Pick<Wall, "kind" | "personIds" | "groupIds">,
  personId: number,
  groups: ReadonlySet<number>,
) => wall.kind === "need to know" || !isNamed(wall, personId, groups);
