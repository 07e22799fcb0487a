import { existsSync } from "node:fs";
import { mkdir, readdir, writeFile } from "node:fs/promises";
import { dirname } from "node:path";
import { parseArgs } from "node:util";

/** What the manifest of each platform offers. */
interface Source {
  /** `app`: the app's id, where a platform's manifest names it. `ways`: see the help. */
  readonly manifest: (origin?: string, app?: string, ways?: Ways) => object;
  /** An address that opens the platform's page for a new app, filled in; where it has one. */
  readonly link?: (manifest: object) => string;
  /** What is uploaded, where it is more than the manifest. */
  readonly pack?: (manifest: object) => Promise<Uint8Array>;
  /** Each permission with every reason for it. */
  readonly reasons: () => ReadonlyMap<string, readonly string[]>;
  readonly howTo: string;
}

interface Ways {
  readonly oauth?: boolean;
  readonly socket?: boolean;
}

const HELP = (platforms: string) => `npm run manifest -- <platform> [--url <address>] [--link] [--oauth] [--socket]
                                          [--app <id>] [--out <file>]

Writes the app manifest that an admin of the workspace uploads, packed where the
platform wants it so, and prints each permission that the app asks for, and why.

  <platform>       ${platforms}
  --url <address>  where Rejoinder can be reached from outside, such as
                   https://rejoinder.example.com
  --link           prints one link that opens the platform's page for a new app,
                   with the manifest filled in, and writes nothing
  --oauth          to be installed in several workspaces, by the page at
                   <address>/slack/install (Slack; needs --url)
  --socket         with --oauth: events over Socket Mode all the same
  --app <id>       the app's own id, where the platform gives one beforehand
                   (a GUID, from portal.azure.com → your bot → Configuration)
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
  await write(platform, values, values.out ?? `manifests/${platform}/manifest.json`);
}

interface Asked extends Ways {
  readonly url?: string;
  readonly app?: string;
  readonly link?: boolean;
}

async function write(platform: string, { url, app, link: linked, oauth, socket }: Asked, out: string) {
  const { manifest, link, pack, reasons, howTo }: Source = await import(manifestOf(platform).href);
  if (!link && (linked || oauth || socket))
    return refuse(`--link, --oauth and --socket are not for ${platform}: it has no such thing.`);
  if (oauth && url === undefined) return refuse("--oauth needs --url: a browser comes back to it from installing.");
  if (socket && !oauth) return refuse("--socket goes with --oauth; without --url it is Socket Mode anyway.");
  const at = url === undefined ? undefined : origin(url);
  const made = manifest(at, app === undefined ? undefined : guid(app), { oauth, socket });
  if (linked && link) return void process.stdout.write(`${link(made)}\n`);
  const text = `${JSON.stringify(made, null, 2)}\n`;
  if (out === "-") return void process.stdout.write(text);
  await mkdir(dirname(out), { recursive: true });
  await writeFile(out, text);
  if (pack) {
    const zip = `${out.replace(/\.json$/, "")}.zip`;
    await writeFile(zip, await pack(made));
    const empty = app === undefined ? " It names no app yet: give --app before you upload it." : "";
    process.stdout.write(`Wrote ${zip}.${empty}\n`);
  }
  const asked = [...reasons()].map(([scope, why]) => `  ${scope}\n${why.map((each) => `    ${each}`).join("\n")}`);
  process.stdout.write(`Wrote ${out}. ${howTo}\n\nIt asks for:\n${asked.join("\n")}\n`);
}

function origin(url: string): string {
  const parsed = URL.canParse(url) ? new URL(url) : undefined;
  return parsed?.protocol === "https:" ? parsed.origin : refuse(`"${url}" is no https address, and no other is used.`);
}

function guid(app: string): string {
  if (/^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(app)) return app.toLowerCase();
  return refuse(`"${app}" is no app id: it is a GUID, such as 00000000-0000-0000-0000-000000000000.`);
}

function options() {
  const text = { type: "string" } as const;
  const flag = { type: "boolean" } as const;
  try {
    return parseArgs({
      options: {
        ...{ url: text, app: text, out: text, link: flag, oauth: flag, socket: flag },
        help: { type: "boolean", short: "h" },
      },
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
