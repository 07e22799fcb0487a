import type { Clock } from "../domain/clock.ts";
import type { InquiryState } from "../domain/inquiry.ts";
import type { Owed } from "../domain/owed.ts";
import type { Instant, Zone } from "../domain/time.ts";
import type { Fact } from "../domain/timeline.ts";
import type { Card, Option, Part } from "./card.ts";
import { clockName } from "./clocks.ts";
import { openMessage, ownerControls, pausedControls, unsureControls } from "./controls.ts";
import { about, where, whom } from "./owed.ts";
import { command } from "./say.ts";
import { businessDuration, capital, dayAndTime, plural, untilTime } from "./words.ts";

/** One inquiry as `show` tells it. */
export interface Shown
  extends Pick<Owed, "inquiryId" | "client" | "matter" | "contact" | "owner" | "channel" | "via" | "link"> {
  readonly state: InquiryState;
  readonly askedAt: Instant;
  readonly unsure: boolean;
  readonly clocks: readonly Clock[];
  readonly timeline: readonly Fact[];
  /** Names of the firm's people and of contacts, by id; one the reader may not know of is left out. */
  readonly people: ReadonlyMap<number, string>;
  readonly contacts: ReadonlyMap<number, string>;
}

/** Its facts on a line of time, its clocks, who has it, and the standard each clock comes from. */
export function showCard(it: Shown, reader: { zone: Zone; colleagues?: readonly Option[] }, now: Instant): Card {
  const { zone } = reader;
  return {
    summary: `${about(it)}: ${STATES[it.state]}`,
    parts: [
      {
        text: [
          { bold: `${it.inquiryId} · ${whom(it)}` },
          `${it.matter ? ` · ${it.matter}` : ""}\n${capital(STATES[it.state])}. ${whose(it)} Asked ${dayAndTime(it.askedAt, zone, now)}${where(it)}.`,
        ],
      },
      ...paragraph(it.clocks.map((clock) => clockLine(clock, zone, now))),
      ...paragraph(happened(it, zone, now)),
      ...controls(it, reader.colleagues),
      { note: ["Why it is due when it is: ", command(`why ${it.inquiryId}`)] },
    ],
  };
}

const whose = ({ state, owner }: Shown): string => {
  const live = state === "open" || state === "paused";
  if (live) return owner ? `${owner} has it.` : "Nobody has it yet.";
  return owner ? `${owner} had it.` : "Nobody had it.";
};

function controls(it: Shown, colleagues?: readonly Option[]): Part[] {
  if (it.state === "paused") return [{ controls: pausedControls(it) }];
  if (it.state === "open") return [{ controls: it.unsure ? unsureControls(it) : ownerControls(it, colleagues) }];
  const link = openMessage(it);
  return link.length > 0 ? [{ controls: link }] : [];
}

/** How an inquiry stands, in a word or two. */
export const STATES: Record<InquiryState, string> = {
  open: "open",
  paused: "waiting on the client",
  answered: "answered",
  resolved: "closed",
  dismissed: "not an inquiry",
};

const paragraph = (lines: readonly string[]): Part[] => (lines.length === 0 ? [] : [{ text: [lines.join("\n")] }]);

/** "Answer: due Tue 13:00 (4 h of business time, engagement letter §4)". */
export function clockLine(clock: Clock, zone: Zone, now: Instant): string {
  const { kind, terms } = clock;
  const source = terms ? ` (${businessDuration(terms.target)} of business time, ${terms.source})` : "";
  return `${capital(clockName(kind))}: ${standing(clock, zone, now)}${source}`;
}

function standing({ state, dueAt, stoppedAt, breachedAt }: Clock, zone: Zone, now: Instant): string {
  const due = dueAt === undefined ? "" : untilTime(dueAt, zone, now);
  const stopped = stoppedAt === undefined ? "" : ` ${untilTime(stoppedAt, zone, now)}`;
  if (state === "met") return `done${stopped}, in time: it was due ${due}`;
  if (state === "cancelled") return "no longer needed";
  if (state === "paused") return due ? `stands still; due ${due} as things are` : "stands still";
  if (state === "running") return `due ${due}`;
  const missed = `was due ${breachedAt === undefined ? due : untilTime(breachedAt, zone, now)}`;
  return stoppedAt === undefined ? `overdue, ${missed}` : `done${stopped}, late: it ${missed}`;
}

const LATEST = 12;

/** The facts in order of time, one a line; of very many the latest. */
function happened(it: Shown, zone: Zone, now: Instant): string[] {
  const facts = [...it.timeline].filter(({ at }) => at <= now).sort((a, b) => a.at - b.at);
  const left = facts.length - LATEST;
  const lines = facts
    .slice(-LATEST)
    .map((fact) => `${capital(dayAndTime(fact.at, zone, now))} · ${factWords(fact, it, zone, now)}`);
  return left > 0 ? [`${plural(left, "earlier step")} not shown`, ...lines] : lines;
}

/** "asked by Dana Reed", "holding reply by Kim, an answer promised by Tue 12:00". */
export function factWords(
  fact: Fact,
  { people, contacts }: Pick<Shown, "people" | "contacts">,
  zone: Zone,
  now: Instant,
): string {
  const named = "personId" in fact && fact.personId !== undefined ? people.get(fact.personId) : undefined;
  const [by, says] = named ? [` by ${named}`, `, says ${named}`] : ["", ""];
  switch (fact.kind) {
    case "asked": {
      const contact = fact.contactId === undefined ? undefined : contacts.get(fact.contactId);
      return contact ? `asked by ${contact}` : "asked";
    }
    case "held":
      return `holding reply${by}${fact.promisedFor === undefined ? "" : `, an answer promised by ${untilTime(fact.promisedFor, zone, now)}`}`;
    case "paused":
      return `waiting on the client${fact.until === undefined ? "" : ` until ${untilTime(fact.until, zone, now)}`}${says}`;
    case "assigned":
      return `given to ${people.get(fact.to) ?? "a colleague"}${named && fact.personId !== fact.to ? by : ""}`;
    case "dismissed":
      return `not an inquiry${says}${fact.reason ? `: ${fact.reason}` : ""}`;
    case "resolved":
      return `closed${by}`;
    case "reopened":
      return `opened again${by}`;
    default:
      return `${fact.kind}${by}`;
  }
}
