import { sql } from "kysely";
import { type By, byItself, byPerson } from "../domain/audit.ts";
import type { Instant } from "../domain/time.ts";
import { type Sees, seesWithin, type Wall, type WallKind } from "../domain/walls.ts";
import { record } from "./audit.ts";
import { type Db, stamp } from "./db.ts";

/** A wall with the names it is told by. */
export interface KnownWall extends Wall {
  readonly id: number;
  readonly client: string;
  readonly matter: string | null;
  readonly people: readonly string[];
  readonly groups: readonly string[];
  readonly since: Instant;
  readonly reason: string;
  readonly madeBy: string | null;
  readonly liftedAt: Instant | null;
  readonly liftedBy: string | null;
}

export const standingWalls = async (db: Db): Promise<KnownWall[]> =>
  (await allWalls(db)).filter((wall) => wall.liftedAt === null);

/** Every wall there ever was, the oldest first. */
export async function allWalls(db: Db): Promise<KnownWall[]> {
  const { rows } = await sql<KnownWall>`
    select w.id, w.kind, w.client_id as "clientId", w.matter_id as "matterId", c.name as client, m.name as matter, w.since, w.reason,
      made.name as "madeBy", w.lifted_at as "liftedAt", lifted.name as "liftedBy",
      coalesce((select array_agg(distinct n.person_id) from wall_people n where n.wall_id = w.id), '{}') as "personIds",
      coalesce((select array_agg(n.group_id order by n.group_id) from wall_groups n where n.wall_id = w.id), '{}') as "groupIds",
      coalesce((select array_agg(distinct p.name) from wall_people n join people p on p.id = n.person_id where n.wall_id = w.id), '{}') as people,
      coalesce((select array_agg(g.name order by g.name) from wall_groups n join practice_groups g on g.id = n.group_id where n.wall_id = w.id), '{}') as groups
    from walls w join clients c on c.id = w.client_id left join matters m on m.id = w.matter_id
    left join people made on made.id = w.made_by left join people lifted on lifted.id = w.lifted_by
    order by w.id`.execute(db);
  return rows;
}

export interface NewWall {
  readonly kind: WallKind;
  readonly clientId: number;
  readonly matterId: number | null;
  readonly personIds: readonly number[];
  readonly groupIds: readonly number[];
  readonly reason: string;
  /** Null: by whoever runs the program. */
  readonly madeBy: number | null;
}

/** @returns its number. */
export async function makeWall(tx: Db, w: NewWall, now: Instant, by: By = byWhom(w.madeBy, now)): Promise<number> {
  const { rows } = await sql<{ id: number }>`
    with wall as (
      insert into walls (kind, client_id, matter_id, since, made_by, reason)
      values (${w.kind}, ${w.clientId}, ${w.matterId}, ${stamp(now)}, ${w.madeBy}, ${w.reason}) returning id
    ), people as (
      insert into wall_people (wall_id, person_id) select id, unnest(${w.personIds}::int[]) from wall
    ), groups as (
      insert into wall_groups (wall_id, group_id) select id, unnest(${w.groupIds}::int[]) from wall
    )
    select id from wall`.execute(tx);
  const { id } = rows[0]!;
  const details = {
    ...{ kind: w.kind, client: w.clientId, matter: w.matterId, people: w.personIds, groups: w.groupIds },
    // Groups change: who was kept out from the first is said here, and can be proved.
    outside: (await outsideNow(tx, { id, kind: w.kind })).map((one) => one.id),
  };
  await record(tx, {
    ...by,
    act: "wall raised",
    subject: { kind: "wall", id },
    details: { ...details, ...inName(w.madeBy, by) },
  });
  return id;
}

/** Everyone who is outside of it as it is now, by id; `gone`: who has left the firm as well. */
export async function outsideNow(
  db: Db,
  { id, kind }: { readonly id: number; readonly kind: WallKind },
  gone = false,
): Promise<{ readonly id: number; readonly name: string }[]> {
  const { rows } = await sql<{ id: number; name: string }>`
    select p.id, p.name from people p
    where (${gone} or p.left_at is null) and rejoinder_outside(${id}, ${kind}, p.id) order by p.id`.execute(db);
  return rows;
}

/** What is done at the terminal in somebody's name was done at the terminal, and the log says both. */
const inName = (personId: number | null, { actor }: By) =>
  personId !== null && actor === "terminal" ? { as: personId } : {};

const byWhom = (id: number | null, now: Instant) => (id === null ? byItself(now) : byPerson(id, now));

/** False: it was lifted before, or there is none. */
export async function liftWall(
  tx: Db,
  id: number,
  liftedBy: number | null,
  now: Instant,
  by: By = byWhom(liftedBy, now),
): Promise<boolean> {
  const { rows } = await sql`
    update walls set lifted_at = ${stamp(now)}, lifted_by = ${liftedBy} where id = ${id} and lifted_at is null returning id`.execute(
    tx,
  );
  if (rows.length > 0)
    await record(tx, { ...by, act: "wall lowered", subject: { kind: "wall", id }, details: inName(liftedBy, by) });
  return rows.length > 0;
}

/** Who may see what, as it is now. One reading serves a whole run. */
export async function seesNow(db: Db): Promise<Sees> {
  const { rows: walls } = await sql<Wall>`
    select w.kind, w.client_id as "clientId", w.matter_id as "matterId",
      coalesce((select array_agg(n.person_id) from wall_people n where n.wall_id = w.id), '{}') as "personIds",
      coalesce((select array_agg(n.group_id) from wall_groups n where n.wall_id = w.id), '{}') as "groupIds"
    from walls w where w.lifted_at is null order by w.id`.execute(db);
  if (walls.length === 0) return () => true;
  const { rows } = await sql<{ person: number; group: number }>`
    select person_id as person, group_id as group from group_members
    union select lead_id, id from practice_groups where lead_id is not null`.execute(db);
  const groups = new Map<number, Set<number>>();
  for (const { person, group } of rows) groups.set(person, (groups.get(person) ?? new Set()).add(group));
  return seesWithin(walls, (id) => groups.get(id) ?? NONE);
}

const NONE: ReadonlySet<number> = new Set();

export interface Walled {
  readonly clients: readonly number[];
  readonly matters: readonly number[];
}

/** What is walled from at least one of these people, in order. */
export async function walledFrom(db: Db, personIds: readonly number[]): Promise<Walled> {
  const { rows } = await sql<Walled>`select clients, matters from rejoinder_walled(${personIds}::int[])`.execute(db);
  return rows[0]!;
}
