import { schedule } from "node-cron";
import type { Instant } from "./domain/time.ts";
import { deliver } from "./flows/deliver.ts";
import { type Deps, kindOf } from "./flows/deps.ts";
import { endPauses } from "./flows/end-pauses.ts";
import { keepAccess } from "./flows/keep-access.ts";
import { nextDigestAt, postDigests } from "./flows/post-digests.ts";
import { retireCards } from "./flows/retire-cards.ts";
import { sendDueNudges } from "./flows/send-due-nudges.ts";
import type { Db } from "./store/db.ts";
import { nextPauseEnd } from "./store/inquiries.ts";
import { nextNudgeAt } from "./store/nudges.ts";
import { nextDeliveryAt } from "./store/sending.ts";

interface Flow {
  readonly name: string;
  /** Resolves to something truthy where it did something. */
  readonly run: (deps: Deps, now: Instant) => Promise<unknown>;
}

/** The whole timetable, in the order of one round. A new timed job is one flow and one line here. */
const timetable: readonly Flow[] = [
  { name: "keep access", run: keepAccess },
  { name: "end pauses", run: endPauses },
  { name: "send due nudges", run: sendDueNudges },
  { name: "post digests", run: postDigests },
  { name: "deliver", run: deliver },
  { name: "retire cards", run: retireCards },
];

/** One round: each flow on its own, so that one that fails stops no other. */
export async function tick(deps: Deps, now: Instant): Promise<void> {
  for (const { name, run } of timetable) {
    if (deps.stopping?.aborted) return;
    const from = performance.now();
    try {
      await run(deps, now);
      deps.tell({ what: "flow done", flow: name, ms: Math.round(performance.now() - from) });
    } catch (fault) {
      deps.tell({ what: "flow failed", flow: name, reason: kindOf(fault) });
    }
  }
}

/** A round every ten seconds; a round that is under way is not its to stop. In UTC: cron expressions in a zone skip and repeat when its clocks change. */
export function keepTime(round: () => Promise<void>): { stop(): Promise<void> } {
  const task = schedule("*/10 * * * * *", round, { timezone: "Etc/UTC", noOverlap: true });
  return { stop: async () => void (await task.destroy()) };
}

/** Something that there will be to do. */
export interface Ahead {
  readonly at: Instant;
  readonly what: "nudge" | "delivery" | "end of a pause" | "digest";
}

/** What there will be to do next, one of each kind at most, the earliest first. Of digests the first after `after`. */
export async function comingUp(db: Db, after: Instant): Promise<Ahead[]> {
  const found = [
    { what: "end of a pause", at: await nextPauseEnd(db) },
    { what: "nudge", at: await nextNudgeAt(db) },
    { what: "digest", at: await nextDigestAt(db, after) },
    { what: "delivery", at: await nextDeliveryAt(db) },
  ] as const;
  return found.flatMap(({ what, at }) => (at === undefined ? [] : [{ what, at }])).sort((a, b) => a.at - b.at);
}

/** The next instant at which there will be something to do, as things stand: what a clock that is moved stops at. */
export async function nextDue(db: Db, after: Instant): Promise<Instant | undefined> {
  const [first] = await comingUp(db, after);
  return first?.at;
}
