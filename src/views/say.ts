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

/** A command, to be drawn as one types it: `mine` where a platform needs no more than its own name for it. */
export const command = (words: string): Span => ({ command: words });

/** Up to the first line break; commands stay commands, for each platform to draw. */
function firstLine(words: readonly Span[]): readonly Span[] {
  const found: Span[] = [];
  for (const span of words) {
    if (typeof span !== "string" || !span.includes("\n")) found.push(span);
    else return [...found, span.slice(0, span.indexOf("\n"))];
  }
  return found;
}

/** How a platform has a command typed: from its words, without anything before them. */
export type Typed = (words: string) => string;

/** Words without their looks. */
export function bare(said: string | readonly Span[], typed: Typed): string {
  if (typeof said === "string") return said;
  return said.map((span) => bareSpan(span, typed)).join("");
}

function bareSpan(span: Span, typed: Typed): string {
  if (typeof span === "string") return span;
  if ("bold" in span) return span.bold;
  if ("command" in span) return typed(span.command);
  return "code" in span ? span.code : span.link;
}
