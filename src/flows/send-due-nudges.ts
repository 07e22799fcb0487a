import type { Leave } from "../domain/nudge/leave.ts";
import { type Circle, recipients } from "../domain/nudge/recipients.ts";
import { lastResort, partnersOver } from "../domain/rights/circles.ts";
import { type Instant, MINUTE } from "../domain/time.ts";
import type { Sees } from "../domain/walls.ts";
import { breaker, holdBack } from "../store/breaker.ts";
import type { Db } from "../store/db.ts";
import { type Parcel, post, postNudges, toldOf } from "../store/deliveries.ts";
import { beingFoundAgain } from "../store/gaps.ts";
import { claimDueNudges, type DueNudge, inquiriesDue, settleNudges } from "../store/nudges.ts";
import { type Group, groups, leavesFrom, type Person, people } from "../store/people.ts";
import { seesNow } from "../store/walls.ts";
import { heldBackNotice } from "../views/notices.ts";
import { attempt } from "./attempt.ts";
import { type Deps, kindOf } from "./deps.ts";
import { tellNobodyInside } from "./nobody-inside.ts";

/** Several due for one person within so many minutes are one message. */
const TOGETHER = 10;
/** What fell due so many minutes before anybody was there again waits until it is known what else did: it is late already. */
const LATE = 5;
/** More than any firm ever has due at once; so that who is owed many answers has one message, not one for each batch. */
const BATCH = 20_000;

/**
 * Due nudges become deliveries, one for each person: claimed, checked again and put into the outbox in one transaction. Where that
 * fails, each inquiry's go alone, so that one that keeps failing keeps no other from being sent. After a downtime each person has one summary:
 * what is long overdue waits until the channels were gone through, or goes along with what is due now. Returns how many were due.
 */
export async function sendDueNudges(deps: Deps, now: Instant): Promise<number> {
  const { mostAtOnce, heldBackAt } = await breaker(deps.db, now);
  if (heldBackAt !== null) return 0;
  try {
    return await sendAll(deps.db, mostAtOnce, now);
  } catch (fault) {
    if (fault instanceof TooMany) return holdThemBack(deps, fault.people, now);
    deps.tell({ what: "flow failed", flow: "send due nudges", reason: kindOf(fault) });
    let due = 0;
    for (const id of await inquiriesDue(deps.db, now, BATCH))
      due += (await attempt(deps, `nudges of ${id}`, now, () => sendAll(deps.db, mostAtOnce, now, id))) ?? 0;
    return due;
  }
}

/** So many people at once is hardly meant: nothing is sent before an admin has said so. */
class TooMany extends Error {
  readonly people: number;
  constructor(people: number) {
    super("More people than may be written to at once.");
    this.people = people;
  }
}

async function holdThemBack({ db, tell }: Deps, count: number, now: Instant): Promise<number> {
  if (!(await holdBack(db, now))) return 0;
  tell({ what: "held back", count });
  for (const admin of [...(await people(db)).values()].filter((p) => p.isAdmin)) {
    const card = heldBackNotice(count);
    await post(db, { purpose: "notice", key: `held back:${now}:${admin.id}`, personId: admin.id, card }, now);
  }
  return 0;
}

async function sendAll(db: Db, mostAtOnce: number, now: Instant, only?: number): Promise<number> {
  return db.transaction().execute(async (tx) => {
    const claimed = await claimDueNudges(tx, now, TOGETHER, BATCH, only);
    const due = claimed.filter((n) => n.dueAt <= now);
    if (due.length === 0) return 0;
    const live = due.filter((n) => n.live);
    const soon = claimed.filter((n) => n.dueAt > now && n.live);
    const tops = topOfEach(live);
    const again = await beingFoundAgain(tx, now);
    const waits = (n: DueNudge) => again !== undefined && n.dueAt > again.from && n.dueAt < again.until - LATE * MINUTE;
    const late = tops.filter(waits);
    const urgent = tops.filter((n) => !waits(n));
    const along = [...late, ...soon];
    const [said, unheard] = await postForEach(tx, urgent, along, mostAtOnce, now);
    const told = new Set([...said, ...unheard]);
    const waiting = new Set(late.filter(({ id }) => !told.has(id)).map(({ clockId }) => clockId));
    await settleNudges(tx, ids(due.filter((n) => !n.live)), "moot", now);
    await settleNudges(tx, ids(live.filter((n) => !told.has(n.id) && !waiting.has(n.clockId))), "passed", now);
    await settleNudges(tx, said, "sent", now);
    await settleNudges(tx, unheard, "nobody", now);
    return due.length;
  });
}

/** Of several rungs of one clock that are due by now, the highest says it all, to everyone whom any of them is for. */
function topOfEach(due: readonly DueNudge[]): DueNudge[] {
  const byClock = Map.groupBy(due, (n) => n.clockId);
  return [...byClock.values()].map((rungs) => {
    const top = rungs.reduce((a, b) => (b.step > a.step ? b : a));
    return { ...top, audience: [...new Set(rungs.flatMap((n) => n.audience))] };
  });
}

/**
 * One delivery for each person and hour of waking. What need not go now comes along for whoever is written to now, and for nobody else:
 * it stays planned for the others, who hear of it as they would if nobody had been written to. Returns the ids of what everybody
 * has been told, and of what was due and has nobody to tell.
 */
async function postForEach(
  tx: Db,
  due: readonly DueNudge[],
  along: readonly DueNudge[],
  mostAtOnce: number,
  now: Instant,
) {
  const circles = await circlesOf(tx);
  const leaves = await leavesFrom(tx, now);
  const told = await toldOf(tx, [...due, ...along]);
  const hearing = (nudge: DueNudge) => {
    const all = heardBy(nudge, circles, leaves, now);
    return { nudge, all, by: all.filter(({ personId }) => !told.has(`${nudge.id} ${personId}`)) };
  };
  const heard = due.map(hearing);
  const awake = new Set(heard.flatMap(({ by }) => by.filter((r) => r.notBefore === undefined).map((r) => r.personId)));
  const early = along.map(hearing).map((one) => {
    const by = one.by.filter((r) => awake.has(r.personId));
    return { ...one, by, isSaid: by.length > 0 && by.length === one.by.length };
  });
  const parcels = new Map<string, Filling>();
  for (const { nudge, by } of [...heard, ...early]) {
    for (const { personId, notBefore = now } of by) {
      const key = `${personId} ${notBefore}`;
      const parcel = parcels.get(key) ?? { key: `nudge:${nudge.id}:${personId}`, personId, notBefore, about: [] };
      parcel.dueAt = Math.min(parcel.dueAt ?? Number.POSITIVE_INFINITY, nudge.clockDueAt ?? nudge.dueAt);
      if (!parcel.about.some((a) => a.inquiryId === nudge.inquiryId))
        parcel.about.push({ inquiryId: nudge.inquiryId, nudgeId: nudge.id });
      parcels.set(key, parcel);
    }
  }
  if (parcels.size > mostAtOnce) throw new TooMany(parcels.size);
  await postNudges(tx, [...parcels.values()], TOGETHER, now);
  const said = [...heard.filter(({ all }) => all.length > 0), ...early.filter(({ isSaid }) => isSaid)];
  const unheard = heard.filter(({ all }) => all.length === 0).map(({ nudge }) => nudge);
  for (const one of unheard) await tellNobodyInside(tx, { ...one, id: one.inquiryId }, circles.people, now);
  return [said.map(({ nudge }) => nudge.id), ids(unheard)] as const;
}

interface Filling extends Parcel {
  dueAt?: Instant;
  about: { inquiryId: number; nudgeId: number }[];
}

interface Circles {
  readonly people: ReadonlyMap<number, Person>;
  readonly groups: readonly Group[];
  readonly sees: Sees;
}

async function circlesOf(tx: Db): Promise<Circles> {
  return { people: await people(tx), groups: await groups(tx), sees: await seesNow(tx) };
}

function heardBy(nudge: DueNudge, { people, groups, sees }: Circles, leaves: readonly Leave[], now: Instant) {
  const everyone = [...people.values()].filter(({ id }) => sees(id, nudge));
  // Who has left is told nothing; whoever comes next is.
  const here = (id: number | null | undefined) => (id != null && people.has(id) ? id : null);
  const circle: Circle = {
    ownerId: here(nudge.ownerId),
    leadId: here(groups.find((g) => g.id === nudge.groupId)?.leadId),
    partnerIds: partnersOver(everyone, nudge.groupId),
    adminIds: lastResort(everyone, nudge.groupId),
  };
  const who = { leaves, quietOf: (id: number) => people.get(id)?.quiet, sees: (id: number) => sees(id, nudge) };
  return recipients(nudge.audience, circle, nudge.clockDueAt, who, now);
}

const ids = (nudges: readonly DueNudge[]): number[] => nudges.map((n) => n.id);
