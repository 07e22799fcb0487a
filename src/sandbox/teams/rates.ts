import type { Instant } from "../../domain/time.ts";
import type { Operation } from "./operation.ts";

export interface RateLimiter {
  /** Seconds to wait before this request would be taken; 0 when it is taken, and then it counts. */
  waitFor(operation: Operation, conversation: string): number;
}

/** Most requests in so many seconds, for sending to one conversation. From "Optimize your bot with rate limiting in Teams". */
const LIMITS = [
  { most: 7, seconds: 1 },
  { most: 8, seconds: 2 },
  { most: 60, seconds: 30 },
  { most: 1800, seconds: 3600 },
];
const SENDING = new Set(["sendToConversation", "replyToActivity", "updateActivity", "createConversation"]);

/** Teams' documented limits per conversation, by the sandbox clock. The one per tenant (50 a second) is left out. */
export function rateLimiter(now: () => Instant, on: boolean): RateLimiter {
  const taken = new Map<string, Instant[]>();
  return {
    waitFor({ name }, conversation) {
      if (!on || !SENDING.has(name)) return 0;
      const key = conversation.split(";")[0]!;
      const times = (taken.get(key) ?? []).filter((at) => at > now() - 3_600_000);
      const waits = LIMITS.map(({ most, seconds }) => {
        const recent = times.filter((at) => at > now() - seconds * 1000);
        return recent.length < most ? 0 : Math.max(1, Math.ceil((recent[0]! + seconds * 1000 - now()) / 1000));
      });
      const wait = Math.max(...waits);
      taken.set(key, wait > 0 ? times : [...times, now()]);
      return wait;
    },
  };
}
