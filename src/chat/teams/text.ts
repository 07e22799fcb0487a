import { convert, type HtmlToTextOptions, type SelectorDefinition } from "html-to-text";
import { type Fields, fields, list, word } from "./read.ts";

const LONGEST = 100_000;

/**
 * Teams' HTML as plain words: mentions as `@name`, links as their label and address, emoji as themselves, entities decoded.
 * What another message is quoted to say is left out; what is forwarded stays.
 */
export const plainText = (html: string): string =>
  tidied(convert(html.slice(0, LONGEST), OPTIONS).replaceAll("\u00a0", " "));

const inline = (selector: string): SelectorDefinition => ({ selector, format: "inline" });
const shown = (selector: string): SelectorDefinition => ({ selector, format: "alternative" });

const OPTIONS: HtmlToTextOptions = {
  wordwrap: false,
  limits: { maxInputLength: LONGEST, maxDepth: 40, ellipsis: "…" },
  formatters: {
    alternative: (element, _walk, builder) => {
      const words = word(element.attribs?.alt) ?? word(element.attribs?.title);
      if (words) builder.addInline(words);
    },
    mention: (element, walk, builder) => {
      builder.addInline("@");
      walk(element.children, builder);
    },
    link: (element, walk, builder) => {
      let label = "";
      builder.pushWordTransform((said) => {
        label += said;
        return said;
      });
      walk(element.children, builder);
      builder.popWordTransform();
      const address = (word(element.attribs?.href) ?? "").replace(/^(?:mailto|tel):/, "");
      if (label === "") builder.addInline(address);
      else if (address !== "" && !sameAddress(label, address)) builder.addInline(` (${address})`);
    },
  },
  selectors: [
    { selector: "*", format: "inline" },
    { selector: "a", format: "link" },
    { selector: "at", format: "mention" },
    { selector: 'span[itemtype="http://schema.skype.com/Mention"]', format: "mention" },
    { selector: 'blockquote[itemtype="http://schema.skype.com/Reply"]', format: "skip" },
    { selector: "attachment", format: "skip" },
    { selector: "style", format: "skip" },
    { selector: "script", format: "skip" },
    shown("img"),
    shown("emoji"),
    ...["b", "strong", "i", "em", "u", "s", "span", "font"].map(inline),
    {
      selector: "ul",
      format: "unorderedList",
      options: { itemPrefix: "• ", leadingLineBreaks: 1, trailingLineBreaks: 1 },
    },
    { selector: "ol", format: "orderedList", options: { leadingLineBreaks: 1, trailingLineBreaks: 1 } },
    { selector: "table", format: "dataTable", options: { uppercaseHeaderCells: false } },
    ...["h1", "h2", "h3", "h4", "h5", "h6", "p", "div", "blockquote", "pre"].map((selector) => ({
      selector,
      format: "block",
      options: { leadingLineBreaks: 1, trailingLineBreaks: 1 },
    })),
    { selector: "br", format: "lineBreak" },
  ],
};

// Teams makes "example.com" into a link to https://example.com/: saying it twice helps nobody.
const bare = (address: string) =>
  address
    .replace(/^https?:\/\//, "")
    .replace(/\/$/, "")
    .replace(/\s/g, "");
const sameAddress = (label: string, address: string) => bare(label) === bare(address);

const tidied = (text: string) =>
  text
    .replaceAll("\0", "")
    .replace(/[ \t]+$/gm, "")
    .replace(/\n{3,}/g, "\n\n")
    .trim()
    .toWellFormed();

/** Teams' `text`, plain but for its mentions and a few entities: to HTML, so that one way serves for both. */
export function htmlOf(text: string): string {
  const marked = text.replace(/<(?!\/?at\b)/gi, "&lt;").replace(/\r?\n/g, "<br>");
  return marked.replace(/&(?!(?:amp|lt|gt|quot|nbsp|#\d{1,6});)/g, "&amp;");
}

/** Someone mentioned: by id, and by the name that stands in the text. */
export interface Mention {
  readonly id: string;
  readonly name: string;
}

/** Mentions as an activity carries them. */
export const mentionsOf = (activity: Fields): Mention[] =>
  list(activity.entities)
    .map(fields)
    .filter(({ type }) => type === "mention")
    .flatMap((entity): Mention[] => {
      const mentioned = fields(entity.mentioned);
      const id = word(mentioned.aadObjectId) ?? word(mentioned.id);
      const name = plainText((word(entity.text) ?? "").replace(/<\/?at\b[^>]*>/gi, "")) || word(mentioned.name);
      return id ? [{ id, name: name ?? "" }] : [];
    });

// No name is longer: what never ends is not searched to its end for each beginning.
const MENTION =
  /<at\b[^>]{0,200}>(.{0,400}?)<\/at>|<span\b[^>]{0,300}schema\.skype\.com\/Mention[^>]{0,200}>(.{0,400}?)<\/span>/gis;

/** The HTML without mentions by this name: the bot's own say nothing. */
export const without = (html: string, names: ReadonlySet<string>): string =>
  html.replace(MENTION, (whole, one: string | undefined, other: string | undefined) =>
    names.has(plainText(one ?? other ?? "")) ? "" : whole,
  );

/** Whether the first words are a mention by one of these names. */
export function beginsWith(html: string, names: ReadonlySet<string>): boolean {
  const first = new RegExp(MENTION.source, "is").exec(html);
  if (!first || !names.has(plainText(first[1] ?? first[2] ?? ""))) return false;
  return plainText(html.slice(0, first.index)) === "";
}
