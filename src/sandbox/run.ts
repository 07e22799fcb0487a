import type { Bot } from "../bot.ts";
import { at, type Instant } from "../domain/time.ts";
import type { SandboxClock } from "./clock.ts";
import { controlsOf } from "./controls.ts";
import type { SlackSandbox } from "./slack/server.ts";
import type { Beat, Doing } from "./story.ts";
import { terminal } from "./terminal.ts";
import { travel } from "./travel.ts";

export interface Show {
  readonly sandbox: SlackSandbox;
  readonly bot: Bot;
  readonly clock: SandboxClock;
  readonly nextDue: (after: Instant) => Promise<Instant | undefined>;
  /** The number of the inquiry that came in last in a channel. */
  readonly newestInquiry: (channel: string) => Promise<number | undefined>;
  readonly print: (line: string) => void;
  /** What the program did since it was last asked, in lines. */
  readonly remarks: () => string[];
}

/** What people can do in the sandbox from a terminal, and the telling of what comes of it. */
export function stage({ sandbox, bot, clock, nextDue, newestInquiry, print, remarks }: Show) {
  const tell = terminal(sandbox, print);

  async function calm() {
    await sandbox.settled();
    await bot.intake.idle();
    await sandbox.settled();
    tell.news();
    for (const line of remarks()) print(line);
  }

  async function round() {
    await calm();
    await bot.round();
    await calm();
  }

  async function does(who: string, doing: Doing) {
    if ("says" in doing) await sandbox.post(who, doing.channel, doing.says);
    if ("asks" in doing) await ask(who, doing);
    if ("presses" in doing) await press(who, doing.presses);
    await round();
  }

  async function ask(who: string, { asks, channel, about }: Extract<Doing, { asks: string }>) {
    const command = about ? `${asks} ${(await newestInquiry(about)) ?? ""}`.trim() : asks;
    const outcome = await sandbox.slash(who, channel, "/inquiries", command);
    print(`${" ".repeat(16)}  ${sandbox.state.users.get(who)?.realName} types /inquiries ${command}`);
    if (outcome.refused) print(`${" ".repeat(16)}  Slack says: ${outcome.refused}`);
    tell.answer(who, clock.now(), outcome.posted);
  }

  /** The newest card in their direct messages that has it. */
  async function press(who: string, label: string) {
    for (const message of sandbox.seen.dms(who).reverse()) {
      const control = controlsOf(message).find((c) => c.label.toLowerCase() === label.toLowerCase());
      if (!control) continue;
      print(`${" ".repeat(16)}  ${sandbox.state.users.get(who)?.realName} presses [${control.label}]`);
      const outcome = await sandbox.press(who, { channel: message.channel, ts: message.ts }, control.actionId);
      // Its private answer comes by the response URL, a moment after the acknowledgement.
      await sandbox.until(() => outcome.posted.length > 0, 2_000).catch(() => {});
      tell.answer(who, clock.now(), outcome.posted);
      return;
    }
    print(`${" ".repeat(16)}  There is no [${label}] in their messages just now.`);
  }

  const moveTo = (to: Instant) => travel({ clock, nextDue, round }, to);

  async function play(beat: Beat) {
    // Where nobody does anything, what is due by then is what is to be seen.
    if (beat.does) await moveTo(at(beat.at));
    print("");
    print(`── ${beat.caption}`);
    if (beat.who && beat.does) await does(beat.who, beat.does);
    else await moveTo(at(beat.at));
  }

  return {
    does,
    moveTo,
    round,
    play,
  };
}

export type Stage = ReturnType<typeof stage>;
