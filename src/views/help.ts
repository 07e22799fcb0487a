import type { Verb } from "../domain/command/verbs.ts";
import { type CommandWords, commandWords, verbOf } from "../domain/command/words.ts";
import type { Card, Part, Span } from "./card.ts";
import { command, say } from "./say.ts";

/** Every command on one screen, or one of them with an example. An unknown topic gets the whole page. */
export function helpCard(topic?: string): Card {
  const verb = topic === undefined ? undefined : verbOf(topic);
  return verb ? oneCommand(verb, commandWords[verb]) : { summary: "What you can ask for", parts: page() };
}

/** To whoever writes to the bot as one writes to a person. */
export const greeting = (): Card => ({
  summary: "Hello. I remind the firm's lawyers of answers that clients are owed.",
  parts: [
    {
      text: [
        "Hello. I am a bot: I remind the firm's lawyers of answers that clients are owed. This is what you can ask me.",
      ],
    },
    ...page(),
  ],
});

const SECTIONS = [
  ["See", "See what is owed"],
  ["Do", "Do something about one, by its number"],
  ["You", "For yourself"],
] as const;

const page = (): Part[] => [
  ...SECTIONS.map(([section, title]): Part => ({ text: [{ bold: title }, ...lines(section)] })),
  {
    note: [
      "Times in your own words: 1h, tomorrow 9, Fri 16:30. A list ends in “all” for more of it: ",
      command("team all"),
    ],
  },
];

const lines = (section: CommandWords["section"]): Span[] =>
  Object.entries(commandWords)
    .filter(([, words]) => words.section === section)
    .flatMap(([verb, { takes, does }]) => ["\n", usage(verb as Verb, takes), ` · ${does}`]);

const usage = (verb: Verb, takes: string): Span => command(`${verb} ${takes}`.trim());

function oneCommand(verb: Verb, { takes, does, example, also }: CommandWords): Card {
  const spans: Span[] = [usage(verb, takes), `\n${does}\nFor example: `, command(example)];
  return say(...spans, also.length > 0 ? `\nAlso: ${also.join(", ")}` : "");
}
