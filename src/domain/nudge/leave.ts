import type { Instant } from "../time.ts";

/** Half-open; the delegate answers meanwhile. */
export interface Leave {
  readonly personId: number;
  readonly from: Instant;
  readonly to: Instant;
  readonly delegateId?: number;
}

/** Who stands in at `t` for someone on leave, following delegates who are on leave themselves; undefined: nobody is left. */
export function standIn(personId: number, leaves: readonly Leave[], t: Instant): number | undefined {
  const asked = new Set<number>();
  let person: number | undefined = personId;
  while (person !== undefined && !asked.has(person)) {
    asked.add(person);
    const leave = leaveOf(person, leaves, t);
    if (leave === undefined) return person;
    person = leave.delegateId;
  }
  return undefined;
}

/** Of leaves that overlap, one with a delegate; of those the one that began last. */
function leaveOf(personId: number, leaves: readonly Leave[], t: Instant): Leave | undefined {
  const named = (leave: Leave) => Number(leave.delegateId !== undefined);
  return leaves
    .filter((leave) => leave.personId === personId && leave.from <= t && t < leave.to)
    .sort((a, b) => named(b) - named(a) || b.from - a.from || (b.delegateId ?? 0) - (a.delegateId ?? 0))[0];
}
