import { onTestFinished } from "vitest";
import { type Bot, bot } from "../../src/bot.ts";
import { slack } from "../../src/chat/slack/connect.ts";
import { at, type Instant } from "../../src/domain/time.ts";
import { nextDue } from "../../src/engine.ts";
import type { Told } from "../../src/flows/deps.ts";
import { sandboxClock } from "../../src/sandbox/clock.ts";
import { fixtureFirm } from "../../src/sandbox/firm.ts";
import { words } from "../../src/sandbox/slack/seen.ts";
import type { SlackSandbox } from "../../src/sandbox/slack/server.ts";
import { travel } from "../../src/sandbox/travel.ts";
import { fixtureSandbox } from "../../src/sandbox/workspace.ts";
import type { Db } from "../../src/store/db.ts";
import { setUpFirm } from "../../src/store/set-up.ts";
import { freshStore, type Kind } from "../database.ts";

/** The fixture firm at work: a workspace on loopback, the real bot on a real database, and a clock that a story moves. */
export interface World {
  readonly sandbox: SlackSandbox;
  readonly db: Db;
  readonly bot: Bot;
  readonly told: Told[];
  now(): Instant;
  /** Moves the clock there; everything due on the way happens in its order. */
  until(iso: string): Promise<void>;
  /** Someone posts; resolves once the bot has taken note. */
  says(user: string, channel: string, text: string, thread?: { ts: string }): Promise<{ channel: string; ts: string }>;
  /** What the bot wrote to them privately so far, as they read it. */
  dms(user: string): string[];
  /** `/inquiries …` in a channel they are in; the answer as they read it. */
  asks(user: string, text: string): Promise<string>;
  /** Presses a button or chooses from a menu of their latest direct message that has it. */
  presses(user: string, label: string, choice?: string): Promise<void>;
  /** Waits until what came in has been dealt with. */
  calm(): Promise<void>;
}

export async function world(start: string, kind: Kind = "embedded", how: "http" | "socket" = "http"): Promise<World> {
  const clock = sandboxClock(at(start));
  const { sandbox, config } = await fixtureSandbox(clock, how);
  const store = await freshStore(kind);
  await setUpFirm(store.db, fixtureFirm, clock.now());
  const told: Told[] = [];
  const quiet = { info() {}, warn() {}, error() {} };
  const chats = [slack(config, clock, quiet)];
  const bot_ = bot({ db: store.db, chats, now: () => clock.now(), tell: (one) => told.push(one), hands: 2 });
  const [where] = await bot_.start();
  if (how === "http") sandbox.connectEvents(where!);
  onTestFinished(async () => {
    await bot_.stop();
    await sandbox.close();
    await store.close();
  });

  const calm = async () => {
    await sandbox.settled();
    await bot_.intake.idle();
    await sandbox.settled();
  };
  const traveller = {
    clock,
    nextDue: (after: Instant) => nextDue(store.db, after),
    round: async () => {
      await calm();
      await bot_.round();
    },
  };
  return {
    sandbox,
    db: store.db,
    bot: bot_,
    told,
    now: () => clock.now(),
    until: (iso) => travel(traveller, at(iso)),
    async says(user, channel, text, thread) {
      const posted = await sandbox.post(user, channel, text, thread ? { thread: thread.ts } : {});
      await calm();
      return { channel, ts: posted.ts };
    },
    dms: (user) => sandbox.seen.dms(user).map(words),
    async asks(user, text) {
      const channel = [...sandbox.state.channels.values()].find((c) => c.members.has(user) && c.kind !== "im")!;
      const outcome = await sandbox.slash(user, channel.id, "/inquiries", text);
      return outcome.posted.map((posted) => words(posted)).join("\n");
    },
    async presses(user, label, choice) {
      for (const message of sandbox.seen.dms(user).reverse()) {
        const element = findControl(message.blocks ?? [], label);
        if (!element) continue;
        await sandbox.press(user, { channel: message.channel, ts: message.ts }, String(element.action_id), choice);
        await calm();
        return;
      }
      throw new Error(`${user} sees no "${label}" in their direct messages.`);
    },
    calm,
  };
}

type Element = Record<string, unknown> & { text?: { text?: string }; placeholder?: { text?: string } };

function findControl(blocks: readonly Record<string, unknown>[], label: string): Element | undefined {
  for (const block of blocks) {
    const inside = [...((block.elements as Element[]) ?? []), ...(block.accessory ? [block.accessory as Element] : [])];
    const found = inside.find((e) => e.text?.text === label || e.placeholder?.text === label);
    if (found) return found;
  }
  return undefined;
}
