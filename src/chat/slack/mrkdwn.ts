import { clean } from "../../domain/clean.ts";
import type { Span } from "../../views/card.ts";
import { bare } from "../../views/say.ts";

/**
 * Spans in Slack's markup, cut into strings of at most `limit` characters: between lines where possible. Names that came from
 * chat stay names: they become no mention, link or formatting.
 */
export function mrkdwn(spans: readonly Span[], limit: number): string[] {
  const chunks: string[] = [];
  let chunk = "";
  for (const piece of spans.flatMap(pieces)) {
    if (chunk !== "" && chunk.length + piece.length > limit) {
      // The line that is being written goes along to the next chunk, unless it is all there is.
      const cut = chunk.lastIndexOf("\n");
      chunks.push(cut > 0 ? chunk.slice(0, cut) : chunk);
      chunk = cut > 0 ? chunk.slice(cut + 1) : "";
    }
    chunk += piece;
    while (chunk.length > limit) {
      const end = safeCut(chunk, limit);
      chunks.push(chunk.slice(0, end));
      chunk = chunk.slice(end);
    }
  }
  return [...chunks, chunk].filter((each) => each.trim() !== "");
}

/** A command as it is typed in Slack: one's own list is the slash command alone. */
export const typed = (words: string): string => (words === "mine" ? "/inquiries" : `/inquiries ${words}`);

/** Escaped as Slack asks for: `&`, `<` and `>`, and nothing else; and nothing unseen is in it. */
export const escaped = (text: string) =>
  clean(text).replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");

/** At most `limit` characters, with an ellipsis where something is left out. */
export const shortened = (text: string, limit: number) =>
  text.length <= limit
    ? text
    : `${text
        .slice(0, limit - 1)
        .toWellFormed()
        .replace(/\uFFFD$/, "")}…`;

// A span is written line by line, so that a long one can be cut between its lines and bold ends with its line.
function pieces(span: Span): string[] {
  if (typeof span === "string") return lines(span, plain);
  if ("bold" in span) return lines(span.bold, (line) => (line.trim() ? `*${plain(line.trim())}*` : line));
  if ("code" in span || "command" in span)
    return lines(bare([span], typed), (line) => (line.trim() ? `\`${escaped(line.replaceAll("`", "ʼ"))}\`` : line));
  return [linked(span.link, span.url)];
}

const lines = (text: string, write: (line: string) => string) =>
  text
    .split(/(\n)/)
    .map((line) => (line === "\n" ? line : write(line)))
    .filter((line) => line !== "");

// Slack has no escape for its formatting marks. They format only at a word's edge, so there they become look-alikes.
const LOOKALIKES: Readonly<Record<string, string>> = { "*": "∗", _: "ˍ", "~": "∼", "`": "ʼ" };
const plain = (text: string) =>
  escaped(text.replace(/(?<![\p{L}\p{N}])[*_~`]|[*_~`](?![\p{L}\p{N}])/gu, (mark) => LOOKALIKES[mark]!));

function linked(label: string, url: string): string {
  const address = /^https?:\/\/\S+$/.test(url)
    ? url.replaceAll("<", "%3C").replaceAll(">", "%3E").replaceAll("|", "%7C")
    : undefined;
  const words = plain(label.replaceAll("\n", " ").replaceAll("|", "∣"));
  return address ? `<${address.replaceAll("&", "&amp;")}|${words}>` : words;
}

// Never inside `<…>`, `&…;` or a pair of surrogates.
function safeCut(text: string, limit: number): number {
  const head = text.slice(0, limit);
  const open = Math.max(head.lastIndexOf("<") > head.lastIndexOf(">") ? head.lastIndexOf("<") : -1, openEntity(head));
  if (open > 0) return open;
  const last = head.charCodeAt(limit - 1);
  return last >= 0xd800 && last < 0xdc00 ? limit - 1 : limit;
}

const openEntity = (head: string) => (/&\w{0,4}$/.test(head) ? head.lastIndexOf("&") : -1);
