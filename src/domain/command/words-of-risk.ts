import { conflicts, listing } from "./conflict-parts.ts";
import { hold, holdsList, keep, release } from "./keeping-parts.ts";
import type { Verb } from "./verbs.ts";
import { lift, wall, walls } from "./wall-parts.ts";
import type { CommandWords } from "./words.ts";

/** What risk officers say: walls, conflicts of interest, and what is kept how long. */
export const wordsOfRisk = {
  wall: {
    ...{
      section: "Risk officers",
      takes: "<matter> from|only <people> because <why>",
      does: "Makes an ethical wall.",
    },
    ...{ example: 'wall "Acme v. Beta" from Kim because she acted for Beta', also: ["screen"], read: wall },
  },
  walls: {
    ...{ section: "Risk officers", takes: "", does: "The walls that stand." },
    ...{ example: "walls", also: [], read: walls },
  },
  lift: {
    ...{ section: "Risk officers", takes: "<wall>", does: "Lifts a wall; that it stood stays on record." },
    ...{ example: "lift 3", also: [], read: lift },
  },
  conflicts: {
    ...{
      section: "You",
      takes: "[name]",
      does: "Has a name looked up for conflicts of interest. For partners and leads.",
    },
    ...{ example: "conflicts Beta Holdings", also: ["conflict"], read: conflicts },
  },
  adverse: {
    ...{
      section: "Risk officers",
      takes: "<name> [for <client or matter>] [also <other names>]",
      does: "Lists whom the firm is against.",
    },
    ...{ example: 'adverse "Beta Holdings" for Acme also Betamax', also: [], read: listing("adverse") },
  },
  prospective: {
    ...{
      section: "Risk officers",
      takes: "<name> [also <other names>]",
      does: "Lists who may become a client.",
    },
    ...{ example: 'prospective "Hooli Holdings"', also: [], read: listing("prospective") },
  },
  hold: {
    ...{ section: "Risk officers", takes: "<matter> because <why>", does: "Puts a legal hold on it." },
    ...{ example: 'hold "Acme v. Beta" because it is in court', also: ["preserve"], read: hold },
  },
  release: {
    ...{ section: "Risk officers", takes: "<hold>", does: "Lifts a legal hold." },
    ...{ example: "release 3", also: ["unhold"], read: release },
  },
  holds: {
    ...{ section: "Risk officers", takes: "", does: "The legal holds that are on." },
    ...{ example: "holds", also: [], read: holdsList },
  },
  keep: {
    ...{
      section: "Risk officers",
      takes: "[words|people|sent <how long> [client]]",
      does: "How long what is kept.",
    },
    ...{ example: "keep words 18 months Acme", also: ["retention", "keeping"], read: keep },
  },
} as const satisfies Partial<Record<Verb, CommandWords>>;
