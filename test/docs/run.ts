import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";

const HELP = `npm run docs [-- --check]

Writes docs/settings.md, docs/commands.md, docs/rights.md, docs/sentences.md and
.env.example from the sources: what each setting is for, every command with its help,
who may do what, and every sentence that Rejoinder can say. Run it after a change to any of them.

  --check   writes nothing; ends with 1 and names what is out of date, if anything is
  --help    this`;

const root = join(import.meta.dirname, "../..");

/** Every page that is written, by its path from the project's root. */
async function pages(): Promise<ReadonlyMap<string, string>> {
  const [{ commandsPage }, { rightsPage }, { sentencesPage }, { envExample, settingsPage }] = await Promise.all([
    import("./commands-page.ts"),
    import("./rights-page.ts"),
    import("./sentences-page.ts"),
    import("./settings-page.ts"),
  ]);
  const [settings, commands] = [settingsPage(), await commandsPage(root)];
  return new Map([
    [".env.example", envExample()],
    ["docs/settings.md", settings],
    ["docs/commands.md", commands],
    ["docs/rights.md", rightsPage()],
    ["docs/sentences.md", sentencesPage([settings, commands])],
  ]);
}

/** Paths of what differs from what would be written. */
async function stale(): Promise<string[]> {
  return [...(await pages())].filter(([path, text]) => text !== written(path)).map(([path]) => path);
}

function written(path: string): string | undefined {
  try {
    return readFileSync(join(root, path), "utf8").replaceAll("\r\n", "\n");
  } catch {
    return undefined;
  }
}

const words = process.argv.slice(2);
if (words.some((word) => word === "--help" || word === "-h")) console.log(HELP);
else if (words.includes("--check")) {
  const old = await stale();
  if (old.length > 0) console.error(`Out of date: ${old.join(", ")}. Write them anew: npm run docs`);
  process.exitCode = old.length > 0 ? 1 : 0;
} else
  for (const [path, text] of await pages()) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
    console.log(path);
  }
