import { existsSync } from "node:fs";
import { mkdir, readdir, writeFile } from "node:fs/promises";
import { dirname } from "node:path";
import { parseArgs } from "node:util";

/** What the manifest of each platform offers. */
interface Source {
  readonly manifest: (origin?: string) => object;
  /** Each permission with every reason for it. */
  readonly reasons: () => ReadonlyMap<string, readonly string[]>;
  readonly howTo: string;
}

const HELP = (platforms: string) => `npm run manifest -- <platform> [--url <https address>] [--out <file>]

Writes the app manifest that an admin of the workspace uploads, and prints each
permission that the app asks for, and why.

  <platform>       ${platforms}
  --url <address>  where Rejoinder can be reached from outside, such as
                   https://rejoinder.example.com
  --out <file>     instead of manifests/<platform>/manifest.json; "-" prints it
  --help           this
`;

const chat = new URL("../chat/", import.meta.url);
const manifestOf = (platform: string) => new URL(`${platform}/manifest.ts`, chat);
const folders = (await readdir(chat, { withFileTypes: true })).filter((entry) => entry.isDirectory());
const platforms = folders.map(({ name }) => name).filter((name) => existsSync(manifestOf(name)));

const { values, positionals } = options();
const [platform, ...more] = positionals;
if (values.help || platform === undefined) {
  process.stdout.write(HELP(platforms.join(", ")));
} else if (more.length > 0 || !platforms.includes(platform)) {
  refuse(`There is no manifest for "${positionals.join(" ")}", but for: ${platforms.join(", ")}.`);
} else {
  await write(platform, values.url, values.out ?? `manifests/${platform}/manifest.json`);
}

async function write(platform: string, url: string | undefined, out: string) {
  const { manifest, reasons, howTo }: Source = await import(manifestOf(platform).href);
  const text = `${JSON.stringify(manifest(url === undefined ? undefined : origin(url)), null, 2)}\n`;
  if (out === "-") return void process.stdout.write(text);
  await mkdir(dirname(out), { recursive: true });
  await writeFile(out, text);
  const asked = [...reasons()].map(([scope, why]) => `  ${scope}\n${why.map((each) => `    ${each}`).join("\n")}`);
  process.stdout.write(`Wrote ${out}. ${howTo}\n\nIt asks for:\n${asked.join("\n")}\n`);
}

function origin(url: string): string {
  const parsed = URL.canParse(url) ? new URL(url) : undefined;
  return parsed?.protocol === "https:" ? parsed.origin : refuse(`"${url}" is no https address, and no other is used.`);
}

function options() {
  try {
    return parseArgs({
      options: { url: { type: "string" }, out: { type: "string" }, help: { type: "boolean", short: "h" } },
      allowPositionals: true,
    });
  } catch (error) {
    return refuse(`${(error as Error).message.split(". ")[0]}.`);
  }
}

function refuse(why: string): never {
  process.stderr.write(`${why}\nSee npm run manifest -- --help\n`);
  process.exit(1);
}
