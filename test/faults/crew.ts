import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import type { Beat } from "../../src/domain/steady.ts";
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
  /** What it has loaded already. */
  readonly platform: Platform;
  gone(): Promise<void>;
}

export type Platform = "slack" | "teams";

/** Processes that are ready to begin: one that was killed is replaced at once by another that was loaded ahead. */
export interface Crew {
  take(platform: Platform): Promise<Hand>;
  /** One that was stopped by order can begin again. */
  giveBack(hand: Hand): void;
  close(): Promise<void>;
}

/** `program`: what each of them runs. */
export function crew(program: URL): Crew {
  const ready: Record<Platform, Promise<Hand>[]> = { slack: [], teams: [] };
  const all = new Set<Hand>();
  let closed = false;
  async function hired(platform: Platform): Promise<Hand> {
    const hand = await hire(program, platform);
    all.add(hand);
    void hand.gone().then(() => all.delete(hand));
    return hand;
  }
  return {
    async take(platform) {
      const next = ready[platform].shift() ?? hired(platform);
      if (!closed && ready[platform].length === 0) ready[platform].push(hired(platform));
      return next;
    },
    giveBack(hand) {
      if (hand.is === "up") ready[hand.platform].unshift(Promise.resolve(hand));
    },
    async close() {
      closed = true;
      await Promise.allSettled(Object.values(ready).flat());
      const going = [...all].map((hand) => hand.gone());
      for (const hand of all) hand.kill();
      await Promise.all(going);
    },
  };
}

async function hire(program: URL, platform: Platform): Promise<Hand> {
  const child: ChildProcess = fork(fileURLToPath(program), [platform], {
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
    platform,
    gone: () => exited,
  };
  child.on("message", (said: Said) => {
    if ("ready" in said) return ready.resolve();
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
