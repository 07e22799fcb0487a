import { existsSync } from "node:fs";
import { join } from "node:path";
import { type ParseArgsOptionsConfig, parseArgs } from "node:util";
import { ConfigError } from "../config.ts";
import { kindOf } from "../flows/deps.ts";
import { SealError } from "../seal/cipher.ts";
import type { Loaded } from "../store/archive/load.ts";
import { StoreError } from "../store/errors.ts";
import { list, plural } from "../views/words.ts";

/** Said to whoever typed it; everything else is a fault. */
export class Refusal extends Error {}

interface About {
  readonly name: string;
  readonly help: string;
  readonly options?: ParseArgsOptionsConfig;
  /** So many words at most. */
  readonly words?: number;
}

const ours = [Refusal, ConfigError, StoreError, SealError];

/** Runs a command on whole stores: its help, its options, its sentences, and exit code 1 where it could not. */
export async function storeCommand(
  { name, help, options = {}, words = 1 }: About,
  run: (
    first: string | undefined,
    options: Readonly<Record<string, unknown>>,
    said: readonly string[],
  ) => Promise<string>,
): Promise<void> {
  try {
    const { values, positionals } = typed(name, options);
    if (values.help) process.stdout.write(help);
    else if (positionals.length > words)
      throw new Refusal(`One name at a time, please: ${positionals.join(", ")} are several. See ${name} -- --help`);
    else process.stdout.write(`${await run(positionals[0], values, positionals)}\n`);
  } catch (thrown) {
    const isOurs = ours.some((kind) => thrown instanceof kind);
    // What else failed may hold words of a message, and its stack is nobody's to read.
    const said = isOurs ? (thrown as Error).message : `${name} failed (${kindOf(thrown)}): please report it with that.`;
    process.stderr.write(`${said}\n`);
    process.exitCode = 1;
  }
}

function typed(name: string, options: ParseArgsOptionsConfig) {
  try {
    const all = { ...options, help: { type: "boolean", short: "h" } } as const;
    return parseArgs({ options: all, allowPositionals: true });
  } catch (thrown) {
    throw new Refusal(`${(thrown as Error).message.split(". ")[0]}.\nSee ${name} -- --help`);
  }
}

/** Whether an embedded database was made in that folder. */
export const isEmbeddedIn = (folder: string): boolean => existsSync(join(folder, "postgres"));

/** "12 inquiries, 40 messages, 6 people and 210 rows of other tables": what someone would ask after first. */
export function contents(rows: ReadonlyMap<string, number>): string {
  const named = [
    ["inquiries", "inquiry", "inquiries"],
    ["messages", "message", "messages"],
    ["people", "person", "people"],
    ["clients", "client", "clients"],
  ] as const;
  const total = [...rows.values()].reduce((sum, n) => sum + n, 0);
  const counted = named.map(([table, one, many]) => [rows.get(table) ?? 0, one, many] as const);
  const other = total - counted.reduce((sum, [n]) => sum + n, 0);
  return list([...counted.map(([n, one, many]) => plural(n, one, many)), `${plural(other, "row")} of other tables`]);
}

/** What was loaded, and how far it had to be brought. */
export function loadedWords({ rows, migrated, forgotten, erased }: Loaded): string {
  const brought =
    migrated.length === 0
      ? ""
      : ` It came from an older program and was brought up to this one (${migrated.join(", ")}).`;
  const lost =
    forgotten === 0
      ? ""
      : ` Of ${plural(forgotten, "message")} the words are gone: their key was destroyed, or is not in the list of keys.`;
  const again = erased === 0 ? "" : ` ${plural(erased, "client")} erased since then, and erased again.`;
  return `${contents(rows)}, read back and found equal.${brought}${lost}${again}`;
}
