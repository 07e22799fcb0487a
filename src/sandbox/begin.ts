import { type Bot, bot } from "../bot.ts";
import { slack } from "../chat/slack/connect.ts";
import type { Instant } from "../domain/time.ts";
import { nextDue } from "../engine.ts";
import type { Told } from "../flows/deps.ts";
import { ringOf } from "../seal/keyring.ts";
import { newKey, readKey } from "../seal/local-key.ts";
import type { Db, Store } from "../store/db.ts";
import { newestInquiryIn } from "../store/inside.ts";
import { vaultWith } from "../store/vault.ts";
import { type SandboxClock, sandboxClock } from "./clock.ts";
import { slackChannel } from "./firm.ts";
import { type Stage, stage } from "./run.ts";
import type { SlackSandbox } from "./slack/server.ts";
import { type Telling, telling } from "./telling.ts";
import { fixtureSandbox } from "./workspace.ts";

/** The sandbox from one beginning to its end: the firm, its workspace, the bot in it, a clock, and the story's place. */
export interface Life {
  readonly store: Store;
  readonly sandbox: SlackSandbox;
  readonly bot: Bot;
  readonly clock: SandboxClock;
  readonly stage: Stage;
  readonly tale: Telling;
  readonly nextDue: (after: Instant) => Promise<Instant | undefined>;
  /** Closes all of it, its store too. */
  end(): Promise<void>;
}

const quiet = { info() {}, warn() {}, error() {} };

/** How it begins: at what time, and with what in its store and workspace. */
interface Beginning {
  readonly at: Instant;
  lay(db: Db, sandbox: SlackSandbox): Promise<void>;
}

/** Begins in a store that is migrated, and is its own from now on. */
export async function begin(store: Store, print: (line: string) => void, beginning: Beginning): Promise<Life> {
  const clock = sandboxClock(beginning.at);
  const { sandbox, config } = await fixtureSandbox(clock, "http");
  await beginning.lay(store.db, sandbox);
  const remarks: string[] = [];
  const served = bot({
    db: store.db,
    // It begins afresh each time, and so does its key.
    vault: vaultWith(ringOf(readKey(newKey())!)),
    chats: [slack({ ...config, emojis: ["pushpin", "white_check_mark"] }, clock, quiet)],
    now: () => clock.now(),
    tell: (told) => remark(told, (line) => remarks.push(line)),
    hands: store.kind === "embedded" ? 1 : 8,
  });
  const [where] = await served.start();
  sandbox.connectEvents(where!);
  const due = (after: Instant) => nextDue(store.db, after);
  const play = stage({
    sandbox,
    bot: served,
    clock,
    print,
    remarks: () => remarks.splice(0),
    nextDue: due,
    newestInquiry: (channel) => newestInquiryIn(store.db, slackChannel(channel), clock.now()),
  });
  return {
    store,
    sandbox,
    bot: served,
    clock,
    stage: play,
    tale: telling(play.play, clock),
    nextDue: due,
    async end() {
      await served.stop();
      await sandbox.close();
      await store.close();
    },
  };
}

/** What the program did, in a line, where the workspace itself does not show it. */
function remark(told: Told, print: (line: string) => unknown) {
  const margin = " ".repeat(16);
  if (told.what === "tracked")
    print(
      `${margin}  Rejoinder tracks it as inquiry ${told.inquiryId}${told.unsure ? ", unsure whether it is one" : ""}.`,
    );
  if (told.what === "clock met")
    print(`${margin}  Inquiry ${told.inquiryId}: the ${told.clock} clock stopped in time.`);
  if (told.what === "clock breached")
    print(`${margin}  Inquiry ${told.inquiryId}: the ${told.clock} clock stopped, late.`);
  if (told.what === "failed" || told.what === "flow failed" || told.what === "inbox retry")
    print(`${margin}  Something went wrong: ${told.what}, ${told.reason}.`);
}
