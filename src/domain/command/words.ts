import type { Whence } from "../time.ts";
import {
  assign,
  client,
  dismiss,
  help,
  idOnly,
  lawyer,
  leave,
  link,
  pause,
  plainList,
  setup,
  snooze,
  team,
} from "./parts.ts";
import { roleOf, roles } from "./roles.ts";
import type { Command, Verb } from "./verbs.ts";
import { wordsOfRisk } from "./words-of-risk.ts";

/** What is for admins and risk officers is listed to nobody else. */
export type Section = "See" | "Do" | "You" | "Admins" | "Risk officers";

/** One command, as it is typed and as help tells it: one table for both, so that help cannot promise what is not understood. */
export interface CommandWords {
  readonly section: Section;
  /** What follows the verb. */
  readonly takes: string;
  readonly does: string;
  /** Works as it stands; without the slash. */
  readonly example: string;
  /** Other words for the verb. */
  readonly also: readonly string[];
  /** A string says what is wrong, in a sentence. */
  readonly read: (rest: string, whence: Whence) => Command | string;
}

/** In the order in which help lists them. */
export const commandWords: Readonly<Record<Verb, CommandWords>> = {
  mine: {
    ...{ section: "See", takes: "", does: "What you owe, most urgent first." },
    ...{ example: "mine", also: ["me", "my", "list", "status"], read: plainList("mine") },
  },
  team: {
    ...{ section: "See", takes: "[group]", does: "What your group owes, or another group." },
    ...{ example: "team", also: ["group", "firm"], read: team },
  },
  overdue: {
    ...{ section: "See", takes: "", does: "What is past due." },
    ...{ example: "overdue", also: ["late"], read: plainList("overdue") },
  },
  today: {
    ...{ section: "See", takes: "", does: "What is due today." },
    ...{ example: "today", also: ["due"], read: plainList("today") },
  },
  client: {
    ...{ section: "See", takes: "<name>", does: "What is owed to one client." },
    ...{ example: "client Acme", also: [], read: client },
  },
  lawyer: {
    ...{ section: "See", takes: "<person>", does: "What one lawyer owes." },
    ...{ example: "lawyer @kim", also: ["person"], read: lawyer },
  },
  show: {
    ...{ section: "See", takes: "<number>", does: "One inquiry: what happened, and what is due." },
    ...{ example: "show 4127", also: ["open", "view"], read: idOnly("show") },
  },
  why: {
    ...{ section: "See", takes: "<number>", does: "Why it is due when it is: every hour counted or left out." },
    ...{ example: "why 4127", also: ["explain"], read: idOnly("why") },
  },
  take: {
    ...{ section: "Do", takes: "<number>", does: "It is yours now." },
    ...{ example: "take 4127", also: ["claim"], read: idOnly("take") },
  },
  assign: {
    ...{ section: "Do", takes: "<number> <person>", does: "It is theirs now, and they are told." },
    ...{ example: "assign 4127 @kim", also: ["reassign", "give"], read: assign },
  },
  snooze: {
    ...{ section: "Do", takes: "<number> <until when>", does: "No nudges until then. What is due stays due." },
    ...{ example: "snooze 4127 until tomorrow 9", also: ["remind", "later"], read: snooze },
  },
  pause: {
    ...{ section: "Do", takes: "<number> [until when]", does: "Waiting on the client: the clock stops." },
    ...{ example: "pause 4127 until Friday", also: ["wait", "waiting"], read: pause },
  },
  resume: {
    ...{ section: "Do", takes: "<number>", does: "The clock runs again." },
    ...{ example: "resume 4127", also: ["unpause", "continue"], read: idOnly("resume") },
  },
  resolve: {
    ...{ section: "Do", takes: "<number>", does: "Done: nothing more is owed." },
    ...{ example: "resolve 4127", also: ["done", "close", "answered"], read: idOnly("resolve") },
  },
  reopen: {
    ...{ section: "Do", takes: "<number>", does: "Not done after all." },
    ...{ example: "reopen 4127", also: [], read: idOnly("reopen") },
  },
  dismiss: {
    ...{ section: "Do", takes: "<number> [reason]", does: "It never needed an answer." },
    ...{ example: "dismiss 4127 sent twice", also: ["ignore"], read: dismiss },
  },
  leave: {
    ...{
      section: "You",
      takes: "<first day> to <last day> <delegate>",
      does: "Your nudges go to your delegate meanwhile.",
    },
    ...{ example: "leave Monday to Friday @kim", also: ["away", "vacation", "holiday"], read: leave },
  },
  link: {
    ...{ section: "Admins", takes: "<person> <person>", does: "Two accounts are one person." },
    ...{ example: 'link "Kim Park" kim@example.com', also: [], read: link },
  },
  ...wordsOfRisk,
  grant: {
    ...{ section: "Admins", takes: "<role> [of <group>] <person>", does: "What somebody is in the firm." },
    ...{ example: "grant partner of Litigation @kim", also: ["appoint"], read: roleOf("grant") },
  },
  revoke: {
    ...{ section: "Admins", takes: "<role> [of <group>] <person>", does: "What somebody is no more." },
    ...{ example: "revoke risk officer @kim", also: [], read: roleOf("revoke") },
  },
  roles: {
    ...{ section: "You", takes: "", does: "Who is admin, partner, team lead and risk officer." },
    ...{ example: "roles", also: ["role"], read: roles },
  },
  setup: {
    ...{ section: "Admins", takes: "", does: "Set up the firm, or change it." },
    ...{ example: "setup", also: ["set", "set-up"], read: setup },
  },
  help: {
    ...{ section: "You", takes: "[command]", does: "This page." },
    ...{ example: "help", also: ["?", "commands", "how"], read: help },
  },
};

/** The verb that a word stands for, whatever its case. */
export const verbOf = (word: string): Verb | undefined => VERBS.get(word.toLowerCase());

const VERBS = new Map<string, Verb>(
  Object.entries(commandWords).flatMap(([verb, { also }]) =>
    [verb, ...also].map((word) => [word, verb as Verb] as const),
  ),
);

/** Every word that begins a command. */
export const firstWords: readonly string[] = [...VERBS.keys()];
