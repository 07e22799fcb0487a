import type { Chat } from "../chat/platform.ts";
import type { ClockKind } from "../domain/clock.ts";
import type { ChannelRef } from "../domain/message.ts";
import type { Instant, Minutes } from "../domain/time.ts";
import type { Db } from "../store/db.ts";
import type { Vault } from "../store/vault.ts";

/** What every flow is given: the store, what its words are sealed with, the platforms by name, and somewhere to tell what was done. */
export interface Deps {
  readonly db: Db;
  readonly vault: Vault;
  readonly chats: ReadonlyMap<string, Chat>;
  readonly tell: Tell;
  /** Aborted once the program is to stop: nothing new is begun, what is under way is finished. */
  readonly stopping?: AbortSignal;
  /** Where checkpoints of the log are kept outside of the database: every so many minutes, and in a channel once a day. */
  readonly checkpoints?: {
    readonly every: Minutes;
    readonly keep?: (line: string) => Promise<void>;
    readonly channel?: ChannelRef;
  };
  /** Tells whoever watches from outside that the rounds go on. */
  readonly beat?: () => Promise<void>;
}

export type Tell = (told: Told) => void;

/** What the program did, for logs and for the terminal: ids, instants and fixed words; never a name, never a client's words. */
export type Told =
  | { readonly what: "tracked"; readonly inquiryId: number; readonly unsure: boolean; readonly dueAt?: Instant }
  | {
      readonly what: "clock met" | "clock breached";
      readonly inquiryId: number;
      readonly clock: ClockKind;
      readonly at: Instant;
    }
  | { readonly what: "moved to"; readonly inquiryId: number; readonly state: string }
  | { readonly what: "sent" | "superseded"; readonly purpose: string; readonly deliveryId: number }
  | {
      readonly what: "put off" | "failed" | "outcome unknown";
      readonly purpose: string;
      readonly deliveryId: number;
      readonly reason: string;
      /** Whose refusal it is; absent where no platform was asked. */
      readonly platform?: string;
    }
  /** A button or form came back that was not drawn for whoever sent it. */
  | { readonly what: "not sealed by us"; readonly platform: string }
  | { readonly what: "inbox retry"; readonly platform: string; readonly reason: string }
  | { readonly what: "job failed" | "set aside"; readonly job: string; readonly reason: string }
  | { readonly what: "held back" | "let go"; readonly count: number }
  | { readonly what: "audited"; readonly count: number; readonly mended: number }
  | { readonly what: "was away"; readonly platform: string; readonly since: Instant }
  | { readonly what: "caught up"; readonly platform: string; readonly count: number }
  | { readonly what: "not caught up"; readonly platform: string; readonly reason: string }
  | { readonly what: "clock jumped"; readonly seconds: number }
  | { readonly what: "flow failed"; readonly flow: string; readonly reason: string }
  | Measured;

/** How long something took, in milliseconds: for figures, and in logs for whoever looks closely. */
export type Measured =
  /** Since it was received, until it was committed, and until all that follows from it was done. */
  | { readonly what: "event kept" | "event done"; readonly platform: string; readonly ms: number }
  | { readonly what: "flow done"; readonly flow: string; readonly ms: number }
  | { readonly what: "round done"; readonly ms: number };

export const isMeasured = (told: Told): told is Measured => "ms" in told;

/** The kind of a fault, for a log: its class and code, never its message, which may hold a name or a word. */
export function kindOf(fault: unknown): string {
  if (!(fault instanceof Error)) return "unknown fault";
  const code = "code" in fault && typeof fault.code === "string" ? ` ${fault.code}` : "";
  return `${fault.name}${code}`;
}
