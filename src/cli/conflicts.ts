import { readFile } from "node:fs/promises";
import { machineClock } from "../config.ts";
import { byTerminal } from "../domain/audit.ts";
import { nameOf } from "../domain/conflicts/names.ts";
import { type ListedKind, type ListedName, screenOf } from "../domain/conflicts.ts";
import type { Instant } from "../domain/time.ts";
import { listedFor } from "../flows/draw-conflicts.ts";
import { record } from "../store/audit.ts";
import { subjectsNamed } from "../store/clients.ts";
import type { Db } from "../store/db.ts";
import { listedNames, listName, type NewName, unlistName } from "../store/listed-names.ts";
import { allNamed } from "../store/screening.ts";
import type { Vault } from "../store/vault.ts";
import { plural } from "../views/words.ts";
import { readNamesFile, type Wrong } from "./names-file.ts";
import { Refusal, storeCommand } from "./store-command.ts";
import { subjectCalled, withKeys } from "./with-keys.ts";

const HELP = `npm run conflicts [-- <what to do>]

The names that the firm must not meet unawares. Alone it lists them. What is found of them
is told to risk officers in chat, and settled there.

  adverse <name> [--for <client or matter>] [--also <another name>]...
              somebody whom the firm is against: for a client, in a matter as
              "Client, matter", or for the firm itself
  prospective <name> [--also <another name>]...
              somebody who may become a client
  import <names.csv>
              many at once, out of a table with a heading: kind (adverse or prospective)
              and name; where you have them, for (a client or matter) and also (as many of
              these columns as you need). All of it is listed or nothing; what is listed
              already is not listed again
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
  if (what === "import") return importNames(db, vault, words, now);
  if (what === "remove") return remove(db, words, now);
  if (what === "check") return check(db, vault, words, now);
  if (what !== undefined && what !== "list")
    throw new Refusal(`"${what}" is nothing to do with conflicts. See npm run conflicts -- --help`);
  const all = await listedNames(db, vault, now);
  if (all.length === 0) return "No name is listed.";
  const forWhom = listedFor(await allNamed(db));
  return all.map((one) => line(one, forWhom(one))).join("\n");
}

async function add(db: Db, vault: Vault, kind: ListedKind, name: string, given: Given, now: Instant): Promise<string> {
  const also = Array.isArray(given.also) ? given.also.map(String) : [];
  if ([name, ...also].some((one) => nameOf(one).core.length === 0))
    throw new Refusal('Whose name? Write npm run conflicts -- adverse "Beta Holdings" --for Acme');
  const of = typeof given.for === "string" ? subjectCalled(await subjectsNamed(db), given.for) : undefined;
  const it = { kind, clientId: of?.clientId ?? null, matterId: of?.matterId ?? null, names: [name, ...also] } as const;
  const id = await listName(db, vault, it, byTerminal(now));
  return `${name} is listed, as number ${id}. To take it off: npm run conflicts -- remove ${id}`;
}

/** All or nothing; the same file once more lists nothing new. */
async function importNames(db: Db, vault: Vault, file: string, now: Instant): Promise<string> {
  if (file === "") throw new Refusal("Which file? Write npm run conflicts -- import names.csv");
  const bytes = await readFile(file).catch((fault: NodeJS.ErrnoException) => {
    throw new Refusal(
      fault.code === "ENOENT" ? `There is no file ${file}.` : `${file} cannot be read (${fault.code}).`,
    );
  });
  const { lines, wrong } = readNamesFile(bytes);
  const subjects = await subjectsNamed(db);
  const unclear: Wrong[] = [];
  const asked = lines.flatMap(({ line, kind, names, forWhom }): NewName[] => {
    try {
      const of = forWhom === undefined ? undefined : subjectCalled(subjects, forWhom);
      return [{ kind, names, clientId: of?.clientId ?? null, matterId: of?.matterId ?? null }];
    } catch (thrown) {
      if (!(thrown instanceof Refusal)) throw thrown;
      unclear.push({ line, say: thrown.message });
      return [];
    }
  });
  refuse(file, [...wrong, ...unclear]);
  const there = new Set((await listedNames(db, vault, now)).map(same));
  const fresh = [...new Map(asked.map((one) => [same(one), one]))].filter(([it]) => !there.has(it));
  await db.transaction().execute(async (tx) => {
    for (const [, one] of fresh) await listName(tx, vault, one, byTerminal(now));
  });
  const already = asked.length - fresh.length;
  const nothingNew =
    already > 0 ? ` ${plural(already, "line")} of the file ${already === 1 ? "says" : "say"} nothing new.` : "";
  return `${plural(fresh.length, "name")} listed.${nothingNew} They are looked for as soon as the program runs.`;
}

/** As many of what is wrong are said at once. */
const MOST = 20;

function refuse(file: string, wrong: readonly Wrong[]): void {
  if (wrong.length === 0) return;
  const said = wrong
    .toSorted((one, other) => (one.line ?? 0) - (other.line ?? 0))
    .slice(0, MOST)
    .map(({ line, say }) => (line === undefined ? `${file}: ${say}` : `${file}:${line}: ${say}`));
  const more = wrong.length - said.length;
  throw new Refusal([...said, ...(more > 0 ? [`and ${more} more`] : []), "Nothing was listed."].join("\n"));
}

const same = ({ kind, clientId, matterId, names }: NewName): string =>
  JSON.stringify([kind, clientId, matterId, names.map((one) => one.toLowerCase())]);

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
  const forWhom = listedFor(await allNamed(db));
  return found.map((one) => line(one, forWhom(one))).join("\n");
}

const line = ({ id, kind, names: [name, ...also], listedAt }: ListedName, forWhom: string | undefined) =>
  [
    `${id}  ${name}${also.length > 0 ? ` (${also.join(", ")})` : ""}: ${kind}`,
    forWhom === undefined ? "" : ` for ${forWhom}`,
    `, since ${new Date(listedAt).toISOString().slice(0, 10)}`,
  ].join("");

if (import.meta.main)
  await storeCommand({ name: "npm run conflicts", help: HELP, options, words: 20 }, async (_, given, said) =>
    withKeys("conflicts", (db, vault) => doConflicts(db, vault, said, given, machineClock.now())),
  );
