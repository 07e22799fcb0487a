import { type Actor, type Capacity, holds, type Subject } from "./rights/capacities.ts";

/** Who may do what: each right with the capacities of which one is enough. The one table; the docs are drawn from it. */
export const RIGHTS = {
  /** To know that an inquiry is there, and all that is told of it: lists, `show`, `why`, nudges, counts. */
  see: ["owner", "covering", "responsible", "member", "lead", "partner", "groupless", "in the channel"],
  /** To make it one's own. */
  take: ["owner", "covering", "responsible", "member", "lead", "partner", "groupless", "in the channel"],
  /** To say how it stands: on it, snoozed, waiting, going on, done, opened again, no inquiry. */
  work: ["owner", "covering", "responsible", "member", "lead", "partner", "groupless", "in the channel"],
  /** To make it somebody else's. */
  "hand on": ["owner", "covering", "responsible", "lead", "partner", "groupless", "member of nobody's"],
  /** To be given it: whoever it is handed to, who will be told of it. */
  own: ["of the firm"],
  /** To say that a message is an inquiry, or is none. */
  track: ["owner", "covering", "responsible", "member", "lead", "partner", "groupless", "in the channel"],
  /** To say which inquiry a reply was for. */
  "say what it answers": ["self"],
  /** To say for which client a channel is. */
  "say whose channel": ["in the channel", "responsible", "lead", "partner", "admin"],
  /** To find a client by its name, and choose it in a form. */
  "name client": ["of the firm"],
  /** To write down a call or a letter of a client. */
  "log contact": ["of the firm"],
  /** What concerns nobody but the one who asks: their own list and page, their leave, help. */
  "see to oneself": ["self"],
  /** To learn who has which role. */
  "see roles": ["of the firm"],
  /** Figures of a week: of the groups one is a partner of, or of the firm. */
  "read figures": ["partner"],
  "set up": ["admin"],
  "link people": ["admin"],
  "grant roles": ["admin"],
  /** To have held-back reminders sent. */
  "let go": ["admin"],
  "keep walls": ["risk officer"],
  /** To ask whether somebody may be in conflict; the answer goes to the risk officers. */
  "ask about conflicts": ["lead", "partner", "risk officer"],
  /** That nothing of a client or a matter is forgotten or erased meanwhile. */
  "place holds": ["risk officer"],
  "set retention": ["risk officer"],
  "clear conflicts": ["risk officer"],
  "read audit": ["risk officer"],
} as const satisfies Readonly<Record<string, readonly Capacity[]>>;

export type Right = keyof typeof RIGHTS;

/** Why not, in a fixed word: never about the subject, so that it can be told and logged. */
export type Reason =
  | "outside"
  | "not theirs"
  | "for its writer"
  | "for partners"
  | "for leads and partners"
  | "for admins"
  | "for risk officers";

export type Decision =
  /** In which capacity. */
  | { readonly allowed: Capacity }
  /** It is there, and not for them. */
  | { readonly refused: Reason }
  /** For them it does not exist: they are to be answered as if it did not. */
  | { readonly notThere: true };

/**
 * Whether this actor has this right over this subject. An outsider has none, whatever it is about. What is walled off from someone
 * is not there, before anything else about it is looked at.
 */
export function decide(actor: Actor, right: Right, subject: Subject): Decision {
  if ("outsider" in actor) return { refused: "outside" };
  if (subject.walled) return { notThere: true };
  const capacity = RIGHTS[right].find((one) => holds(one, actor, subject));
  return capacity ? { allowed: capacity } : { refused: reasonOf(right) };
}

export const isAllowed = (decision: Decision): decision is Extract<Decision, { allowed: Capacity }> =>
  "allowed" in decision;

function reasonOf(right: Right): Reason {
  if (right === "ask about conflicts") return "for leads and partners";
  const enough: readonly Capacity[] = RIGHTS[right];
  if (enough.length > 1) return "not theirs";
  return ONLY[enough[0]!] ?? "not theirs";
}

const ONLY: Partial<Record<Capacity, Reason>> = {
  self: "for its writer",
  partner: "for partners",
  admin: "for admins",
  "risk officer": "for risk officers",
};
