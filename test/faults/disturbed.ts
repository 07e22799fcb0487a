import { MINUTE } from "../../src/domain/time.ts";
import { sandboxClock } from "../../src/sandbox/clock.ts";
import { amiss } from "./amiss.ts";
import { beatOf, type Crew } from "./crew.ts";
import type { Databases } from "./databases.ts";
import type { Ground } from "./ground.ts";
import type { Days, Trouble } from "./plan.ts";
import { type Cast, type Disturbance, play } from "./play.ts";
import { atOtherTimes, differences, type Remembered, remembered } from "./remembered.ts";
import type { Script } from "./script.ts";
import { seated } from "./seats.ts";
import { isOnTheLine, onlookerIn, putBack, type Server, type Stage, strike } from "./strike.ts";

/** What came of a round. */
export interface Outcome {
  /** Sentences; none where every promise was kept. */
  readonly wrong: readonly string[];
  /** Faults that struck, by kind. */
  readonly struck: ReadonlyMap<string, number>;
  readonly brought: number;
  readonly delivered: number;
  readonly lost: number;
  readonly doubled: number;
}

/** Plays days of work with processes of their own, and everything going wrong that was planned. */
export async function disturbed(
  { script, platform, groundOn }: Days,
  { faults, processes }: Trouble,
  right: Promise<Remembered>,
  { crew, databases, server }: { crew: Crew; databases: Databases; server: Server },
): Promise<Outcome> {
  const clock = sandboxClock(script.start);
  const ground = await groundOn(clock);
  const name = await databases.fresh(ground.firm);
  const urlOf = (port: number) => databases.urlOf(name, port);
  const watched = (n: number) => faults.some((fault) => isOnTheLine(fault, n));
  const seats = await seated(processes, { crew, platform, ground, clock, server, urlOf, watched });
  const onlooker = await onlookerIn(databases, name);
  const stage: Stage = { ground, clock, seats, databases, name, server, onlooker, struck: new Map() };
  const cast: Cast = {
    time: (now) => seats.time(now),
    round: () => seats.order("round"),
    calm: () => seats.order("idle"),
    alive: () => stage.awayFor === undefined && seats.up().length > 0,
  };
  const disturbance: Disturbance = {
    async before(n) {
      for (const fault of faults.filter(({ step }) => step === n)) await strike(stage, fault);
    },
    async after(n) {
      await comeBack(stage, "step");
      // What somebody does by hand is answered by what they see: it has to be there.
      if (byHand(script, n + 1)) await disturbance.heal();
    },
    isCalm: (n) => faults.every(({ step }) => step !== n) && isWell(stage),
    meanwhile: () => comeBack(stage, "now"),
    async heal() {
      ground.heal();
      seats.quiet();
      await comeBack(stage, "all");
      await cast.round();
    },
  };
  try {
    for (const seat of seats.all) await seats.fill(seat);
    const played = await play(script, { clock, ground, cast, db: () => stage.onlooker.db, disturbance });
    await cast.round();
    await ground.settled();
    await cast.calm();
    const is = await remembered(stage.onlooker.db, played.labels);
    const doneAt = script.steps.map(({ at }) => at);
    const apart = [...differences(await right, is), ...atOtherTimes(await right, is, stage.struck, doneAt)];
    const found = await amiss(stage.onlooker.db, asRemembered(ground, stage), played, clock.now());
    const unacknowledged = ground.unacknowledged().map((tries) => `Never acknowledged: ${tries}`);
    return {
      wrong: [...apart, ...found.wrong, ...played.undone, ...(apart.length > 0 ? unacknowledged : [])],
      struck: stage.struck,
      brought: ground.events().brought,
      delivered: ground.copies().length,
      lost: apart.filter((line) => line.startsWith("messages, undisturbed only")).length,
      doubled: found.doubled,
    };
  } finally {
    await seats.close();
    await ground.close();
    await stage.onlooker.close();
    for (const each of [name, stage.backup?.name]) if (each) void databases.drop(each).catch(() => {});
  }
}

/** Where nothing marks what was said, what an older backup does not know cannot be told from what was said twice. */
function asRemembered(ground: Ground, { forgotten }: Stage): Ground {
  if (ground.looks || !forgotten) return ground;
  return { ...ground, copies: () => ground.copies().filter(({ at }) => at < forgotten.from || at > forgotten.to) };
}

const byHand = ({ steps }: Script, n: number) => /commands|presses|leave|shares/.test(steps[n]?.deed.does ?? "");

const isWell = ({ seats, awayFor, backup, revokedFor }: Stage): boolean =>
  seats.all.every(({ hand, skew }) => hand?.is === "up" && skew === 0) &&
  !backup &&
  (awayFor ?? revokedFor) === undefined;

/** Whoever's time has come is there again. "step": another step is over; "all": everyone; "now": who may. */
async function comeBack(stage: Stage, when: "all" | "step" | "now"): Promise<void> {
  const { ground, clock, seats } = stage;
  const over = (steps: number) => when === "all" || (when === "step" && steps <= 0);
  const step = when === "step" ? 1 : 0;
  const { backup } = stage;
  if (backup && over(backup.steps)) backup.over = true;
  if (backup) backup.steps -= step;
  // Putting one back takes a while.
  if (backup?.over && clock.now() - backup.at > 5 * MINUTE) await putBack(stage);
  if (stage.awayFor !== undefined) {
    // Nobody can begin there; whoever starts them goes on trying.
    if (!over(stage.awayFor)) {
      stage.awayFor -= step;
      return;
    }
    stage.awayFor = undefined;
    for (const { line } of seats.all) line.refuse(false);
  }
  if (stage.revokedFor !== undefined) {
    if (over(stage.revokedFor)) {
      ground.revoke(false);
      stage.revokedFor = undefined;
    } else stage.revokedFor -= step;
  }
  // A wrong clock is noticed and put right soon.
  const wrong = seats.all.filter(({ skew }) => skew !== 0);
  for (const seat of wrong) seat.skew = 0;
  if (wrong.length > 0) await seats.time(clock.now());
  for (const seat of seats.all) {
    if (seat.hand?.is === "up") continue;
    if (when !== "all" && (seat.back ?? 0) > 0) {
      seat.back = seat.back! - step;
      continue;
    }
    seat.back = undefined;
    if (seat.hand?.is === "stopped") {
      seat.hand.goOn();
      await seat.hand.ask({ do: "time", beat: beatOf(clock.now()) });
      if (clock.now() > seat.stoppedAt!) await seat.hand.ask({ do: "wake", from: seat.stoppedAt! });
    } else {
      seat.line.clear();
      await seats.fill(seat);
    }
  }
}
