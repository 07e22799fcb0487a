import { onTestFinished } from "vitest";
import { type Bot, bot } from "../../src/bot.ts";
import { slack } from "../../src/chat/slack/connect.ts";
import { at, type Instant } from "../../src/domain/time.ts";
import { nextDue } from "../../src/engine.ts";
import type { Told } from "../../src/flows/deps.ts";
import { sandboxClock } from "../../src/sandbox/clock.ts";
import { fixtureFirm, outsiders } from "../../src/sandbox/firm.ts";
import type { Choice } from "../../src/sandbox/slack/people/choices.ts";
import { words } from "../../src/sandbox/slack/seen.ts";
import type { SlackSandbox } from "../../src/sandbox/slack/server.ts";
import { travel } from "../../src/sandbox/travel.ts";
import { fixtureSandbox } from "../../src/sandbox/workspace.ts";
import type { Db } from "../../src/store/db.ts";
import { setUpFirm } from "../../src/store/set-up.ts";
import { freshStore, type Kind } from "../database.ts";
import { expectDiscretion } from "./discretion.ts";
import { type Replayed, replay } from "./replay.ts";

interface Place {
  readonly channel: string;
  readonly ts: string;
}

/** The fixture firm at work: a workspace on loopback, the real bot on a real database, and a clock that a story moves. */
export interface World {
  readonly sandbox: SlackSandbox;
  readonly db: Db;
  readonly bot: Bot;
  readonly told: Told[];
  now(): Instant;
  /** Moves the clock there; everything due on the way happens in its order. */
  until(iso: string): Promise<void>;
  /** Moves the clock while the program is not there: nothing happens on the way, one round at the end. */
  sleepsUntil(iso: string): Promise<void>;
  /** Someone posts; resolves once the bot has taken note. */
  says(user: string, channel: string, text: string, thread?: { ts: string }): Promise<Place>;
  edits(user: string, post: Place, text: string): Promise<void>;
  deletes(user: string, post: Place): Promise<void>;
  reacts(user: string, post: Place, emoji: string): Promise<void>;
  /** A message shortcut; the answer as they read it. */
  marks(user: string, post: Place, as: "track" | "dismiss"): Promise<string>;
  /** The bot's private messages to them as they look now. */
  dms(user: string): string[];
  /** The same as they looked when they came, oldest first, each with the minute in New York: `Fri 15:30 …`. */
  got(user: string): string[];
  /** `/inquiries …` in a channel they are in; the answer as they read it. */
  asks(user: string, text: string): Promise<string>;
  /** Presses a button or chooses, by its label, from a menu of their latest direct message that has it; the answer. */
  presses(user: string, label: string, choice?: string): Promise<string>;
  /** Fills in the form that is open and sends it; what is wrong with it, or what they read then. */
  fills(user: string, values: Record<string, Choice>): Promise<string>;
  /** Somebody else presses what stands on someone's card, by sending its payload again. */
  replays(user: string, label: string, of: string): Promise<Replayed>;
  /** Waits until what came in has been dealt with. */
  calm(): Promise<void>;
}

export async function world(start: string, kind: Kind = "embedded", how: "http" | "socket" = "http"): Promise<World> {
  const clock = sandboxClock(at(start));
  const { sandbox, config } = await fixtureSandbox(clock, how);
  const store = await freshStore(kind);
  await setUpFirm(store.db, fixtureFirm, clock.now());
  const told: Told[] = [];
  const heard: string[] = [];
  const quiet = { info() {}, warn() {}, error() {} };
  const chats = [slack(config, clock, quiet)];
  const bot_ = bot({ db: store.db, chats, now: () => clock.now(), tell: (one) => told.push(one), hands: 2 });
  const [where] = await bot_.start();
  if (how === "http") sandbox.connectEvents(where!);
  onTestFinished(async () => {
    await bot_.stop();
    await sandbox.close();
    await store.close();
    expectDiscretion(sandbox, heard);
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
      await calm();
    },
  };
  const hear = (user: string, text: string) => {
    if (outsiders.some((o) => o.id === user)) heard.push(text);
  };
  /** The answer comes after the acknowledgement: a message only they see, or a form that opens. */
  const read = async (user: string, { posted }: { posted: object[] }) => {
    const open = sandbox.state.openViews.get(user)?.length ?? 0;
    await sandbox.until(() => posted.length > 0 || (sandbox.state.openViews.get(user)?.length ?? 0) > open);
    await calm();
    return posted.map(words).join("\n");
  };
  const control = (user: string, label: string) => {
    for (const message of sandbox.seen.dms(user).reverse()) {
      const element = findControl(message.blocks ?? [], label);
      if (element) return { message, element };
    }
    throw new Error(`${user} sees no "${label}" in their direct messages.`);
  };
  return {
    sandbox,
    db: store.db,
    bot: bot_,
    told,
    now: () => clock.now(),
    until: (iso) => travel(traveller, at(iso)),
    async sleepsUntil(iso) {
      await calm();
      await clock.set(at(iso));
      await traveller.round();
    },
    async says(user, channel, text, thread) {
      hear(user, text);
      const { ts } = await sandbox.post(user, channel, text, thread ? { thread: thread.ts } : {});
      await calm();
      return { channel, ts };
    },
    async edits(user, post, text) {
      hear(user, text);
      await sandbox.edit(user, post, text);
      await calm();
    },
    async deletes(user, post) {
      await sandbox.remove(user, post);
      await calm();
    },
    async reacts(user, post, emoji) {
      await sandbox.react(user, post, emoji);
      await calm();
    },
    async marks(user, post, as) {
      return read(user, await sandbox.shortcut(user, as, post));
    },
    dms: (user) => sandbox.seen.dms(user).map(words),
    got: (user) =>
      sandbox.state.calls
        .filter((c) => c.method === "chat.postMessage" && c.response.ok && reaches(sandbox, c.args.channel, user))
        .map((c) => `${minute(c.at)} ${words({ blocks: blocksOf(c.args.blocks) })}`),
    async asks(user, text) {
      const channel = [...sandbox.state.channels.values()].find((c) => c.members.has(user) && c.kind !== "im")!;
      const outcome = await sandbox.slash(user, channel.id, "/inquiries", text);
      await calm();
      return outcome.posted.map((posted) => words(posted)).join("\n");
    },
    async presses(user, label, choice) {
      const { message, element } = control(user, label);
      const option = element.options?.find((o) => o.text?.text === choice)?.value;
      if (choice !== undefined && option === undefined) throw new Error(`"${label}" does not offer "${choice}".`);
      const place = { channel: message.channel, ts: message.ts };
      return read(user, await sandbox.press(user, place, String(element.action_id), option));
    },
    async fills(user, values) {
      const form = sandbox.seen.modal(user);
      if (!form) throw new Error(`${user} has no form open.`);
      const { errors, view } = await sandbox.submit(user, form.id, values);
      await calm();
      return errors ? Object.values(errors).join("\n") : view ? words(view) : "";
    },
    async replays(user, label, of) {
      const { message, element } = control(of, label);
      const replayed = await replay(
        { sandbox, url: where!, secret: sandbox.app.signingSecret },
        user,
        message,
        element,
      );
      await calm();
      return replayed;
    },
    calm,
  };
}

const reaches = ({ state }: SlackSandbox, channel: unknown, user: string): boolean =>
  state.channels.get(String(channel))?.members.has(user) ?? false;

const blocksOf = (blocks: unknown): unknown[] => (typeof blocks === "string" ? JSON.parse(blocks) : (blocks as []));

const NEW_YORK = new Intl.DateTimeFormat("en-GB", {
  timeZone: "America/New_York",
  weekday: "short",
  hour: "2-digit",
  minute: "2-digit",
});
const minute = (t: Instant): string => NEW_YORK.format(t).replace(",", "");

export type Element = Record<string, unknown> & {
  text?: { text?: string };
  placeholder?: { text?: string };
  options?: { text?: { text?: string }; value?: string }[];
};

function findControl(blocks: readonly Record<string, unknown>[], label: string): Element | undefined {
  for (const block of blocks) {
    const inside = [...((block.elements as Element[]) ?? []), ...(block.accessory ? [block.accessory as Element] : [])];
    const found = inside.find((e) => e.text?.text === label || e.placeholder?.text === label);
    if (found) return found;
  }
  return undefined;
}
