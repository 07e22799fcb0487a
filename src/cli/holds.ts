import { machineClock } from "../config.ts";
import { byTerminal } from "../domain/audit.ts";
import type { Hold } from "../domain/keeping.ts";
import { findByName } from "../domain/nearest.ts";
import type { Instant } from "../domain/time.ts";
import type { Db } from "../store/db.ts";
import { holds, liftHold, placeHold } from "../store/holds.ts";
import type { Vault } from "../store/vault.ts";
import { Refusal, storeCommand } from "./store-command.ts";
import { clientCalled, withKeys } from "./with-keys.ts";

const HELP = `npm run holds [-- <what to do>]

Legal holds: what one is about is neither forgotten nor erased, also where somebody
deletes it in chat, until it is lifted. Alone it lists them: on what, since when, by
whom, why.

  place <client> --because <why> [--matter <matter>]
              on one matter, and on what is the client's without anybody having said of
              which matter; or, without a matter, on all of the client's
  lift <number>
  --help      this

A message that is edited in chat keeps its latest words alone, held or not.
`;

const options = { because: { type: "string" }, matter: { type: "string" } } as const;

/** Does what was said, and says how it is then. */
export async function doHolds(
  db: Db,
  vault: Vault,
  [what, ...rest]: readonly string[],
  given: { readonly because?: unknown; readonly matter?: unknown },
  now: Instant,
): Promise<string> {
  if (what === "place") return place(db, vault, rest.join(" "), given, now);
  if (what === "lift") {
    const id = Number(rest[0]);
    if (!Number.isInteger(id) || !(await liftHold(db, id, byTerminal(now))))
      throw new Refusal(`There is no hold ${rest[0] ?? ""} in force. npm run holds lists them.`);
    return `Hold ${id} is lifted. What is old enough may be forgotten from now on.`;
  }
  if (what !== undefined) throw new Refusal(`"${what}" is nothing to do with holds. See npm run holds -- --help`);
  const all = await holds(db, vault, now);
  return all.length === 0 ? "No legal hold was ever placed." : all.map(line).join("\n");
}

async function place(
  db: Db,
  vault: Vault,
  name: string,
  { because, matter: named }: { readonly because?: unknown; readonly matter?: unknown },
  now: Instant,
): Promise<string> {
  const client = await clientCalled(db, name);
  if (typeof because !== "string" || because.trim() === "")
    throw new Refusal('Say why: npm run holds -- place Acme --because "Acme v. Beta is pending"');
  const matter = typeof named === "string" ? await matterCalled(db, client.id, named) : undefined;
  const id = await placeHold(db, vault, { clientId: client.id, matterId: matter?.id }, because.trim(), byTerminal(now));
  const on = matter ? `${matter.name} of ${client.name}` : client.name;
  if (id === undefined) throw new Refusal(`${on} is on hold already. npm run holds lists them.`);
  return `Hold ${id} is on ${on}: nothing of it is forgotten or erased until npm run holds -- lift ${id}.`;
}

async function matterCalled(db: Db, clientId: number, name: string) {
  const all = await db.selectFrom("matters").select(["id", "name"]).where("client_id", "=", clientId).execute();
  const by = findByName(name, all);
  if ("found" in by) return by.found;
  throw new Refusal(`The client has no matter "${name}". Write its whole name.`);
}

const day = (at: Instant) => new Date(at).toISOString().slice(0, 10);

const line = ({ id, client, matter, placedAt, placedBy, liftedAt, liftedBy, why }: Hold): string => {
  const lifted = liftedAt === undefined ? "" : `; lifted ${day(liftedAt)} by ${liftedBy ?? "someone at the terminal"}`;
  return `${id}  ${client}${matter ? `, ${matter}` : ""}: since ${day(placedAt)}, by ${placedBy ?? "someone at the terminal"}: ${why}${lifted}`;
};

if (import.meta.main)
  await storeCommand({ name: "npm run holds", help: HELP, options, words: 20 }, async (_, given, said) =>
    withKeys("holds", (db, vault) => doHolds(db, vault, said, given, machineClock.now())),
  );
