import { type Canonical, canonical } from "./audit/canonical.ts";
import type { Instant } from "./time.ts";

/** Who did it: a person of the firm, the program by itself, whoever sits at its terminal, or an outsider, by their account. */
type Doer = { readonly person: number } | { readonly outsider: number } | "system" | "terminal";

/** Who, and when: what an entry begins with. */
export interface By {
  readonly actor: Doer;
  readonly at: Instant;
}

export const byPerson = (person: number, at: Instant): By => ({ actor: { person }, at });

export const byItself = (at: Instant): By => ({ actor: "system", at });

export const byTerminal = (at: Instant): By => ({ actor: "terminal", at });

/** What was done, seen or told. A new word is one more line. */
export type Act = (typeof acts)[number];

const acts = [
  // An inquiry, by what was written, by hand, or by itself.
  "message kept",
  "message changed",
  "message deleted",
  "message ruled",
  "reply placed",
  "timeline changed",
  "reassessed",
  "regrouped",
  "logged",
  "assigned",
  "paused",
  "resumed",
  "answered elsewhere",
  "resolved",
  "reopened",
  "dismissed",
  "snoozed",
  "confirmed",
  // What was told, and what became of it.
  "told",
  "not told",
  "perhaps told",
  "held back",
  "let go",
  // What was seen.
  "saw list",
  "saw inquiry",
  "saw why",
  "saw home",
  "saw choices",
  "saw report",
  "report made",
  // Who there is, and what was agreed.
  "account met",
  "account changed",
  "person added",
  "person changed",
  "people merged",
  "leave taken",
  "group added",
  "group changed",
  "client added",
  "client changed",
  "matter added",
  "matter changed",
  "contact added",
  "channel met",
  "channel changed",
  "channel linked",
  "standard set",
  "standard ended",
  "calendar changed",
  "firm set up",
  "firm changed",
  "holidays reviewed",
  "installed",
  "access renewed",
  "removed",
  // Rights and walls.
  "allowed",
  "refused",
  "role granted",
  "role taken away",
  "wall raised",
  "wall changed",
  "wall lowered",
  "wall proved",
  // Keys, keeping and forgetting.
  "key made",
  "key rotated",
  "key destroyed",
  "retention set",
  "forgotten",
  "hold placed",
  "hold lifted",
  "erased",
  "exported",
  "export reviewed",
  // Conflicts of interest.
  "names listed",
  "conflict found",
  "conflict settled",
  "conflicts searched",
  // The log itself, and whole stores.
  "log read",
  "checkpoint sent",
  "past imported",
  "backed up",
  "restored",
  "tried again",
  "roles split",
] as const;

type SubjectKind =
  | "firm"
  | "inquiry"
  | "message"
  | "delivery"
  | "matter"
  | "client"
  | "contact"
  | "person"
  | "group"
  | "account"
  | "channel"
  | "standard"
  | "calendar"
  | "installation"
  | "role"
  | "wall"
  | "key"
  | "hold"
  | "export"
  | "name"
  | "conflict"
  | "log";

/** About what: one thing, by its id. Of a kind of which there is one, or whose ids are no numbers, by the kind alone. */
export interface AuditSubject {
  readonly kind: SubjectKind;
  readonly id?: number;
}

/** Ids, instants and fixed words: never a name, never a client's word. What was erased must not live on in the log. */
type AuditDetail = number | boolean | null | string | readonly (number | string)[];

export interface AuditEntry extends By {
  readonly act: Act;
  readonly subject: AuditSubject;
  /** Inquiries it showed, told of or touched, beside the subject: what tells later who knew of a matter. */
  readonly inquiries?: readonly number[];
  readonly details?: Readonly<Record<string, AuditDetail | undefined>>;
}

/** The one text of an entry, as it is kept and hashed. @throws RangeError where a detail is more than an id, an instant or a fixed word */
export function entryText({ at, actor, act, subject, inquiries, details }: AuditEntry): string {
  for (const [name, detail] of Object.entries(details ?? {})) {
    const texts = (Array.isArray(detail) ? detail : [detail]).filter((one) => typeof one === "string");
    for (const text of texts) if (!FIXED.test(text)) throw new RangeError(`The detail "${name}" is no fixed word.`);
  }
  const told: Canonical = {
    act,
    actor: typeof actor === "string" ? actor : { ...actor },
    at: instantText(at),
    details: details && Object.keys(details).length > 0 ? { ...details } : undefined,
    inquiries: inquiries && inquiries.length > 0 ? [...new Set(inquiries)].sort((a, b) => a - b) : undefined,
    subject: { ...subject },
  };
  return canonical(told);
}

/** For a detail that is an instant. */
export const instantText = (at: Instant): string => new Date(at).toISOString();

/** A word or two of ours, a platform's opaque id, a hash, an instant: nothing that could be a sentence or most people's names. */
const FIXED =
  /^(?:[a-z][a-z' -]{0,39}|[A-Z0-9][A-Z0-9._-]{0,63}|[0-9a-f.-]{1,64}|sha256:[0-9a-f]{64}|\d{4}-\d\d-\d\dT[\d:.]+Z)$/;

/** An entry as it was kept. @throws SyntaxError where the text is none */
export const readEntry = (text: string): AuditEntry => {
  const { at, ...rest } = JSON.parse(text) as Omit<AuditEntry, "at"> & { at: string };
  return { ...rest, at: Date.parse(at) };
};
