import { sources } from "../house/source.ts";
import { everything } from "../views/everything.ts";
import { literals } from "./literals.ts";
import { escaped, fenced, writtenFrom } from "./markdown.ts";

/** What each kind of occasion is; one that is not here goes by its own name. */
const OCCASIONS: Readonly<Record<string, string>> = {
  nudge: "Nudges, in private",
  "nudge, moot": "A nudge that has nothing left to do",
  status: "What is owed: `mine`, `team`, `client`, `lawyer`, `overdue`, `today`",
  home: "One's own page",
  show: "One inquiry: `show`",
  why: "Why it is due when it is: `why`",
  help: "Help",
  ask: "What it asks, in private",
  reply: "What it says back",
  refusal: "When something was not done",
  digest: "The partner's Monday",
  form: "Forms",
  correction: "Beside a field of a form",
  firm: "What a firm's file changes: `npm run firm`",
  log: "What the audit log says: `npm run audit`",
  past: "What a past looked like: `npm run import`",
};

/** Where the other sentences are said; the first line that fits a file is its own. */
const PLACES: readonly (readonly [title: string, place: RegExp])[] = [
  ["Settings, the start and the end", /^src\/[\w-]+\.ts$/],
  ["Commands in the terminal", /^src\/(?:cli|import|flows\/past)\//],
  ["The firm's file", /^src\/firm-file\//],
  ["The database, and the check-up of what is in it", /^src\/store\//],
  ["Slack", /^src\/chat\/slack\//],
  ["Microsoft Teams", /^src\/chat\/teams\//],
  ["Any chat", /^src\/(?:flows|chat)\//],
  ["Rules", /^src\/domain\//],
  ["Elsewhere", /^/],
];

/** Said by no view: what is drawn is in the gallery, the sandbox is for trying out, and phrases are listened for, not said. */
const NOT_HERE = /^src\/(?:views|sandbox)\/|^src\/domain\/(?:detect|grade)\b/;

/** Three words and more that nobody reads: markup, SQL, names of fields and of kinds, keys, parts of the timetable. */
const UNREAD = [
  /^\s*</,
  /^(?:truncate|set time zone|alter table|select …|declare \w+|fetch …|drop …|time zone|datestyle =) |^incorrect header check$|^is not distinct from$|^[\w.]+ as \w+$/,
  /^(?:\w+_\w+\s+){2}/,
  /^\w[\w ]*:….*:…$/,
  /^(?:send due nudges|take up what is left)$/,
];

/** `elsewhere`: pages that hold some of them already. */
export function sentencesPage(elsewhere: readonly string[]): string {
  const inChat = Map.groupBy(Object.entries(everything), ([name]) => name.split(":")[0]!);
  const chat = [...inChat].map(([kind, all]) => {
    const told = all.map(([name, words]) => `*${occasionOf(name)}*\n\n${fenced(words)}`);
    return `### ${OCCASIONS[kind] ?? kind}\n\n${told.join("\n\n")}`;
  });
  return `${writtenFrom("test/views/everything.ts, which runs every branch of src/views, and from the words in src")}

# Sentences

Everything that Rejoinder can say. A command stands here in backticks; Slack shows it after \`/inquiries\`, Teams as it stands.

## In chat, by occasion

What is in brackets at the top is the line of a notification. Buttons are in brackets, menus end in ▾.

${chat.join("\n\n")}

## Word for word

What an admin reads in the terminal and in the log, and the few words that are said in chat by no card: all of three words or more. \`…\` is what is put in when it
is said. Lower case begins the rest of a sentence: "is missing, …" follows the name of a setting.

${wordForWord([...Object.values(everything), ...elsewhere]).join("\n\n")}
`;
}

const occasionOf = (name: string) => name.slice(name.indexOf(":") + 1).trim();

function wordForWord(texts: readonly string[]): string[] {
  const all = unspoken(texts).map(({ path, words }) => ({ title: placeOf(path), words: line(words) }));
  return PLACES.map(([title]) => {
    const here = new Set(all.filter((one) => one.title === title).map(({ words }) => words));
    return here.size === 0 ? "" : `### ${title}\n\n${[...here].map((words) => `- ${words}`).join("\n")}`;
  }).filter(Boolean);
}

/** Everything of three words or more that stands in the sources and in none of the texts, by its file. */
export function unspoken(texts: readonly string[]): { path: string; words: string }[] {
  const told = texts.map(bare).join("\n");
  return sources("src")
    .filter(({ path }) => !NOT_HERE.test(path))
    .sort((a, b) => (a.path < b.path ? -1 : 1))
    .flatMap((source) => literals(source).map(({ words }) => ({ path: source.path, words })))
    .filter(({ words }) => !UNREAD.some((kind) => kind.test(words)) && !isTold(words, told));
}

const placeOf = (path: string) => PLACES.find(([, place]) => place.test(path))![0];

/** Whether each of its pieces stands there; of one that is little but what is put in, nobody could tell. */
function isTold(words: string, told: string): boolean {
  const pieces = bare(words)
    .split("…")
    .map((piece) => piece.trim())
    .filter((piece) => /\p{L}{2}/u.test(piece));
  return pieces.every((piece) => told.includes(piece)) && pieces.some((piece) => piece.split(" ").length >= 3);
}

const bare = (text: string) => text.replaceAll(/&lt;/g, "<").replaceAll(/[\\`]/g, "").replaceAll(/\s+/g, " ");

const line = (words: string) => escaped(words.trim().replaceAll(/\s*\n\s*/g, " "));
