import { bot } from "../bot.ts";
import { slack } from "../chat/slack/connect.ts";
import { type Config, pageFolder, sandboxFolder } from "../config.ts";
import type { Instant } from "../domain/time.ts";
import { nextDue } from "../engine.ts";
import type { Told } from "../flows/deps.ts";
import { whoseStore } from "../store/afresh.ts";
import { openStore } from "../store/db.ts";
import { StoreError } from "../store/errors.ts";
import { migrate } from "../store/migrate.ts";
import { sandboxClock } from "./clock.ts";
import { fixtureFirm, fixtureWorkspace } from "./firm.ts";
import { ENDS } from "./history/plan.ts";
import { beginning } from "./history/prepared.ts";
import { oneAtATime } from "./in-turn.ts";
import { buildPage } from "./page/build.ts";
import { servePage } from "./page/server.ts";
import { converse } from "./prompt.ts";
import { stage } from "./run.ts";
import { story } from "./story.ts";
import { fixtureSandbox } from "./workspace.ts";

const quiet = { info() {}, warn() {}, error() {} };

/**
 * The whole job with no account anywhere: the fixture firm's workspace on loopback, the same bot as a firm's, an embedded
 * database, a page to try it in, and a terminal that tells what happens. It begins afresh each time; a firm's own data is
 * never touched.
 * @throws StoreError where the database named holds a real firm
 */
export async function serveSandbox(
  config: Config,
  print: (line: string) => void = console.log,
): Promise<() => Promise<void>> {
  print("Rejoinder, in a sandbox: a firm and clients that are plainly fixtures, on this machine alone.");
  // Vite keeps one core busy while the database takes the other.
  const building = buildPage(pageFolder(config.store.folder));
  building.catch(() => {});
  const store = await openStore(
    config.store.url ? { url: config.store.url } : { folder: sandboxFolder(config.store.folder) },
  );
  await migrate(store.db);
  const owner = await whoseStore(store.db);
  if (owner !== undefined && owner !== fixtureFirm.name)
    throw new StoreError(
      `${store.describe} holds ${owner}'s own data, which the sandbox leaves alone. To serve that firm, set SLACK_BOT_TOKEN and its companions; to try the sandbox, unset DATABASE_URL or name an empty database.`,
    );

  const clock = sandboxClock(ENDS);
  const { sandbox, config: slackConfig } = await fixtureSandbox(clock, "http");
  await beginning(store.db, sandbox);
  const remarks: string[] = [];
  const told = (one: Told) => remark(one, (line) => remarks.push(line));
  const chats = [slack({ ...slackConfig, emojis: ["pushpin", "white_check_mark"] }, clock, quiet)];
  const served = bot({
    db: store.db,
    chats,
    now: () => clock.now(),
    tell: told,
    hands: store.kind === "embedded" ? 1 : 8,
  });
  const [where] = await served.start();
  sandbox.connectEvents(where!);

  const due = (after: Instant) => nextDue(store.db, after);
  const play = stage({ sandbox, bot: served, clock, print, remarks: () => remarks.splice(0), nextDue: due });
  const inTurn = oneAtATime();
  const built = await building;
  const parts = { sandbox, bot: served, clock, stage: play, db: store.db, nextDue: due, story, inTurn };
  const page = built && (await servePage(parts, { port: config.sandboxPort, built }));
  print(page ? `Open ${page.url} in a browser.` : NO_PAGE);
  print(`Kept in ${store.describe}. The clock stands still unless moved.`);
  print("Opening hours: Mon to Thu 09:00 to 17:30, Fri 09:00 to 16:00, New York.");
  const prompt = converse({ play, clock, print, workspace: fixtureWorkspace, inTurn });
  return async () => {
    prompt.close();
    await page?.close();
    await served.stop();
    await sandbox.close();
    await store.close();
  };
}

const NO_PAGE =
  "The page cannot be built: its tools are development dependencies, which are not installed. Run npm ci without --omit=dev and start again; here in the terminal everything else works.";

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
