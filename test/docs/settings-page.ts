import { shape } from "../../src/setting-values.ts";
import { type Setting, settings } from "../../src/settings.ts";
import { code, escaped, table, writtenFrom } from "./markdown.ts";

/** In this order; a setting goes where its name begins so, and all others to the last. */
const GROUPS: readonly (readonly [title: string, begins: RegExp])[] = [
  ["Where everything is kept", /^DATA/],
  ["What it is sealed with", /^(SEALING|KEY|STORE|AWS|AZURE)_/],
  ["Slack", /^SLACK_/],
  ["Microsoft Teams", /^TEAMS_/],
  ["The firm, at the first start on an empty database", /^FIRM_/],
  ["The program", /^/],
];

const FROM = "src/settings.ts and src/setting-values.ts";
const names = Object.keys(settings) as Setting[];
const groupOf = (name: Setting) => GROUPS.find(([, begins]) => begins.test(name))![0];
const inGroups = GROUPS.map(([title]) => [title, names.filter((name) => groupOf(name) === title)] as const).filter(
  ([, those]) => those.length > 0,
);

export function settingsPage(): string {
  const rows = (those: readonly Setting[]) =>
    those.map((name) => [
      code(name),
      escaped(settings[name].what),
      escaped(settings[name].where),
      code(fallback(name) ?? "") === "``" ? "" : code(fallback(name)!),
    ]);
  const sections = inGroups.map(
    ([title, those]) =>
      `## ${title}\n\n${table(["setting", "what for", "where its value is found", "if unset"], rows(those))}`,
  );
  return `${writtenFrom(FROM)}

# Settings

Rejoinder reads them from the environment and from a file \`.env\` beside it, which never overrides what is set outside;
[.env.example](../.env.example) is that file to fill in. A setting that is missing, unknown or wrong stops the program with its
name and where to find its value, all of them at once. Nothing set at all: \`npm start\` serves the sandbox.

${sections.join("\n\n")}
`;
}

/** A file `.env` with everything in it, each setting a remark until it is filled in. */
export function envExample(): string {
  const entry = (name: Setting) =>
    [settings[name].what, settings[name].where]
      .map((line) => `# ${line}`)
      .concat(`# ${name}=${example(name)}`)
      .join("\n");
  const sections = inGroups.map(([title, those]) => `## ${title}\n\n${those.map(entry).join("\n\n")}`);
  return `# Settings of Rejoinder. Copy this file to .env, take the # away before what you need, and fill it in.
# With nothing set, npm start serves a sandbox workspace on this machine, from an embedded database in data/.
# Written by npm run docs from ${FROM}.

${sections.join("\n\n")}
`;
}

const defaults: Readonly<Record<string, unknown>> = shape.parse({});
const fallback = (name: Setting): string | undefined =>
  name in defaults && defaults[name] !== undefined ? String(defaults[name]) : undefined;

/** What stands where the value goes: what it is if unset, else the example of its own words, or how it begins. */
function example(name: Setting): string {
  const words = `${settings[name].where} ${settings[name].what}`;
  const own = new RegExp(`\\b${name}=("[^"]*"|[^\\s,]*[^\\s,.])`).exec(words)?.[1];
  return fallback(name) ?? own ?? /\b(?:xoxb-|xapp-|\w+:\/\/\w+:\w+@\S+|true(?= or false))/.exec(words)?.[0] ?? "";
}
