import type { Config } from "../../src/config.ts";
import type { FirmPlan } from "../../src/domain/firm-plan.ts";
import type { Instant } from "../../src/domain/time.ts";
import type { Button } from "./script.ts";

/** A message of the bot's, as the platform has it. */
export interface Copy {
  readonly mark?: string;
  readonly at: Instant;
  readonly to: string;
}

/** What a platform does to a call that would say something. */
export type Refusal =
  | "reset before"
  | "reset after"
  | "server error"
  | "broken off half-way"
  | "slow down"
  | "no such luck for a while"
  | "token expired"
  /** Taken, and never answered. */
  | "done in silence"
  | "silence";

export type EventTrouble = "drop" | "duplicate" | "hold" | "unacknowledged";

/** One platform's sandbox: what people do there, what it does to the bot, and what became of both. Ids are those of firm.ts. */
export interface Ground {
  readonly platforms: Config["platforms"];
  readonly firm: FirmPlan;
  /** Whether the bot can look there for what it said. */
  readonly looks: boolean;
  /** The platform's own id of a channel. */
  place(where: string): string;
  /** The bot is received behind this address; undefined where it comes by itself (Socket Mode). */
  connect(origin: string, path: string): void;
  says(who: string, where: string, words: string, root?: string): Promise<string>;
  edits(who: string, where: string, id: string, words: string): Promise<void>;
  deletes(who: string, where: string, id: string): Promise<void>;
  reacts(who: string, where: string, id: string, emoji: string): Promise<void>;
  /** True where it was answered. */
  commands(who: string, where: string, words: string): Promise<boolean>;
  /** False where no such button about this inquiry is to be seen in their conversation with the bot, or it was not answered. */
  presses(who: string, button: Button, inquiry: number): Promise<boolean>;
  leavesTheFirm(who: string): Promise<void>;
  shares(where: string): Promise<void>;
  /** The next so many messages of the bot's meet this. */
  refuse(how: Refusal, times: number): void;
  /** The next so many calls of any kind fail. */
  storm(times: number): void;
  /** The bot's token is worth nothing until it is. */
  revoke(revoked: boolean): void;
  trouble(how: EventTrouble, times: number): void;
  /** What is said next is held back for good; the bot is told of the minute alone. Absent where a platform does no such thing. */
  holdBack?(): void;
  /**
   * The next time the bot looks up somebody, which it does once it has claimed something for them, its answer is a while in coming.
   * `came` resolves as soon as it has asked, or with `stop`: true where it did ask.
   */
  lookedUp(): { readonly came: Promise<boolean>; stop(): void };
  /** Calls `then` once the `count`th message from now has taken effect, before the bot is told so. */
  onSaid(count: number, then: () => void): void;
  /** No more trouble of any kind. */
  heal(): void;
  /** The bot's own private messages, oldest first. */
  copies(): Copy[];
  /** How many of them are answers to commands, at most, by who asked; absent where those come by another way. */
  answers?(): ReadonlyMap<string, number>;
  /** What the bot let out where somebody outside the firm can read it. */
  outside(): string[];
  /** How many events came to the bot, and how many of them were acknowledged. */
  events(): { readonly brought: number; readonly acknowledged: number };
  /** What was never acknowledged, with the answers that each try got: not lost by the bot, if nothing told it to look. */
  unacknowledged(): string[];
  /** When something that was not acknowledged comes again; undefined where nothing will. */
  nextRetryAt(): Instant | undefined;
  settled(): Promise<void>;
  close(): Promise<void>;
}
