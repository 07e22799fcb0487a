import type { IRichTextBlock, ITextRun } from "@microsoft/teams.cards";
import { clean } from "../../domain/clean.ts";
import type { Card, Span } from "../../views/card.ts";
import { bare } from "../../views/say.ts";

/** How a line looks. */
type Look = Pick<ITextRun, "size" | "weight" | "isSubtle" | "color">;

/**
 * Spans as lines of text runs. Runs are never read as Markdown, HTML or mentions: names that came from chat stay names, and
 * nothing needs to be escaped.
 */
export function lines(spans: readonly Span[], look: Look = {}): IRichTextBlock[] {
  const found: ITextRun[][] = [[]];
  for (const span of spans)
    for (const [i, words] of wordsOf(span).split("\n").entries()) {
      if (i > 0) found.push([]);
      if (words !== "") found.at(-1)!.push({ type: "TextRun", text: words, ...look, ...lookOf(span) });
    }
  const blocks = found.flatMap((inlines, i): IRichTextBlock[] =>
    inlines.length > 0 ? [{ type: "RichTextBlock", inlines, spacing: spacingOf(found, i) }] : [],
  );
  return blocks;
}

// An empty line is a gap; lines that follow each other belong together.
const spacingOf = (found: readonly ITextRun[][], i: number) => {
  if (i === 0) return "Default";
  return found[i - 1]!.length > 0 ? "None" : "Medium";
};

const LONGEST = 4000;

function wordsOf(span: Span): string {
  return clean(bare([span], typed).slice(0, LONGEST));
}

/** Commands are typed to the bot itself here, with nothing before them. */
const typed = (words: string) => words;

/** The line of a notification or a notice, which has no type of its own for what one types. */
export const summaryOf = ({ summary }: Card): string => clean(bare(summary, (words) => `“${words}”`));

function lookOf(span: Span): Partial<ITextRun> {
  if (typeof span === "string") return {};
  if ("bold" in span) return { weight: "Bolder" };
  if ("code" in span || "command" in span) return { fontType: "Monospace" };
  return /^https?:\/\/\S+$/.test(span.url)
    ? { selectAction: { type: "Action.OpenUrl", url: span.url }, color: "Accent" }
    : {};
}

/** At most `limit` characters, with an ellipsis where something is left out. */
export const shortened = (text: string, limit: number) =>
  text.length <= limit
    ? text
    : `${text
        .slice(0, limit - 1)
        .toWellFormed()
        .replace(/\uFFFD$/, "")}…`;
