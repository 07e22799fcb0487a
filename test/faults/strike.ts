import { sql } from "kysely";
import type { Instant } from "../../src/domain/time.ts";
import type { SandboxClock } from "../../src/sandbox/clock.ts";
import { openStore, type Store } from "../../src/store/db.ts";
import type { Databases } from "./databases.ts";
import { type Fault, type Moment, nameOf } from "./faults.ts";
import type { Ground } from "./ground.ts";
import type { Seat, Seats } from "./seats.ts";

export interface Server {
  readonly host: string;
  readonly port: number;
  restart?(): Promise<void>;
}

/** All that a fault can strike in one round, and what is wrong just now. */
export interface Stage {
  readonly ground: Ground;
  readonly clock: SandboxClock;
  readonly seats: Seats;
  readonly databases: Databases;
  /** The name of the database. */
  readonly name: string;
  readonly server: Server;
  onlooker: Store;
  readonly struck: Map<string, number>;
  /** Steps until the token is worth something again, and until the database is there again. */
  revokedFor?: number;
  awayFor?: number;
  backup?: Backup;
  /** What was said from then on is in no outbox since an older backup was put back, until then. */
  forgotten?: { readonly from: Instant; readonly to: Instant };
}

interface Backup {
  readonly name: string;
  readonly at: Instant;
  steps: number;
  over?: boolean;
}

/** Whether a fault comes about on the way of the nth process to the database. */
export const isOnTheLine = (fault: Fault, n: number): boolean =>
  fault.kind === "database away for a while" || ("when" in fault && fault.at === n);

/** Lets one fault happen, or come to happen at its moment. */
export async function strike(stage: Stage, fault: Fault): Promise<void> {
  const { ground, seats, struck } = stage;
  const seat = seats.all[fault.at]!;
  const count = () => struck.set(nameOf(fault), (struck.get(nameOf(fault)) ?? 0) + 1);
  const onWord = (when: Moment, act: () => void) =>
    seat.line.at(when.count, when.side, () => {
      if (seat.hand?.is !== "up") return;
      count();
      act();
    });
  switch (fault.kind) {
    case "killed":
      return onWord(fault.when, () => kill(seat, fault.steps));
    case "stopped":
      return onWord(fault.when, () => {
        seat.hand!.halt();
        seat.stoppedAt = stage.clock.now();
        seat.back = fault.steps;
      });
    case "database connections cut":
      return onWord(fault.when, () => seat.line.reset());
    case "database connections silent":
      return onWord(fault.when, () => seat.line.blackHole());
    case "killed once it was said":
      return ground.onSaid(fault.count, () => {
        count();
        // Whoever said it is one of them.
        for (const each of seats.up()) kill(each, 0);
      });
    case "clock wrong":
      if (seat.hand?.is !== "up") return;
      count();
      seat.skew = fault.by;
      return seats.time(stage.clock.now());
    case "older backup put back":
      if (stage.awayFor !== undefined) return;
      count();
      stage.backup = { name: await backedUp(stage), steps: fault.steps, at: stage.clock.now() };
      return;
  }
  count();
  switch (fault.kind) {
    case "restarted":
      return restarted(stage, [seat]);
    case "all restarted in turn":
      return restarted(stage, seats.all);
    case "all killed for a while":
      for (const each of seats.all) kill(each, fault.steps);
      return;
    case "database away for a while":
      stage.awayFor = fault.steps;
      for (const { line } of seats.all) line.refuse(true);
      return;
    case "database restarted":
      return stage.server.restart!();
    case "database busy":
      void busy(stage.onlooker).catch(() => {});
      return;
    case "refused":
      return ground.refuse(fault.how, fault.times);
    case "storm of errors":
      return ground.storm(fault.times);
    case "token revoked":
      stage.revokedFor = fault.steps;
      return ground.revoke(true);
    case "event":
      return ground.trouble(fault.how, fault.times);
    case "events held back":
      return ground.holdBack?.();
  }
}

function kill(seat: Seat, steps: number): void {
  seat.hand?.kill();
  seat.back = steps;
}

async function restarted({ seats, awayFor }: Stage, which: readonly Seat[]): Promise<void> {
  for (const seat of which) {
    if (seat.hand?.is === "stopped" || awayFor !== undefined) continue;
    await seats.empty(seat);
    seat.back = undefined;
    // Of a clock that is wrong from the beginning nobody can know.
    seat.skew = 0;
    await seats.fill(seat);
  }
}

/** For a moment nobody else gets at what comes in and what goes out: connections pile up behind it. */
async function busy({ db }: Store): Promise<void> {
  await db.transaction().execute(async (tx) => {
    await sql`lock table inbox, deliveries in access exclusive mode`.execute(tx);
    await sql`select pg_sleep(0.4)`.execute(tx);
  });
}

async function backedUp(stage: Stage): Promise<string> {
  for (const seat of stage.seats.all) await stage.seats.empty(seat);
  const older = await withNobodyIn(stage, () => stage.databases.copy(stage.name));
  for (const seat of stage.seats.all) await stage.seats.fill(seat);
  return older;
}

/** The older backup takes the place of what is there, with everyone killed. */
export async function putBack(stage: Stage): Promise<void> {
  const { name, at } = stage.backup!;
  stage.forgotten = { from: at, to: stage.clock.now() };
  for (const seat of stage.seats.all) kill(seat, 0);
  await withNobodyIn(stage, () => stage.databases.putBack(stage.name, name));
  stage.backup = undefined;
}

async function withNobodyIn<T>(stage: Stage, work: () => Promise<T>): Promise<T> {
  await stage.onlooker.close();
  const done = await work();
  stage.onlooker = await onlookerIn(stage.databases, stage.name);
  return done;
}

export async function onlookerIn(databases: Databases, name: string): Promise<Store> {
  const open = () => openStore({ url: databases.urlOf(name), applicationName: "onlooker", connections: 2 });
  // A machine that is busy with many rounds may let one wait too long for a connection.
  return open().catch(open);
}
