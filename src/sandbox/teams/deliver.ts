import { MINUTE } from "../../domain/time.ts";
import type { Answer, Sandbox } from "./context.ts";
import type { EventFault } from "./faults.ts";
import type { Delivery, Fields } from "./workspace.ts";

/** Tells the bot of an activity. Resolves after the tries that are due now. */
export async function tell(sandbox: Sandbox, activity: Fields): Promise<Delivery> {
  // A copy: what happens to the message later must not change what a second try says.
  const delivery: Delivery = { body: structuredClone(activity), acknowledged: false, attempts: [] };
  sandbox.state.deliveries.push(delivery);
  const work = deliver(sandbox, delivery);
  sandbox.background(work);
  await work;
  return delivery;
}

async function deliver(sandbox: Sandbox, delivery: Delivery): Promise<void> {
  const fault = sandbox.eventFaults.take(String(delivery.body.type));
  if (fault === "lose") return;
  if (fault === "hold") {
    held.set(sandbox, [...(held.get(sandbox) ?? []), delivery]);
    return;
  }
  await attempt(sandbox, delivery, 0, fault);
  if (fault === "duplicate") await sandbox.line.send(delivery.body);
  await releaseHeld(sandbox);
}

const held = new WeakMap<Sandbox, Delivery[]>();

async function releaseHeld(sandbox: Sandbox): Promise<void> {
  const waiting = held.get(sandbox) ?? [];
  held.delete(sandbox);
  for (const delivery of waiting) await attempt(sandbox, delivery, 0);
}

/** Tries again whatever is due, until nothing is. Called whenever the clock has moved. */
export async function retryDue(sandbox: Sandbox): Promise<void> {
  await releaseHeld(sandbox);
  for (;;) {
    sandbox.waiting.sort((a, b) => a.due - b.due);
    const next = sandbox.waiting[0];
    if (!next || next.due > sandbox.now()) return;
    sandbox.waiting.shift();
    await attempt(sandbox, next.delivery, next.retry);
  }
}

// Teams says that it sends again what was not answered in 15 seconds, not how often nor when. Here: at once, and a minute later.
const RETRIES = [0, 1];

async function attempt(sandbox: Sandbox, delivery: Delivery, retry: number, fault?: EventFault): Promise<void> {
  const answer = fault === "drop" ? LOST : await sandbox.line.send(delivery.body);
  const failure = fault === "unacknowledged" ? "timeout" : answer.failure;
  delivery.attempts.push({ at: sandbox.now(), retry, status: answer.status, ...(failure ? { failure } : {}) });
  delivery.acknowledged ||= !failure;
  sandbox.changed();
  if (!failure || isFinal(answer)) return;
  const after = RETRIES[retry];
  if (after === undefined) return;
  if (after === 0) await attempt(sandbox, delivery, retry + 1);
  else sandbox.waiting.push({ due: sandbox.now() + after * MINUTE, delivery, retry: retry + 1 });
}

/** The bot said no, and would say so again. */
const isFinal = ({ status }: Answer) => status >= 400 && status < 500 && status !== 429 && status !== 408;

const LOST: Answer = { status: 0, failure: "connection_failed" };
