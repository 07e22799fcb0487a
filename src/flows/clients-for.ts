import { isAllowed, type Right } from "../domain/rights.ts";
import type { Instant } from "../domain/time.ts";
import { type Client, clients } from "../store/clients.ts";
import type { Db } from "../store/db.ts";
import { aboutClients } from "../store/rights.ts";
import type { Actor } from "./actor.ts";
import { judgeNow } from "./authorise.ts";

/** The clients over which somebody has this right: all others are none, neither to choose nor to be found by name. */
export async function clientsFor(
  { db }: { readonly db: Db },
  who: Actor,
  right: Right,
  now: Instant,
): Promise<Client[]> {
  const judge = await judgeNow(db, now);
  const all = await clients(db);
  const abouts = await aboutClients(
    db,
    all.map(({ id }) => id),
  );
  return all.filter(({ id }) => isAllowed(judge(who, right, abouts.get(id)!)));
}
