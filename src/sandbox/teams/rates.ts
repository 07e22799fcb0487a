import type { Instant } from "../../domain/time.ts";
import type { Operation } from "./operation.ts";

export interface RateLimiter {
  /** Seconds to wait before this request would be taken; 0 when it is taken, and then it counts. */
  waitFor(operation: Operation, conversation: string): number;
}

interface Limit {
  /** Requests in so many seconds. */
  most: number;
  seconds: number;
}

// From "Optimize your bot with rate limiting in Teams": sending to one conversation, and all of an app's requests in a tenant.
const SENDING: readonly Limit[] = [
  { most: 7, seconds: 1 },
  { most: 8, seconds: 2 },
  { most: 60, seconds: 30 },
  { most: 1800, seconds: 3600 },
];
const TENANT: readonly Limit[] = [{ most: 50, seconds: 1 }];

/** Teams' documented limits, by the sandbox clock. */
export function rateLimiter(now: () => Instant, on: boolean): RateLimiter {
  const taken = new Map<string, Instant[]>();

  const recent = (key: string, seconds: number) => (taken.get(key) ?? []).filter((at) => at > now() - seconds * 1000);

  const wait = (key: string, limits: readonly Limit[]) =>
    Math.max(
      ...limits.map(({ most, seconds }) => {
        const times = recent(key, seconds);
        return times.length < most ? 0 : Math.max(1, Math.ceil((times[0]! + seconds * 1000 - now()) / 1000));
      }),
    );

  return {
    waitFor({ name, audience }, conversation) {
      if (!on || !audience) return 0;
      const sends = name === "sendToConversation" || name === "replyToActivity" || name === "updateActivity";
      const key = conversation.split(";")[0]!;
      const seconds = Math.max(wait("", TENANT), sends ? wait(key, SENDING) : 0);
      if (seconds > 0) return seconds;
      for (const one of sends ? ["", key] : [""]) taken.set(one, [...recent(one, 3600), now()]);
      return 0;
    },
  };
}
