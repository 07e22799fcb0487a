import { type Document, isMap, isNode, isPair, LineCounter, parseDocument, visit, type YAMLError } from "yaml";
import { type Path, type Problem, shapeProblems } from "./said.ts";
import { type FirmFile, firmFile } from "./shape.ts";

/** What was read, with the line of every part of it. */
export interface Parsed {
  /** As far as its shape is right; undefined where it is of no use. */
  readonly file?: FirmFile;
  readonly problems: readonly Problem[];
  /** Where what is at a path stands, or the nearest that there is. `offset`: in characters; `line`: the first is 1. */
  readonly placeOf: (path: Path) => { readonly offset: number; readonly line: number };
}

/** Reads a firm's file. Never throws: everything that is wrong with it is in `problems`. */
export function parseFirm(yaml: string): Parsed {
  const counter = new LineCounter();
  const doc = parseDocument(yaml, { lineCounter: counter, prettyErrors: false });
  const lineAt = (offset: number) => counter.linePos(offset).line;
  const placeOf = (path: Path) => {
    const offset = offsetOf(doc, path);
    return { offset, line: lineAt(offset) };
  };
  const broken = [...doc.errors, ...doc.warnings].map((e) => ({
    line: lineAt(e.pos[0]),
    path: [],
    say: syntaxSaid(e),
  }));
  if (broken.length > 0) return { problems: broken, placeOf };
  const strays = strayAliases(doc).map((offset) => ({ line: lineAt(offset), path: [], say: STAR }));
  if (strays.length > 0) return { problems: strays, placeOf };
  const raw = toPlain(doc);
  if (typeof raw === "string") return { problems: [{ line: 1, path: [], say: raw }], placeOf };
  const read = firmFile.safeParse(raw);
  if (read.success) return { file: read.data, problems: [], placeOf };
  const problems = shapeProblems(read.error.issues, raw);
  // The rest is looked at as well, so that all is told at once.
  const left = doc.clone();
  for (const { path } of problems) left.deleteIn(path);
  const rest = firmFile.safeParse(left.toJS());
  return { file: rest.data, problems, placeOf };
}

/** @returns a sentence where it is no map of anything. */
function toPlain(doc: Document): unknown {
  if (doc.contents === null) return "The file is empty. npm run firm -- export writes one to begin with.";
  if (!isMap(doc.contents)) return 'The file is not a list of sections. It begins like "firm: Fixture & Partners LLP".';
  try {
    return doc.toJS();
  } catch {
    // Aliases of aliases, made to fill a memory.
    return "The file cannot be read: it refers to itself too often. Write out what its * and & stand for.";
  }
}

function offsetOf(doc: Document, path: Path): number {
  let at: unknown = doc.contents;
  let offset = 0;
  for (const step of path) {
    if (isMap(at)) {
      const pair = at.items.find(
        (item) => isPair(item) && String(isNode(item.key) ? item.key.toJSON() : item.key) === String(step),
      );
      if (!pair) break;
      if (isNode(pair.key) && pair.key.range) offset = pair.key.range[0];
      at = pair.value;
    } else {
      const next: unknown =
        isNode(at) && "get" in at ? (at as { get(k: unknown, keep: true): unknown }).get(step, true) : undefined;
      if (!isNode(next) || !next.range) break;
      offset = next.range[0];
      at = next;
    }
  }
  return offset;
}

/** Words that begin with * and refer to nothing: their offsets. */
function strayAliases(doc: Document): number[] {
  const found: number[] = [];
  visit(doc, {
    Alias(_key, node) {
      if (node.resolve(doc) === undefined) found.push(node.range?.[0] ?? 0);
    },
  });
  return found;
}

const STAR = "A word that begins with * means something else in YAML. Put it in quotes.";

const SYNTAX: Readonly<Record<string, string>> = {
  DUPLICATE_KEY: "This is written twice. Keep one of the two.",
  TAB_AS_INDENT: "A tab stands at the beginning of the line. Write spaces instead.",
  BLOCK_AS_IMPLICIT_KEY: 'A value with ": " in it has to stand in quotes.',
  MULTILINE_IMPLICIT_KEY: 'A line here has no ":" after its name, or does not line up with what is above it.',
  MISSING_CHAR: "A quote or a bracket that was opened is not closed by here.",
  BAD_SCALAR_START: "A value that begins with @ or ` has to stand in quotes.",
  TAG_RESOLVE_FAILED: "A word that begins with ! means something else in YAML. Put it in quotes.",
  MULTIPLE_DOCS: "A line of --- begins a second file here. Keep one firm in a file.",
};

function syntaxSaid(e: YAMLError): string {
  if (e.code !== "BAD_INDENT") return SYNTAX[e.code] ?? `This is not YAML: ${e.message.split("\n")[0]}.`;
  return e.message.startsWith("Flow")
    ? "A [ or { that was opened is not closed by here."
    : "This does not line up with what is above it. Give it as many spaces as its neighbours.";
}
