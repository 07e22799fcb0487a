import type { Act, AuditEntry } from "../audit.ts";
import type { Instant } from "../time.ts";

/** How somebody came to know of a matter. */
type Way =
  | "a list"
  | "the names in a form"
  | "the whole inquiry"
  | "why it is due"
  | "their page"
  | "a card brought up to date"
  | "a form"
  | "the answer to a command"
  | "a message to them"
  | "perhaps a message to them"
  | "a weekly report"
  | "being given it"
  | "what they did to it";

export interface Knew {
  readonly seq: number;
  readonly at: Instant;
  readonly personId: number;
  readonly way: Way;
  /** Those of the matter's, where it was about some. */
  readonly inquiries: readonly number[];
}

/** Who knew of a matter, by what the log says of it and of its inquiries, oldest first. */
export function whoSaw(
  entries: readonly (AuditEntry & { readonly seq: number })[],
  ofMatter: ReadonlySet<number>,
): Knew[] {
  return entries.flatMap((entry) => {
    const { seq, at, subject, inquiries = [] } = entry;
    const all = subject.kind === "inquiry" && subject.id !== undefined ? [subject.id, ...inquiries] : inquiries;
    const those = [...new Set(all)].filter((id) => ofMatter.has(id));
    return waysOf(entry).map(({ personId, way }) => ({ seq, at, personId, way, inquiries: those }));
  });
}

function waysOf({ act, actor, subject, details }: AuditEntry): { personId: number; way: Way }[] {
  const found: { personId: number; way: Way }[] = [];
  const person = typeof actor === "object" && "person" in actor ? actor.person : undefined;
  const to = numberOf(details?.to);
  const told = numberOf(details?.person);
  // Somebody who was refused was told nothing.
  if (act === "refused") return found;
  const seen = WAYS[act];
  if (person !== undefined) {
    const asForm = details?.by === "form" ? "a form" : details?.by === "answer" ? "the answer to a command" : undefined;
    const card = act === "saw inquiry" && subject.kind === "delivery" ? "a card brought up to date" : undefined;
    found.push({ personId: person, way: asForm ?? card ?? seen ?? "what they did to it" });
  }
  if (act === "assigned" && to !== undefined && to !== person) found.push({ personId: to, way: "being given it" });
  if (told !== undefined && seen !== undefined && person === undefined) found.push({ personId: told, way: seen });
  return found;
}

const WAYS: Partial<Record<Act, Way>> = {
  "saw list": "a list",
  "saw choices": "the names in a form",
  "saw inquiry": "the whole inquiry",
  "saw why": "why it is due",
  "saw home": "their page",
  told: "a message to them",
  "perhaps told": "perhaps a message to them",
  "report made": "a weekly report",
};

const numberOf = (value: unknown): number | undefined => (typeof value === "number" ? value : undefined);
