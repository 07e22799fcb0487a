import { type Fields, fields, list, word } from "./read.ts";

/**
 * Slack's markup as plain words: mentions as `@name` or `@someone`, channels as `#name`, links as their label and address,
 * entities decoded. Linear in the length of the text.
 * Source: docs.slack.dev, "Formatting message text", and its "Retrieving messages" rules for `<…>`.
 */
export function plainText(markup: string): string {
  const words = markup.replace(/<([^<>\n]*)>/g, (_, inside: string) => reference(inside));
  return decoded(words).replaceAll("\0", "").toWellFormed();
}

/** Ids of the users whom the markup mentions, each once. */
export const mentionsIn = (markup: string): string[] => [
  ...new Set(Array.from(markup.matchAll(/<@([A-Z0-9]+)(?:\|[^<>]*)?>/g), (found) => found[1]!)),
];

function reference(inside: string): string {
  const bar = inside.indexOf("|");
  const target = bar < 0 ? inside : inside.slice(0, bar);
  const label = bar < 0 ? "" : inside.slice(bar + 1);
  if (target.startsWith("@")) return `@${label.replace(/^@/, "") || "someone"}`;
  if (target.startsWith("#")) return `#${label.replace(/^#/, "") || "channel"}`;
  if (target.startsWith("!subteam^")) return `@${label.replace(/^@/, "") || "group"}`;
  if (target.startsWith("!")) return label || `@${target.slice(1).split("^")[0]}`;
  const address = target.replace(/^(?:mailto|tel):/, "");
  if (label === "" || label === address) return address;
  return address === target && !sameAddress(label, address) ? `${label} (${address})` : label;
}

// Slack makes "example.com" into <http://example.com|example.com>: saying it twice helps nobody.
const sameAddress = (label: string, address: string) =>
  address.replace(/^https?:\/\//, "").replace(/\/$/, "") === label;

const ENTITIES: Readonly<Record<string, string>> = { "&amp;": "&", "&lt;": "<", "&gt;": ">" };
const decoded = (text: string) => text.replace(/&(?:amp|lt|gt);/g, (entity) => ENTITIES[entity]!);

/** Slack's markup of blocks: what a message says that has blocks and no text. */
export const blocksMarkup = (blocks: unknown): string =>
  list(blocks)
    .map((block) => blockMarkup(fields(block)))
    .filter((line) => line !== "")
    .join("\n");

function blockMarkup(block: Fields): string {
  if (block.type === "rich_text") return richText(block.elements, 0);
  const own = typeof block.text === "string" ? block.text : word(fields(block.text).text);
  const parts = [...list(block.fields), ...(block.type === "context" ? list(block.elements) : [])];
  return [own, ...parts.map((part) => word(fields(part).text))].filter((line) => line).join("\n");
}

// Nesting is Slack's business, but a hostile depth must not overflow our stack.
function richText(elements: unknown, depth: number): string {
  if (depth > 8) return "";
  return list(elements)
    .map(fields)
    .map((element) => richElement(element, depth))
    .join("");
}

function richElement(element: Fields, depth: number): string {
  switch (element.type) {
    case "text":
      return encoded(word(element.text) ?? "");
    case "link":
      return word(element.text)
        ? `<${word(element.url) ?? ""}|${encoded(word(element.text)!)}>`
        : `<${word(element.url) ?? ""}>`;
    case "user":
      return `<@${word(element.user_id) ?? ""}>`;
    case "channel":
      return `<#${word(element.channel_id) ?? ""}>`;
    case "usergroup":
      return `<!subteam^${word(element.usergroup_id) ?? ""}>`;
    case "broadcast":
      return `<!${word(element.range) ?? "here"}>`;
    case "emoji":
      return `:${word(element.name) ?? "emoji"}:`;
    case "date":
      return word(element.fallback) ?? "";
    case "rich_text_list":
      return list(element.elements)
        .map((item) => `• ${richElement(fields(item), depth + 1)}\n`)
        .join("");
    default:
      return `${richText(element.elements, depth + 1)}${depth === 0 ? "\n" : ""}`;
  }
}

const encoded = (text: string) => text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
