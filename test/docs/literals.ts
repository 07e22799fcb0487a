import { parseSync, Visitor } from "vite";
import type { Source } from "../house/source.ts";

/** Words that stand in a source; `…` where something is put in when it is said. */
export interface Literal {
  readonly words: string;
  readonly line: number;
}

/**
 * Every string of a source that somebody may read: three words or more. Types, SQL, what is imported and the names of things
 * are none.
 */
export function literals({ path, text }: Source): Literal[] {
  const { program, errors } = parseSync(path, text);
  if (errors.length > 0) throw new Error(`${path}: ${errors[0]!.message}`);
  const found: (Literal & { start: number; end: number })[] = [];
  const silent: [start: number, end: number][] = [];
  const add = (words: string, { start, end }: { start: number; end: number }) => {
    if (words.split(/\s+/).filter((word) => /\p{L}{2}/u.test(word)).length >= 3)
      found.push({ words, start, end, line: text.slice(0, start).split("\n").length });
  };
  const skip = ({ start, end }: { start: number; end: number }) => silent.push([start, end]);
  new Visitor({
    Literal: (node) => typeof node.value === "string" && add(node.value, node),
    TemplateLiteral: (node) => add(node.quasis.map(({ value }) => value.cooked ?? "").join("…"), node),
    TaggedTemplateExpression: skip,
    ImportDeclaration: skip,
    ExportNamedDeclaration: (node) => node.source && skip(node),
    TSLiteralType: skip,
  }).visit(program);
  return found.filter(({ start, end }) => !silent.some(([from, to]) => from <= start && end <= to));
}
