import { onTestFinished } from "vitest";
import { bot } from "../../../src/bot.ts";
import { slack } from "../../../src/chat/slack/connect.ts";
import { at, type Instant } from "../../../src/domain/time.ts";
import { nextDue } from "../../../src/engine.ts";
import { sandboxClock } from "../../../src/sandbox/clock.ts";
import { fixtureFirm, slackChannel } from "../../../src/sandbox/firm.ts";
import { oneAtATime } from "../../../src/sandbox/in-turn.ts";
import type { PageParts } from "../../../src/sandbox/page/parts.ts";
import { stage } from "../../../src/sandbox/run.ts";
import { story } from "../../../src/sandbox/story.ts";
import { telling } from "../../../src/sandbox/telling.ts";
import { fixtureSandbox } from "../../../src/sandbox/workspace.ts";
import { newestInquiryIn } from "../../../src/store/inside.ts";
import { setUpFirm } from "../../../src/store/set-up.ts";
import { freshStore, type Kind } from "../../database.ts";

/** The sandbox as npm start has it, without its terminal: what the page's routes are given. Ends with the test. */
export async function atPlay(kind: Kind = "embedded", start = story[0]!.at): Promise<PageParts> {
  const clock = sandboxClock(at(start));
  const { sandbox, config } = await fixtureSandbox(clock, "http");
  const store = await freshStore(kind);
  await setUpFirm(store.db, fixtureFirm, clock.now());
  const quiet = { info() {}, warn() {}, error() {} };
  const chats = [slack({ ...config, emojis: ["pushpin", "white_check_mark"] }, clock, quiet)];
  const served = bot({ db: store.db, chats, now: () => clock.now(), tell() {}, hands: kind === "embedded" ? 1 : 8 });
  const [where] = await served.start();
  sandbox.connectEvents(where!);
  onTestFinished(async () => {
    await served.stop();
    await sandbox.close();
    await store.close();
  });
  const due = (after: Instant) => nextDue(store.db, after);
  const play = stage({
    sandbox,
    bot: served,
    clock,
    print() {},
    remarks: () => [],
    nextDue: due,
    newestInquiry: (channel) => newestInquiryIn(store.db, slackChannel(channel), clock.now()),
  });
  const tale = telling(play.play, clock);
  return { sandbox, bot: served, clock, stage: play, tale, db: store.db, nextDue: due, inTurn: oneAtATime() };
}
