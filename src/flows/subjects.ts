import { clients, mattersNamed } from "../store/clients.ts";
import type { Db } from "../store/db.ts";
import { type FirmSight, firmSightOf } from "../store/firm-sight.ts";
import type { Actor } from "./actor.ts";

/** What a risk officer may know of: everything but what they are screened from. */
export const officerSight = (db: Db, { id, memberOf, leads }: Actor): Promise<FirmSight> =>
  firmSightOf(db, { id, keeper: true, holds: true, groups: new Set([...memberOf, ...leads]) });

/** All clients and matters by name, but those that the officer is screened from. */
export async function subjects(db: Db, who: Actor) {
  const sight = await officerSight(db, who);
  const all = (await clients(db)).map(({ id, name }) => ({ clientId: id, matterId: null, name }));
  const matters = (await mattersNamed(db)).map(({ id, clientId, client, name }) => ({
    ...{ clientId, matterId: id },
    name: `${client}, ${name}`,
  }));
  return [...all, ...matters].filter((one) => !sight.hides(one));
}
