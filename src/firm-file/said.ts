import type { z } from "zod";
import { nearest } from "../domain/nearest.ts";
import { firmFile } from "./shape.ts";

/** Where something stands in the file: `["clients", "Acme", "group"]`. */
export type Path = readonly (string | number)[];

/** What is wrong, and what to do about it. `line`: where it is known better than by the path. */
export interface Problem {
  readonly path: Path;
  readonly say: string;
  readonly line?: number;
}

/** What is wrong with the shape of a file, in words for whoever wrote it. `raw`: what was read. */
export const shapeProblems = (issues: readonly z.core.$ZodIssue[], raw: unknown): Problem[] =>
  issues.flatMap((issue): Problem[] => {
    const path = issue.path as Path;
    if (issue.code === "unrecognized_keys")
      return issue.keys.map((key) => ({
        path: [...path, key],
        say: strangeKey(key, path, valueAt(raw, [...path, key])),
      }));
    return [{ path, say: said(issue, path, valueAt(raw, path)) }];
  });

function strangeKey(key: string, path: Path, value: unknown): string {
  const known = keysAt(path);
  const meant = nearest(key, known);
  const where = path.length === 0 ? "in the file" : `under ${path.at(-1)}`;
  const fix = meant ? `Did you mean "${meant}"?` : `What there is: ${known.join(", ")}.`;
  // `{ source: letter, clause 7 }` is read so.
  const quotes =
    value === null && path.length > 0 ? " If it belongs to the words before it, put them all in quotes." : "";
  return `"${key}" is no word that is known ${where}. ${fix}${quotes}`;
}

function said(issue: z.core.$ZodIssue, path: Path, value: unknown): string {
  const key = String(path.at(-1) ?? "file");
  const name = typeof path.at(-1) === "number" ? `An entry of ${path.at(-2)}` : `"${key}"`;
  const own = OWN[key];
  if (value === undefined)
    return `"${key}" is missing${typeof path.at(-2) === "number" ? " here" : ""}. ${own ?? "Add it."}`;
  if (own) return `${shown(value)} is not right here. ${own}`;
  if (issue.code === "invalid_value") return `${shown(value)} is no ${key}. Write ${listed(issue.values.map(String))}.`;
  if (issue.code === "too_small" || issue.code === "too_big") {
    if (value === "" || typeof value === "string") return `${name} is empty. Write it out, or take it away.`;
    const limit = issue.code === "too_small" ? `at least ${issue.minimum}` : `at most ${issue.maximum}`;
    return `${name} has to be ${limit}.`;
  }
  if (issue.code === "invalid_type") return wrongType(name, issue.expected, value);
  return `${shown(value)} cannot stand here. See the description of ${name} in the file's schema.`;
}

const OWN: Readonly<Record<string, string>> = {
  firm: 'Write the firm\'s name, such as "firm: Fixture & Partners LLP".',
  zone: "Write a time zone, such as Europe/London.",
  email: "Write an e-mail address, such as kim@fixture.example.",
  formerly: "Write what it was called until now.",
  left: "Write the day they left, such as 2026-03-31, or false where they are back.",
  why: "Write why it is there: that stays on record.",
  ladder: 'Write who is nudged when, such as { 50 %: owner, due: owner and lead, "due + 1 h": partner }, or none.',
};

function wrongType(name: string, expected: string, value: unknown): string {
  if (expected === "string" && typeof value === "number")
    return `${name} is read as a number. Put it in quotes: "${value}".`;
  if (expected === "string" && typeof value === "boolean")
    return `${name} is read as ${value}. Put it in quotes if it is a word.`;
  if (expected === "string") return `${name} is not text. Write it on one line, after the colon.`;
  if (expected === "boolean") return `${name} is true or false, not ${shown(value)}.`;
  if (expected === "number" || expected === "int") return `${name} is a whole number, not ${shown(value)}.`;
  if (expected === "array") return `${name} is a list. Begin each line with "- ", or write [one, another].`;
  return `${name} has entries of its own, one a line, each with a colon; ${shown(value)} is none.`;
}

function shown(value: unknown): string {
  if (typeof value === "string") return `"${value.length > 60 ? `${value.slice(0, 60)}…` : value}"`;
  if (value === null) return "nothing";
  return typeof value === "object" ? (Array.isArray(value) ? "a list" : "a list of words with colons") : String(value);
}

const listed = (words: readonly string[]) => `${words.slice(0, -1).join(", ")} or ${words.at(-1)}`;

const valueAt = (raw: unknown, path: Path): unknown =>
  path.reduce<unknown>(
    (at, step) => (typeof at === "object" && at !== null ? (at as Record<string | number, unknown>)[step] : undefined),
    raw,
  );

/** The words that may stand at a place, as the shape has them. */
function keysAt(path: Path): string[] {
  let at: unknown = firmFile;
  for (const step of [...path, undefined]) {
    let def = (at as z.ZodType).def as unknown as Def;
    while (def.innerType) def = def.innerType.def as unknown as Def;
    if (step === undefined) return Object.keys(def.shape ?? {});
    at = def.shape?.[step] ?? def.valueType ?? def.element;
    if (at === undefined) return [];
  }
  return [];
}

interface Def {
  readonly innerType?: z.ZodType;
  readonly shape?: Readonly<Record<string | number, z.ZodType>>;
  readonly valueType?: z.ZodType;
  readonly element?: z.ZodType;
}
