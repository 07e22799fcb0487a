import { type Instant, MINUTE } from "../../domain/time.ts";
import { text } from "./args.ts";
import type { Fields } from "./workspace.ts";

export interface RateLimiter {
  /** Seconds to wait before this call would be taken; 0 when it is taken, and then it counts. */
  waitFor(method: string, perMinute: number, args: Fields): number;
}

/**
 * Slack's documented limits, by the sandbox clock: each method so many calls a minute, and messages one a second per
 * conversation with room for a short burst. Slack's own windows slide; these are whole minutes.
 */
export function rateLimiter(now: () => Instant, on: boolean): RateLimiter {
  const windows = new Map<string, { from: Instant; count: number }>();

  const take = (key: string, most: number, span: number) => {
    const window = windows.get(key);
    if (!window || now() - window.from >= span) {
      windows.set(key, { from: now(), count: 1 });
      return 0;
    }
    if (window.count >= most) return Math.max(1, Math.ceil((window.from + span - now()) / 1000));
    window.count += 1;
    return 0;
  };

  return {
    waitFor(method, perMinute, args) {
      if (!on) return 0;
      const burst = method === "chat.postMessage" ? take(`${method} ${text(args, "channel")}`, BURST, BURST * 1000) : 0;
      return burst || take(method, method === "chat.postMessage" ? WORKSPACE_MESSAGES : perMinute, MINUTE);
    },
  };
}

const BURST = 5;
/** "Several hundred messages per minute" in a workspace, says Slack. */
const WORKSPACE_MESSAGES = 300;
