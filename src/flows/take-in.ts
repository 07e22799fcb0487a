import type { Envelope } from "../chat/platform.ts";
import type { Instant } from "../domain/time.ts";
import { MINUTE } from "../domain/time.ts";
import { claimWaiting, finish, giveBack, type Held, keepAll, letGo, putOff } from "../store/inbox.ts";
import { type Deps, kindOf } from "./deps.ts";

/**
 * The one way in. `keep` commits an envelope together with its neighbours and takes it up at once; `takeUp` takes up what
 * another process left. Two flushes may be under way, the second once it is as full as the first: a flush for few costs the
 * database as much as one for many.
 */
export function takeIn(deps: Deps, now: () => Instant, hands: number) {
  let waiting: Waiting[] = [];
  let flushing = 0;
  let lastSize = 0;
  let awake = false;
  const queue: Taken[] = [];
  const inHand = new Set<Taken>();
  let done: Held[] = [];
  let finishing = false;
  const idle: (() => void)[] = [];

  async function flush() {
    awake = false;
    if (waiting.length === 0 || flushing >= 2 || (flushing === 1 && waiting.length < lastSize)) return;
    flushing++;
    const batch = waiting;
    lastSize = batch.length;
    waiting = [];
    await keepTogether(batch).catch(async (fault) => {
      // One that cannot be stored keeps its neighbours from nothing.
      if (batch.length === 1) return batch[0]!.kept.reject(fault);
      for (const one of batch) await keepTogether([one]).catch((own) => one.kept.reject(own));
    });
    flushing--;
    void flush();
    // After whoever waited has been told: a platform counts the seconds until then, not until the work is done.
    setImmediate(work);
  }

  async function keepTogether(batch: readonly Waiting[]) {
    const envelopes = batch.map((w) => w.envelope);
    const fresh = await keepAll(deps.db, deps.vault, envelopes, now());
    for (const { envelope, kept } of batch) {
      const isNew = fresh.delete(name(envelope));
      kept.resolve(isNew);
      if (!isNew) continue;
      queue.push({ envelope, attempts: 1 });
      deps.tell({ what: "event kept", platform: envelope.platform, ms: since(envelope) });
    }
  }

  function work() {
    const stopping = deps.stopping?.aborted === true;
    while (inHand.size < hands && queue.length > 0 && !stopping) {
      const taken = queue.shift()!;
      inHand.add(taken);
      void carry(taken).then(() => {
        inHand.delete(taken);
        work();
      });
    }
    if (idle.length === 0 || inHand.size > 0 || waiting.length > 0 || flushing > 0 || finishing) return;
    if (queue.length > 0 && !stopping) return;
    if (done.length > 0) return void finishAll();
    for (const tell of idle.splice(0)) tell();
  }

  async function carry({ envelope, attempts }: Taken) {
    const held = { platform: envelope.platform, identity: envelope.identity, attempts };
    try {
      const chat = deps.chats.get(envelope.platform);
      if (!chat) throw new Error("No such platform is configured.");
      await chat.take(envelope);
      done.push(held);
      deps.tell({ what: "event done", platform: envelope.platform, ms: since(envelope) });
      if (done.length >= NEIGHBOURS) void finishAll();
    } catch (fault) {
      deps.tell({ what: "inbox retry", platform: envelope.platform, reason: kindOf(fault) });
      const again = isNoFault(fault)
        ? putOff(deps.db, held, later(envelope))
        : giveBack(deps.db, held, kindOf(fault), now() + MINUTE);
      await again.catch(() => {});
    }
  }

  /**
   * Not being marked done costs no more than being taken up once again, so it waits for its neighbours, or for the next round of
   * the timetable.
   */
  async function finishAll() {
    if (finishing || done.length === 0) return;
    finishing = true;
    const batch = done;
    done = [];
    await finish(deps.db, batch, now()).catch(() => {});
    finishing = false;
    work();
  }

  /** After as long again as it has waited, and at least once an hour. */
  const later = (envelope: Envelope) => now() + Math.min(Math.max(since(envelope), MINUTE), HOUR);
  const since = (envelope: Envelope) => Math.max(0, now() - envelope.receivedAt);

  return {
    /** Resolves once committed: true where it is new. */
    keep(envelope: Envelope): Promise<boolean> {
      const kept = Promise.withResolvers<boolean>();
      waiting.push({ envelope, kept });
      // What came in by the same turn of the event loop goes together.
      if (!awake) setImmediate(flush);
      awake = true;
      return kept.promise;
    },
    /** Takes up what is left over, ours or another's. */
    async takeUp() {
      await finishAll();
      if (deps.stopping?.aborted) return;
      for (const { attempts, ...envelope } of await claimWaiting(deps.db, deps.vault, now(), 200))
        queue.push({ envelope, attempts });
      work();
      await this.idle();
    },
    /** The program stops: what is done is marked done, and the rest is left for whoever comes next. */
    async leave() {
      await finishAll();
      const left = [...queue.splice(0), ...inHand];
      await letGo(
        deps.db,
        left.map(({ envelope }) => envelope),
        now(),
      );
    },
    /** Resolves when nothing is under way here. */
    idle(): Promise<void> {
      return new Promise((resolve) => {
        idle.push(resolve);
        work();
      });
    },
  };
}

export type Intake = ReturnType<typeof takeIn>;

interface Taken {
  readonly envelope: Envelope;
  readonly attempts: number;
}

interface Waiting {
  readonly envelope: Envelope;
  readonly kept: PromiseWithResolvers<boolean>;
}

const HOUR = 60 * MINUTE;

/** Nothing is wrong with what came in: the bot is not let in just now, or what it is about is still to come. */
const isNoFault = (fault: unknown): boolean => fault instanceof Error && /^Not(LetIn|Yet)$/.test(fault.name);

/** So many that are done are marked in one statement. */
const NEIGHBOURS = 100;

const name = (e: Envelope) => `${e.platform} ${e.identity}`;
