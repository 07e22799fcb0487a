import { type Hold, type KeptKind, KINDS, periodWritten, type Retention } from "../domain/keeping.ts";
import type { Instant, Zone } from "../domain/time.ts";
import type { Card, Part } from "./card.ts";
import { command, say } from "./say.ts";
import { capital, clockTime, plural } from "./words.ts";

// For risk officers alone.

type HoldShown = Omit<Hold, "clientId" | "matterId">;

/** `13 January 2026`: what a court would ask for is told with its year. */
const dateOf = (t: Instant, zone: Zone): string =>
  new Intl.DateTimeFormat("en-GB", { timeZone: zone, dateStyle: "long" }).format(t);

const AT_TERMINAL = "someone at the terminal";

/** `ofMatter`: then what is its client's and of no matter is held as well. */
export const holdPlaced = (id: number, on: string, ofMatter: boolean, why: string, zone: Zone, now: Instant): Card =>
  say(
    { bold: `${on} is on legal hold` },
    `\nSince ${dateOf(now, zone)}, ${clockTime(now, zone)}, because: ${why}. Nothing of it is forgotten or erased until it is released, also where somebody deletes it in chat.`,
    ofMatter ? " So is what is its client's without anybody having said of which matter." : "",
    " To release it: ",
    command(`release ${id}`),
  );

export const heldAlready = (on: string): Card =>
  say(`${on} is on legal hold already; nothing was changed. Those that are on: `, command("holds"));

export const noSuchHold = (id: number): Card =>
  say(`I find no legal hold ${id} that is on. Those that are: `, command("holds"));

export const holdReleased = ({ id, placedAt, ...on }: HoldShown, zone: Zone, now: Instant): Card =>
  say(
    `Hold ${id} on ${onWhat(on)} is released: it was on from ${dateOf(placedAt, zone)} to ${dateOf(now, zone)}, and that stays on record. What is old enough may be forgotten from now on.`,
  );

const onWhat = ({ client, matter }: Pick<HoldShown, "client" | "matter">) =>
  matter === undefined ? client : `${client}, ${matter}`;

/** As many as one message holds. */
const MOST = 40;

/** `all`: with those that were released. */
export function holdList(holds: readonly HoldShown[], all: boolean, zone: Zone): Card {
  if (holds.length === 0)
    return say(
      all ? "There never was a legal hold. For example: " : "No legal hold is on. For example: ",
      command('hold "Acme v. Beta" because it is in court'),
    );
  const headline = all ? plural(holds.length, "legal hold") : `${plural(holds.length, "legal hold")} on`;
  const lines = holds.slice(0, MOST).map(({ id, placedAt, placedBy, liftedAt, liftedBy, why, ...on }): Part => {
    const since = `Since ${dateOf(placedAt, zone)}, by ${placedBy ?? AT_TERMINAL}: ${why}`;
    const until = liftedAt === undefined ? "" : `; released ${dateOf(liftedAt, zone)} by ${liftedBy ?? AT_TERMINAL}`;
    return { text: [{ code: String(id) }, " · ", { bold: onWhat(on) }, `\n${since}${until}`] };
  });
  const rest: Part[] =
    holds.length > MOST ? [{ note: [`and ${holds.length - MOST} more: npm run holds has them all.`] }] : [];
  return { summary: capital(headline), parts: [{ text: [{ bold: capital(headline) }] }, ...lines, ...rest] };
}

const WHAT: Readonly<Record<KeptKind, string>> = {
  words: "What people wrote",
  people: "Who of a client asked",
  sent: "What I wrote to the firm's people",
};

const howLong = (days: number | undefined): string =>
  days === undefined ? "for good" : days === 0 ? "not at all" : `for ${periodWritten(days)}`;

/** How long what is kept, for the firm and for each client that has a rule of its own. */
export function retentionCard(all: readonly Retention[], clients: ReadonlyMap<number, string>): Card {
  const firm = KINDS.map((kind) => {
    const rule = all.find((one) => one.clientId === undefined && one.kind === kind);
    return `\n${WHAT[kind]}: ${howLong(rule?.days)}.`;
  });
  const own = all.flatMap(({ clientId, kind, days }) =>
    clientId === undefined ? [] : [`\n${clients.get(clientId)}, ${lower(WHAT[kind])}: ${howLong(days)}.`],
  );
  const shown = own.slice(0, MOST);
  const more = own.length > MOST ? [`\nand ${own.length - MOST} more: npm run keeping has them all.`] : [];
  return say(
    { bold: "How long what is kept" },
    ...firm,
    ...shown,
    ...more,
    "\nA legal hold comes before it. To change it: ",
    command("keep words 18 months Acme"),
  );
}

interface Rule {
  readonly kind: KeptKind;
  readonly days: number | undefined;
  readonly client?: string;
  /** What is older goes. */
  readonly since?: Instant;
}

/** It cannot be undone, so it is asked for twice. */
export const reallyKeep = (rule: Rule, again: string, zone: Zone): Card =>
  say(
    { bold: "Nothing was changed yet" },
    `\n${said(rule)} ${goes(rule, zone)} It cannot be had back. If that is meant: `,
    command(again),
  );

export const keptFor = (rule: Rule, zone: Zone): Card => say(`From now on: ${lower(said(rule))} ${goes(rule, zone)}`);

const said = ({ kind, days, client }: Rule): string =>
  `${WHAT[kind]}${client === undefined ? "" : `, of ${client},`} is kept ${howLong(days)}.`;

const goes = ({ since }: Rule, zone: Zone): string =>
  since === undefined
    ? "Nothing of it is forgotten."
    : `What is from before ${dateOf(since, zone)}, ${clockTime(since, zone)}, is forgotten as of today, and from then on day by day; what is on legal hold stays.`;

const lower = (words: string): string => words.charAt(0).toLowerCase() + words.slice(1);
