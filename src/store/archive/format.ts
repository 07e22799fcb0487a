import { createHash, type Hash } from "node:crypto";
import { StoreError } from "../errors.ts";

/**
 * An archive is a store as lines of JSON: a head, then table by table its name and columns, a line for each row (a list of
 * PostgreSQL's own text for each value, or null), and its end with a checksum; last a line with a checksum over all before.
 */
export interface Head {
  readonly rejoinder: "store";
  readonly format: number;
  /** `2026-11-25T23:10:00.000Z` */
  readonly createdAt: string;
  /** Names of the migrations that had run. */
  readonly migrations: readonly string[];
  /** How many rows each table has. */
  readonly tables: Readonly<Record<string, number>>;
  /** The last number each sequence gave away. */
  readonly sequences: Readonly<Record<string, number>>;
}

export const FORMAT = 1;

export type Row = readonly (string | null)[];

export type Part =
  | { readonly is: "head"; readonly head: Head }
  | { readonly is: "table"; readonly table: string; readonly columns: readonly string[] }
  | { readonly is: "row"; readonly row: Row; readonly size: number }
  | { readonly is: "table's end"; readonly table: string; readonly checksum: string };

export const checksum = (): Hash => createHash("sha256");

const FOREIGN = "This is not a backup of Rejoinder's: it does not begin as one.";
const CUT =
  "The backup ends before its last line: it was cut off, and what is missing cannot be known. Take another copy.";
const DAMAGED = "The backup is damaged: its checksum does not fit what is in it. Take another copy.";

/**
 * Reads an archive's lines one by one, and holds each against its counts and checksums.
 * @throws StoreError which says what is wrong with it: foreign, newer, cut off, damaged.
 */
export async function* parts(lines: AsyncIterable<string>): AsyncGenerator<Part> {
  const whole = checksum();
  let head: Head | undefined;
  let table: { name: string; hash: Hash; rows: number } | undefined;
  const awaited = new Set<string>();
  let ended = false;
  for await (const line of lines) {
    if (ended) throw new StoreError(DAMAGED);
    const said = parsed(line, head !== undefined);
    if (!head) {
      head = headOf(said);
      for (const name of Object.keys(head.tables)) awaited.add(name);
      yield { is: "head", head };
    } else if (Array.isArray(said)) {
      if (!table) throw new StoreError(DAMAGED);
      table.hash.update(line).update("\n");
      table.rows += 1;
      yield { is: "row", row: said as Row, size: line.length };
    } else if (typeof said.table === "string") {
      table = { name: said.table, hash: checksum(), rows: 0 };
      yield { is: "table", table: said.table, columns: said.columns as string[] };
    } else if (said.end === "archive") {
      if (said.checksum !== whole.copy().digest("hex") || awaited.size > 0) throw new StoreError(DAMAGED);
      ended = true;
    } else {
      const fits = table && said.end === table.name && said.checksum === table.hash.copy().digest("hex");
      if (!table || !fits || table.rows !== head.tables[table.name]) throw new StoreError(DAMAGED);
      awaited.delete(table.name);
      yield { is: "table's end", table: table.name, checksum: String(said.checksum) };
      table = undefined;
    }
    whole.update(line).update("\n");
  }
  if (!head) throw new StoreError(FOREIGN);
  if (!ended) throw new StoreError(CUT);
}

function parsed(line: string, begun: boolean): Record<string, unknown> | unknown[] {
  try {
    const said = JSON.parse(line);
    if (typeof said === "object" && said !== null) return said;
  } catch {
    // Said below.
  }
  throw new StoreError(begun ? CUT : FOREIGN);
}

function headOf(said: Record<string, unknown> | unknown[]): Head {
  if (Array.isArray(said) || said.rejoinder !== "store") throw new StoreError(FOREIGN);
  if (said.format !== FORMAT)
    throw new StoreError(
      `The backup is of format ${said.format}, and this program reads format ${FORMAT}: it was made by a newer program. Restore it with that one.`,
    );
  return said as unknown as Head;
}

/** For a gzipped file's own troubles, in the same words. */
export function fileTrouble({ code, message }: NodeJS.ErrnoException): string | undefined {
  if (code === "Z_BUF_ERROR") return CUT;
  if (code === "Z_DATA_ERROR") return message === "incorrect header check" ? FOREIGN : DAMAGED;
  return undefined;
}
