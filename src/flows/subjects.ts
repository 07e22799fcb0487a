import { clients, subjectsNamed } from "../store/clients.ts";
import type { Db } from "../store/db.ts";
import { standingWalls } from "../store/walls.ts";
import type { Actor } from "./actor.ts";
import { mayHearOf } from "./risk-officers.ts";

/** All clients and matters by name, but those that the risk officer is screened from. */
export async function subjects(db: Db, who: Actor) {
  return (await subjectsNamed(db)).filter(mayHearOf(await standingWalls(db), who));
}

/** Their clients alone. */
export async function clientsOf(db: Db, who: Actor) {
  const may = mayHearOf(await standingWalls(db), who);
  return (await clients(db)).filter(({ id }) => may({ clientId: id, matterId: null }));
}
