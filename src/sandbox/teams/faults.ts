import { type Queue, queue, type EventFault as SharedEventFault } from "../slack/faults.ts";

export { queue };

/** What happens to a request to the sandbox in the place of, or after, answering it. Delays are in real milliseconds. */
export type ApiFault =
  /** The socket is reset before the request takes effect. */
  | { kind: "reset-before" }
  /** The request takes effect, then the socket is reset: its outcome is unknown to the caller. */
  | { kind: "reset-after" }
  /** It takes effect and is answered late. */
  | { kind: "delay"; ms: number }
  /** It takes effect and is never answered, until `clear()`. */
  | { kind: "silence" }
  /** It has no effect and is never answered, until `clear()`. */
  | { kind: "silence-before" }
  /** An HTTP error, without effect; with `code` in the service's own shape. */
  | { kind: "http"; status: number; code?: string; message?: string; body?: string }
  /** HTTP 429, without effect; with Retry-After in seconds where given, for Teams often sends none. */
  | { kind: "ratelimited"; retryAfter?: number };

/** As on Slack: drop, lose, duplicate, hold, unacknowledged. */
export type EventFault = SharedEventFault;

export interface Faults {
  /**
   * The next `times` requests of `method`, or any with "*", meet `fault`. A method is named as botframework-connector does
   * (`sendToConversation`; `replyToActivity`, which is what `TurnContext.sendActivity` calls), or `token`, `keys`, `graph`.
   */
  next(method: string, fault: ApiFault, times?: number): void;
  /** The next `times` activities of `type` (`message`, `messageUpdate` …), or any with "*", meet `fault`. Invokes are not affected. */
  nextEvent(type: string, fault: EventFault, times?: number): void;
  /** Forgets what was planned, and answers whoever was kept waiting. */
  clear(): void;
}

export type ApiFaults = Queue<ApiFault>;
export type EventFaults = Queue<EventFault>;
