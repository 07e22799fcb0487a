import { bot } from "../../src/bot.ts";
import { chatsOf } from "../../src/chats.ts";
import type { Config } from "../../src/config.ts";
import { type Beat, type Trust, trust } from "../../src/domain/steady.ts";
import type { Instant } from "../../src/domain/time.ts";
import { openStore } from "../../src/store/db.ts";
import { notesOf } from "../../src/store/notes.ts";
import { testVault } from "../vault.ts";
import { buttons } from "./buttons.ts";

/** What one process is told to serve. */
export interface Post {
  readonly url: string;
  readonly platforms: Config["platforms"];
  /** How many messages it carries through at a time. */
  readonly hands: number;
}

/** The program at work as `main` puts it together, but for its clock: that one is given, and its beats are asked for. */
export interface AtWork {
  /** Where it is received from, one for each platform. */
  readonly where: readonly string[];
  /** One beat of the machine's time: a round, unless the wall clock is not to be trusted just now. */
  round(): Promise<void>;
  /** It stood still, as its own time would tell it: nobody listened since `from`. */
  wasAway(from: Instant): Promise<void>;
  /** Resolves when nothing is under way. */
  idle(): Promise<void>;
  stop(): Promise<void>;
}

const quiet = { info() {}, warn() {}, error() {}, debug() {}, trace() {}, fatal() {} };

export async function beginWork(post: Post, beat: () => Beat): Promise<AtWork> {
  const store = await openStore({ url: post.url, connections: Math.max(2, post.hands / 2) });
  try {
    const clock = { now: (): Instant => beat().wall };
    const chats = await chatsOf(post.platforms, {
      clock,
      log: quiet as never,
      emojis: ["pushpin", "white_check_mark"],
      notes: (platform) => notesOf(store.db, platform),
    });
    const served = bot({
      db: store.db,
      vault: testVault(),
      chats,
      now: clock.now,
      tell: () => {},
      hands: post.hands,
      buttons,
    });
    const where = await served.start();
    let trusted: Trust = { at: beat() };
    const rounds = new Set<Promise<void>>();
    return {
      where,
      async round() {
        const { doubted, ...next } = trust(trusted, beat());
        trusted = next;
        if (doubted) return;
        const round = served.round().finally(() => rounds.delete(round));
        rounds.add(round);
        await round;
      },
      wasAway: (from) => served.wasAway(from).catch(() => {}),
      async idle() {
        await Promise.allSettled(rounds);
        await served.intake.idle();
      },
      async stop() {
        await served.stop(3_000);
        await store.close();
      },
    };
  } catch (fault) {
    await store.close().catch(() => {});
    throw fault;
  }
}
