import { flushCompileCache } from "node:module";
import { bot } from "./bot.ts";
import { ChatError } from "./chat/platform.ts";
import { chatsOf } from "./chats.ts";
import { type Config, ConfigError, isConfigured, machineClock, readConfig } from "./config.ts";
import { firstRun } from "./first-run.ts";
import { buttonsUnder } from "./flows/buttons.ts";
import { kindOf, type Tell } from "./flows/deps.ts";
import { hushLibraries, type Log, logger, tellLog } from "./log.ts";
import { channelIn, checkpointsIn } from "./ops/checkpoints.ts";
import { HealthError } from "./ops/health.ts";
import { heartbeat } from "./ops/heartbeat.ts";
import { watched } from "./ops/watch.ts";
import { SealError } from "./seal/cipher.ts";
import { sealing } from "./sealing.ts";
import { settingsHelp } from "./settings.ts";
import { openStore } from "./store/db.ts";
import { StoreError } from "./store/errors.ts";
import { theFirm } from "./store/firm.ts";
import { retrySetAside } from "./store/inbox.ts";
import { installationsOf } from "./store/installations.ts";
import { notesOf } from "./store/notes.ts";
import { bringUpToDate } from "./store/owner.ts";

const HELP = `Rejoinder: keeps the clock on every answer a client is owed.

  npm start            With a platform set up (SLACK_…, TEAMS_…, or both): serves the firm there.
                       With none: a sandbox workspace on this machine, with a
                       fixture firm, a story told as it happens, and a prompt to try it.

${settingsHelp()}`;

/** Whoever started it waits ten seconds before it is killed: this long, in milliseconds, until it ends by itself. */
const PATIENCE = 9_000;
/** So much of it for what is under way; what is not done by then is left for the next start. */
const FOR_WORK = 6_000;
/** And so much for the database to be closed. */
const FOR_STORE = 2_000;

let stop: (() => Promise<void>) | undefined;
let ending = false;

/** Past the console, which is closed to libraries once a firm is served. */
const say = (line: string) => void process.stderr.write(`${line}\n`);

/** The program: reads the configuration, builds the parts, starts, and stops when it is told to. */
async function main() {
  if (process.argv.includes("--help")) return console.log(HELP);
  for (const signal of ["SIGINT", "SIGTERM"] as const) process.on(signal, () => end(0));
  for (const event of ["uncaughtException", "unhandledRejection"] as const)
    process.on(event, (fault: unknown) => {
      say(`Rejoinder stops: a fault of its own that nothing caught (${kindOf(fault)}).`);
      end(1);
    });
  const config = readConfig();
  const served = isConfigured(config.platforms);
  stop = served ? await serve(config) : await (await import("./sandbox/serve.ts")).serveSandbox(config);
  flushCompileCache();
}

async function serve(config: Config): Promise<() => Promise<void>> {
  const log = logger(config.logLevel);
  hushLibraries(log);
  const store = await openStore({ ...config.store });
  const watch = watched(store, machineClock.now);
  const toStop: (() => Promise<void>)[] = [() => inTime(FOR_STORE, store.close(), log)];
  try {
    const health = await watch.serve(config.health);
    toStop.push(health.close);
    await bringUpToDate(store.db, config.migrateUrl);
    const { vault, made } = await sealing(config.sealing, store, machineClock.now);
    if (made) log.warn({}, made);
    const done = await firstRun(store.db, config.firm, machineClock.now());
    if (done) log.info({}, done);
    await retrySetAside(store.db, machineClock.now());
    const { trackEmoji, resolveEmoji } = await theFirm(store.db);
    const notes = (platform: string) => notesOf(store.db, platform);
    const chats = await chatsOf(config.platforms, {
      clock: machineClock,
      log,
      emojis: [trackEmoji, resolveEmoji],
      notes,
      installations: (platform) => installationsOf(store.db, vault, platform, machineClock.now),
    });
    const hands = store.kind === "embedded" ? 1 : 8;
    const tell = toEach(tellLog(log), watch.tell);
    if (!config.buttonKeys)
      log.warn({}, "BUTTON_KEY is not set: buttons end with this process, and other processes do not know them");
    const buttons = config.buttonKeys && buttonsUnder(config.buttonKeys);
    const beat = config.heartbeat === undefined ? undefined : heartbeat(config.heartbeat);
    const { file, every, channel } = config.checkpoints;
    const to = channel === undefined ? undefined : channelIn(channel);
    const checkpoints = { every, channel: to, ...(file !== undefined && { keep: checkpointsIn(file) }) };
    const served = bot({ db: store.db, vault, chats, now: machineClock.now, tell, hands, beat, checkpoints, buttons });
    toStop.unshift(() => served.stop(FOR_WORK));
    const where = await served.start();
    watch.started(chats);
    toStop.unshift(served.keepTime(machineClock).stop);
    log.info({}, `Serving ${store.describe}; events come by ${where.join(", ")}.`);
    log.info({}, `Health and figures at ${health.where}: /healthz, /readyz, /metrics.`);
    return () => {
      watch.stopping();
      return stopAll(toStop, log);
    };
  } catch (fault) {
    await stopAll(toStop, log).catch(() => {});
    throw fault;
  }
}

/** Each in turn: one that fails keeps no other from being stopped. */
async function stopAll(parts: readonly (() => Promise<void>)[], log: Log) {
  for (const part of parts)
    await part().catch((fault) =>
      log.error({ kind: kindOf(fault) }, "A part of the program did not stop as it should"),
    );
}

const toEach =
  (...tells: readonly Tell[]): Tell =>
  (told) => {
    for (const tell of tells) tell(told);
  };

/** Waits for `work`, or so many milliseconds. */
async function inTime(ms: number, work: Promise<void>, log: Log) {
  const late = Promise.withResolvers<void>();
  const timer = setTimeout(() => {
    log.warn({}, "The database was not closed in time: what was not committed is taken up again at the next start");
    late.resolve();
  }, ms);
  await Promise.race([work, late.promise]).finally(() => clearTimeout(timer));
}

/** A second signal ends it on the spot. What is not done by then is taken up again at the next start. */
function end(code: number) {
  if (ending) process.exit(1);
  ending = true;
  setTimeout(() => {
    say("Something took too long to stop and was cut short; it is taken up again at the next start.");
    process.exit(1);
  }, PATIENCE);
  (stop?.() ?? Promise.resolve()).then(
    () => process.exit(code),
    () => process.exit(1),
  );
}

main().catch((fault: unknown) => {
  // Our own sentences, said as they are; anything else by its kind alone: its message may hold what is nobody's business.
  const ours =
    fault instanceof ConfigError ||
    fault instanceof SealError ||
    fault instanceof StoreError ||
    fault instanceof ChatError ||
    fault instanceof HealthError;
  say(ours ? fault.message : `Rejoinder could not start, by a fault of its own (${kindOf(fault)}).`);
  process.exit(1);
});
