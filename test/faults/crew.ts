import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import type { Beat } from "../../src/domain/steady.ts";
import type { Told } from "../../src/flows/deps.ts";
import type { Order, Said } from "./process.ts";

/** One process, as its parent holds it. */
export interface Hand {
  /** Resolves to what it answers; undefined where it dies, or is stopped, before it has. @throws where it says that it failed */
  ask(order: Order): Promise<unknown>;
  /** `kill -9`. */
  kill(): void;
  /** SIGSTOP: whoever waits for it waits no longer. */
  halt(): void;
  goOn(): void;
  readonly is: "up" | "stopped" | "dead";
  /** Whom what it tells is told. */
  onTold: (told: Told) => void;
  gone(): Promise<void>;
}

/** Processes that are ready to begin: one that was killed is replaced at once by another that was loaded ahead. */
export interface Crew {
  take(): Promise<Hand>;
  /** One that was stopped by order can begin again. */
  giveBack(hand: Hand): void;
  close(): Promise<void>;
}

const SPARE = 2;

export function crew(): Crew {
  const ready: Promise<Hand>[] = [];
  const all = new Set<Hand>();
  let closed = false;
  const refill = () => {
    while (!closed && ready.length < SPARE) ready.push(hired());
  };
  async function hired(): Promise<Hand> {
    const hand = await hire();
    all.add(hand);
    void hand.gone().then(() => all.delete(hand));
    return hand;
  }
  return {
    async take() {
      const next = ready.shift() ?? hired();
      refill();
      return next;
    },
    giveBack(hand) {
      if (hand.is === "up") ready.unshift(Promise.resolve(hand));
    },
    async close() {
      closed = true;
      await Promise.allSettled(ready);
      const going = [...all].map((hand) => hand.gone());
      for (const hand of all) hand.kill();
      await Promise.all(going);
    },
  };
}

async function hire(): Promise<Hand> {
  const child: ChildProcess = fork(fileURLToPath(new URL("process.ts", import.meta.url)), [], {
    stdio: ["ignore", "ignore", "inherit", "ipc"],
    env: { ...process.env, TZ: "Pacific/Kiritimati" },
  });
  const exited = once(child, "exit").then(() => {});
  const asked = new Map<number, PromiseWithResolvers<unknown>>();
  let lastId = 0;
  let is: Hand["is"] = "up";
  const nobodyAnswers = () => {
    for (const { resolve } of asked.values()) resolve(undefined);
    asked.clear();
  };
  const ready = Promise.withResolvers<void>();
  const hand: Hand = {
    ask(order) {
      if (is === "dead") return Promise.resolve(undefined);
      const answer = Promise.withResolvers<unknown>();
      const id = ++lastId;
      if (is === "up") asked.set(id, answer);
      else answer.resolve(undefined);
      child.send({ ...order, id }, () => {});
      return answer.promise;
    },
    kill() {
      is = "dead";
      child.kill("SIGKILL");
      nobodyAnswers();
    },
    halt() {
      if (is !== "up") return;
      is = "stopped";
      child.kill("SIGSTOP");
      nobodyAnswers();
    },
    goOn() {
      if (is !== "stopped") return;
      is = "up";
      child.kill("SIGCONT");
    },
    get is() {
      return is;
    },
    onTold: () => {},
    gone: () => exited,
  };
  child.on("message", (said: Said) => {
    if ("ready" in said) return ready.resolve();
    if ("told" in said) return hand.onTold(said.told);
    const answer = asked.get(said.id);
    asked.delete(said.id);
    if ("done" in said) answer?.resolve(said.done ?? undefined);
    else answer?.reject(new Error(said.failed));
  });
  void exited.then(() => {
    is = "dead";
    nobodyAnswers();
    ready.reject(new Error("A process of the program ended before it was ready."));
  });
  await ready.promise;
  return hand;
}

export const beatOf = (wall: number, skew = 0): Beat => ({ wall: wall + skew, run: wall });
