import type { Role } from "../domain/command/verbs.ts";
import type { Card, Part } from "./card.ts";
import { command, say } from "./say.ts";
import { list } from "./words.ts";

/** `a partner of Litigation`, `an admin`. */
const a = (role: Role, group?: string): string => {
  const what = role === "lead" ? "team lead" : role === "admin" ? "an admin" : `a ${role}`;
  return group === undefined ? (role === "partner" ? "a partner of the firm" : what) : `${what} of ${group}`;
};

/** What somebody is, or is not any more. `person`: absent where it is the reader. */
export interface RoleShown {
  readonly person?: string;
  readonly role: Role;
  readonly group?: string;
  readonly now: boolean;
}

const isNow = ({ person, role, group, now }: RoleShown): string =>
  `${person === undefined ? "You are" : `${person} is`} ${now ? "" : "not "}${a(role, group)}${now ? " from now on" : " any more"}`;

export const roleChanged = (person: string, role: Role, group: string | undefined, now: boolean): Card =>
  say(`${isNow({ person, role, group, now })}. `, command("roles"));

export const hasAlready = (person: string, role: Role, group?: string): Card =>
  say(`${person} is ${a(role, group)} already; nothing was changed.`);

export const hadNo = (person: string, role: Role, group?: string): Card =>
  say(`${person} is not ${a(role, group)}; nothing was changed.`);

export const lastAdmin = (): Card =>
  say("There would be no admin left; nothing was changed. Make somebody else one first: ", command("grant admin @kim"));

export const toldOfRole = (
  person: string | undefined,
  role: Role,
  group: string | undefined,
  now: boolean,
  by: string,
): Card => say(`${isNow({ person, role, group, now })}, says ${by}.`);

/** As many are told of in one message. */
const MOST = 20;

/** What the firm's file changed, in one message. */
export function toldOfRoles(changed: readonly RoleShown[]): Card {
  const [one] = changed;
  if (changed.length === 1) return say(`${isNow(one!)}, says the firm's file.`);
  const lines = changed.slice(0, MOST).map((each) => `\n${isNow(each)}.`);
  const more = changed.length - lines.length;
  return say(
    { bold: "The firm's file changed who is what" },
    ...lines,
    ...(more > 0 ? [`\nand ${more} more: `, command("roles")] : []),
  );
}

interface Holder {
  readonly id: number;
  readonly name: string;
  readonly isAdmin: boolean;
  readonly isPartner: boolean;
  readonly isRiskOfficer: boolean;
  readonly partnerOf: readonly number[];
}

/** Who has which role. */
export function rolesCard(
  everyone: readonly Holder[],
  groups: readonly { readonly id: number; readonly name: string; readonly leadId: number | null }[],
): Card {
  const named = (who: readonly Holder[]) => (who.length > 0 ? list(who.map(({ name }) => name)) : "nobody");
  const lines = [
    `Admins: ${named(everyone.filter((p) => p.isAdmin))}`,
    `Partners of the firm: ${named(everyone.filter((p) => p.isPartner))}`,
    `Risk officers: ${named(everyone.filter((p) => p.isRiskOfficer))}`,
    ...groups.map(({ id, name, leadId }) => {
      const partners = everyone.filter((p) => p.partnerOf.includes(id));
      const lead = named(everyone.filter((p) => p.id === leadId));
      return `${name}: team lead ${lead}${partners.length > 0 ? `, partners ${named(partners)}` : ""}`;
    }),
  ];
  const parts: Part[] = [
    { text: [{ bold: "Who is what in the firm" }, ...lines.map((line) => `\n${line}`)] },
    { note: ["Everybody else is a lawyer. For admins: ", command("grant partner of Litigation @kim")] },
  ];
  return { summary: "Who is what in the firm", parts };
}
