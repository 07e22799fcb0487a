import { existsSync } from "node:fs";
import { join } from "node:path";
import { machineClock, readConfig, storeToRead } from "../config.ts";
import { whoSaw } from "../domain/audit/who-saw.ts";
import { byTerminal } from "../domain/audit.ts";
import { findByName } from "../domain/nearest.ts";
import type { Instant } from "../domain/time.ts";
import { record } from "../store/audit.ts";
import { verifyChain } from "../store/audit-chain.ts";
import { allMatters, everyonesNames, inquiriesOfMatter, logged } from "../store/audit-log.ts";
import { type Db, openStore } from "../store/db.ts";
import { theFirm } from "../store/firm.ts";
import { loggedLine, whoSawLines } from "../views/audit.ts";
import { verdictSaid } from "../views/audit-verdict.ts";
import { list } from "../views/words.ts";
import { type CheckpointsAsked, checkpointOptions, checkpointsGiven } from "./checkpoints-given.ts";
import { Refusal, storeCommand } from "./store-command.ts";

const HELP = `npm run audit -- verify|who-saw|list [options]

Reads the firm's log: who did, saw, was told and changed what. Nothing in it is ever
changed; that it was read is one more entry.

  verify             works every hash out anew and names the first entry that is not as
                     it was written: edited, removed, out of order, inserted, cut off.
                     Ends with 1 where one is.
    --checkpoints <file>         what AUDIT_CHECKPOINTS wrote, kept outside
    --checkpoint <entry>:<hash>  one, as it was sent to a risk officer
  who-saw <matter>   who knew of a matter, when, and by which way: a list, a card, a
                     message, a report. <matter> by name, or "Client / matter"
  list               entries, one a line
    --person <name>  what one person did, saw or was told
    --matter <name>  what is about a matter and its inquiries
    --since <date>   from then on, such as 2026-01-13
  --json             the same for a program to read
  --help             this

The embedded database has room for one program at a time: stop the bot first.
`;

const text = { type: "string" } as const;
const options = {
  ...checkpointOptions,
  person: text,
  matter: text,
  since: text,
  json: { type: "boolean" },
} as const;

interface Asked extends CheckpointsAsked {
  readonly person?: string;
  readonly matter?: string;
  readonly since?: string;
  readonly json?: boolean;
}

/** Does what is asked, and returns what to print, and whether the log is as it was written. @throws Refusal in a sentence */
export async function audit(
  db: Db,
  verb: string,
  named: string | undefined,
  asked: Asked,
  now: Instant,
): Promise<{ say: string; ok: boolean }> {
  if (verb === "verify") return verified(db, asked);
  if (verb !== "who-saw" && verb !== "list")
    throw new Refusal(`"${verb}" is nothing that can be asked of the log: verify, who-saw or list.`);
  const matterName = named ?? asked.matter;
  if (verb === "who-saw" && matterName === undefined)
    throw new Refusal("Which matter? Write npm run audit -- who-saw <matter>");
  const matter = matterName === undefined ? undefined : await matterMeant(db, matterName);
  const people = await everyonesNames(db);
  const personId = asked.person === undefined ? undefined : personMeant(people, asked.person);
  const entries = await logged(db, { personId, matterId: matter?.id, since: sinceWhen(asked.since) });
  const subject = matter ? ({ kind: "matter", id: matter.id } as const) : ({ kind: "log" } as const);
  await record(db, { ...byTerminal(now), act: "log read", subject, details: { by: verb, of: personId } });
  const names = { people, zone: (await theFirm(db)).zone };
  if (verb === "list") {
    const said = asked.json
      ? JSON.stringify(entries, undefined, 2)
      : entries.map((entry) => loggedLine(names, entry)).join("\n") || "The log says nothing of that.";
    return { say: said, ok: true };
  }
  const knew = whoSaw(entries, new Set(await inquiriesOfMatter(db, matter!.id)));
  const say = asked.json
    ? JSON.stringify(
        knew.map((one) => ({ ...one, at: new Date(one.at).toISOString(), person: people.get(one.personId) })),
        undefined,
        2,
      )
    : whoSawLines(names, `${matter!.client} / ${matter!.name}`, knew);
  return { say, ok: true };
}

async function verified(db: Db, asked: Asked) {
  const known = checkpointsGiven(asked);
  const verdict = await verifyChain(db, known);
  const say = asked.json
    ? JSON.stringify({ ok: !verdict.broken, ...verdict }, undefined, 2)
    : verdictSaid(verdict, known.length);
  return { say, ok: !verdict.broken };
}

async function matterMeant(db: Db, typed: string) {
  const all = await allMatters(db);
  const [client = "", ...rest] = typed.split(" / ");
  const within = rest.length > 0 ? all.filter((one) => one.client.toLowerCase() === client.trim().toLowerCase()) : all;
  const found = findByName(rest.length > 0 ? rest.join(" / ") : typed, within);
  if ("found" in found) return found.found;
  const near = "several" in found ? found.several : found.nearest;
  const names = list(
    near.map((one) => `"${one.client} / ${one.name}"`),
    "or",
  );
  throw new Refusal(near.length > 0 ? `"${typed}": do you mean ${names}?` : `No matter is called "${typed}".`);
}

function personMeant(people: ReadonlyMap<number, string>, typed: string): number {
  const found = findByName(
    typed,
    [...people].map(([id, name]) => ({ id, name })),
  );
  if ("found" in found) return found.found.id;
  const near = "several" in found ? found.several : found.nearest;
  const names = list(
    near.map(({ name }) => name),
    "or",
  );
  throw new Refusal(near.length > 0 ? `"${typed}": do you mean ${names}?` : `Nobody at the firm is called "${typed}".`);
}

function sinceWhen(typed: string | undefined): Instant | undefined {
  if (typed === undefined) return undefined;
  const at = /^\d{4}-\d\d-\d\d(T[\d:.]+(Z|[+-]\d\d:\d\d))?$/.test(typed) ? Date.parse(typed) : Number.NaN;
  if (Number.isNaN(at)) throw new Refusal(`"${typed}" is no date: write it like 2026-01-13.`);
  return at;
}

if (import.meta.main)
  await storeCommand({ name: "npm run audit", help: HELP, options, words: 2 }, async (verb, values, [, named]) => {
    if (verb === undefined) throw new Refusal("What of the log? verify, who-saw or list. See npm run audit -- --help");
    const at = storeToRead(readConfig());
    if (!at.url && !existsSync(join(at.folder, "postgres")))
      throw new Refusal(`There is no database in ${at.folder} yet.`);
    const store = await openStore({ ...at, applicationName: "rejoinder audit" });
    try {
      const { say, ok } = await audit(store.db, verb, named, values, machineClock.now());
      if (!ok) process.exitCode = 1;
      return say;
    } finally {
      await store.close();
    }
  });
