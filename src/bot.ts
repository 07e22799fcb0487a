import { randomBytes } from "node:crypto";
import type { Chat } from "./chat/platform.ts";
import type { Instant } from "./domain/time.ts";
import { keepTime, sendOut, tick } from "./engine.ts";
import { type Buttons, buttonsUnder } from "./flows/buttons.ts";
import { catchUp, wasAway } from "./flows/catch-up.ts";
import { type Deps, kindOf, type Tell } from "./flows/deps.ts";
import { desk } from "./flows/desk.ts";
import { sealedChat, sealedDesk } from "./flows/sealed.ts";
import { type Intake, takeIn } from "./flows/take-in.ts";
import type { Db } from "./store/db.ts";
import type { Vault } from "./store/vault.ts";

/** The parts put together: platforms, store and clock in, a bot that starts, goes its rounds and stops out. */
export interface Bot {
  readonly intake: Intake;
  /** Where each platform is received from, in words. */
  start(): Promise<string[]>;
  /** Takes up what was left over and finds what was missed, then one round of the timetable, and what it has to say is said. */
  round(): Promise<void>;
  /** The process stood still: nobody listened since `from`. */
  wasAway(from: Instant): Promise<void>;
  /** Rounds on the machine's time: nothing waits for what takes long. */
  keepTime(clock: { now(): Instant }): { stop(): Promise<void> };
  /**
   * Stops receiving, begins nothing new, and waits for what is under way, for so many milliseconds at most. What is not done
   * by then is left for the next start.
   */
  stop(patience?: number): Promise<void>;
}

export interface Parts {
  readonly db: Db;
  readonly vault: Vault;
  readonly chats: readonly Chat[];
  readonly now: () => Instant;
  readonly tell: Tell;
  /** How many messages are carried through at a time: one connection of the embedded database serves one. */
  readonly hands: number;
  readonly beat?: () => Promise<void>;
  readonly checkpoints?: Deps["checkpoints"];
  /** Seals what comes back from buttons. Unset: under a key of this process's own, and its buttons end with it. */
  readonly buttons?: Buttons;
}

export function bot(parts: Parts): Bot {
  const { db, vault, chats: plain, now, tell, hands, beat, checkpoints, buttons = ownButtons() } = parts;
  const chats = plain.map((chat) => sealedChat(chat, buttons));
  const halt = new AbortController();
  const stopping = halt.signal;
  const byName = new Map(chats.map((chat) => [chat.platform, chat]));
  const deps: Deps = { db, vault, tell, stopping, beat, checkpoints, chats: byName };
  const intake = takeIn(deps, now, hands);
  const front = sealedDesk(desk(deps, intake, now), deps, buttons, now);
  const under = new Set<Promise<unknown>>();

  const track = <T>(work: Promise<T>): Promise<T> => {
    const tracked: Promise<unknown> = work.catch(() => {}).finally(() => under.delete(tracked));
    under.add(tracked);
    return work;
  };
  const failed = (flow: string) => (fault: unknown) => tell({ what: "flow failed", flow, reason: kindOf(fault) });

  async function goRound() {
    const from = performance.now();
    await intake.takeUp().catch(failed("take up what is left"));
    await tick(deps, now());
    tell({ what: "round done", ms: Math.round(performance.now() - from) });
  }

  const missed = (from: Instant) => wasAway(deps, now(), from);
  const findMissed = () => catchUp(deps, now, stopping).catch(failed("catch up"));

  let finding = false;
  /** In the background, and once at a time. */
  function findMissedMeanwhile() {
    if (finding) return;
    finding = true;
    void track(findMissed()).finally(() => {
      finding = false;
    });
  }

  return {
    intake,
    async start() {
      await wasAway(deps, now()).catch(failed("notice what was missed"));
      return Promise.all(chats.map((chat) => chat.start(front)));
    },
    async round() {
      if (stopping.aborted) return;
      await track(
        findMissed()
          .then(goRound)
          .then(() => sendOut(deps, now)),
      );
    },
    wasAway: missed,
    keepTime: (clock) =>
      keepTime(
        {
          async round() {
            if (stopping.aborted) return;
            findMissedMeanwhile();
            await track(goRound());
          },
          sendOut: () => track(sendOut(deps, now)),
          wasAway: missed,
        },
        clock,
        tell,
      ),
    async stop(patience) {
      halt.abort();
      const received = Promise.all(chats.map((chat) => chat.stop()));
      await inTime(Promise.all([received.then(() => intake.idle()), ...under]), patience);
      await intake.leave();
    },
  };
}

const ownButtons = () => buttonsUnder([randomBytes(32).toString("hex")]);

/** Waits for `work`, or for so many milliseconds; as long as it takes without a number. */
async function inTime(work: Promise<unknown>, ms: number | undefined): Promise<void> {
  if (ms === undefined) return void (await work);
  const late = Promise.withResolvers<void>();
  const timer = setTimeout(late.resolve, ms);
  await Promise.race([work, late.promise]).finally(() => clearTimeout(timer));
  // What comes to nothing after that is nobody's any more.
  work.catch(() => {});
}
