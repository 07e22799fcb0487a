import { setTimeout as wait } from "node:timers/promises";
import { sql } from "kysely";
import { type Instant, MINUTE } from "../../src/domain/time.ts";
import { type SandboxClock, sandboxClock } from "../../src/sandbox/clock.ts";
import { openStore, type Store } from "../../src/store/db.ts";
import { amiss } from "./amiss.ts";
import { beatOf, type Crew, type Hand } from "./crew.ts";
import { type DatabaseLine, databaseLine } from "./database-line.ts";
import type { Databases } from "./databases.ts";
import { type Fault, type Moment, nameOf } from "./faults.ts";
import { frontDoor } from "./front-door.ts";
import type { Ground } from "./ground.ts";
import { type Cast, type Disturbance, play } from "./play.ts";
import { atOtherTimes, differences, type Remembered, remembered } from "./remembered.ts";
import type { Script } from "./script.ts";

/** What a round was given, beside its script. */
export interface Trouble {
  readonly faults: readonly Fault[];
  readonly processes: number;
}

/** What came of it. */
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

export interface Server {
  readonly host: string;
  readonly port: number;
  restart?(): Promise<void>;
}

/** One of the processes that serve the firm, or an empty place. */
interface Seat {
  hand?: Hand;
  address?: string;
  readonly line: DatabaseLine;
  skew: number;
  /** Steps after which it is filled again, or goes on. */
  back?: number;
}

/** Longer than anything takes that is not stuck. */
const STUCK = 60_000;

/** Plays a script with processes of their own, and everything going wrong that was planned. */
export async function disturbed(
  script: Script,
  trouble: Trouble,
  right: Promise<Remembered>,
  given: { crew: Crew; databases: Databases; server: Server; groundOn: (clock: SandboxClock) => Promise<Ground> },
): Promise<Outcome> {
  const { crew, databases, server } = given;
  const clock = sandboxClock(script.start);
  const ground = await given.groundOn(clock);
  const name = await databases.fresh(ground.firm);
  let onlooker: Store = await openStore({ url: databases.urlOf(name), applicationName: "onlooker" });
  const seats: Seat[] = [];
  for (let n = 0; n < trouble.processes; n++) seats.push({ line: await databaseLine(server), skew: 0 });
  const struck = new Map<string, number>();
  const strike = (fault: Fault) => struck.set(nameOf(fault), (struck.get(nameOf(fault)) ?? 0) + 1);
  let turn = 0;
  const door = await frontDoor(() => {
    for (let n = 0; n < seats.length; n++) {
      const seat = seats[turn++ % seats.length]!;
      if (seat.hand && seat.hand.is !== "dead" && seat.address) return seat.address;
    }
    return undefined;
  });
  const up = () => seats.filter(({ hand }) => hand?.is === "up");

  async function fill(seat: Seat): Promise<void> {
    for (let tries = 0; tries < 5; tries++) {
      const hand = await crew.take();
      seat.hand = hand;
      await hand.ask({ do: "time", beat: beatOf(clock.now(), seat.skew) });
      const post = { url: databases.urlOf(name, seat.line.port), platforms: ground.platforms };
      const where = (await hand.ask({ do: "begin", post }).catch(() => undefined)) as string[] | undefined;
      if (where) {
        const at = /^http/.test(where[0]!) ? new URL(where[0]!) : undefined;
        seat.address = at?.origin;
        if (at) ground.connect(door.origin, at.pathname);
        return;
      }
      // It could not begin just now, and whoever starts it starts it again.
      if (hand.is === "up") crew.giveBack(hand);
      seat.hand = undefined;
      if (hand.is === "stopped") hand.kill();
      if (tries < 2) continue;
      quietLines();
      ground.heal();
      await wait(20);
    }
    throw new Error("A process could not begin, five times over.");
  }
  async function empty(seat: Seat): Promise<void> {
    const { hand } = seat;
    seat.hand = undefined;
    seat.address = undefined;
    if (!hand) return;
    if (hand.is === "up") {
      await hand.ask({ do: "stop" }).catch(() => hand.kill());
      crew.giveBack(hand);
    } else hand.kill();
  }
  function quietLines() {
    for (const { line } of seats) line.clear();
  }

  const cast: Cast = {
    async time(now: Instant) {
      await Promise.all(seats.map(({ hand, skew }) => hand?.ask({ do: "time", beat: beatOf(now, skew) })));
    },
    async round() {
      await inTime(Promise.all(up().map(({ hand }) => hand!.ask({ do: "round" }).catch(() => {}))), "a round");
    },
    async calm() {
      await inTime(Promise.all(up().map(({ hand }) => hand!.ask({ do: "idle" }).catch(() => {}))), "what is under way");
    },
    alive: () => awayFor === undefined && up().length > 0,
  };

  function onWord(seat: Seat, { count, side }: Moment, fault: Fault, act: () => void) {
    seat.line.at(count, side, () => {
      if (seat.hand?.is !== "up") return;
      strike(fault);
      act();
    });
  }

  async function apply(fault: Fault): Promise<void> {
    const seat = seats[fault.at]!;
    switch (fault.kind) {
      case "killed":
        return onWord(seat, fault.when, fault, () => {
          seat.hand!.kill();
          seat.back = fault.steps;
        });
      case "killed once it was said":
        return ground.onSaid(fault.count, () => {
          strike(fault);
          // Whoever said it is one of them.
          for (const each of up()) {
            each.hand!.kill();
            each.back = 0;
          }
        });
      case "stopped":
        return onWord(seat, fault.when, fault, () => {
          seat.hand!.halt();
          seat.back = fault.steps;
        });
      case "restarted":
      case "all restarted in turn":
        strike(fault);
        for (const each of fault.kind === "restarted" ? [seat] : seats) {
          if (each.hand?.is === "stopped" || awayFor !== undefined) continue;
          await empty(each);
          each.back = undefined;
          await fill(each);
        }
        return;
      case "all killed for a while":
        strike(fault);
        for (const each of seats) {
          each.hand?.kill();
          each.back = fault.steps;
        }
        return;
      case "database away for a while":
        strike(fault);
        awayFor = fault.steps;
        for (const { line } of seats) line.refuse(true);
        return;
      case "database connections cut":
        return onWord(seat, fault.when, fault, () => seat.line.reset());
      case "database connections silent":
        return onWord(seat, fault.when, fault, () => seat.line.blackHole());
      case "database restarted":
        strike(fault);
        // The undisturbed run is in the same server.
        await right;
        return server.restart!();
      case "database busy":
        strike(fault);
        void busy(onlooker).catch(() => {});
        return;
      case "refused":
        strike(fault);
        return ground.refuse(fault.how, fault.times);
      case "storm of errors":
        strike(fault);
        return ground.storm(fault.times);
      case "token revoked":
        strike(fault);
        revokedFor = fault.steps;
        return ground.revoke(true);
      case "event":
        strike(fault);
        return ground.trouble(fault.how, fault.times);
      case "events held back":
        strike(fault);
        return ground.holdBack?.();
      case "clock wrong":
        if (seat.hand?.is !== "up") return;
        strike(fault);
        seat.skew = fault.by;
        return cast.time(clock.now());
      case "older backup put back":
        if (awayFor !== undefined) return;
        strike(fault);
        backup = { name: await backedUp(), steps: fault.steps, at: clock.now() };
        return;
    }
  }

  let revokedFor: number | undefined;
  let awayFor: number | undefined;
  let backup: { name: string; steps: number; at: Instant; over?: boolean } | undefined;
  async function backedUp(): Promise<string> {
    for (const seat of seats) await empty(seat);
    await onlooker.close();
    const older = await databases.copy(name);
    onlooker = await openStore({ url: databases.urlOf(name), applicationName: "onlooker" });
    for (const seat of seats) await fill(seat);
    return older;
  }
  async function putBack(): Promise<void> {
    for (const { hand } of seats) hand?.kill();
    await onlooker.close();
    await databases.putBack(name, backup!.name);
    backup = undefined;
    onlooker = await openStore({ url: databases.urlOf(name), applicationName: "onlooker" });
    for (const seat of seats) seat.back = 0;
  }

  /** Whoever's time has come is there again. `all`: everyone; "step": another step is over. */
  async function comeBack(when: "all" | "step" | "now"): Promise<void> {
    const all = when === "all";
    const step = when === "step" ? 1 : 0;
    if (when !== "now" && backup && (all || backup.steps-- <= 0)) backup.over = true;
    // Putting one back takes a while.
    if (backup?.over && clock.now() - backup.at > 5 * MINUTE) await putBack();
    if (when !== "now" && awayFor !== undefined && (all || awayFor-- <= 0)) {
      awayFor = undefined;
      for (const { line } of seats) line.refuse(false);
    }
    // Nobody can begin there; whoever starts them goes on trying.
    if (awayFor !== undefined) return;
    if (when !== "now" && revokedFor !== undefined && (all || revokedFor-- <= 0)) {
      ground.revoke(false);
      revokedFor = undefined;
    }
    for (const seat of seats) {
      // A wrong clock is noticed and put right soon.
      if (seat.skew !== 0) {
        seat.skew = 0;
        await cast.time(clock.now());
      }
      if (seat.hand?.is === "up") continue;
      if (!all && (seat.back ?? 0) > 0) {
        seat.back = seat.back! - step;
        continue;
      }
      seat.back = undefined;
      if (seat.hand?.is === "stopped") {
        seat.hand.goOn();
        await seat.hand.ask({ do: "time", beat: beatOf(clock.now()) });
      } else {
        seat.line.clear();
        await fill(seat);
      }
    }
  }

  const byHand = (n: number) => /commands|presses|leave|shares/.test(script.steps[n + 1]?.deed.does ?? "");
  const disturbance: Disturbance = {
    async before(n) {
      for (const fault of trouble.faults.filter(({ step }) => step === n)) await apply(fault);
    },
    async after(n) {
      await comeBack("step");
      // What somebody does by hand is answered by what they see: it has to be there.
      if (byHand(n)) await disturbance.heal();
    },
    meanwhile: () => comeBack("now"),
    async heal() {
      ground.heal();
      quietLines();
      await comeBack("all");
      await cast.round();
    },
  };

  const unacknowledged = () => ground.unacknowledged().map((tries) => `Never acknowledged: ${tries}`);
  let played: Awaited<ReturnType<typeof play>> | undefined;
  try {
    for (const seat of seats) await fill(seat);
    played = await play(script, { clock, ground, cast, db: () => onlooker.db, disturbance });
    await cast.round();
    const is = await remembered(onlooker.db, played.labels);
    const apart = [...differences(await right, is), ...atOtherTimes(await right, is, struck)];
    const found = await amiss(onlooker.db, ground, played, clock.now());
    return {
      wrong: [...apart, ...found.wrong, ...played.undone, ...(apart.length > 0 ? unacknowledged() : [])],
      struck,
      brought: ground.events().brought,
      delivered: ground.copies().length,
      lost: apart.filter((line) => line.startsWith("messages, undisturbed only")).length,
      doubled: found.doubled,
    };
  } finally {
    for (const seat of seats) {
      seat.line.clear();
      await empty(seat);
      await seat.line.close();
    }
    await door.close();
    await ground.close();
    await onlooker.close();
    if (backup) void databases.drop(backup.name).catch(() => {});
    void databases.drop(name).catch(() => {});
  }
}

/** For a moment nobody else gets at what comes in and what goes out: connections pile up behind it. */
async function busy({ db }: Store): Promise<void> {
  await db.transaction().execute(async (tx) => {
    await sql`lock table inbox, deliveries in access exclusive mode`.execute(tx);
    await sql`select pg_sleep(0.4)`.execute(tx);
  });
}

async function inTime<T>(work: Promise<T>, what: string): Promise<T> {
  const late = Promise.withResolvers<never>();
  const timer = setTimeout(() => late.reject(new Error(`Stuck: ${what} did not end within a minute.`)), STUCK);
  return Promise.race([work, late.promise]).finally(() => clearTimeout(timer));
}
