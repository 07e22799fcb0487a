import { createInterface } from "node:readline";
import { momentIn } from "../domain/when.ts";
import type { SandboxClock } from "./clock.ts";
import type { InTurn } from "./in-turn.ts";
import type { Stage } from "./run.ts";
import type { WorkspaceSeed } from "./slack/seed.ts";
import { type Telling, tellRest } from "./telling.ts";
import { dayAndClock } from "./terminal-words.ts";

const HELP = `Now it is yours. Type:
  dana #acme-counsel Could you send us the draft?    someone posts in a channel they are in
  kim /inquiries                                     someone of the firm asks (help lists the rest)
  kim [I'm on it]                                    someone presses a button of the bot's note to them
  +1h   +20m   tomorrow 9   Mon 08:30                the clock moves, and what is due on the way happens
  story   story next                                 a week passes, told as it happens; one step of it
  start over                                         everything as it was in the beginning
  who   help   quit`;

interface Scene {
  readonly stage: Stage;
  readonly tale: Telling;
  readonly clock: SandboxClock;
  readonly again: () => Promise<void>;
}

/** A line typed in the terminal, to something done in the sandbox. Lines take their turn with what is done on the page. */
export function converse(show: {
  /** What is played just now: another once someone starts over. */
  readonly scene: () => Scene;
  readonly print: (line: string) => void;
  readonly workspace: WorkspaceSeed;
  readonly inTurn: InTurn;
}): { close(): void } {
  const { print, scene } = show;
  print("");
  print(HELP);
  const lines = createInterface({ input: process.stdin, output: process.stdout, prompt: "" });
  const ask = () => {
    lines.setPrompt(`${dayAndClock(scene().clock.now())} > `);
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

async function obey(line: string, { scene, print, workspace }: Show, quit: () => void): Promise<void> {
  const { stage: play, tale, clock, again } = scene();
  if (line === "") return;
  if (line === "help") return print(HELP);
  if (line === "quit" || line === "exit") return quit();
  if (line === "who") return print(whoIsWho(workspace));
  if (line === "story next") return void (await tale.next());
  if (line === "story") return tellRest(tale);
  if (line === "start over") return again();
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
  if (asks !== undefined) {
    const channel = workspace.channels.find(({ members }) => members.includes(who.id))?.id ?? workspace.channels[0]!.id;
    return play.does(who.id, { asks, channel });
  }
  const [, presses] = /^\[(.+)\]$/.exec(rest) ?? [];
  if (presses) return play.does(who.id, { presses });
  print(
    `I do not understand that. For example: ${who.name} #${workspace.channels[0]!.name} Could you send us the draft?`,
  );
}

const whoIsWho = ({ people, channels }: WorkspaceSeed): string =>
  people
    .map((p) => {
      const places = channels.filter((c) => c.members.includes(p.id)).map((c) => `#${c.name}`);
      return `  ${p.name.padEnd(6)} ${p.realName}, ${p.title}: ${places.join(", ")}`;
    })
    .join("\n");
