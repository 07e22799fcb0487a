import { clip, nameIn } from "./parts.ts";
import type { Command, Role } from "./verbs.ts";

/** `partner of Litigation @kim`, `risk officer Kim Park`: where no mark says where the group's name ends, each way to read it. */
export const roleOf =
  (verb: "grant" | "revoke") =>
  (rest: string): Command | string => {
    const [said, role] = ROLES.find(([pattern]) => pattern.test(rest)) ?? [];
    if (!said || !role)
      return rest === "" ? `Which role, and whose? ${THERE_ARE}` : `“${clip(rest)}” is no role. ${THERE_ARE}`;
    const names = rest.replace(said, "").replace(/^(?:to|from|for)\s+/i, "");
    if (!/^of\s/i.test(names)) {
      if (OF_A_GROUP.has(role)) return `${role === "lead" ? "Lead" : "Member"} of which group?`;
      return names === "" ? "Whose role is it?" : { do: verb, role, person: nameIn(names) };
    }
    if (OF_THE_FIRM.has(role)) return `There is a ${role} of the firm alone, and none of a group.`;
    const of = readings(names.slice(2).trim());
    return of.length === 0 ? "Of which group, and whose role is it?" : { do: verb, role, person: of.at(-1)![1], of };
  };

export const roles = (rest: string): Command | string =>
  rest === "" ? { do: "roles" } : `“${clip(rest)}” is more than “roles” takes.`;

const ROLES: readonly (readonly [RegExp, Role])[] = [
  [/^(?:risk officer|risk)(?:\s+|$)/i, "risk officer"],
  [/^(?:team lead|lead)(?:\s+|$)/i, "lead"],
  [/^partner(?:\s+|$)/i, "partner"],
  [/^member(?:\s+|$)/i, "member"],
  [/^admin(?:\s+|$)/i, "admin"],
];
const THERE_ARE = "There are admin, partner, partner of a group, lead of a group, member of a group, and risk officer.";
const OF_A_GROUP: ReadonlySet<Role> = new Set(["lead", "member"]);
const OF_THE_FIRM: ReadonlySet<Role> = new Set(["risk officer", "admin"]);

/** With quotes, a mention or "to" between them there is one way; else the longest name of a group comes first. */
function readings(words: string): (readonly [string, string])[] {
  const marked = /^"([^"]+)"\s+(?:(?:to|from)\s+)?(.+)$/i.exec(words) ?? /^(.+?)\s+(?:to|from)\s+(.+)$/i.exec(words);
  const mention = /^([^@<"]+?)\s+(?:(?:to|from)\s+)?([@<"].+)$/i.exec(words);
  const [, group, person] = marked ?? mention ?? [];
  if (group && person) return [[nameIn(group), nameIn(person)]];
  const each = words.split(" ");
  return each.slice(1).map((_, i) => {
    const end = each.length - 1 - i;
    return [each.slice(0, end).join(" "), each.slice(end).join(" ")] as const;
  });
}
