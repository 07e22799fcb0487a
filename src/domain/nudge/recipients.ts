import type { Audience } from "../nudge.ts";
import type { Instant } from "../time.ts";
import { type Leave, standIn } from "./leave.ts";
import { type QuietHours, quietSpellAt } from "./quiet.ts";

/** Who could be told about one inquiry. */
export interface Circle {
  readonly ownerId: number | null;
  readonly leadId: number | null;
  readonly partnerIds: readonly number[];
  /** Told where nobody else is left. */
  readonly adminIds: readonly number[];
}

export interface Recipient {
  readonly personId: number;
  /** Their quiet hours end then; absent: now. */
  readonly notBefore?: Instant;
}

/**
 * Who is told, and when. Someone on leave is stood in for; an owner without a stand-in, or whose quiet hours would outlast
 * the due time, hands over to the team lead; nobody left: the admins. Nobody twice.
 */
export function recipients(
  audience: readonly Audience[],
  circle: Circle,
  dueAt: Instant | null,
  who: {
    leaves: readonly Leave[];
    quietOf: (personId: number) => QuietHours | undefined;
    /** Inside the walls around it; who is not is passed over, as a stand-in too. */
    sees: (personId: number) => boolean;
  },
  now: Instant,
): Recipient[] {
  const inside = (id: number | undefined) => (id !== undefined && who.sees(id) ? id : undefined);
  const present = (id: number | null) =>
    id !== null && who.sees(id) ? inside(standIn(id, who.leaves, now)) : undefined;
  const quietUntil = (id: number) => {
    const quiet = who.quietOf(id);
    return quiet && quietSpellAt(quiet, now)?.to;
  };
  const lead = present(circle.leadId);
  const owner = present(circle.ownerId) ?? lead;
  const wanted = audience.flatMap((a) =>
    a === "owner" ? [owner] : a === "lead" ? [lead] : circle.partnerIds.map((id) => present(id)),
  );
  const ids = [...new Set(wanted.filter((id) => id !== undefined))];
  const reached = ids.length > 0 ? ids : circle.adminIds.filter(who.sees);
  const told = new Map<number, Recipient>();
  for (const id of reached) {
    const until = quietUntil(id);
    const tooLate = until !== undefined && dueAt !== null && dueAt > now && until > dueAt;
    const to = tooLate && lead !== undefined && quietUntil(lead) === undefined ? lead : id;
    const notBefore = quietUntil(to);
    if (!told.has(to)) told.set(to, { personId: to, ...(notBefore === undefined ? {} : { notBefore }) });
  }
  return [...told.values()];
}
