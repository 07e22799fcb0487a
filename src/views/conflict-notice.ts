import type { ListedKind, Subject } from "../domain/conflicts.ts";
import type { Instant, Zone } from "../domain/time.ts";
import type { Card, Control, Part, Span } from "./card.ts";
import { channelName } from "./owed.ts";
import { command } from "./say.ts";
import { dayAndTime, list, plural } from "./words.ts";

// For risk officers alone. No word that somebody wrote is quoted.

/** Something that is like a name. */
export interface LikeShown {
  readonly is: ListedKind | Exclude<Subject, "search">;
  readonly called: string;
  /** Whose it is; of a name, for whom it is listed. */
  readonly of?: string;
}

/** A possible conflict. */
export interface FoundShown {
  readonly id: number;
  /** Who is listed, or whom somebody asked about. */
  readonly name: string;
  readonly kind?: ListedKind;
  /** The client for whom it is listed, and in which matter. */
  readonly forWhom?: string;
  readonly where: { readonly is: Subject | "words"; readonly called: string; readonly client?: string };
  readonly messageAt?: Instant;
  readonly link?: string;
  readonly askedBy?: string;
  readonly like?: readonly LikeShown[];
  readonly outcome: "none" | "conflict" | null;
  readonly settledBy?: string;
  readonly because?: string;
}

export interface ListedShown {
  readonly id: number;
  readonly kind: ListedKind;
  readonly names: readonly string[];
  readonly forWhom?: string;
}

/** As many as one message holds with their buttons. */
const MOST = 8;

/** To a risk officer. Its first line, which a lock screen shows, names nobody. */
export function conflictNotice(found: readonly FoundShown[], zone: Zone, now: Instant): Card {
  const open = found.filter(({ outcome }) => outcome === null).length;
  const headline = open === 0 ? "Nothing more to clear here" : `${plural(open, "possible conflict")} of interest`;
  const shown = [...found].sort((a, b) => Number(a.outcome !== null) - Number(b.outcome !== null)).slice(0, MOST);
  const more = found.length - shown.length;
  return {
    summary: headline,
    parts: [
      { text: [{ bold: headline }] },
      ...shown.flatMap((one) => entry(one, zone, now)),
      ...(more > 0 ? [{ note: [`and ${more} more: `, command("conflicts")] } as Part] : []),
    ],
  };
}

function entry(one: FoundShown, zone: Zone, now: Instant): Part[] {
  const text: Part = {
    text: [
      { code: String(one.id) },
      " · ",
      { bold: one.name },
      ...who(one),
      "\n",
      ...whereFound(one, zone, now),
      settledHow(one),
    ],
  };
  return one.outcome === null ? [text, { controls: controls(one) }] : [text];
}

const who = ({ kind, forWhom, askedBy }: FoundShown): Span[] => {
  if (kind === undefined) return [` · ${askedBy} asked about it`];
  return [` · ${kindWords(kind, forWhom)}`];
};

export const inMatter = (client: string, matter?: string): string =>
  matter === undefined ? client : `${client} in ${matter}`;

export const kindWords = (kind: ListedKind, forWhom?: string): string =>
  kind === "adverse"
    ? `against ${forWhom ?? "the firm or its clients"}`
    : `may become a client${forWhom ? ` (for ${forWhom})` : ""}`;

function whereFound({ where, like, messageAt }: FoundShown, zone: Zone, now: Instant): Span[] {
  const of = where.client ? ` of ${where.client}` : "";
  switch (where.is) {
    case "client":
      return [`Like the client ${where.called}.`];
    case "matter":
      return [`Like the matter ${where.called}${of}, or part of its name.`];
    case "contact":
      return [`Like the contact ${where.called}${of}.`];
    case "account":
      return [`Like ${where.called}, an outsider who writes in a channel.`];
    case "channel":
      return [`Part of the name of ${channelName(where.called)}${where.client ? `, ${where.client}'s` : ""}.`];
    case "words":
      return [
        `Named in ${channelName(where.called)}${where.client ? `, ${where.client}'s` : ""}${messageAt === undefined ? "" : `, ${dayAndTime(messageAt, zone, now)}`}.`,
      ];
    case "search":
      return [`Like ${list(someOf(like ?? []))}.`];
  }
}

const someOf = (like: readonly LikeShown[], most = 5): string[] => [
  ...like.slice(0, most).map(likeWords),
  ...(like.length > most ? ["others"] : []),
];

export const likeWords = ({ is, called, of }: LikeShown): string => {
  if (is === "adverse" || is === "prospective") return `${called}, who is listed (${kindWords(is, of)})`;
  if (is === "account") return `${called}, an outsider`;
  return `the ${is} ${is === "channel" ? channelName(called) : called}${of ? ` of ${of}` : ""}`;
};

export const settledHow = ({ outcome, settledBy, because }: FoundShown): string => {
  if (outcome === null) return "";
  const by = settledBy ? `, says ${settledBy}` : "";
  return `\n${outcome === "none" ? "No conflict" : "A conflict"}${by}${because ? ` (${because})` : ""}.`;
};

const controls = ({ id, link }: FoundShown): Control[] => [
  ...(link ? [{ link: "Open message", url: link }] : []),
  { button: "No conflict", action: "no conflict", value: String(id) },
  { button: "Conflict: raise a wall", action: "conflict", value: String(id), style: "danger" },
];

const SETTLE: Part = { note: ["To settle one with the reason: ", command("conflicts settle 7 because another Beta")] };

export function conflictList(
  open: readonly FoundShown[],
  names: readonly ListedShown[],
  zone: Zone,
  now: Instant,
): Card {
  const lines = names
    .slice(0, 40)
    .map(
      ({ id, kind, names: [name, ...also], forWhom }): string =>
        `\n${id} · ${name}${also.length > 0 ? ` (${list(also)})` : ""} · ${kindWords(kind, forWhom)}`,
    );
  const more = names.length - lines.length;
  const about: Part =
    names.length === 0
      ? { text: ["Nobody is listed. For example: ", command('adverse "Beta Holdings" for Acme')] }
      : {
          text: [
            { bold: `${plural(names.length, "name")} listed` },
            ...lines,
            more > 0 ? `\nand ${more} more: npm run conflicts -- list has them all.` : "",
          ],
        };
  const none = { text: [{ bold: "No possible conflict is open" }] };
  const notice = conflictNotice(open, zone, now);
  return open.length === 0
    ? { summary: "No possible conflict is open", parts: [none, about] }
    : { ...notice, parts: [...notice.parts, SETTLE, about] };
}
