import { createHash } from "node:crypto";
import { detect } from "../../src/domain/detect.ts";
import type { Report } from "./report.ts";

/** A row of `language-*.jsonl`. */
export interface LanguageRow {
  readonly id: string;
  readonly text: string;
  readonly label: "needs_reply" | "no_reply";
  readonly source: string;
  /** False for rows beyond an even number of both labels; they are left out where a figure says "balanced". */
  readonly balanced?: boolean;
}

type Judge = (text: string) => boolean;

const asks: Judge = (text) => detect(text, "client").is !== "not";
const asksForSure: Judge = (text) => detect(text, "client").is === "inquiry";
const hasMark: Judge = (text) => text.includes("?");
const QUESTION_WORD = /\b(?:who|whom|whose|what|when|where|which|why|how)\b/i;
const simpleRules: Judge = (text) =>
  hasMark(text) || QUESTION_WORD.test(text) || /\bplease\b|\bcan you\b|\blet me know\b/i.test(text);

/**
 * Compares the detector with the corpus' own baselines, per source. "Unsure" counts as an ask, for it is tracked.
 * The labels are not all right, so no row must pass; the figures are for comparing detectors with each other.
 */
export function scoreLanguage(rows: readonly LanguageRow[]): Report {
  const balanced = rows.filter((row) => row.balanced !== false);
  const sources = [...new Set(rows.map((row) => row.source))].sort();
  const lines = [
    `precision / recall / F1 for "needs reply"; ${balanced.length} balanced rows of ${rows.length}`,
    ...compare("all sources", balanced),
    ...sources.flatMap((source) => compare(source, ofSource(balanced, source))),
    line("every row, balanced or not: ours", figures(rows, asks)),
    line("every row, balanced or not: rules", figures(rows, simpleRules)),
    line("without punctuation: ours", figures(balanced.map(bare), asks)),
    line("without punctuation: rules", figures(balanced.map(bare), simpleRules)),
    line("half by id, points fitted on it: ours", figures(balanced.filter(isFitted), asks)),
    line(
      "other half, points not fitted on it: ours",
      figures(
        balanced.filter((row) => !isFitted(row)),
        asks,
      ),
    ),
    line(
      "other half: rules",
      figures(
        balanced.filter((row) => !isFitted(row)),
        simpleRules,
      ),
    ),
    ...sources.map((source) =>
      line(
        `other half, ${source}: ours`,
        figures(
          ofSource(balanced, source).filter((row) => !isFitted(row)),
          asks,
        ),
      ),
    ),
    unsureLine(balanced),
    beaten(balanced, sources),
  ];
  return { name: "language", rows: rows.length, mustPass: 0, failures: [], lines };
}

const ofSource = (rows: readonly LanguageRow[], source: string) => rows.filter((row) => row.source === source);

function compare(name: string, rows: readonly LanguageRow[]): string[] {
  return [
    line(`${name} (${rows.length}): question mark`, figures(rows, hasMark)),
    line(`${name}: rules`, figures(rows, simpleRules)),
    line(`${name}: ours`, figures(rows, asks)),
    line(`${name}: ours, unsure as no`, figures(rows, asksForSure)),
  ];
}

interface Figures {
  readonly precision: number;
  readonly recall: number;
  readonly f1: number;
  readonly accuracy: number;
  readonly oneClass: boolean;
}

function figures(rows: readonly LanguageRow[], judge: Judge): Figures {
  let [hits, falseAlarms, misses, rightlyQuiet] = [0, 0, 0, 0];
  for (const { text, label } of rows) {
    if (label === "needs_reply") judge(text) ? hits++ : misses++;
    else judge(text) ? falseAlarms++ : rightlyQuiet++;
  }
  const [precision, recall] = [hits / (hits + falseAlarms || 1), hits / (hits + misses || 1)];
  return {
    precision,
    recall,
    f1: (2 * precision * recall) / (precision + recall || 1),
    accuracy: (hits + rightlyQuiet) / (rows.length || 1),
    oneClass: hits + misses === 0 || falseAlarms + rightlyQuiet === 0,
  };
}

/** A source with rows of one label only has no F1 worth printing; its accuracy is. */
const line = (name: string, f: Figures): string =>
  f.oneClass
    ? `${name.padEnd(48)} one label only, accuracy ${f.accuracy.toFixed(3)}`
    : `${name.padEnd(48)} ${f.precision.toFixed(3)} / ${f.recall.toFixed(3)} / ${f.f1.toFixed(3)}`;

/** The text as someone types it who uses no punctuation and no capitals. */
const bare = (row: LanguageRow): LanguageRow => ({
  ...row,
  text: row.text.replace(/[^\p{L}\p{N}\s']/gu, " ").toLowerCase(),
});

/** The half of the development rows that the points of the rules were fitted on. */
const isFitted = ({ id }: LanguageRow): boolean =>
  Number.parseInt(createHash("sha1").update(id).digest("hex").slice(0, 8), 16) % 2 === 0;

function unsureLine(rows: readonly LanguageRow[]): string {
  const unsure = rows.filter(({ text }) => detect(text, "client").is === "unsure");
  const share = ((100 * unsure.length) / (rows.length || 1)).toFixed(1);
  const right = unsure.filter((row) => row.label === "needs_reply").length;
  return `unsure: ${share} % of rows, of which ${((100 * right) / (unsure.length || 1)).toFixed(0)} % need a reply`;
}

function beaten(rows: readonly LanguageRow[], sources: readonly string[]): string {
  const behind = sources.filter((source) => {
    const [ours, theirs] = [figures(ofSource(rows, source), asks), figures(ofSource(rows, source), simpleRules)];
    return ours.oneClass ? ours.accuracy <= theirs.accuracy : ours.f1 <= theirs.f1;
  });
  return behind.length === 0
    ? "ahead of the rules baseline on every source"
    : `behind the rules on ${behind.join(", ")}`;
}
