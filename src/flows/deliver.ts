import type { Chat, InternalDestination, Sent, SentRef } from "../chat/platform.ts";
import type { AccountRef } from "../domain/message.ts";
import { type Instant, MINUTE } from "../domain/time.ts";
import { type Claimed, claimDeliveries } from "../store/claiming.ts";
import { tellAgain } from "../store/nudges.ts";
import { putBack, settleOtherwise, settleSent, tryLater } from "../store/sending.ts";
import type { Card } from "../views/card.ts";
import { accountChanged } from "./account-changed.ts";
import { type Deps, kindOf } from "./deps.ts";
import { lastLook } from "./last-look.ts";
import { meetPerson } from "./meet-person.ts";
import { withoutPicture } from "./pictured.ts";

/** No more than these are in one process's hands at a time. */
const BATCH = 500;
/** Minutes to wait after each try that was not accepted. After the last of them: within a day somebody mends a token. */
const WAITS = [1, 2, 5, 15, ...Array<number>(47).fill(30)];
/** Of a last word whose outcome nobody knows: two beat none. The platform is looked at first, whether it is there. */
const TRIES_IN_DOUBT = 3;

/**
 * The one door: what may leave now is claimed, checked once more just before it is said, and said to one person where nobody else
 * reads. Each goes its own way, so that one that hangs holds up no other. `now` is asked each time: a platform that counts a minute
 * counts it from the call, not from when the first of many was claimed. Returns how many were claimed.
 */
export async function deliver(deps: Deps, now: Now): Promise<number> {
  const paces = new Map([...deps.chats].map(([name, chat]) => [name, chat.paces]));
  let claimed = 0;
  while (!deps.stopping?.aborted) {
    const batch = await claimDeliveries(deps.db, paces, now(), BATCH);
    claimed += batch.length;
    if (batch.length === 0) break;
    // What could not be written down has its lease run out, and is looked for before it is said again.
    await Promise.all([...byWorkspace(batch).values()].map((some) => seeTogether(deps, some, now).catch(() => {})));
  }
  return claimed;
}

type Now = () => Instant;

/** Of whom no account is known yet, each for themselves. */
const byWorkspace = (batch: readonly Claimed[]) =>
  Map.groupBy(batch, ({ id, to }) => (to ? `${to.platform} ${to.workspace}` : id));

/** Who may be written to is asked once for all of a workspace; then each goes its own way. */
async function seeTogether(deps: Deps, some: readonly Claimed[], now: Now): Promise<void> {
  const found = await destinationsOf(deps, some, now).catch((fault) => some.map(() => put(fault)));
  await Promise.all(some.map((delivery, i) => see(deps, delivery, found[i]!, now).catch(() => {})));
}

interface Destination {
  readonly chat: Chat;
  readonly to: InternalDestination;
}

/** Longer ago is not just now. Milliseconds. */
const JUST_NOW = 10_000;

async function see(deps: Deps, delivery: Claimed, found: Destination | Refused, now: Now): Promise<void> {
  if (!("chat" in found)) return refuse(deps, delivery, found, now);
  const { chat, to } = found;
  const there = delivery.doubtful ? await look(chat, to, delivery).catch(put) : "not there";
  if (typeof there === "object") return settle(deps, delivery, "later" in there ? there : { sent: there }, now);
  if (there === "cannot say" && isEnough(delivery)) return settle(deps, delivery, UNCERTAIN, now);
  const looked = await lastLook(deps, delivery, now()).catch(put);
  if (!looked) return;
  if ("later" in looked) return settle(deps, delivery, looked, now);
  const { card, inquiryIds, kept = card } = looked;
  const checked = performance.now() - to.checkedAt > JUST_NOW ? (await chat.privately([to.account]))[0]! : to;
  if ("refused" in checked) return refuse(deps, delivery, { ...checked, ref: to.account }, now);
  if (deps.stopping?.aborted) return putBack(deps.db, delivery);
  const outcome = await said(chat, checked, card, delivery);
  // They may have left between the check and the call.
  if ("failed" in outcome)
    return refuse(deps, delivery, { refused: outcome.failed, forGood: true, ref: to.account }, now);
  await settle(deps, { ...delivery, inquiryIds }, outcome, now, kept);
}

/** What became of it, looked for at once where the platform broke off. */
async function said(chat: Chat, to: InternalDestination, card: Card, delivery: Claimed) {
  const outcome = await chat.send(to, card, delivery.mark);
  if (!("unknown" in outcome) && !("doubtful" in outcome)) return outcome;
  const there = await look(chat, to, delivery).catch(() => "not there" as const);
  if (typeof there === "object") return { sent: there };
  return there === "cannot say" && "unknown" in outcome && isEnough(delivery)
    ? { uncertain: outcome.unknown }
    : outcome;
}

/** Something of ours failed before anything was said: it is tried again, and the others go on. */
const put = (fault: unknown) => ({ later: kindOf(fault) });

/** Of what the next step says again it is enough that it may have been said. */
const isEnough = ({ last, attempts }: Claimed) => !last || attempts > TRIES_IN_DOUBT;

const UNCERTAIN = { uncertain: "an earlier try may have reached them, and the platform does not say" };

const look = async (
  chat: Chat,
  to: InternalDestination,
  { mark }: Claimed,
): Promise<SentRef | "not there" | "cannot say"> => (await chat.find?.(to, mark)) ?? "cannot say";

type Refused =
  | { readonly later: string }
  | { readonly refused: string; readonly forGood: boolean; readonly ref?: AccountRef };

async function destinationsOf(deps: Deps, some: readonly Claimed[], now: Now): Promise<(Destination | Refused)[]> {
  const [first] = some;
  const refs = first!.to ? some.map(({ to }) => to!) : [(await meetPerson(deps, first!.personId, now()))?.ref];
  const chat = refs[0] && deps.chats.get(refs[0].platform);
  if (!chat) return some.map(() => NOWHERE);
  const checked = await chat.privately(refs.filter((ref) => ref !== undefined));
  return checked.map((to, i) => ("refused" in to ? { ...to, ref: refs[i] } : { chat, to }));
}

const NOWHERE = { refused: "They have no account on a chat platform that is configured.", forGood: true };

async function refuse(deps: Deps, delivery: Claimed, why: Refused, now: Now): Promise<void> {
  if ("later" in why) return settle(deps, delivery, why, now);
  if (!why.forGood) return settle(deps, delivery, { later: why.refused }, now);
  // Not every platform tells that somebody has left: whoever answers next hears of it instead.
  if (why.ref && (await accountChanged(deps, why.ref, now()))) await tellAgain(deps.db, delivery.id);
  await settle(deps, delivery, { failed: why.refused }, now);
}

/** Writes down what became of it, unless another process has taken it over. */
async function settle(
  { db, tell }: Deps,
  delivery: Claimed,
  outcome: Sent | { readonly uncertain: string },
  clock: Now,
  card?: Card,
): Promise<void> {
  const now = clock();
  const about = { purpose: delivery.purpose, deliveryId: delivery.id, platform: delivery.to?.platform };
  const over = async (state: "failed" | "unknown", reason: string) => {
    const mine = await settleOtherwise(db, delivery, state, reason, now);
    if (mine) tell({ what: state === "failed" ? state : "outcome unknown", ...about, reason });
  };
  if ("sent" in outcome) {
    if (await settleSent(db, delivery, outcome.sent, card && withoutPicture(card), now))
      tell({ what: "sent", ...about });
    return;
  }
  if ("failed" in outcome) return over("failed", outcome.failed);
  if ("uncertain" in outcome) return over("unknown", outcome.uncertain);
  const doubtful = "unknown" in outcome || outcome.doubtful === true;
  const reason = "unknown" in outcome ? outcome.unknown : outcome.later;
  const wait = ("afterMs" in outcome && outcome.afterMs) || waitAfter(delivery.attempts);
  if (!wait) return over(doubtful ? "unknown" : "failed", `${reason}, ${delivery.attempts} times`);
  if (await tryLater(db, delivery, reason, now + wait, doubtful))
    tell({ what: doubtful ? "outcome unknown" : "put off", ...about, reason });
}

function waitAfter(attempts: number): number | undefined {
  const minutes = WAITS[attempts - 1];
  return minutes === undefined ? undefined : minutes * MINUTE;
}
