import { schedule } from "node-cron";
import { type Beat, type Trust, trust } from "./domain/steady.ts";
import type { Instant } from "./domain/time.ts";
import { audit } from "./flows/audit.ts";
import { heedSilence, noteListening } from "./flows/catch-up.ts";
import { deliver } from "./flows/deliver.ts";
import { type Deps, kindOf, type Tell } from "./flows/deps.ts";
import { endPauses } from "./flows/end-pauses.ts";
import { forget } from "./flows/forget.ts";
import { keepAccess } from "./flows/keep-access.ts";
import { nextDigestAt, postDigests } from "./flows/post-digests.ts";
import { retireCards } from "./flows/retire-cards.ts";
import { screenAll } from "./flows/screen.ts";
import { sendCheckpoint } from "./flows/send-checkpoint.ts";
import { sendDueNudges } from "./flows/send-due-nudges.ts";
import { tellOfConflicts } from "./flows/tell-of-conflicts.ts";
import { turnKeys } from "./flows/turn-keys.ts";
import { heedWalls } from "./flows/walls-take-effect.ts";
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
  { name: "note listening", run: noteListening },
  { name: "heed silence", run: heedSilence },
  { name: "keep access", run: keepAccess },
  { name: "end pauses", run: endPauses },
  { name: "send due nudges", run: sendDueNudges },
  { name: "post digests", run: postDigests },
  { name: "retire cards", run: retireCards },
  { name: "screen", run: screenAll },
  { name: "tell of conflicts", run: tellOfConflicts },
  { name: "heed walls", run: heedWalls },
  { name: "audit", run: audit },
  { name: "turn keys", run: turnKeys },
  { name: "forget", run: forget },
  { name: "send checkpoint", run: sendCheckpoint },
  { name: "heartbeat", run: async ({ beat }) => beat?.() },
];

/** One round: each flow on its own, so that one that fails stops no other. */
export async function tick(deps: Deps, now: Instant): Promise<void> {
  for (const { name, run } of timetable) await isolated(deps, name, () => run(deps, now));
}

const OUTBOX = "deliver";

/** What may leave now, leaves: what the others put into the outbox goes at the platforms' pace, not at the rounds'. */
export const sendOut = (deps: Deps, now: () => Instant): Promise<void> =>
  isolated(deps, OUTBOX, () => deliver(deps, now));

async function isolated(deps: Deps, name: string, run: () => Promise<unknown>): Promise<void> {
  if (deps.stopping?.aborted) return;
  const from = performance.now();
  try {
    const done = await run();
    // Each second's look into an empty outbox is nothing to tell of.
    if (done || name !== OUTBOX) deps.tell({ what: "flow done", flow: name, ms: Math.round(performance.now() - from) });
  } catch (fault) {
    deps.tell({ what: "flow failed", flow: name, reason: kindOf(fault) });
  }
}

/** What is done over and over, each on the machine's time. */
export interface Timed {
  /** Every ten seconds, one after the other. */
  round(): Promise<void>;
  /** Every second, a few side by side: what hangs on one platform holds up no other. */
  sendOut(): Promise<void>;
  /** The process stood still, or its machine slept: nobody listened since `from`. */
  wasAway(from: Instant): Promise<void>;
}

const SIDE_BY_SIDE = 4;
const ROUND = 10_000;

/** What the wall clock and time itself differ by in a second, where the clock was set or the machine slept. */
const SET = 5_000;

/**
 * The machine's time, while it can be trusted. What is under way is not its to stop. In UTC: cron expressions in a zone skip and
 * repeat when its clocks change. They are of the wall clock as it was: set back by an hour, the next one would be an hour away, and
 * set ahead by days, every one in between would be counted; so the timetable is begun anew then.
 */
export function keepTime(timed: Timed, clock: { now(): Instant }, tell: Tell): { stop(): Promise<void> } {
  const beat = (): Beat => ({ wall: clock.now(), run: performance.now() });
  const failed = (flow: string) => (fault: unknown) => tell({ what: "flow failed", flow, reason: kindOf(fault) });
  let trusted: Trust = { at: beat() };
  let second = beat();
  let last = beat();
  let going = false;
  let sending = 0;

  async function goRound() {
    const now = beat();
    if (now.run - last.run > 3 * ROUND || now.wall - last.wall > 3 * ROUND)
      await timed.wasAway(last.wall).catch(() => {});
    last = now;
    if (isTrusted(now)) await timed.round();
  }

  async function onTheTenth() {
    if (going) return;
    going = true;
    await goRound().catch(failed("round"));
    going = false;
  }

  async function sendOutNow() {
    if (sending >= SIDE_BY_SIDE) return;
    sending++;
    await timed.sendOut().catch(failed(OUTBOX));
    sending--;
  }

  function isTrusted(now: Beat): boolean {
    const { doubted, jumped, ...next } = trust(trusted, now);
    trusted = next;
    if (jumped !== undefined) tell({ what: "clock jumped", seconds: Math.round(jumped / 1000) });
    return !doubted;
  }

  const begin = () => schedule("*/10 * * * * *", onTheTenth, { timezone: "Etc/UTC", ...SILENT });
  let task = begin();
  const heart = setInterval(() => {
    const now = beat();
    const shift = now.wall - second.wall - (now.run - second.run);
    second = now;
    if (Math.abs(shift) > SET) {
      void task.destroy();
      task = begin();
    }
    if (isTrusted(now)) void sendOutNow();
  }, 1000);
  return {
    async stop() {
      clearInterval(heart);
      await task.destroy();
    },
  };
}

/** What the library has to say it says in the machine's zone, past every log: each time that was missed, and what failed with its stack. */
const nothing = () => {};
const SILENT = {
  suppressMissedWarning: true,
  logger: { info: nothing, warn: nothing, error: nothing, debug: nothing },
} as const;

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
