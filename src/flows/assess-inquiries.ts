import type { Clock } from "../domain/clock.ts";
import { notBefore } from "../domain/dated.ts";
import { type Assessment, assess } from "../domain/inquiry.ts";
import { outsideQuietHours, type PlannedNudge, planNudges } from "../domain/nudge.ts";
import type { Instant } from "../domain/time.ts";
import type { Fact } from "../domain/timeline.ts";
import { clocksOf, dropClocks, type StoredClock, saveClocks } from "../store/clocks.ts";
import type { Db } from "../store/db.ts";
import { fromMessage, timelines } from "../store/facts.ts";
import { type Inquiry, inquiriesByRule, saveAssessment, subjectOf } from "../store/inquiries.ts";
import { makeMoot, plan, remindAt } from "../store/nudges.ts";
import { type Person, people } from "../store/people.ts";
import { ladderOf, type Rules, rulesNow, termsFor } from "../store/standards.ts";
import { askAboutNew } from "./ask-owner.ts";
import type { Deps, Told } from "./deps.ts";

/** How an inquiry stands, computed afresh and not written down. */
export async function assessedNow(db: Db, inquiry: Inquiry, now: Instant): Promise<Assessment & { facts: Fact[] }> {
  const facts = (await timelines(db, [inquiry.id])).get(inquiry.id) ?? [];
  const stamped = (await clocksOf(db, [inquiry.id])).flatMap((c) => c.stamped ?? []);
  const terms = termsFor(await rulesNow(db), subjectOf(inquiry), stamped);
  return { ...assess(facts, terms, seenFrom(facts, now)), facts };
}

/** Timeline, standard and calendar → state and clocks, and from running clocks their nudges: computed afresh, written down. `deps.db` is a transaction. */
export async function assessInquiries(deps: Deps, ids: readonly number[], now: Instant): Promise<Told[]> {
  if (ids.length === 0) return [];
  const tx = deps.db;
  const read = {
    rules: await rulesNow(tx),
    people: await people(tx),
    facts: await timelines(tx, ids),
    clocks: await clocksOf(tx, ids),
  };
  const told: Told[] = [];
  for (const inquiry of await inquiriesByRule(tx, ids)) told.push(...(await assessOne(deps, inquiry, read, now)));
  return told;
}

interface Read {
  readonly rules: Rules;
  readonly people: ReadonlyMap<number, Person>;
  readonly facts: Awaited<ReturnType<typeof timelines>>;
  readonly clocks: readonly StoredClock[];
}

/** What was posted has happened: a process whose clock is slow sees it all the same. */
const seenFrom = (facts: readonly Fact[], now: Instant): Instant =>
  notBefore(
    now,
    facts.filter(fromMessage).map(({ at }) => at),
  );

async function assessOne(
  deps: Deps,
  was: Inquiry & { ownerByRule: number | null },
  read: Read,
  clock: Instant,
): Promise<Told[]> {
  const tx = deps.db;
  const facts = read.facts.get(was.id) ?? [];
  const now = seenFrom(facts, clock);
  const before = read.clocks.filter((c) => c.inquiryId === was.id);
  const stamped = before.flatMap((c) => c.stamped ?? []);
  const assessment = assess(facts, termsFor(read.rules, subjectOf(was), stamped), now);

  const { assignedTo } = assessment;
  const ownerId = assignedTo !== undefined && read.people.has(assignedTo) ? assignedTo : was.ownerByRule;
  const inquiry = { ...was, ownerId };
  const lastFactAt = Math.max(was.askedAt, ...facts.map((f) => f.at));
  await saveAssessment(tx, was.id, assessment, { ownerId, lastFactAt });

  const clocks = await saveClocks(tx, inquiry, assessment.clocks);
  await dropClocks(
    tx,
    before.filter((b) => !clocks.some((c) => c.id === b.id)).map((b) => b.id),
  );
  const running = assessment.state === "open" ? clocks.filter((c) => c.clock.stoppedAt === undefined) : [];
  const until = running.length === 0 ? null : was.snoozedUntil;
  // Where there were no clocks nothing was planned.
  if (before.length > 0) await makeMoot(tx, was.id, running, until, now);
  await plan(
    tx,
    running.flatMap(({ clock, id, version }) =>
      rungs(clock, read, inquiry, now).map((rung) => ({ ...rung, clock: { id, version, inquiryId: was.id } })),
    ),
    now,
  );
  await remindAt(tx, was.id, until, now);

  const isNew = before.length === 0 && clocks.length > 0;
  if (isNew) await askAboutNew(deps, inquiry, read.people, now);
  return changes(inquiry, was, before, assessment.clocks, assessment.state, isNew);
}

/** The owner's own rungs keep out of the owner's quiet hours, and wait while it is snoozed; wider ones are timed when they are sent, by who reads them. */
function rungs(clock: Clock, read: Read, { ownerId, snoozedUntil }: Inquiry, now: Instant): PlannedNudge[] {
  const quiet = ownerId === null ? undefined : read.people.get(ownerId)?.quiet;
  const snoozed = snoozedUntil !== null && snoozedUntil > now ? snoozedUntil : 0;
  return planNudges(clock, ladderOf(read.rules, clock.terms?.standardId)).map((rung) => {
    if (!rung.to.includes("owner")) return rung;
    const at = outsideQuietHours(rung.at, clock.dueAt, quiet, now);
    return { ...rung, at: rung.to.length === 1 ? Math.max(at, snoozed) : at };
  });
}

function changes(
  inquiry: Inquiry,
  was: Inquiry,
  before: readonly StoredClock[],
  clocks: readonly Clock[],
  state: string,
  isNew: boolean,
): Told[] {
  const told: Told[] = [];
  const inquiryId = inquiry.id;
  const dueAt = clocks.find((c) => c.kind === "answer" && c.stoppedAt === undefined)?.dueAt;
  if (isNew) told.push({ what: "tracked", inquiryId, unsure: inquiry.unsure, dueAt });
  for (const clock of clocks) {
    const had = before.find((b) => b.kind === clock.kind && b.startedAt === clock.startedAt);
    if (clock.stoppedAt === undefined || had?.stoppedAt === clock.stoppedAt) continue;
    if (clock.state === "met" || clock.state === "breached")
      told.push({ what: `clock ${clock.state}`, inquiryId, clock: clock.kind, at: clock.stoppedAt });
  }
  if (state !== was.state) told.push({ what: "moved to", inquiryId, state });
  return told;
}
