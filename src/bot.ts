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
  /** Stops receiving and waits for what is under way. */
  stop(): Promise<void>;
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
  const deps: Deps = { db, tell, chats: new Map(chats.map((chat) => [chat.platform, chat])) };
  const intake = takeIn(deps, now, hands);
  const front = desk(deps, intake, now);
  return {
    intake,
    start: () => Promise.all(chats.map((chat) => chat.start(front))),
    async round() {
      await intake
        .takeUp()
        .catch((fault) => tell({ what: "flow failed", flow: "take up what is left", reason: kindOf(fault) }));
      await tick(deps, now());
    },
    async stop() {
      await Promise.all(chats.map((chat) => chat.stop()));
      await intake.idle();
    },
  };
}
