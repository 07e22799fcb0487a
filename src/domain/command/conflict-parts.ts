import { clip, nameIn } from "./parts.ts";
import type { Command } from "./verbs.ts";

/** `"Beta Corporation" for Acme also Betamax, Beta AG`: the name, for whom, and what it is called besides. */
export const listing =
  (kind: "adverse" | "prospective") =>
  (rest: string): Command | string => {
    const [, quoted, bare = "", more = ""] = /^(?:"([^"]+)"|((?:(?!\s(?:for|also|aka)\s).)+))(.*)$/i.exec(rest) ?? [];
    const name = (quoted ?? bare).trim();
    if (!name) return "Whose name is it?";
    const [said, forWhom = "", also = ""] =
      /^(?:\s+for\s+(.+?))?(?:\s+(?:also|aka)\s+(.+))?$/i.exec(more.trimEnd()) ?? [];
    if (said === undefined)
      return `“${clip(more.trim())}” is more than “${kind}” takes. Put a name of several words in quotes.`;
    const others = also
      .split(/\s*,\s*(?:and\s+)?/)
      .map(nameIn)
      .filter(Boolean);
    return { do: kind, name, also: others, ...(forWhom && { forWhom: nameIn(forWhom) }) };
  };

/** Nothing, or `settle 7 because …`, `settle 7 as conflict because …`, `unlist 3`, or a name. */
export const conflicts = (rest: string): Command | string => {
  if (rest === "" || /^list$/i.test(rest)) return { do: "conflicts" };
  const [, settled, conflict, because] = SETTLE.exec(rest) ?? [];
  if (settled) {
    const outcome = conflict ? "conflict" : "none";
    return { do: "conflicts", settle: { id: Number(settled), outcome, ...(because && { because }) } };
  }
  const [, unlist] = /^unlist\s+#?([1-9]\d{0,8})$/i.exec(rest) ?? [];
  if (unlist) return { do: "conflicts", unlist: Number(unlist) };
  if (/^(?:settle|unlist)$/i.test(rest)) return "Which one? Give its number.";
  return { do: "conflicts", name: nameIn(rest.replace(/^(?:for|with|about|check|of)\s+(?=\S)/i, "")) };
};

const SETTLE = /^settle\s+#?([1-9]\d{0,8})(\s+as\s+(?:a\s+)?conflict)?(?:\s+(?:because|since)[\s,:]+(.+))?$/i;
