import type { Fields } from "./workspace.ts";

/** Text as Slack passes it on: `&`, `<` and `>` escaped, except where they make a mention or a link, or are so already. */
export const escaped = (text: string): string =>
  text
    .split(MARKS)
    .map((part) => (MARK.test(part) ? part : part.replace(/&(?!(?:amp|lt|gt);)|[<>]/g, (sign) => ESCAPES[sign]!)))
    .join("");

/** Text as people read it. */
export const unescaped = (text: string): string => text.replace(/&(amp|lt|gt);/g, (_, name: string) => SIGNS[name]!);

const ESCAPES: Record<string, string> = { "&": "&amp;", "<": "&lt;", ">": "&gt;" };
const SIGNS: Record<string, string> = { amp: "&", lt: "<", gt: ">" };

/** What people type, as the `rich_text` block Slack's own clients send along with it. */
export const richText = (text: string, blockId: string): Fields => ({
  type: "rich_text",
  block_id: blockId,
  elements: [{ type: "rich_text_section", elements: text.split(MARKS).filter(Boolean).map(element) }],
});

const MARKS = /(<(?:[@#!]|https?:|mailto:)[^>]+>|:[a-z0-9_+-]+:)/;
const MARK = /^(?:<(?:[@#!]|https?:|mailto:)[^>]+>|:[a-z0-9_+-]+:)$/;

function element(part: string): Fields {
  const [, sigil, inner = "", label] = part.match(/^<([@#!]?)([^>|]+)(?:\|([^>]*))?>$/) ?? [];
  if (sigil === "@") return { type: "user", user_id: inner };
  if (sigil === "#") return { type: "channel", channel_id: inner };
  if (sigil === "!") return { type: "broadcast", range: inner };
  if (sigil === "") return { type: "link", url: inner, ...(label ? { text: label } : {}) };
  if (/^:[a-z0-9_+-]+:$/.test(part)) return { type: "emoji", name: part.slice(1, -1) };
  return { type: "text", text: unescaped(part) };
}
