import type { Selectable } from "kysely";
import type { Db } from "./db.ts";
import { calledApart, type FirmSight } from "./firm-sight.ts";
import type { Tables } from "./tables.ts";

/** The clients and matters that somebody may know of, by id, and what each is called so that it can be told apart. */
export interface Known {
  readonly clients: readonly Selectable<Tables["clients"]>[];
  readonly matters: readonly Selectable<Tables["matters"]>[];
  readonly called: {
    readonly clients: ReadonlyMap<number, string>;
    readonly matters: ReadonlyMap<number, string>;
  };
}

export async function clientsKnown(db: Db, sight: FirmSight): Promise<Known> {
  const everyone = await db.selectFrom("clients").selectAll().orderBy("id").execute();
  const all = await db.selectFrom("matters").selectAll().orderBy("id").execute();
  const clients = everyone.filter(({ id }) => !sight.hides({ clientId: id, matterId: null }));
  const matters = all.filter((m) => !sight.hides({ clientId: m.client_id, matterId: m.id }));
  const named = [...Map.groupBy(matters, (m) => m.client_id).values()].flatMap((own) => [...calledApart(own)]);
  return { clients, matters, called: { clients: calledApart(clients), matters: new Map(named) } };
}
