import type { Bot } from "../../bot.ts";
import { type Instant, MINUTE } from "../../domain/time.ts";
import { channelOf } from "../../store/channels.ts";
import type { Db } from "../../store/db.ts";
import { messageByExternalId } from "../../store/messages.ts";
import type { SandboxClock } from "../clock.ts";
import { TEAM } from "../firm.ts";
import type { SlackSandbox } from "../slack/server.ts";
import type { Fields } from "../slack/workspace.ts";
import type { Deed } from "./deeds.ts";

/** A firm at work: the workspace, the bot that listens there, the store it keeps, and the clock of both. */
export interface Stage {
  readonly sandbox: SlackSandbox;
  readonly bot: Bot;
  readonly db: Db;
  readonly clock: SandboxClock;
  readonly nextDue: (after: Instant) => Promise<Instant | undefined>;
}

/** People do what is planned, each thing at its time, and the bot does its work on the way. */
export async function act(
  { sandbox, bot, db, clock, nextDue }: Stage,
  deeds: readonly Deed[],
  until: Instant,
): Promise<void> {
  const posts = new Map<string, { channel: string; ts: string }>();
  const calm = async () => {
    await sandbox.settled();
    await bot.intake.idle();
    await sandbox.settled();
  };
  const round = async () => {
    await calm();
    await bot.round();
    await calm();
  };

  async function does({ who, does }: Deed): Promise<void> {
    if ("says" in does) {
      const thread = does.thread === undefined ? {} : { thread: posts.get(does.thread)!.ts };
      posts.set(does.name, await sandbox.post(who, does.channel, does.says, thread));
    } else if ("edits" in does) await sandbox.edit(who, posts.get(does.edits)!, does.to);
    else if ("reacts" in does) await sandbox.react(who, posts.get(does.on)!, does.reacts);
    else if ("opens" in does) await sandbox.openHome(who);
    else if ("presses" in does) await press(who, does.presses, does.about, does.else);
    else await ask(who, does.asks, does.about);
  }

  async function press(who: string, label: string, about: string, otherwise: string | undefined): Promise<void> {
    const id = await inquiryOf(about);
    const cards = sandbox.seen.dms(who).reverse();
    for (const message of cards) {
      const action = id === undefined ? undefined : actionOn(message, label, id);
      if (action === undefined) continue;
      const outcome = await sandbox.press(who, { channel: message.channel, ts: message.ts }, action);
      return void (await sandbox.until(() => outcome.posted.length > 0, 2_000).catch(() => {}));
    }
    if (otherwise !== undefined) await ask(who, otherwise, about);
  }

  async function ask(who: string, text: string, about: string | undefined): Promise<void> {
    const id = about === undefined ? undefined : await inquiryOf(about);
    if (about !== undefined && id === undefined) return;
    await sandbox.slash(who, "CGENERAL", "/inquiries", text.replace("{n}", String(id)));
  }

  async function inquiryOf(name: string): Promise<number | undefined> {
    const { channel, ts } = posts.get(name)!;
    const known = await channelOf(db, { platform: "slack", workspace: TEAM, id: channel });
    return (known && (await messageByExternalId(db, known.id, ts))?.inquiryId) ?? undefined;
  }

  /** What the last deed brought, and everything due before `to`. */
  async function wait(to: Instant): Promise<void> {
    await round();
    for (let last = clock.now(); ; last = clock.now()) {
      const due = await nextDue(last);
      const stop = due === undefined ? to : Math.max(due, last + MINUTE);
      if (stop >= to) break;
      await clock.set(stop);
      await round();
    }
    if (to > clock.now()) await clock.set(to);
  }

  for (const deed of deeds) {
    await wait(deed.at);
    await does(deed);
  }
  await wait(until);
  await round();
}

/** The action of a button with that label that is about that inquiry, where pressing it could mean no other. */
function actionOn(message: Fields, label: string, id: number): string | undefined {
  const elements = ((message.blocks ?? []) as Fields[]).flatMap((block) => [
    ...((block.elements ?? []) as Fields[]),
    ...(block.accessory ? [block.accessory as Fields] : []),
  ]);
  const wanted = elements.find((e) => (e.text as Fields | undefined)?.text === label && e.value === String(id));
  const first = wanted && elements.find((e) => e.action_id === wanted.action_id);
  return first === wanted ? (wanted?.action_id as string | undefined) : undefined;
}
