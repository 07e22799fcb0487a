import type { Instant } from "../domain/time.ts";
import { MINUTE } from "../domain/time.ts";
import type { Db } from "./db.ts";

/**
 * No nudge that is still to be done is due before this, as far as this process knows. A claim begins here: from the very first
 * it would walk, behind a long transaction (a dump, say), over every row that was done since that one began, for none of them
 * can be cleared away. Once a minute it does begin at the very first, for what only others know: a nudge that another process
 * planned into the past, or claimed and did not live to send.
 */
export function floorOf(db: Db, now: Instant): Instant {
  const floor = floors.get(storeOf(db));
  return floor && floor.sureAt <= now && now < floor.sureAt + MINUTE ? floor.at : 0;
}

/**
 * What a claim from `from` on found due first; undefined: nothing. The first and not the last, since the claim may be undone.
 * Never later than a minute ago: what was planned since may not be committed yet.
 */
export function raiseFloor(db: Db, from: Instant, first: Instant | undefined, now: Instant) {
  const store = storeOf(db);
  const sureAt = from === 0 ? now : floors.get(store)?.sureAt;
  if (sureAt !== undefined) floors.set(store, { at: Math.min(first ?? now, now - MINUTE), sureAt });
}

/** Another one is planned; it may be due in the past. */
export function lowerFloor(db: Db, dueAt: Instant) {
  const floor = floors.get(storeOf(db));
  if (floor && dueAt < floor.at) floor.at = dueAt;
}

interface Floor {
  at: Instant;
  /** When everything was looked at last. */
  readonly sureAt: Instant;
}

const floors = new WeakMap<object, Floor>();

/** The one thing that a store and its transactions have in common. */
const storeOf = (db: Db): object => db.getExecutor().adapter;
