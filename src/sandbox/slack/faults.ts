/** What the Web API does to a call instead of, or before, answering it. Delays are in real milliseconds. */
export type ApiFault =
  /** The socket is reset before the call takes effect. */
  | { kind: "reset-before" }
  /** The call takes effect, then the socket is reset: its outcome is unknown to the caller. */
  | { kind: "reset-after" }
  /** The call takes effect and is answered late. */
  | { kind: "delay"; ms: number }
  /** The call takes effect and is never answered, until `clear()`. */
  | { kind: "silence" }
  /** The call has no effect and is never answered, until `clear()`. */
  | { kind: "silence-before" }
  /** An HTTP error; the call has no effect. */
  | { kind: "http"; status: number; body?: string }
  /** An answer `{ ok: false, error }`; the call has no effect. */
  | { kind: "error"; error: string }
  /** HTTP 429 with Retry-After in seconds; the call has no effect. */
  | { kind: "ratelimited"; retryAfter: number };

/**
 * What happens to an event on its way to the app.
 * - drop: this try is lost; Slack sees no answer and tries again
 * - lose: it never arrives, and nobody tries again
 * - duplicate: it arrives twice, with the same `event_id`
 * - hold: it is held back until another event has arrived, so they change places
 * - unacknowledged: it arrives and is answered, but the answer is lost, so it comes again
 */
export type EventFault = "drop" | "lose" | "duplicate" | "hold" | "unacknowledged";

export interface Faults {
  /**
   * The next `times` calls of `method`, or of any with "*", meet `fault`. Two more names are `response_url`, for what
   * is posted to one, and `upload`, for a file's bytes.
   */
  next(method: string, fault: ApiFault, times?: number): void;
  /** The next `times` events of `type` (an inner event's type), or any with "*", meet `fault`. */
  nextEvent(type: string, fault: EventFault, times?: number): void;
  /** Forgets what was planned, and answers whoever was kept waiting. */
  clear(): void;
}

export interface Queue<F> {
  add(name: string, fault: F, times: number): void;
  take(name: string): F | undefined;
  clear(): void;
}

export type ApiFaults = Queue<ApiFault>;
export type EventFaults = Queue<EventFault>;

/** Planned faults, first come, first met; those for its own name before those for any. */
export function queue<F>(): Queue<F> {
  let planned: { name: string; fault: F; left: number }[] = [];
  return {
    add: (name, fault, times) => planned.push({ name, fault, left: times }),
    take(name) {
      const next = planned.find((plan) => plan.name === name) ?? planned.find((plan) => plan.name === "*");
      if (!next) return undefined;
      next.left -= 1;
      planned = planned.filter((plan) => plan.left > 0);
      return next.fault;
    },
    clear: () => {
      planned = [];
    },
  };
}
