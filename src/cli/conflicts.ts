import { machineClock } from "../config.ts";
import { byTerminal } from "../domain/audit.ts";
import { nameOf } from "../domain/conflicts/names.ts";
import { type ListedKind, type ListedName, screenOf } from "../domain/conflicts.ts";
import type { Instant } from "../domain/time.ts";
import { record } from "../store/audit.ts";
import type { Db } from "../store/db.ts";
import { listedNames, listName, unlistName } from "../store/listed-names.ts";
import type { Vault } from "../store/vault.ts";
import { Refusal, storeCommand } from "./store-command.ts";
import { clientCalled, withKeys } from "./with-keys.ts";

const HELP = `npm run conflicts [-- <what to do>]

The names that the firm must not meet unawares. Alone it lists them. What is found of them
is told to risk officers in chat, and settled there.

  adverse <name> [--for <client>] [--also <another name>]...
              somebody whom the firm is against: for a client, or for the firm itself
  prospective <name> [--also <another name>]...
              somebody who may become a client
  remove <number>
  check <name>
              who on the list is called like that; it is noted in the audit log
  --help      this

A name that is added is looked for in all clients, matters, contacts and channels that are
there, and in what is kept of clients' messages, as soon as the program runs; and in every
message of a client's channel from then on.
Whoever reads this list knows what the firm keeps to itself: risk officers alone should.
`;

const options = { for: { type: "string" }, also: { type: "string", multiple: true } } as const;

interface Given {
  readonly for?: unknown;
  readonly also?: unknown;
}

if (import.meta.main)
  await storeCommand({ name: "npm run conflicts", help: HELP, options, words: 20 }, async (_, given, said) =>
    withKeys("conflicts", (db, vault) => doConflicts(db, vault, said, given, machineClock.now())),
  );

/** Does what was said, and says how it is then. @throws Refusal in a sentence */
export async function doConflicts(
  db: Db,
  vault: Vault,
  [what, ...rest]: readonly string[],
  given: Given,
  now: Instant,
): Promise<string> {
  const words = rest.join(" ").trim();
  if (what === "adverse" || what === "prospective") return add(db, vault, what, words, given, now);
  if (what === "remove") return remove(db, words, now);
  if (what === "check") return check(db, vault, words, now);
  if (what !== undefined && what !== "list")
    throw new Refusal(`"${what}" is nothing to do with conflicts. See npm run conflicts -- --help`);
  const all = await listedNames(db, vault, now);
  if (all.length === 0) return "No name is listed.";
  const called = await clientsById(db);
  return all.map((one) => line(one, called)).join("\n");
}

async function add(db: Db, vault: Vault, kind: ListedKind, name: string, given: Given, now: Instant): Promise<string> {
  const also = Array.isArray(given.also) ? given.also.map(String) : [];
  if ([name, ...also].some((one) => nameOf(one).core.length === 0))
    throw new Refusal('Whose name? Write npm run conflicts -- adverse "Beta Holdings" --for Acme');
  const client = typeof given.for === "string" ? await clientCalled(db, given.for) : undefined;
  const it = { kind, clientId: client?.id ?? null, matterId: null, names: [name, ...also] } as const;
  const id = await listName(db, vault, it, byTerminal(now));
  return `${name} is listed, as number ${id}. To take it off: npm run conflicts -- remove ${id}`;
}

async function remove(db: Db, said: string, now: Instant): Promise<string> {
  const id = Number(said);
  if (!Number.isInteger(id) || !(await unlistName(db, id, byTerminal(now))))
    throw new Refusal(`There is no name ${said} on the list. npm run conflicts shows it.`);
  return `Name ${id} is listed no more. That it was stays on record.`;
}

async function check(db: Db, vault: Vault, name: string, now: Instant): Promise<string> {
  if (nameOf(name).core.length === 0) throw new Refusal("Which name? Write npm run conflicts -- check Beta Holdings");
  const found = screenOf(await listedNames(db, vault, now)).like(name);
  await record(db, { ...byTerminal(now), act: "conflicts searched", subject: { kind: "firm" } });
  if (found.length === 0) return `Nobody on the list is called like "${name}".`;
  const called = await clientsById(db);
  return found.map((one) => line(one, called)).join("\n");
}

const clientsById = async (db: Db): Promise<ReadonlyMap<number, string>> =>
  new Map((await db.selectFrom("clients").select(["id", "name"]).execute()).map(({ id, name }) => [id, name]));

const line = (
  { id, kind, names: [name, ...also], clientId, listedAt }: ListedName,
  clients: ReadonlyMap<number, string>,
) =>
  [
    `${id}  ${name}${also.length > 0 ? ` (${also.join(", ")})` : ""}: ${kind}`,
    clientId === null ? "" : ` for ${clients.get(clientId)}`,
    `, since ${new Date(listedAt).toISOString().slice(0, 10)}`,
  ].join("");
