/** What of somebody decides whether they are told of others' inquiries. */
export interface Told {
  readonly id: number;
  readonly isPartner: boolean;
  readonly isAdmin: boolean;
  readonly leads: readonly number[];
  readonly memberOf: readonly number[];
  readonly partnerOf: readonly number[];
}

/** The partners who watch over a group: its own, and those of the firm who belong to it; where there is none, those of the firm. */
export function partnersOver(everyone: readonly Told[], group: number | null): number[] {
  const own = everyone.filter(
    (p) => group !== null && (p.partnerOf.includes(group) || (p.isPartner && p.memberOf.includes(group))),
  );
  return ids(own.length > 0 ? own : everyone.filter((p) => p.isPartner));
}

/**
 * Who is told where nobody else is left: the admins who may see it. To be an admin opens no group's inquiries: where none of them
 * may, its partners are told; where there are none, whoever belongs to the group.
 */
export function lastResort(everyone: readonly Told[], group: number | null): number[] {
  const admins = everyone.filter((p) => p.isAdmin);
  if (group === null) return ids(admins);
  const inIt = everyone.filter(
    (p) => p.memberOf.includes(group) || p.leads.includes(group) || p.partnerOf.includes(group),
  );
  const may = admins.filter((p) => p.isPartner || inIt.includes(p));
  if (may.length > 0) return ids(may);
  const partners = partnersOver(everyone, group);
  return partners.length > 0 ? partners : ids(inIt);
}

const ids = (people: readonly Told[]) => people.map(({ id }) => id);
