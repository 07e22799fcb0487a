import { CsvError, parse } from "csv-parse/sync";
import { nameOf } from "../domain/conflicts/names.ts";
import type { ListedKind } from "../domain/conflicts.ts";
import { list } from "../views/words.ts";

/** A line of a file of names, as it was written. */
export interface NameLine {
  /** Counted from 1, the heading. */
  readonly line: number;
  readonly kind: ListedKind;
  readonly names: readonly [name: string, ...also: string[]];
  /** The client, or the matter, for whom it is listed. */
  readonly forWhom?: string;
}

export interface NamesFile {
  readonly lines: readonly NameLine[];
  readonly wrong: readonly Wrong[];
}

/** What is wrong in a line, in a sentence; or with the file. */
export interface Wrong {
  readonly line?: number;
  readonly say: string;
}

const KINDS: readonly string[] = ["adverse", "prospective"] satisfies ListedKind[];
const COLUMNS = ["kind", "name", "also", "for"];
const none = (say: string, line?: number): NamesFile => ({ lines: [], wrong: [{ ...(line && { line }), say }] });

/**
 * A table as spreadsheets save it, with commas, semicolons or tabs between: a heading, then a line for each name. The columns may
 * stand in any order, and there may be several of `also`. Source of the format: RFC 4180.
 */
export function readNamesFile(bytes: Uint8Array): NamesFile {
  let text: string;
  try {
    text = new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    return none("It is not UTF-8, so accents would be lost. Save it from your spreadsheet as “CSV UTF-8”.");
  }
  const rows = table(text);
  if ("say" in rows) return none(rows.say, rows.line);
  const [heading, ...others] = rows;
  if (!heading) return none("There is nothing in it.");
  const columns = heading.cells.map((cell) => cell.trim().toLowerCase());
  const strange = columns.filter((one) => one !== "" && !COLUMNS.includes(one));
  if (!columns.includes("name") || !columns.includes("kind") || strange.length > 0)
    return none(
      `Its first line names the columns: ${list(COLUMNS)}, of which kind and name are needed${strange.length > 0 ? `; “${strange[0]}” is none of them` : ""}.`,
    );
  const read = others.filter(({ cells }) => cells.some((cell) => cell.trim())).map((row) => nameLine(row, columns));
  return {
    lines: read.filter((one) => "names" in one),
    wrong: read.filter((one) => "say" in one),
  };
}

interface Row {
  readonly line: number;
  readonly cells: readonly string[];
}

function table(text: string): Row[] | Wrong {
  const [first = ""] = text.split("\n", 1);
  const delimiter = ["\t", ";"].find((one) => first.includes(one)) ?? ",";
  try {
    const rows = parse(text, { delimiter, bom: true, info: true, relax_column_count: true });
    return (rows as unknown as { record: string[]; info: { lines: number } }[]).map(({ record, info }) => ({
      line: info.lines,
      cells: record,
    }));
  } catch (thrown) {
    if (!(thrown instanceof CsvError)) throw thrown;
    const say = 'A quotation mark there does not end, or stands within a word. Double it: "".';
    return { line: Number(thrown.lines), say };
  }
}

function nameLine({ line, cells }: Row, columns: readonly string[]): NameLine | Wrong {
  const under = (column: string) =>
    columns.flatMap((one, i) => (one === column && cells[i]?.trim() ? [cells[i].trim()] : []));
  const [[kind = ""], [name], [forWhom]] = [under("kind"), under("name"), under("for")];
  if (name === undefined) return { line, say: "There is no name in it." };
  const also = under("also");
  const empty = [name, ...also].find((one) => nameOf(one).core.length === 0);
  if (empty !== undefined) return { line, say: `“${empty}” is no name that can be looked for.` };
  if (!KINDS.includes(kind.toLowerCase())) return { line, say: `“${kind}” is no kind of name: ${list(KINDS, "or")}.` };
  return { line, kind: kind.toLowerCase() as ListedKind, names: [name, ...also], ...(forWhom && { forWhom }) };
}
