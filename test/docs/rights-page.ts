import type { Capacity } from "../../src/domain/rights/capacities.ts";
import { type Decision, decide, RIGHTS, type Right } from "../../src/domain/rights.ts";
import { table, writtenFrom } from "./markdown.ts";

/** A new right, or a new capacity, does not pass the types before it is told here. */
const RIGHT_SAID: Record<Right, string> = {
  see: "See an inquiry: in lists and counts, by `show` and `why`, in nudges",
  take: "Take it: `take`, `assign … me`, *I'm on it*, *Take*",
  work: "Say how it stands: `snooze`, `pause`, `resume`, `resolve`, `reopen`, `dismiss`, and the buttons of the same name",
  "hand on": "Hand it to somebody else: `assign`, *Assign*, *Reassign*",
  own: "Be given it",
  track: "Track a message, or say that it is none: the message shortcuts, and the two emojis",
  "say what it answers": "Say which inquiry a reply answers",
  "say whose channel": "Say for which client a channel is",
  "name client": "Find a client by name, or in a form's list",
  "log contact": "Log a call or a letter",
  "see to oneself": "One's own list and page, `leave`, `help`",
  "see roles": "See who has which role: `roles`",
  "read figures": "Read the weekly digest: of the firm, or of one's groups",
  "set up": "Set up the firm: `setup`, and every form of it",
  "link people": "Say that two accounts are one person: `link`",
  "grant roles": "Grant and revoke roles: `grant`, `revoke`",
  "let go": "Send reminders that were held back",
  "keep walls": "Keep ethical walls",
  "ask about conflicts": "Have a name looked up for conflicts of interest: `conflicts <name>`",
  "clear conflicts": "List names, and clear possible conflicts: `adverse`, `prospective`, `conflicts`",
  "read audit": "Read the audit log",
};

const CAPACITY_SAID: Record<Capacity, string> = {
  "of the firm": "any lawyer",
  self: "oneself",
  owner: "its owner",
  covering: "who stands in for them",
  responsible: "responsible lawyer",
  member: "lawyer of its group",
  "member of nobody's": "lawyer of its group, where nobody owns it",
  lead: "team lead of its group",
  partner: "partner, of its group or of the firm",
  groupless: "any lawyer, where it is of no group",
  "in the channel": "who is in its channel",
  admin: "admin",
  "risk officer": "risk officer",
};

/** Columns: those whose right comes from what they are towards an inquiry, and those whose right is their role alone. */
const COLUMNS = [
  "owner",
  "covering",
  "responsible",
  "member",
  "lead",
  "partner",
  "in the channel",
  "admin",
  "risk officer",
] as const;

const nobody = { memberOf: [], leads: [], partnerOf: [], riskOfficer: false, admin: false };
/** Somebody with this capacity and no other, and an inquiry of group 1 that is owed by person 2, with person 3 responsible. */
const WHO: Record<(typeof COLUMNS)[number], { id?: number; covers?: number[]; roles?: object; inChannel?: true }> = {
  owner: { id: 2 },
  covering: { covers: [2] },
  responsible: { id: 3 },
  member: { roles: { memberOf: [1] } },
  lead: { roles: { leads: [1] } },
  partner: { roles: { partnerOf: [1] } },
  "in the channel": { inChannel: true },
  admin: { roles: { admin: true } },
  "risk officer": { roles: { riskOfficer: true } },
};

function decided(right: Right, column: (typeof COLUMNS)[number]): Decision {
  const { id = 9, covers = [], roles, inChannel } = WHO[column];
  const about = {
    groups: [1],
    owner: 2,
    responsible: [3],
    person: right === "see to oneself" ? id : 99,
    inChannel,
    walled: false,
  };
  return decide({ id, covers, roles: { ...nobody, ...roles } }, right, about);
}

const names = Object.keys(RIGHTS) as Right[];

/** Who may do what, as the one function decides it. */
export const rightsPage = (): string => `${writtenFrom("src/domain/rights.ts")}

# Who may do what

Everybody of the firm is a lawyer. Besides, an admin grants in chat, or the firm's file says, who is **team lead** or **partner** of a
practice group, **partner** of the firm, **risk officer** and **admin**: \`grant partner of Litigation @kim\`, \`revoke …\`, \`roles\`.
What a platform calls somebody, an owner or an admin of a workspace, makes nobody anything here.

One function decides, afresh each time, and every command, button, form, shortcut, page, list, count, nudge and digest asks it. A wall
comes before all of this: what is walled off from somebody is not there for them, whatever they are.

${table(
  ["may", ...COLUMNS.map((column) => CAPACITY_SAID[column])],
  names.map((right) => [
    RIGHT_SAID[right],
    ...COLUMNS.map((column) => ("allowed" in decided(right, column) ? "yes" : "")),
  ]),
)}

In full, one of these is enough:

${table(
  ["may", "who"],
  names.map((right) => [RIGHT_SAID[right], RIGHTS[right].map((one) => CAPACITY_SAID[one]).join("; ")]),
)}

- An inquiry of a client without a practice group is the whole firm's: a small firm without groups covers for one another as before.
- Whoever is named as delegate in somebody's \`leave\` sees and does what is theirs, as team lead and partner too, for as long as
  the leave lasts.
- Lists show what is one's to see, and say so; whoever is in a client's channel may also act on its inquiries by their number.
- To be admin opens no inquiry. Where nobody else answers for one, an admin who may not see it is told that there is one, and not which.
- Clients' people, guests and strangers have no right at all: they are told one and the same sentence, whatever they send.
`;
