import { bot } from "./bot.ts";
import { type Config, ConfigError, readConfig, settingsHelp } from "./config.ts";
import { keepTime } from "./engine.ts";
import { logger, tellLog } from "./log.ts";
import { openStore } from "./store/db.ts";
import { StoreError } from "./store/errors.ts";
import { theFirm } from "./store/firm.ts";
import { migrate } from "./store/migrate.ts";

const HELP = `Rejoinder: keeps the clock on every answer a client is owed.

  npm start            With Slack's tokens set: serves the firm's workspace.
                       With nothing set: a sandbox workspace on this machine, with a
                       fixture firm, a story told as it happens, and a prompt to try it.

${settingsHelp()}`;

/** The program: reads the configuration, builds the parts, starts, and stops when it is told to. */
async function main() {
  if (process.argv.includes("--help")) return console.log(HELP);
  const config = readConfig();
  if (!config.slack) {
    const { serveSandbox } = await import("./sandbox/serve.ts");
    return stopWhenTold(await serveSandbox(config));
  }
  await serve(config, config.slack);
}

async function serve(config: Config, slackConfig: NonNullable<Config["slack"]>) {
  const log = logger(config.logLevel);
  const store = await openStore({ ...config.store });
  await migrate(store.db);
  const { trackEmoji, resolveEmoji } = await theFirm(store.db);
  const { slack } = await import("./chat/slack/connect.ts");
  const clock = { now: () => Date.now() };
  const emojis = [trackEmoji, resolveEmoji];
  const chats = [slack({ ...slackConfig, ...config.http, emojis }, clock, log)];
  const hands = store.kind === "embedded" ? 1 : 8;
  const served = bot({ db: store.db, chats, now: clock.now, tell: tellLog(log), hands });
  const where = await served.start();
  log.info({}, `Serving ${store.describe}; events come by ${where.join(", ")}.`);
  const time = keepTime(() => served.round());
  stopWhenTold(async () => {
    await time.stop();
    await served.stop();
    await store.close();
  });
}

/** Once, on the first signal; a second one ends it at once, as ever. */
function stopWhenTold(stop: () => Promise<void>) {
  for (const signal of ["SIGINT", "SIGTERM"] as const)
    process.once(signal, () => {
      stop().then(
        () => process.exit(0),
        () => process.exit(1),
      );
    });
}

main().catch((fault: unknown) => {
  // Our own sentences, said as they are; anything else by its kind alone: its message may hold what is nobody's business.
  const known = fault instanceof ConfigError || fault instanceof StoreError;
  console.error(
    known ? fault.message : `Rejoinder could not start: ${fault instanceof Error ? fault.message : "unknown fault"}`,
  );
  process.exit(1);
});
