import type { Chat } from "./chat/platform.ts";
import type { Instant } from "./domain/time.ts";
import { tick } from "./engine.ts";
import { type Deps, kindOf, type Tell } from "./flows/deps.ts";
import { desk } from "./flows/desk.ts";
import { type Intake, takeIn } from "./flows/take-in.ts";
import type { Db } from "./store/db.ts";

/** The parts put together: platforms, store and clock in, a bot that starts, goes its rounds and stops out. */
export interface Bot {
  readonly intake: Intake;
  /** Where each platform is received from, in words. */
  start(): Promise<string[]>;
  /** Takes up what was left over, then one round of the timetable. */
  round(): Promise<void>;
  /**
   * Stops receiving, begins nothing new, and waits for what is under way, for so many milliseconds at most. What is not done
   * by then is left for the next start.
   */
  stop(patience?: number): Promise<void>;
}

export interface Parts {
  readonly db: Db;
  readonly chats: readonly Chat[];
  readonly now: () => Instant;
  readonly tell: Tell;
  /** How many messages are carried through at a time: one connection of the embedded database serves one. */
  readonly hands: number;
}

export function bot({ db, chats, now, tell, hands }: Parts): Bot {
  const halt = new AbortController();
  const stopping = halt.signal;
  const deps: Deps = { db, tell, stopping, chats: new Map(chats.map((chat) => [chat.platform, chat])) };
  const intake = takeIn(deps, now, hands);
  const front = desk(deps, intake, now);
  let under: Promise<void> = Promise.resolve();

  async function goRound() {
    const from = performance.now();
    await intake
      .takeUp()
      .catch((fault) => tell({ what: "flow failed", flow: "take up what is left", reason: kindOf(fault) }));
    await tick(deps, now());
    tell({ what: "round done", ms: Math.round(performance.now() - from) });
  }

  return {
    intake,
    start: () => Promise.all(chats.map((chat) => chat.start(front))),
    async round() {
      if (stopping.aborted) return;
      under = goRound();
      await under;
    },
    async stop(patience) {
      halt.abort();
      const received = Promise.all(chats.map((chat) => chat.stop()));
      await inTime(Promise.all([received.then(() => intake.idle()), under]), patience);
      await intake.leave();
    },
  };
}

/** Waits for `work`, or for so many milliseconds; as long as it takes without a number. */
async function inTime(work: Promise<unknown>, ms: number | undefined): Promise<void> {
  if (ms === undefined) return void (await work);
  const late = Promise.withResolvers<void>();
  const timer = setTimeout(late.resolve, ms);
  await Promise.race([work, late.promise]).finally(() => clearTimeout(timer));
  // What comes to nothing after that is nobody's any more.
  work.catch(() => {});
}
