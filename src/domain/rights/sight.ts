import type { ActingPerson, Subject } from "./capacities.ts";

/** What someone sees of all inquiries, so that a list can be read from the database at one go. */
export interface Sight {
  /** Who looks. */
  readonly person: number;
  /** Whose inquiries, owned or answered for, are theirs to see: their own, and those of whom they stand in for. */
  readonly people: readonly number[];
  readonly groups: "all" | readonly number[];
}

/** The same as the right to see, told of everybody at once; what only a place in a channel opens is in no list. */
export const sightOf = ({ id, roles, covers }: ActingPerson): Sight => ({
  person: id,
  people: [id, ...covers],
  groups:
    roles.partnerOf === "the firm" ? "all" : [...new Set([...roles.memberOf, ...roles.leads, ...roles.partnerOf])],
});

export function isInSight({ people, groups }: Sight, it: Pick<Subject, "groups" | "owner" | "responsible">): boolean {
  if (groups === "all" || it.groups.length === 0) return true;
  if (it.groups.some((group) => groups.includes(group))) return true;
  return [it.owner, ...it.responsible].some((one) => one !== undefined && people.includes(one));
}
