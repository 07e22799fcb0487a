/** What someone of the firm may be besides one of its lawyers, which all of them are. Groups by id. */
interface Roles {
  readonly memberOf: readonly number[];
  /** Groups whose team lead they are. */
  readonly leads: readonly number[];
  readonly partnerOf: "the firm" | readonly number[];
  readonly riskOfficer: boolean;
  readonly admin: boolean;
}

/** Who wants to do something. Roles are what the firm says they are, never what a platform makes of somebody. */
export type Actor = { readonly outsider: true } | ActingPerson;

export interface ActingPerson {
  readonly id: number;
  readonly roles: Roles;
  /** Colleagues on leave for whom they stand in just now. */
  readonly covers: readonly number[];
}

/** What it is about, as far as it matters to who may do it; a part that does not apply is absent or empty. */
export interface Subject {
  readonly inquiry?: number;
  readonly channel?: number;
  readonly client?: number;
  readonly matter?: number;
  /** Practice groups whose work it is. Of none: the whole firm's. */
  readonly groups: readonly number[];
  /** Who owes the answer. */
  readonly owner?: number;
  /** Responsible lawyers, of the matter and of the client. */
  readonly responsible: readonly number[];
  /** Whose own thing it is: a list, a leave, a reply. */
  readonly person?: number;
  /** The actor is in the channel it came from, as the platform said just now. */
  readonly inChannel?: boolean;
  /** A wall stands between it and this actor. */
  readonly walled: boolean;
}

/** What someone is towards a subject. */
export type Capacity =
  | "of the firm"
  | "self"
  | "owner"
  | "covering"
  | "responsible"
  | "member"
  | "member of nobody's"
  | "lead"
  | "partner"
  | "groupless"
  | "in the channel"
  | "admin"
  | "risk officer";

export function holds(capacity: Capacity, { id, roles, covers }: ActingPerson, subject: Subject): boolean {
  const { groups, owner, responsible, person, inChannel } = subject;
  const among = (own: readonly number[]) => groups.some((group) => own.includes(group));
  switch (capacity) {
    case "of the firm":
      return true;
    case "self":
      return person === id;
    case "owner":
      return owner === id;
    case "covering":
      return covers.some((one) => one === owner || responsible.includes(one));
    case "responsible":
      return responsible.includes(id);
    case "member":
      return among(roles.memberOf);
    case "member of nobody's":
      return owner === undefined && among(roles.memberOf);
    case "lead":
      return among(roles.leads);
    case "partner":
      return roles.partnerOf === "the firm" || among(roles.partnerOf);
    case "groupless":
      return groups.length === 0;
    case "in the channel":
      return inChannel === true;
    case "admin":
      return roles.admin;
    case "risk officer":
      return roles.riskOfficer;
  }
}
