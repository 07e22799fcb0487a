import type { Bot } from "../../bot.ts";
import type { Instant } from "../../domain/time.ts";
import type { Db } from "../../store/db.ts";
import type { SandboxClock } from "../clock.ts";
import type { InTurn } from "../in-turn.ts";
import type { Stage } from "../run.ts";
import type { SlackSandbox } from "../slack/server.ts";
import type { Telling } from "../telling.ts";
import type { Timekeeper } from "./time/timekeeper.ts";

/** What the page shows and moves. It reaches the bot through the workspace alone, as people do; `db` is for looking. */
export interface PageParts {
  readonly sandbox: SlackSandbox;
  readonly bot: Bot;
  readonly clock: SandboxClock;
  readonly stage: Stage;
  readonly db: Db;
  readonly nextDue: (after: Instant) => Promise<Instant | undefined>;
  readonly tale: Telling;
  /** Whatever someone does, and every move of the clock, goes through here, shared with the terminal. */
  readonly inTurn: InTurn;
  readonly keeper: Timekeeper;
  /** Ends all of it and begins afresh, with other parts. */
  readonly again: () => Promise<void>;
}
