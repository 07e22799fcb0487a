import { execFile } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";
import { manifest as slackManifest } from "../../src/chat/slack/manifest.ts";
import { manifest as teamsManifest } from "../../src/chat/teams/manifest.ts";
import { commandWords } from "../../src/domain/command/words.ts";
import { settingsHelp } from "../../src/settings.ts";
import type { Action, Control, Part } from "../../src/views/card.ts";
import { cards } from "../views/everything.ts";
import { code, escaped, fenced, table, writtenFrom } from "./markdown.ts";

/** Everything that people type and press: in chat, and in the terminal. `root`: of the project. */
export async function commandsPage(root: string): Promise<string> {
  return `${writtenFrom("src/domain/command/words.ts, the views, the manifests, and the commands of package.json")}

# Commands

## Typed in chat

In Slack after \`/inquiries\`, which alone lists one's own. In Teams as they stand in the bot's own chat, and after its name
elsewhere. What is in \`<>\` is needed, what is in \`[]\` is not. Names may be mistyped; times are in people's own words and zone.

${typed()}

## Pressed in chat

${table(["button or menu", "what it does", "choices"], pressed())}

## On a message, and anywhere

${table(["command", "what for", "in Slack", "in Teams"], shortcuts())}

In Slack, 📌 on a message tracks it, and ✅ on a message that is tracked closes its inquiry. Only the firm's people are heeded.

## In the terminal

${(await terminal(root)).join("\n\n")}
`;
}

const typed = () =>
  table(
    ["command", "what it does", "for example", "also"],
    Object.entries(commandWords).map(([verb, { section, takes, does, example, also }]) => [
      code(`${verb} ${takes}`.trim()),
      escaped(section === "Admins" || section === "Risk officers" ? `${does} For ${section.toLowerCase()}.` : does),
      code(example),
      also.map(code).join(" "),
    ]),
  );

/** A new action does not pass the types before it is told here. */
const DOES: Record<Action, string> = {
  claim: "You have seen it, and it is yours. The clock runs on until you answer.",
  take: "It is yours now.",
  snooze: "No nudges until then. What is due stays due.",
  reassign: "It is theirs now, and they are told.",
  pause: "Waiting on the client: the clock stops.",
  resume: "The clock runs again.",
  more: "What is rarer.",
  elsewhere: "It was answered by phone, by letter or in person.",
  dismiss: "It never needed an answer.",
  confirm: "It is an inquiry; its clock has run since it was asked.",
  belongs: "Says which inquiry a reply was meant for.",
  "link channel": "Opens the form that says which client a channel is for.",
  "let go": "Sends the reminders that were held back because they were so many. Admins only.",
  "no conflict": "A possible conflict of interest is none, and is not raised again. Risk officers only.",
  conflict: "It is one: what to do next is said, a wall first. Risk officers only.",
  show: "Shows one inquiry: what happened, and what is due.",
  "set up": "Opens a step of the firm's set-up, for admins.",
  "skip step": "Leaves a step of the set-up for later.",
};

function pressed(): string[][] {
  const controls = Object.values(cards).flatMap(({ parts }) => parts.flatMap(controlsOf));
  const found = new Map<Action, { labels: Set<string>; choices: Set<string>; named: boolean }>();
  for (const control of controls) {
    if (!("action" in control)) continue;
    const known = found.get(control.action) ?? { labels: new Set(), choices: new Set(), named: false };
    known.labels.add("button" in control ? control.button : control.menu);
    // A person or an inquiry, by its id: another one each time.
    for (const { label, value } of "menu" in control ? control.options : [])
      if (/ \d+$/.test(value)) known.named = true;
      else known.choices.add(label);
    found.set(control.action, known);
  }
  const rows = [...found].map(([action, { labels, choices, named }]) => [
    [...labels].map((label) => `*${label}*`).join(", "),
    DOES[action],
    [...(named ? [action === "belongs" ? "the inquiries that are open" : "colleagues"] : []), ...choices].join(", "),
  ]);
  return [["*Open message*", "Goes to the message in the channel.", ""], ...rows];
}

const controlsOf = (part: Part): readonly Control[] => ("controls" in part ? part.controls : []);

function shortcuts(): string[][] {
  const slack = slackManifest().features.shortcuts;
  const teams = teamsManifest().composeExtensions.flatMap(({ commands }) =>
    commands.map((one) => ({
      name: one.title,
      description: one.description,
      places: one.context as readonly string[],
    })),
  );
  const names = [...new Set([...slack, ...teams].map(({ name }) => name))];
  return names.map((name) => {
    const [inSlack, inTeams] = [slack.find((one) => one.name === name), teams.find((one) => one.name === name)];
    return [
      `*${name}*`,
      escaped((inSlack ?? inTeams)!.description),
      inSlack ? (inSlack.type === "message" ? "menu of a message" : "shortcut, anywhere") : "no",
      inTeams ? (inTeams.places.includes("message") ? "menu of a message" : "the box one writes in") : "no",
    ];
  });
}

/** Each command of package.json with what its `--help` says; one that says nothing is an error. */
async function terminal(root: string): Promise<string[]> {
  const { scripts } = JSON.parse(readFileSync(join(root, "package.json"), "utf8")) as {
    scripts: Record<string, string>;
  };
  const told: [name: string, told: string][] = [];
  const left = Object.entries(scripts);
  // A few at a time: each is a program of its own.
  while (left.length > 0)
    told.push(...(await Promise.all(left.splice(0, 3).map(([name, line]) => command(root, name, line)))));
  return told.map(([name, text]) => `### npm ${name}\n\n${text}`);
}

async function command(root: string, name: string, line: string): Promise<[name: string, told: string]> {
  const called = ["start", "test"].includes(name) ? name : `run ${name}`;
  const file = /^node (\S+\.ts)$/.exec(line)?.[1];
  if (!file) return [called, `Runs \`${line}\`, whose options are its own.`];
  return [called, fenced(shortened(await helpOf(root, name, file)))];
}

const run = promisify(execFile);

async function helpOf(root: string, name: string, file: string): Promise<string> {
  // What does not know the word would begin to work: it is not tried.
  if (!readFileSync(join(root, file), "utf8").includes("help") && file !== "src/start.ts")
    throw new Error(`${file} answers no --help: each command of package.json (${name}) says what it does.`);
  const { stdout } = await run(process.execPath, [file, "--help"], { cwd: root, timeout: 60_000 });
  if (stdout.trim() === "") throw new Error(`npm run ${name} -- --help says nothing.`);
  return stdout;
}

/** The list of settings has a page of its own. */
const shortened = (help: string) => help.replace(settingsHelp(), "Settings: see docs/settings.md.");
