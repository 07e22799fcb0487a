import { onTestFinished } from "vitest";
import { type Bot, bot } from "../../src/bot.ts";
import type { FirmSettings } from "../../src/config.ts";
import type { FirmPlan } from "../../src/domain/firm-plan.ts";
import { at, type Instant } from "../../src/domain/time.ts";
import { nextDue } from "../../src/engine.ts";
import { firstRun } from "../../src/first-run.ts";
import { buttonsUnder } from "../../src/flows/buttons.ts";
import { isMeasured, type Told } from "../../src/flows/deps.ts";
import { type SandboxClock, sandboxClock } from "../../src/sandbox/clock.ts";
import { outsiders } from "../../src/sandbox/firm.ts";
import { travel } from "../../src/sandbox/travel.ts";
import type { Db } from "../../src/store/db.ts";
import { setUpFirm } from "../../src/store/set-up.ts";
import { expectEvidence } from "../attacks/evidence.ts";
import { freshStore, governed, type Kind } from "../database.ts";
import { testVault } from "../vault.ts";
import { expectDiscretion } from "./discretion.ts";
import { onSlack } from "./on-slack.ts";
import { onTeams } from "./on-teams.ts";
import type { On, Place, Stage } from "./stage.ts";

/** One platform's side of a world: what people do there, and what they read. Each doing resolves once the bot has taken note. */
interface Side extends Omit<Stage, "got"> {
  /** The bot's private messages to them as they looked when they came, oldest first, each with the minute in New York: `Fri 15:30 …`. */
  got(user: string): string[];
  /** What an outsider says, so that it can be looked for where it must not be. */
  readonly heard: readonly string[];
}

/** The fixture firm at work: the real bot on a real database, and a clock that a story moves. */
interface Works {
  readonly db: Db;
  readonly bot: Bot;
  readonly told: Told[];
  now(): Instant;
  /** Moves the clock there; everything due on the way happens in its order. */
  until(iso: string): Promise<void>;
  /** Moves the clock while the program is not there: nothing happens on the way, one round at the end. */
  sleepsUntil(iso: string): Promise<void>;
  /** Waits until what came in has been dealt with. */
  calm(): Promise<void>;
  /** The program ends, and another begins on the same store. */
  restarts(): Promise<void>;
}

export interface World extends Works, Side {}

interface Telling {
  readonly on?: On;
  readonly kind?: Kind;
  /** How Slack is received; Teams has one way only. */
  readonly how?: "http" | "socket";
  /** The store is empty: these settings alone make the firm, as at a first start. */
  readonly first?: FirmSettings;
  /** Whether what people write is kept. */
  readonly keepsText?: boolean;
  /** The name of a channel to which checkpoints of the log are sent. */
  readonly checkpointsTo?: string;
}

export async function world(
  start: string,
  { on = "slack", kind, how = "http", first, keepsText, checkpointsTo }: Telling = {},
): Promise<World> {
  const { works, sides } = await firmAtWork(start, kind, ({ firm }) => first ?? firm, [stageOn(on, how)], {
    keepsText,
    checkpointsTo,
  });
  return { ...works, ...sides[0]! };
}

/** The firm in Slack and Teams at once, one bot in both. */
export async function bothWorlds(start: string, plan: (slack: FirmPlan, teams: FirmPlan) => FirmPlan, kind?: Kind) {
  const stages = [stageOn("slack", "http"), stageOn("teams", "http")];
  const { works, sides } = await firmAtWork(start, kind, ({ firm }, teams) => plan(firm, teams!.firm), stages);
  return { ...works, slack: sides[0]!, teams: sides[1]! };
}

type MakeStage = (clock: SandboxClock, calm: () => Promise<void>) => Promise<Stage>;

const stageOn =
  (on: On, how: "http" | "socket"): MakeStage =>
  (clock, calm) =>
    on === "slack" ? onSlack(clock, how, calm) : onTeams(clock, calm);

async function firmAtWork(
  start: string,
  kind: Kind = "embedded",
  plan: (first: Stage, second?: Stage) => FirmPlan | FirmSettings,
  makes: readonly MakeStage[],
  { keepsText = true, checkpointsTo }: Pick<Telling, "keepsText" | "checkpointsTo"> = {},
) {
  const clock = sandboxClock(at(start));
  const calm = async () => {
    for (const stage of stages) await stage.settled();
    await bot_.intake.idle();
    for (const stage of stages) await stage.settled();
  };
  const stages = await Promise.all(makes.map((make) => make(clock, calm)));
  const [first, second] = stages;
  const store = await freshStore(kind);
  await governed(store.db);
  const planned = plan(first!, second);
  if ("clients" in planned) await setUpFirm(store.db, planned, clock.now());
  else await firstRun(store.db, planned, clock.now());
  const told: Told[] = [];
  const chats = stages.map(({ chat }) => chat);
  const begin = async () => {
    const begun = bot({
      db: store.db,
      vault: testVault(keepsText),
      chats,
      now: () => clock.now(),
      tell: (one) => void (isMeasured(one) || told.push(one)),
      hands: 2,
      checkpoints: { every: 60, channel: first!.firm.channels.find(({ name }) => name === checkpointsTo)?.ref },
      // The same after a restart, as one that is set is.
      buttons: buttonsUnder(["a key of the fixture firm's own, of no use"]),
    });
    const received = await begun.start();
    for (const [i, stage] of stages.entries()) stage.connect(received[i]!);
    return begun;
  };
  let bot_ = await begin();
  const sides = stages.map((stage) => side(stage, calm));
  onTestFinished(async () => {
    await bot_.stop();
    for (const stage of stages) await stage.close();
    await expectEvidence(
      store.db,
      sides.flatMap(({ heard }) => heard),
    );
    await store.close();
    for (const one of sides) expectDiscretion(one, one.heard, checkpointsTo !== undefined);
  });

  const traveller = {
    clock,
    nextDue: (after: Instant) => nextDue(store.db, after),
    round: async () => {
      await calm();
      await bot_.round();
      await calm();
    },
  };
  const works: Works = {
    db: store.db,
    get bot() {
      return bot_;
    },
    async restarts() {
      await calm();
      await bot_.stop();
      bot_ = await begin();
    },
    told,
    now: () => clock.now(),
    until: (iso) => travel(traveller, at(iso)),
    async sleepsUntil(iso) {
      await calm();
      await clock.set(at(iso));
      await traveller.round();
    },
    calm,
  };
  return { works, sides };
}

/** A stage whose doings are waited for, and that remembers what outsiders said. */
function side(stage: Stage, calm: () => Promise<void>): Side {
  const heard: string[] = [];
  const hear = (user: string, text: string) => {
    if (outsiders.some((o) => o.id === user)) heard.push(text);
  };
  const calmly =
    <Args extends unknown[], Result>(doing: (...args: Args) => Promise<Result>) =>
    async (...args: Args) => {
      const result = await doing(...args);
      await calm();
      return result;
    };
  return {
    ...stage,
    heard,
    says: calmly((user: string, channel: string, text: string, thread?: Place) => {
      hear(user, text);
      return stage.says(user, channel, text, thread);
    }),
    edits: calmly((user: string, post: Place, text: string) => {
      hear(user, text);
      return stage.edits(user, post, text);
    }),
    deletes: calmly(stage.deletes),
    reacts: calmly(stage.reacts),
    opensPage: calmly(stage.opensPage),
    forges: calmly(stage.forges),
    replays: calmly(stage.replays),
    opens: calmly(stage.opens),
    invites: calmly(stage.invites),
    letsIn: calmly(stage.letsIn),
    leavesTheFirm: calmly(stage.leavesTheFirm),
    got: (user) => stage.got(user).map(({ at, words }) => `${minute(at)} ${words}`),
  };
}

const NEW_YORK = new Intl.DateTimeFormat("en-GB", {
  timeZone: "America/New_York",
  weekday: "short",
  hour: "2-digit",
  minute: "2-digit",
});
const minute = (t: Instant): string => NEW_YORK.format(t).replace(",", "");
