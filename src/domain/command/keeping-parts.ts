import { KINDS, readPeriod } from "../keeping.ts";
import { clip, ID, nameIn, withId, withoutAll } from "./parts.ts";
import type { Command } from "./verbs.ts";

/** `"Acme v. Beta" because the court has ordered it`. */
export const hold = (rest: string): Command | string => {
  const [, subject = "", because = ""] = BECAUSE.exec(rest) ?? [];
  if (rest === "") return "On which matter or client, and why?";
  if (!because) return "A legal hold says why it is there: end with “because”, and the reason.";
  const named = nameIn(subject.replace(/^on\s+/i, ""));
  return named ? { do: "hold", subject: named, because } : "On which matter or client?";
};

const BECAUSE = /^(.*?)\s*\bbecause\b[\s,:]*(.+)$/i;

export const release = (rest: string): Command | string => {
  const words = rest.replace(/^hold\s+/i, "");
  if (words === "") return "Which hold? Give its number.";
  if (!ID.test(words)) return `“${clip(words)}” is not the number of a hold.`;
  return withId(words, (id, more) =>
    more === "" ? { do: "release", id } : `“${clip(more)}” is more than “release” takes.`,
  );
};

export const holdsList = (rest: string): Command | string => {
  const [words, all] = withoutAll(rest);
  return words === "" ? { do: "holds", ...all } : `“${clip(words)}” is more than “holds” takes.`;
};

/** Alone it asks how it is. `words 18 months`, `words of Acme for good`, `sent 90 days Acme really`. */
export const keep = (rest: string): Command | string => {
  if (rest === "") return { do: "keep" };
  const [first = "", ...words] = rest.split(" ");
  const kind = KINDS.find((one) => one === first.toLowerCase());
  if (!kind) return `“${clip(first)}” is nothing that is kept: words, people or sent.`;
  const really = /^really$/i.test(words.at(-1) ?? "");
  const said = really ? words.slice(0, -1) : words;
  // The length of time stands first, or last: a client's name may have anything in it but that.
  for (let length = 3; length > 0; length--) {
    for (const at of [0, said.length - length]) {
      if (at < 0 || said.length < length) continue;
      const days = readPeriod(said.slice(at, at + length).join(" "));
      if (days === undefined) continue;
      const client = nameIn(
        said
          .toSpliced(at, length)
          .join(" ")
          .replace(/^(?:of|for|from)\s+/i, ""),
      );
      return { do: "keep", rule: { kind, days, ...(client && { client }), really } };
    }
  }
  return "For how long? Such as 90 days, 18 months, 7 years, nothing, or for good.";
};
