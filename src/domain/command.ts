import { clip } from "./command-parts.ts";
import { commandWords, firstWords, verbOf } from "./command-words.ts";
import { nearest } from "./nearest.ts";
import type { Instant } from "./time.ts";
import type { Whence } from "./when.ts";

/** What someone of the firm asks of Rejoinder. Names are as typed, to be found with `findByName`. `all`: as many as one message holds. */
export type Command =
  | { readonly do: "mine" | "overdue" | "today"; readonly all?: true }
  | { readonly do: "team"; readonly group?: string; readonly all?: true }
  | { readonly do: "client"; readonly client: string; readonly all?: true }
  | { readonly do: "lawyer"; readonly person: string; readonly all?: true }
  | { readonly do: "show" | "why" | "take" | "resume" | "resolve" | "reopen"; readonly id: number }
  | { readonly do: "assign"; readonly id: number; readonly to: string }
  | { readonly do: "pause"; readonly id: number; readonly until?: Instant }
  | { readonly do: "snooze"; readonly id: number; readonly until: Instant }
  | { readonly do: "dismiss"; readonly id: number; readonly reason?: string }
  /** Whole days, half-open: `to` is the midnight after the last. */
  | { readonly do: "leave"; readonly from: Instant; readonly to: Instant; readonly delegate: string }
  /** Two names, or two e-mail addresses, of one person. */
  | { readonly do: "link"; readonly person: string; readonly other: string }
  /** `topic` is a verb of the table of commands, where one was named. */
  | { readonly do: "help"; readonly topic?: string };

export type Verb = Command["do"];

/** What was wrong, in a sentence, and a command that works: `near` if it is likely what was meant, else an example. Without the slash. */
export interface Misunderstood {
  readonly do: "misunderstood";
  readonly because: string;
  readonly instead: string;
  readonly near: boolean;
}

/** The command that a text means, on any platform; the slash command itself is not part of it. Mentions are `@name`. */
export function parseCommand(text: string, whence: Whence): Command | Misunderstood {
  const words = tidied(text);
  if (words === "") return { do: "mine" };
  if (/^all$/i.test(words)) return { do: "mine", all: true };
  const [, first = "", rest = ""] = /^(\S+)\s*(.*)$/.exec(words) ?? [];
  if (/^#?\d+$/.test(first) && rest === "") return parseCommand(`show ${first}`, whence);
  const verb = verbOf(first);
  return verb ? obey(verb, rest, whence) : unknown(first, rest, whence);
}

function obey(verb: Verb, rest: string, whence: Whence): Command | Misunderstood {
  const { read, example } = commandWords[verb];
  const command = read(rest, whence);
  if (typeof command !== "string") return command;
  // The example speaks of the inquiry that was named, so that it can be used as it stands.
  const id = /^#?([1-9]\d{0,14})\b/.exec(rest)?.[1];
  return misunderstood(command, id ? example.replace("4127", id) : example);
}

function unknown(first: string, rest: string, whence: Whence): Misunderstood {
  const because = `I do not know the command “${clip(first)}”.`;
  const close = nearest(first, firstWords);
  const verb = close === undefined ? undefined : verbOf(close);
  if (verb) {
    const meant = obey(verb, rest, whence);
    if (meant.do !== "misunderstood") return misunderstood(because, `${verb} ${rest}`.trim(), true);
    return misunderstood(`${because} It may be “${verb}”.`, meant.instead);
  }
  // A name alone is most often a client's.
  const name = `${first} ${rest}`.trim();
  if (/^\p{L}[\p{L}\p{M}\d&.,' -]{1,39}$/u.test(name)) return misunderstood(because, `client ${name}`, true);
  return misunderstood(because, "help");
}

const misunderstood = (because: string, instead: string, near = false): Misunderstood => ({
  do: "misunderstood",
  because,
  instead,
  near,
});

/** One line, ordinary quotes, no slash command in front; far longer than any command is cut. */
const tidied = (text: string): string =>
  text
    .slice(0, 500)
    .replace(/[\s\u200b\ufeff]+/g, " ")
    .replace(/[“”„«»]/g, '"')
    .replace(/^ ?\/?inquir(?:y|ies)\b/i, "")
    .trim()
    .replace(/\s*[.!?]+$/, (end) => (end.trim() === "?" && text.trim() === "?" ? "?" : ""));
