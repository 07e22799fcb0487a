/** One client's as it is held, for people to read; see `store/held-about`. */
interface Held {
  readonly client: string;
  readonly parts: Readonly<Record<string, readonly Readonly<Record<string, unknown>>[]>>;
}

/** A page in Markdown: every part, every row, and nothing left out. */
export function heldPage({ client, parts }: Held, firm: string, day: string): string {
  const sections = Object.entries(parts).map(([name, rows]) => {
    const title = `## ${name.replace(/^./, (first) => first.toUpperCase())}: ${rows.length}`;
    return rows.length === 0 ? title : `${title}\n\n${rows.map(entry).join("\n")}`;
  });
  return `# What ${text(firm)} holds about ${text(client)}

Written out on ${day}. **To be reviewed by the risk officer before it leaves the firm**: it may hold words of others, what is
privileged, and what is held for somebody else's sake.

${sections.join("\n\n")}
`;
}

function entry(row: Readonly<Record<string, unknown>>): string {
  const { words, ...facts } = row;
  const said = Object.entries(facts)
    .filter(([, value]) => value !== null && value !== undefined && value !== "")
    .map(([name, value]) => `${name} ${text(typeof value === "object" ? JSON.stringify(value) : String(value))}`);
  const quoted =
    typeof words === "string"
      ? `\n${words
          .split("\n")
          .map((line) => `  > ${text(line)}`)
          .join("\n")}`
      : "";
  return `- ${said.join(" · ")}${quoted}`;
}

/** What somebody wrote is shown as it is, and marks nothing up. */
const text = (words: string): string => words.replace(/[\\`*_[\]<>#|]/g, (mark) => `\\${mark}`);
