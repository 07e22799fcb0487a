import { existsSync } from "node:fs";
import { readFile, rename, writeFile } from "node:fs/promises";
import { dirname, join, relative, resolve } from "node:path";
import { parseArgs } from "node:util";
import { type Config, ConfigError, machineClock, readConfig, storeToRead } from "../config.ts";
import { byTerminal } from "../domain/audit.ts";
import { firmChanges } from "../domain/firm-changes.ts";
import type { FirmPlan } from "../domain/firm-plan.ts";
import type { Instant } from "../domain/time.ts";
import { type ReadFirm, readFirmFile } from "../firm-file/read.ts";
import { firmSchema } from "../firm-file/shape.ts";
import { newFirmFile, updatedFirmFile } from "../firm-file/write.ts";
import { applyFirm } from "../flows/apply-firm.ts";
import { SealError } from "../seal/cipher.ts";
import { StoreError } from "../store/errors.ts";
import { wholeFirm } from "../store/firm-sight.ts";
import { isBlank, migrate } from "../store/migrate.ts";
import { alreadySo, changedSaid, wouldChange } from "../views/firm-file.ts";
import { FirmFileError, firmIn, firstReader, isThere, platforms, withStore } from "./firm-store.ts";

const HELP = `npm run firm -- export|check|apply <file>

Everything that a firm sets, in a file: zone and opening hours, holidays, people, practice
groups, clients and matters, standards, channels.

  export firm.yaml    writes it. Into a file that is there, values are put right where they
                      stand, and its comments, order and own way of writing stay.
                      Without a file, it is printed.
  check firm.yaml     says what it would change, and changes nothing. Ends with 0 where the
                      file is right, with 1 where it is not: each line that is wrong, and
                      what to do about it.
  apply firm.yaml     does just that: all of it or nothing. On an empty database it sets
                      the firm up.
  schema              prints the file's JSON Schema, for editors.
    --as <person>     in whose name: the file then holds, and changes, only what is there for
                      them. What is walled from them is not in it, and stays as it is. Walls
                      are changed in a risk officer's name alone. Without it the file holds
                      all there is, walls and legal holds too: it is for whoever may read it.
  --help              this

A section that is left out stays as it is. Nobody and nothing is deleted: who is not in the
file stays, and is named; who left has left: and the day. To rename, write the new name and
formerly: the old one (of a person: the old e-mail address). What a clock started under
stays with it. The bot may run on meanwhile with PostgreSQL; the embedded database has room
for one program at a time: stop the bot first.`;

/** Does what is asked, and returns what to print. @throws FirmFileError, StoreError, ConfigError in sentences */
export async function firm(
  verb: string,
  file: string | undefined,
  config: Config,
  now: Instant,
  as?: string,
): Promise<string> {
  if (verb === "schema") return JSON.stringify(firmSchema(), null, 2);
  if (verb === "export") return exported(file, config, now, as);
  if (verb !== "check" && verb !== "apply")
    throw new FirmFileError(`"${verb}" is nothing that can be done with a firm's file: export, check or apply it.`);
  if (file === undefined) throw new FirmFileError(`Which file? Write npm run firm -- ${verb} firm.yaml`);
  const yaml = await readFile(file, "utf8").catch((fault: NodeJS.ErrnoException) => {
    const begin = fault.code === "ENOENT" ? ` npm run firm -- export ${file} writes one.` : "";
    throw new FirmFileError(`${file} cannot be read (${fault.code}).${begin}`);
  });
  return verb === "check" ? checked(file, yaml, config, now, as) : applied(file, yaml, config, now, as);
}

async function checked(file: string, yaml: string, config: Config, now: Instant, as?: string): Promise<string> {
  const there = isThere(config.store)
    ? await withStore(config, now, (store, vault) => firmIn(store, vault, now, as))
    : undefined;
  const may = there?.reader.may ?? firstReader(as, yaml);
  const { plan, stays } = right(file, readFirmFile(yaml, { known: there?.known, platforms, now, may }));
  const changes = firmChanges(there?.known, plan);
  return there?.known && changes.length === 0
    ? alreadySo(plan, stays)
    : wouldChange(file, plan, { changes, stays, isNew: !there?.known });
}

async function applied(file: string, yaml: string, config: Config, now: Instant, as?: string): Promise<string> {
  return withStore(config, now, async (store, vault) => {
    if (await isBlank(store.db)) await migrate(store.db);
    const there = await firmIn(store, vault, now, as);
    const reader = there?.reader ?? { sight: wholeFirm, may: firstReader(as, yaml) };
    let read: Extract<ReadFirm, { plan: FirmPlan }> | undefined;
    let isNew = false;
    const deps = { db: store.db, vault, chats: new Map(), tell: () => {} };
    const done = await applyFirm(
      deps,
      (known) => {
        isNew = known === undefined;
        read = right(file, readFirmFile(yaml, { known, platforms, now, may: reader.may }));
        return read.plan;
      },
      now,
      byTerminal(now),
      reader,
    );
    const { plan, stays } = read!;
    return done!.changes.length === 0 && !isNew
      ? alreadySo(plan, stays)
      : changedSaid(plan, { ...done!, stays, isNew });
  });
}

async function exported(file: string | undefined, config: Config, now: Instant, as?: string): Promise<string> {
  const at = { ...config, store: storeToRead(config) };
  const plan = isThere(at.store)
    ? (await withStore(at, now, (store, vault) => firmIn(store, vault, now, as)))?.known
    : undefined;
  if (!plan)
    throw new FirmFileError(
      "No firm is set up yet, so there is nothing to write. Begin with a file of your own: npm run firm -- apply firm.yaml",
    );
  const fresh = newFirmFile(plan, schemaFrom(file === undefined ? "." : dirname(file)));
  if (file === undefined) return fresh.trimEnd();
  const before = existsSync(file) ? await readFile(file, "utf8") : undefined;
  const after = before?.trim() ? updatedFirmFile(before, plan, { platforms, now }) : fresh;
  if (after === undefined)
    throw new FirmFileError(
      `${file} cannot be read, so it is left as it is. npm run firm -- check ${file} says what is wrong with it.`,
    );
  if (after === before) return `${file} says what is so already.`;
  await writeFile(`${file}.writing`, after);
  await rename(`${file}.writing`, file);
  return before?.trim() ? `${file} is brought up to what is so; its comments stay.` : `${file} is written.`;
}

/** The schema that is kept with the program, as seen from a folder. */
const schemaFrom = (folder: string) =>
  relative(resolve(folder), join(import.meta.dirname, "../../manifests/firm/schema.json")).replaceAll("\\", "/");

function right(file: string, read: ReadFirm): Extract<ReadFirm, { plan: FirmPlan }> {
  if ("plan" in read) return read;
  const lines = read.wrong.map(({ line, say }) => `${file}:${line}: ${say}`);
  throw new FirmFileError([...lines, `Nothing was changed.`].join("\n"));
}

async function run() {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { help: { type: "boolean", short: "h" }, as: { type: "string" } },
  });
  const [verb, file] = positionals;
  if (values.help || verb === undefined) return console.log(HELP);
  console.log(await firm(verb, file, readConfig(), machineClock.now(), values.as));
}

if (import.meta.main)
  run().catch((fault: Error & { code?: string }) => {
    const ours = [FirmFileError, ConfigError, StoreError, SealError].some((kind) => fault instanceof kind);
    const args = fault.code?.startsWith("ERR_PARSE_ARGS");
    console.error(ours || args ? fault.message : "Something went wrong; nothing was changed.");
    process.exitCode = 1;
  });
