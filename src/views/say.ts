import type { Card, Control, Span } from "./card.ts";

/** A short answer in words. */
export const say = (...words: readonly Span[]): Card => ({
  summary: firstLine(words),
  parts: [{ text: words }],
});

/** The same, with something to press. */
export const sayWith = (controls: readonly Control[], ...words: readonly Span[]): Card => ({
  summary: firstLine(words),
  parts: [{ text: words }, ...(controls.length > 0 ? [{ controls }] : [])],
});

/** A command as one types it. */
export const command = (words: string): Span => ({ code: words === "mine" ? "/inquiries" : `/inquiries ${words}` });

const firstLine = (words: readonly Span[]): string => words.map(bare).join("").split("\n", 1)[0]!;

export function bare(span: Span): string {
  if (typeof span === "string") return span;
  if ("bold" in span) return span.bold;
  return "code" in span ? span.code : span.link;
}
