import type { Verb } from "../domain/command/verbs.ts";
import { type CommandWords, commandWords, type Section, verbOf } from "../domain/command/words.ts";
import type { Card, Part, Span } from "./card.ts";
import { command, say } from "./say.ts";

/** Beside what everybody of the firm may ask for. */
export type ForRoles = ReadonlySet<Extract<Section, "Admins" | "Risk officers">>;

/** Every command that is for them on one screen, or any one with an example. An unknown topic gets the whole page. */
export function helpCard(roles: ForRoles, topic?: string): Card {
  const verb = topic === undefined ? undefined : verbOf(topic);
  return verb ? oneCommand(verb, commandWords[verb]) : { summary: "What you can ask for", parts: page(roles) };
}

/** To whoever writes to the bot as one writes to a person. */
export const greeting = (roles: ForRoles): Card => ({
  summary: "Hello. I remind the firm's lawyers of answers that clients are owed.",
  parts: [
    {
      text: [
        "Hello. I am a bot: I remind the firm's lawyers of answers that clients are owed. This is what you can ask me.",
      ],
    },
    ...page(roles),
  ],
});

const TITLES = {
  See: "See what is owed",
  Do: "Do something about one, by its number",
  You: "For yourself",
  Admins: "For admins",
  "Risk officers": "For risk officers",
} as const satisfies Record<Section, string>;

const page = (roles: ForRoles): Part[] => [
  ...(Object.keys(TITLES) as Section[])
    .filter((section) => !isForRole(section) || roles.has(section))
    .map((section): Part => ({ text: [{ bold: TITLES[section] }, ...lines(section)] })),
  {
    note: [
      "Times in your own words: 1h, tomorrow 9, Fri 16:30. A list ends in “all” for more of it: ",
      command("team all"),
    ],
  },
];

const isForRole = (section: Section) => section === "Admins" || section === "Risk officers";

const lines = (section: CommandWords["section"]): Span[] =>
  Object.entries(commandWords)
    .filter(([, words]) => words.section === section)
    .flatMap(([verb, { takes, does }]) => ["\n", usage(verb as Verb, takes), ` · ${does}`]);

const usage = (verb: Verb, takes: string): Span => command(`${verb} ${takes}`.trim());

function oneCommand(verb: Verb, { section, takes, does, example, also }: CommandWords): Card {
  const whose = isForRole(section) ? ` ${TITLES[section]}.` : "";
  const spans: Span[] = [usage(verb, takes), `\n${does}${whose}\nFor example: `, command(example)];
  return say(...spans, also.length > 0 ? `\nAlso: ${also.join(", ")}` : "");
}
