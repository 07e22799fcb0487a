import { createInterface } from "node:readline";
import { at } from "../domain/time.ts";
import { momentIn } from "../domain/when.ts";
import type { SandboxClock } from "./clock.ts";
import type { InTurn } from "./in-turn.ts";
import type { Stage } from "./run.ts";
import type { WorkspaceSeed } from "./slack/seed.ts";
import { story } from "./story.ts";
import { dayAndClock } from "./terminal-words.ts";

const HELP = `Now it is yours. Type:
  dana #acme-counsel Could you send us the draft?    someone posts in a channel they are in
  kim /inquiries                                     someone of the firm asks (help lists the rest)
  kim [I'm on it]                                    someone presses a button of the bot's note to them
  +1h   +20m   tomorrow 9   Mon 08:30                the clock moves, and what is due on the way happens
  story                                              a week passes, told as it happens
  who   help   quit`;

/** A line typed in the terminal, to something done in the sandbox. Lines take their turn with what is done on the page. */
export function converse(show: {
  readonly play: Stage;
  readonly clock: SandboxClock;
  readonly print: (line: string) => void;
  readonly workspace: WorkspaceSeed;
  readonly inTurn: InTurn;
}): { close(): void } {
  const { print, clock } = show;
  print("");
  print(HELP);
  const lines = createInterface({ input: process.stdin, output: process.stdout, prompt: "" });
  const ask = () => {
    lines.setPrompt(`${dayAndClock(clock.now())} > `);
    if (process.stdin.isTTY) lines.prompt();
  };
  lines.on("line", (line) => {
    void show
      .inTurn(() => obey(line.trim(), show, () => process.kill(process.pid, "SIGTERM")))
      .catch((error: Error) => print(error.message))
      .then(ask);
  });
  ask();
  return { close: () => lines.close() };
}

type Show = Parameters<typeof converse>[0];

async function obey(line: string, { play, clock, print, workspace }: Show, quit: () => void): Promise<void> {
  if (line === "") return;
  if (line === "help") return print(HELP);
  if (line === "quit" || line === "exit") return quit();
  if (line === "story") return tellStory(play, clock, print);
  if (line === "who") return print(whoIsWho(workspace));
  const moment = momentIn(line.replace(/^\+/, ""), { zone: "America/New_York", now: clock.now() });
  if (moment !== undefined) {
    if (moment <= clock.now()) return print("The clock only goes forward here.");
    return play.moveTo(moment);
  }
  const [, handle = "", rest = ""] = /^@?(\S+)\s+(.*)$/.exec(line) ?? [];
  const who = workspace.people.find((p) => p.name === handle.toLowerCase());
  if (!who)
    return print(`I know nobody called “${handle || line}” here. “who” lists everyone, “help” what one can type.`);
  const [, channelName, says] = /^#(\S+)\s+(.+)$/.exec(rest) ?? [];
  if (says) {
    const channel = workspace.channels.find((c) => c.name === channelName);
    if (!channel)
      return print(
        `There is no #${channelName}. There are: ${workspace.channels.map((c) => `#${c.name}`).join(", ")}.`,
      );
    return play.does(who.id, { says, channel: channel.id });
  }
  const [, asks] = /^\/inquiries\s*(.*)$/.exec(rest) ?? [];
  if (asks !== undefined) return play.does(who.id, { asks });
  const [, presses] = /^\[(.+)\]$/.exec(rest) ?? [];
  if (presses) return play.does(who.id, { presses });
  print(
    `I do not understand that. For example: ${who.name} #${workspace.channels[0]!.name} Could you send us the draft?`,
  );
}

async function tellStory(play: Stage, clock: SandboxClock, print: (line: string) => void): Promise<void> {
  if (clock.now() > at(story[0]!.at))
    return print("The story begins where the clock did, and that has moved on: start again to see it.");
  await play.playStory();
}

const whoIsWho = ({ people, channels }: WorkspaceSeed): string =>
  people
    .map((p) => {
      const places = channels.filter((c) => c.members.includes(p.id)).map((c) => `#${c.name}`);
      return `  ${p.name.padEnd(6)} ${p.realName}, ${p.title}: ${places.join(", ")}`;
    })
    .join("\n");
