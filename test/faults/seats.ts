import { setTimeout as wait } from "node:timers/promises";
import type { Instant } from "../../src/domain/time.ts";
import type { SandboxClock } from "../../src/sandbox/clock.ts";
import { beatOf, type Crew, type Hand, type Platform } from "./crew.ts";
import { type DatabaseLine, databaseLine, directLine } from "./database-line.ts";
import { frontDoor } from "./front-door.ts";
import type { Ground } from "./ground.ts";

/** One of the processes that serve the firm, or an empty place. */
export interface Seat {
  hand?: Hand;
  address?: string;
  readonly line: DatabaseLine;
  /** How many messages it carries through at a time. */
  readonly hands: number;
  skew: number;
  /** Since when it stands still. */
  stoppedAt?: Instant;
  /** Steps after which it is filled again, or goes on. */
  back?: number;
}

/** The processes that serve the firm in one round, behind one front door. */
export interface Seats {
  readonly all: readonly Seat[];
  /** Those that are up. */
  up(): Seat[];
  /** @throws where a process cannot begin, however often it tries */
  fill(seat: Seat): Promise<void>;
  /** Stops it as it is stopped by hand; or kills what does not hear that. */
  empty(seat: Seat): Promise<void>;
  /** Tells everyone what time it is, each by its own clock. */
  time(now: Instant): Promise<void>;
  /** One order to everyone who is up, at the same time. */
  order(what: "round" | "idle"): Promise<void>;
  /** Nothing more goes wrong on the way to the database. */
  quiet(): void;
  close(): Promise<void>;
}

export interface Place {
  readonly crew: Crew;
  readonly platform: Platform;
  readonly ground: Ground;
  readonly clock: SandboxClock;
  readonly server: { readonly host: string; readonly port: number };
  /** The address of the database, by that port. */
  urlOf(port: number): string;
  /** Whether something is to happen on the way of the nth process to the database. */
  watched(n: number): boolean;
}

/** `processes`: for each of them, how many messages it carries through at a time. */
export async function seated(processes: readonly number[], place: Place): Promise<Seats> {
  const { crew, ground, clock } = place;
  const all: Seat[] = [];
  for (const [n, hands] of processes.entries()) {
    const line = place.watched(n) ? await databaseLine(place.server) : directLine(place.server);
    all.push({ line, hands, skew: 0 });
  }
  let turn = 0;
  const door = await frontDoor(() => {
    for (let n = 0; n < all.length; n++) {
      const seat = all[turn++ % all.length]!;
      if (seat.hand && seat.hand.is !== "dead" && seat.address) return seat.address;
    }
    return undefined;
  });
  const up = () => all.filter(({ hand }) => hand?.is === "up");
  const quiet = () => {
    for (const { line } of all) line.clear();
  };

  async function began(seat: Seat, hand: Hand): Promise<boolean> {
    await hand.ask({ do: "time", beat: beatOf(clock.now(), seat.skew) });
    const post = { url: place.urlOf(seat.line.port), platforms: ground.platforms, hands: seat.hands };
    const where = (await hand.ask({ do: "begin", post }).catch(() => undefined)) as string[] | undefined;
    if (!where) return false;
    const at = /^http/.test(where[0]!) ? new URL(where[0]!) : undefined;
    seat.address = at?.origin;
    if (at) ground.connect(door.origin, at.pathname);
    return true;
  }

  async function fill(seat: Seat): Promise<void> {
    for (let tries = 0; tries < 5; tries++) {
      const hand = await crew.take(place.platform);
      seat.hand = hand;
      if (await began(seat, hand)) return;
      // It could not begin just now, and whoever starts it starts it again.
      seat.hand = undefined;
      if (hand.is === "up") crew.giveBack(hand);
      else if (hand.is === "stopped") hand.kill();
      if (tries < 2) continue;
      quiet();
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

  return {
    all,
    up,
    fill,
    empty,
    async time(now) {
      await Promise.all(all.map(({ hand, skew }) => hand?.ask({ do: "time", beat: beatOf(now, skew) })));
    },
    async order(what) {
      await inTime(Promise.all(up().map(({ hand }) => hand!.ask({ do: what }).catch(() => {}))), what);
    },
    quiet,
    async close() {
      for (const seat of all) {
        seat.line.clear();
        await empty(seat);
        await seat.line.close();
      }
      await door.close();
    },
  };
}

/** Longer than anything takes that is not stuck. */
const STUCK = 60_000;

async function inTime<T>(work: Promise<T>, what: string): Promise<T> {
  const late = Promise.withResolvers<never>();
  const timer = setTimeout(() => late.reject(new Error(`Stuck: “${what}” did not end within a minute.`)), STUCK);
  return Promise.race([work, late.promise]).finally(() => clearTimeout(timer));
}
