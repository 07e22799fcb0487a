/** Says at the top of a page where it comes from. */
export const writtenFrom = (sources: string): string =>
  `<!-- Written by npm run docs from ${sources}. Change those, not this page. -->`;

/** A table; what is in a cell is not read as its end. */
export function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) =>
    `| ${cells.map((cell) => cell.replaceAll("|", "\\|").replaceAll("\n", "<br>")).join(" | ")} |`;
  return [line(head), `|${head.map(() => "---").join("|")}|`, ...rows.map(line)].join("\n");
}

export const code = (words: string): string => `\`${words}\``;

export const fenced = (text: string): string => `\`\`\`\n${text.trimEnd()}\n\`\`\``;

/** Words as Markdown shows them, with none of its marks: `<name>` stays `<name>`. What is in backticks is left as it is. */
export const escaped = (words: string): string =>
  words
    .split(/(`[^`]*`)/)
    .map((part, i) => (i % 2 === 1 ? part : part.replaceAll(MARK, (mark) => (mark === "<" ? "&lt;" : `\\${mark}`))))
    .join("");

// An underscore inside a word is none.
const MARK = /[<*[\]]|(?<!\w)_|_(?!\w)/g;
