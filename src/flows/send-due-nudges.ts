import type { Leave } from "../domain/nudge.ts";
import { type Circle, recipients } from "../domain/recipients.ts";
import type { Instant } from "../domain/time.ts";
import type { Db } from "../store/db.ts";
import { post } from "../store/deliveries.ts";
import { claimDueNudges, type DueNudge, settleNudges } from "../store/nudges.ts";
import { type Group, groupMembers, groups, leavesFrom, type Person, people } from "../store/people.ts";
import type { Deps } from "./deps.ts";

/** Several due for one person within so many minutes are one message. */
const TOGETHER = 10;
const BATCH = 500;

/** Due nudges become deliveries, one for each person: claimed, checked again and put into the outbox in one transaction. */
export async function sendDueNudges({ db }: Deps, now: Instant): Promise<number> {
  return db.transaction().execute(async (tx) => {
    const claimed = await claimDueNudges(tx, now, TOGETHER, BATCH);
    if (claimed.length === 0) return 0;
    const live = claimed.filter((n) => n.live);
    // Of several rungs of one clock that are due by now, the highest says it all.
    const top = live.filter((n) => !live.some((o) => o.clockId === n.clockId && o.step > n.step && o.dueAt <= now));
    const [said, unheard] = await postForEach(tx, top, now);
    await settleNudges(tx, ids(claimed.filter((n) => !n.live)), "moot", now);
    await settleNudges(tx, ids(live.filter((n) => !top.includes(n))), "passed", now);
    await settleNudges(tx, ids(said), "sent", now);
    await settleNudges(tx, ids(unheard), "nobody", now);
    return claimed.length;
  });
}

/** One delivery for each person and hour of waking; returns what reached somebody and what did not. */
async function postForEach(tx: Db, nudges: readonly DueNudge[], now: Instant): Promise<[DueNudge[], DueNudge[]]> {
  const circles = await circlesOf(tx);
  const leaves = await leavesFrom(tx, now);
  const parcels = new Map<string, { personId: number; notBefore: Instant; nudges: DueNudge[] }>();
  const said = new Set<DueNudge>();
  for (const nudge of nudges) {
    for (const { personId, notBefore = now } of heardBy(nudge, circles, leaves, now)) {
      const key = `${personId} ${notBefore}`;
      const parcel = parcels.get(key) ?? { personId, notBefore, nudges: [] };
      parcel.nudges.push(nudge);
      parcels.set(key, parcel);
      said.add(nudge);
    }
  }
  for (const { personId, notBefore, nudges } of parcels.values()) {
    const about = [...new Map(nudges.map((n) => [n.inquiryId, { inquiryId: n.inquiryId, nudgeId: n.id }])).values()];
    const key = `nudge:${Math.min(...nudges.map((n) => n.id))}:${personId}`;
    await post(tx, { purpose: "nudge", key, personId, about }, notBefore);
  }
  return [[...said], nudges.filter((n) => !said.has(n))];
}

interface Circles {
  readonly people: ReadonlyMap<number, Person>;
  readonly groups: readonly Group[];
  readonly members: ReadonlyMap<number, readonly number[]>;
}

async function circlesOf(tx: Db): Promise<Circles> {
  return { people: await people(tx), groups: await groups(tx), members: await groupMembers(tx) };
}

function heardBy(nudge: DueNudge, { people, groups, members }: Circles, leaves: readonly Leave[], now: Instant) {
  const everyone = [...people.values()];
  const partners = everyone.filter((p) => p.isPartner).map((p) => p.id);
  const ofGroup = partners.filter((id) => nudge.groupId !== null && members.get(nudge.groupId)?.includes(id));
  const circle: Circle = {
    ownerId: nudge.ownerId,
    leadId: groups.find((g) => g.id === nudge.groupId)?.leadId ?? null,
    partnerIds: ofGroup.length > 0 ? ofGroup : partners,
    adminIds: everyone.filter((p) => p.isAdmin).map((p) => p.id),
  };
  return recipients(nudge.audience, circle, nudge.clockDueAt, { leaves, quietOf: (id) => people.get(id)?.quiet }, now);
}

const ids = (nudges: readonly DueNudge[]): number[] => nudges.map((n) => n.id);
