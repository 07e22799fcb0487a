import type { By } from "../domain/audit.ts";
import { sameWall } from "../domain/firm-changes/keeping.ts";
import { type PlannedClient, type PlannedRetention, type PlannedWall, referenceTo } from "../domain/firm-plan.ts";
import { KINDS } from "../domain/keeping.ts";
import type { Instant } from "../domain/time.ts";
import type { Db } from "./db.ts";
import type { FirmSight } from "./firm-sight.ts";
import { holds, liftHold, placeHold } from "./holds.ts";
import { retentions, setRetention } from "./retentions.ts";
import type { Vault } from "./vault.ts";
import { type KnownWall, liftWall, makeWall, standingWalls } from "./walls.ts";

/** In whose name walls and holds are written, who writes them, and what of them is theirs to know. */
export interface Keeping {
  readonly sight: FirmSight;
  readonly vault: Vault;
  readonly by: By;
  /** Absent: whoever runs the program. */
  readonly as?: number;
}

/** Walls and holds by what they are on, as far as a reader may know of them; and how long what is kept. */
export interface Kept {
  of(clientId: number, matterId?: number): Pick<PlannedClient, "walls" | "hold">;
  retention(clientId?: number): PlannedRetention | undefined;
}

/** Holds are sealed: without a vault none is read. */
export async function keptNow(db: Db, sight: FirmSight, vault: Vault | undefined, now: Instant): Promise<Kept> {
  const walls = (await standingWalls(db)).filter(({ id }) => sight.mayTell(id));
  const everyone = await db.selectFrom("people").select(["id", "name", "email"]).execute();
  const all = await retentions(db);
  const held = vault && sight.holds ? (await holds(db, vault, now)).filter((hold) => hold.liftedAt === undefined) : [];
  return {
    of(clientId, matterId) {
      const here = walls.filter((wall) => wall.clientId === clientId && wall.matterId === (matterId ?? null));
      const hold = held.find((one) => one.clientId === clientId && one.matterId === matterId);
      return {
        ...(here.length > 0 && { walls: here.map((wall) => planned(wall, everyone)) }),
        ...(hold && { hold: hold.why }),
      };
    },
    retention(clientId) {
      const own = all.filter((one) => one.clientId === clientId);
      return own.length === 0 ? undefined : Object.fromEntries(own.map(({ kind, days }) => [kind, days]));
    },
  };
}

type Everyone = readonly { readonly id: number; readonly name: string; readonly email: string | null }[];

const planned = ({ kind, personIds, groups, reason }: KnownWall, everyone: Everyone): PlannedWall => ({
  kind,
  people: everyone.filter(({ id }) => personIds.includes(id)).map((one) => referenceTo(one, everyone)),
  groups,
  why: reason,
});

/** A subject of walls and holds, with its ids. */
interface On {
  readonly clientId: number;
  readonly matterId: number | null;
}

/** @returns whether a wall was made or lifted. */
export async function putWalls(
  tx: Db,
  on: On,
  wanted: readonly PlannedWall[] | undefined,
  ids: { person(said: string): number; group(said: string): number },
  { sight, by, as: person }: Keeping,
): Promise<boolean> {
  if (!wanted) return false;
  const as = person ?? null;
  const everyone = await tx.selectFrom("people").select(["id", "name", "email"]).execute();
  const here = (await standingWalls(tx))
    .filter((wall) => wall.clientId === on.clientId && wall.matterId === on.matterId && sight.mayTell(wall.id))
    .map((wall) => ({ id: wall.id, plan: planned(wall, everyone) }));
  const gone = here.filter(({ plan }) => !wanted.some((one) => sameWall(one, plan)));
  const fresh = wanted.filter((one) => !here.some(({ plan }) => sameWall(one, plan)));
  for (const { id } of gone) await liftWall(tx, id, as, by.at, by);
  for (const { kind, people, groups, why } of fresh) {
    const named = { personIds: people.map(ids.person), groupIds: groups.map(ids.group) };
    await makeWall(tx, { kind, ...on, ...named, reason: why, madeBy: as }, by.at, by);
  }
  return gone.length + fresh.length > 0;
}

/** One for another reason is another: the one that stood is lifted, and stays on record. */
export async function putHold(tx: Db, on: On, wanted: string | false | undefined, keeping: Keeping): Promise<void> {
  if (wanted === undefined) return;
  const { vault, by } = keeping;
  const all = await holds(tx, vault, by.at);
  const here = all.find(
    (one) => one.liftedAt === undefined && one.clientId === on.clientId && one.matterId === (on.matterId ?? undefined),
  );
  if ((here?.why ?? false) === wanted) return;
  if (here) await liftHold(tx, here.id, by);
  if (wanted !== false)
    await placeHold(tx, vault, { clientId: on.clientId, matterId: on.matterId ?? undefined }, wanted, by);
}

export async function putRetention(
  tx: Db,
  clientId: number | undefined,
  wanted: PlannedRetention | undefined,
  by: By,
): Promise<void> {
  if (!wanted) return;
  const all = await retentions(tx);
  for (const kind of KINDS) {
    const before = all.find((one) => one.clientId === clientId && one.kind === kind)?.days;
    if (before !== wanted[kind]) await setRetention(tx, clientId, kind, wanted[kind] ?? null, by);
  }
}
