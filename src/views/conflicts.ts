import type { ListedKind, Subject } from "../domain/conflicts.ts";
import type { Instant, Zone } from "../domain/time.ts";
import type { Card, Control, Part, Span } from "./card.ts";
import { channelName } from "./owed.ts";
import { command, say } from "./say.ts";
import { capital, dayAndTime, list, plural } from "./words.ts";

// For risk officers alone, but for the sentence that everybody else is told. No word that somebody wrote is quoted.

/** Something that is like a name. */
export interface LikeShown {
  readonly is: ListedKind | Exclude<Subject, "search">;
  readonly called: string;
  readonly client?: string;
}

/** A possible conflict. */
export interface FoundShown {
  readonly id: number;
  /** Who is listed, or whom somebody asked about. */
  readonly name: string;
  readonly kind?: ListedKind;
  /** The client for whom it is listed. */
  readonly listedFor?: string;
  readonly where: { readonly is: Subject | "words"; readonly called: string; readonly client?: string };
  readonly messageAt?: Instant;
  readonly link?: string;
  readonly askedBy?: string;
  readonly like?: readonly LikeShown[];
  readonly outcome: "none" | "conflict" | null;
  readonly settledBy?: string;
}

export interface ListedShown {
  readonly id: number;
  readonly kind: ListedKind;
  readonly names: readonly string[];
  readonly client?: string;
}

/** The same whether there is nothing, something, or something behind a wall. */
export const lookedUp = (): Card =>
  say("It is being looked up. If there is anything to clear, the risk officer will be in touch.");

export const noName = (): Card =>
  say("That is no name I can look up. For example: ", command("conflicts Beta Holdings"));

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

const who = ({ kind, listedFor, askedBy }: FoundShown): Span[] => {
  if (kind === undefined) return [` · ${askedBy} asked about it`];
  return [` · ${kindWords(kind, listedFor)}`];
};

const kindWords = (kind: ListedKind, client?: string): string =>
  kind === "adverse"
    ? `against ${client ?? "the firm or its clients"}`
    : `may become a client${client ? ` (for ${client})` : ""}`;

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

const likeWords = ({ is, called, client }: LikeShown): string => {
  const of = client ? ` of ${client}` : "";
  if (is === "adverse" || is === "prospective") return `${called}, who is listed (${kindWords(is, client)})`;
  if (is === "account") return `${called}, an outsider`;
  return `the ${is} ${is === "channel" ? channelName(called) : called}${of}`;
};

const settledHow = ({ outcome, settledBy }: FoundShown): string => {
  if (outcome === null) return "";
  return `\n${outcome === "none" ? "No conflict" : "A conflict"}${settledBy ? `, says ${settledBy}` : ""}.`;
};

const controls = ({ id, link }: FoundShown): Control[] => [
  ...(link ? [{ link: "Open message", url: link }] : []),
  { button: "No conflict", action: "no conflict", value: String(id) },
  { button: "Conflict: raise a wall", action: "conflict", value: String(id), style: "danger" },
];

export const isNone = ({ name }: FoundShown): Card =>
  say(`On record: no conflict with ${name} there. It is not raised again; elsewhere it still is.`);

/** What comes next is somebody's judgment: whom the wall is for is not known here. */
export const isOne = ({ name, where: { is, called, client } }: FoundShown): Card => {
  const around = is === "matter" ? `${client}, ${called}` : client;
  return say(
    `On record as a conflict: ${name}. If some are to be kept from it, raise a wall: `,
    command(
      around === undefined
        ? 'wall "Acme v. Beta" from Kim because she acted for Beta'
        : `wall "${around}" from <people> because conflict of interest`,
    ),
  );
};

export const settledAlready = (found: FoundShown): Card =>
  say(`That is settled already${settledHow(found).replace("\n", ": ").replace(/\.$/, "")}; nothing was changed.`);

export const noSuchConflict = (id: number): Card =>
  say(`I find no possible conflict ${id}. Those that are open: `, command("conflicts"));

export const noSuchName = (id: number): Card =>
  say(`I find no name ${id} on the list. Those that are: `, command("conflicts"));

export const listed = ({ id, kind, names: [name = "", ...also], client }: ListedShown): Card =>
  say(
    { bold: `${name} is listed` },
    ` · ${kindWords(kind, client)}${also.length > 0 ? ` · also ${list(also)}` : ""}`,
    "\nClients, matters, contacts and channels that are there are looked through now, and messages from now on. What is found comes to the risk officers alone. To take it off the list: ",
    command(`conflicts unlist ${id}`),
  );

export const unlisted = (name: string): Card => say(`${name} is listed no more. That it was stays on record.`);

/** What a risk officer's own question finds. */
export const foundLike = (name: string, like: readonly LikeShown[]): Card => {
  if (like.length === 0) return say(`Nobody listed, no client, matter or contact is like “${name}”.`);
  const shown = like.slice(0, 40);
  const more = like.length - shown.length;
  return say(
    { bold: `Like “${name}”` },
    ...shown.map((one) => `\n${capital(likeWords(one))}`),
    more > 0 ? `\nand ${more} more` : "",
  );
};

export function conflictList(
  open: readonly FoundShown[],
  names: readonly ListedShown[],
  zone: Zone,
  now: Instant,
): Card {
  const lines = names
    .slice(0, 40)
    .map(
      ({ id, kind, names: [name, ...also], client }): string =>
        `\n${id} · ${name}${also.length > 0 ? ` (${list(also)})` : ""} · ${kindWords(kind, client)}`,
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
    : { ...notice, parts: [...notice.parts, about] };
}

/** To the admins, whether or not anything was found. */
export const noRiskOfficer = (): Card =>
  say(
    { bold: "Nobody is risk officer" },
    "\nNames are listed or looked up for conflicts of interest, and whatever may be found is told to risk officers alone: there is nobody to tell. Please name one: ",
    command("grant risk officer @kim"),
  );
