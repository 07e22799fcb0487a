import { wallKindOf } from "../walls.ts";
import { clip, ID, nameIn, withId, withoutAll } from "./parts.ts";
import type { Command } from "./verbs.ts";

/** `"Acme v. Beta" from Kim, Tax because …`, or `… only Kim because …`. */
export const wall = (rest: string): Command | string => {
  const [, quoted, bare = "", how = "", more = ""] = WALL.exec(rest) ?? [];
  const subject = (quoted ?? bare).trim();
  if (!subject || !how) return "Around which matter or client, and who is kept out, or alone let in?";
  const [, named = "", because = ""] = BECAUSE.exec(more) ?? [];
  if (!because) return "A wall says why it is there: end with “because”, and the reason.";
  const people = named
    .split(/\s*,\s*(?:and\s+)?|\s+and\s+/i)
    .map(nameIn)
    .filter(Boolean);
  if (people.length === 0) return "Who is kept out, or alone let in?";
  return {
    do: "wall",
    subject,
    kind: wallKindOf(how),
    people,
    because,
  };
};

const WALL = /^(?:around\s+|off\s+)?(?:"([^"]+)"|(.+?))\s+(from|only)\s+(.*)$/i;
const BECAUSE = /^(.*?)\s*\bbecause\b[\s,:]*(.+)$/i;

export const walls = (rest: string): Command | string => {
  const [words, all] = withoutAll(rest);
  return words === "" ? { do: "walls", ...all } : `“${clip(words)}” is more than “walls” takes.`;
};

export const lift = (rest: string): Command | string => {
  const words = rest.replace(/^wall\s+/i, "");
  if (words === "") return "Which wall? Give its number.";
  if (!ID.test(words)) return `“${clip(words)}” is not the number of a wall.`;
  return withId(words, (id, more) => (more === "" ? { do: "lift", id } : `“${clip(more)}” is more than “lift” takes.`));
};
