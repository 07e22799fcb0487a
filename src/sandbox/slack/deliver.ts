import { type Instant, MINUTE } from "../../domain/time.ts";
import type { Answer, Sandbox } from "./context.ts";
import type { EventFault } from "./faults.ts";
import type { Delivery, Fields } from "./workspace.ts";

/**
 * Brings one event to the app: a first try, one more at once if it fails, then about one and five minutes after the
 * first, by the sandbox clock; hourly for a day after that where Delayed Events are on.
 * Resolves after the tries that are due now.
 */
export async function deliver(sandbox: Sandbox, delivery: Delivery): Promise<void> {
  const fault = sandbox.eventFaults.take(String((delivery.body.event as Fields | undefined)?.type));
  if (fault === "lose") {
    delivery.lost = true;
    return;
  }
  if (fault === "hold") {
    held.set(sandbox, [...(held.get(sandbox) ?? []), delivery]);
    return;
  }
  await attempt(sandbox, delivery, 0, sandbox.now(), fault);
  if (fault === "duplicate") await send(sandbox, delivery, 0);
  await releaseHeld(sandbox);
}

const held = new WeakMap<Sandbox, Delivery[]>();

async function releaseHeld(sandbox: Sandbox): Promise<void> {
  const waiting = held.get(sandbox) ?? [];
  held.delete(sandbox);
  for (const delivery of waiting) await attempt(sandbox, delivery, 0, sandbox.now());
}

/** Tries again whatever is due, until nothing is. Called whenever the clock has moved. */
export async function retryDue(sandbox: Sandbox): Promise<void> {
  await releaseHeld(sandbox);
  for (;;) {
    sandbox.waiting.sort((a, b) => a.due - b.due);
    const next = sandbox.waiting[0];
    if (!next || next.due > sandbox.now()) return;
    sandbox.waiting.shift();
    await attempt(sandbox, next.delivery, next.retry, next.first);
  }
}

/** Minutes after the first try at which each retry comes. */
const RETRIES = [0, 1, 5];
const DELAYED = Array.from({ length: 24 }, (_, hour) => (hour + 1) * 60);

async function attempt(sandbox: Sandbox, delivery: Delivery, retry: number, first: Instant, fault?: EventFault) {
  const answer = fault === "drop" ? LOST : await send(sandbox, delivery, retry);
  const failure = fault === "unacknowledged" ? "http_timeout" : answer.failure;
  delivery.attempts.push({ at: sandbox.now(), way: answer.way, retry, status: answer.status, failure });
  delivery.acknowledged ||= !failure;
  sandbox.changed();
  if (!failure || answer.noRetry) return;
  const after = [...RETRIES, ...(sandbox.delayedEvents ? DELAYED : [])][retry];
  if (after === undefined) return;
  if (after === 0) await attempt(sandbox, delivery, retry + 1, first);
  else sandbox.waiting.push({ due: first + after * MINUTE, delivery, retry: retry + 1, first });
}

const LOST: Answer = { way: "none", status: 0, failure: "connection_failed" };

function send(sandbox: Sandbox, delivery: Delivery, retry: number): Promise<Answer> {
  const reason = delivery.attempts.at(-1)?.failure ?? "http_timeout";
  return sandbox.line.send("events_api", delivery.body, retry > 0 ? { num: retry, reason } : undefined);
}
