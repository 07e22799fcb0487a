import type { Whence } from "../time.ts";
import { daysIn, momentIn } from "../when.ts";
import type { Command } from "./verbs.ts";

// Readers of what follows a verb. Each answers with the command, or with a sentence that says what is wrong.

type Read = (rest: string, whence: Whence) => Command | string;

export const plainList =
  (verb: "mine" | "overdue" | "today"): Read =>
  (rest) => {
    const [words, all] = withoutAll(rest);
    return words === "" ? { do: verb, ...all } : `“${clip(words)}” is more than “${verb}” takes.`;
  };

export const team: Read = (rest) => {
  const [words, all] = withoutAll(rest);
  return { do: "team", ...(words && { group: nameIn(words) }), ...all };
};

export const client: Read = (rest) => {
  const [words, all] = withoutAll(rest);
  return words ? { do: "client", client: nameIn(words), ...all } : "Which client?";
};

export const lawyer: Read = (rest) => {
  const [words, all] = withoutAll(rest);
  return words ? { do: "lawyer", person: nameIn(words), ...all } : "Which lawyer?";
};

export const idOnly =
  (verb: "show" | "why" | "take" | "resume" | "resolve" | "reopen"): Read =>
  (rest) =>
    withId(rest, (id, more) => {
      if (more === "" || POLITE.test(more)) return { do: verb, id };
      return ID.test(more) ? "One inquiry at a time, please." : `“${clip(more)}” is more than “${verb}” takes.`;
    });

export const assign: Read = (rest) =>
  withId(rest, (id, more) => {
    const to = nameIn(more.replace(/^(?:to|for)\s+/i, ""));
    return to ? { do: "assign", id, to } : "Assign it to whom?";
  });

export const dismiss: Read = (rest) =>
  withId(rest, (id, more) => {
    const reason = nameIn(more.replace(/^(?:because|as|since)\s+/i, ""));
    return reason ? { do: "dismiss", id, reason } : { do: "dismiss", id };
  });

export const snooze: Read = (rest, whence) =>
  withId(rest, (id, more) => {
    if (more === "") return "Snooze it until when?";
    const until = toCome(more, whence);
    return typeof until === "string" ? until : { do: "snooze", id, until };
  });

export const pause: Read = (rest, whence) =>
  withId(rest, (id, more) => {
    if (more === "" || POLITE.test(more)) return { do: "pause", id };
    const until = toCome(more, whence);
    return typeof until === "string" ? until : { do: "pause", id, until };
  });

export const leave: Read = (rest, whence) => {
  const [words, delegate] = whoAndWhen(rest, whence);
  if (words === "") return "From which day to which, and who answers for you meanwhile?";
  const days = daysIn(words, whence);
  if (!days) return `I cannot read “${clip(words)}” as a first and a last day.`;
  if (!delegate) return "Who answers for you meanwhile?";
  if (days.to <= whence.now) return `“${clip(words)}” is past.`;
  return { do: "leave", ...days, delegate };
};

export const link: Read = (rest) => {
  // One in quotes or an address beside a plain name: what is left is the other.
  const [marked] = /"[^"]+"|<@[^>]+>|[^\s,"@]+@[^\s,"@]+/.exec(rest) ?? [];
  const left = marked ? rest.replace(marked, "").replace(JOINS_NAMES, "") : "";
  const between = rest.split(/\s*,\s*|\s+(?:and|with|to|is)\s+|\s+(?=@)/i);
  const names = marked ? [marked, left] : between.length === 2 ? between : rest.split(" ");
  const [person, other] = (marked && !rest.startsWith(marked) ? names.reverse() : names).map(nameIn);
  if (names.length === 2 && person && other) return { do: "link", person, other };
  return "Which two are one person? Give both names.";
};

export const setup: Read = (rest) =>
  /^(?:up)?$/i.test(rest) ? { do: "setup" } : `“${clip(rest)}” is more than “setup” takes.`;

export const help: Read = (rest) => (rest === "" ? { do: "help" } : { do: "help", topic: rest.toLowerCase() });

/** For quoting what someone typed: enough to know it again. */
export const clip = (words: string): string => (words.length > 30 ? `${words.slice(0, 29)}…` : words);

const ID = /^#?0*([1-9]\d{0,14})[.,:;]?(?:\s+|$)/;
const POLITE = /^(?:please|pls|thanks|thank you|now)$/i;

function withId(rest: string, then: (id: number, more: string) => Command | string): Command | string {
  const id = ID.exec(rest);
  if (id) return then(Number(id[1]), rest.slice(id[0].length).trim());
  if (rest === "") return "Which inquiry? Give its number.";
  const word = clip(rest.split(" ")[0]!);
  return /\d/.test(word)
    ? `“${word}” is not the number of an inquiry.`
    : `Which inquiry? Give its number, not “${word}”.`;
}

/** A time in the future, or what is wrong with it. */
function toCome(words: string, whence: Whence): number | string {
  const moment = momentIn(words, whence);
  if (moment === undefined) return `I cannot read “${clip(words)}” as a time.`;
  return moment > whence.now ? moment : `“${clip(words)}” is past.`;
}

/** The name in quotes, or after `@`, or as it stands. A mention that the platform could not name, `<@U1>`, is left as it is. */
export const nameIn = (words: string): string => (/^"([^"]*)"?$/.exec(words)?.[1] ?? words).replace(/^@\s*/, "").trim();

/** A last word "all" asks for the whole list; a name that is "all" is written in quotes. */
function withoutAll(rest: string): [words: string, all: { all?: true }] {
  const words = rest.replace(/(?:^|\s)all$/i, "");
  return [words.trim(), words === rest ? {} : { all: true }];
}

/** The delegate is in quotes, or after `@`, or what is left when the longest run of words that names days is taken away. */
function whoAndWhen(rest: string, whence: Whence): [when: string, who: string | undefined] {
  const marked = /"[^"]+"|<@[^>]+>|@.+$/.exec(rest);
  if (marked)
    return [
      `${rest.slice(0, marked.index)} ${rest.slice(marked.index + marked[0].length)}`.replace(BEFORE_NAME, "").trim(),
      nameIn(marked[0]),
    ];
  const words = rest.split(" ");
  for (let n = words.length; n > 0; n--) {
    const when = words.slice(0, n).join(" ").replace(BEFORE_NAME, "").trim();
    if (daysIn(when, whence)) return [when, nameIn(words.slice(n).join(" ").replace(AFTER_DAYS, "")) || undefined];
  }
  return [rest, undefined];
}

const JOINS_NAMES = /^(?:[\s,]+(?:(?:and|with|to|is)\s)?)+|(?:[\s,]+(?:and|with|to|is)?)+$/gi;
const AFTER_DAYS = /^(?:(?:delegate|cover(?:ed)?|by|with|for|to|is|instead|,|:|->|→)\s+)+/i;
const BEFORE_NAME = /(?:[\s,:;]+(?:delegate|cover(?:ed)?|by|with|for|to|is|->|→)?)+$/i;
