import { weekWords } from "../../domain/calendar/week-words.ts";
import { zoneSaid } from "../../domain/calendar/words.ts";
import { type FirmSoFar, isFinished, type Step, type StepSeen } from "../../domain/set-up.ts";
import type { Card, Control, Part, Span } from "../card.ts";
import { channelName } from "../owed.ts";
import { command, say } from "../say.ts";
import { list, plural } from "../words.ts";

/** The set-up of the firm as one admin sees it: each step with what is set, and what to press. */
export function setUpCard(firm: FirmSoFar, seen: readonly StepSeen[]): Card {
  const title = isFinished(seen) ? `${firm.name} is set up: ${figures(seen)}` : `Set up ${firm.name}: ${figures(seen)}`;
  const next = seen.find(({ is, atIt }) => is === "to do" && !atIt)?.step;
  return {
    summary: title,
    parts: [
      { text: [{ bold: title }, `\n${isFinished(seen) ? AFTER : BEFORE}`] },
      ...seen.map((one): Part => ({ row: row(firm, one), controls: controls(firm, one, one.step === next) })),
      {
        note: isFinished(seen)
          ? ["To change any of it later, write ", AGAIN]
          : ["To go on later, write ", AGAIN, "; I keep the place."],
      },
    ],
  };
}

const BEFORE = "Five short steps, in any order. Each is kept at once, and any can be skipped.";
const AFTER =
  "Invite me to every channel where a client writes. I ask whoever invites me whose it is, and track what is asked there from then on.";
const AGAIN = command("setup");

/** There is no channel to choose from yet. */
export const invited = (): Card =>
  say(
    { bold: "I am in no channel yet that waits for a client." },
    "\nInvite me to one where a client writes, as you would a colleague; where channels belong to a team, add the app to the team. I then ask you here whose it is.",
  );

/** On an admin's own page, while something is left to do. */
export const setUpRow = (firm: FirmSoFar, seen: readonly StepSeen[]): Part => ({
  row: [{ bold: `Set up ${firm.name}: ${figures(seen)}` }],
  controls: [{ button: "Go on with it", action: "set up", value: "card" }],
});

/** "2 of 5 done, 1 skipped". */
function figures(seen: readonly StepSeen[]): string {
  const skipped = seen.filter(({ is }) => is === "skipped").length;
  const done = seen.filter(({ is }) => is === "done").length;
  return `${done} of ${seen.length} done${skipped > 0 ? `, ${skipped} skipped` : ""}`;
}

interface StepWords {
  readonly title: string;
  /** Once there may be more than the first. */
  readonly after?: string;
  /** What it is good for, while it is to do. */
  readonly why: string;
  readonly begin: string;
  readonly again: string;
  readonly set: (firm: FirmSoFar) => string;
  /** What stands there before anybody has looked. */
  readonly before: (firm: FirmSoFar) => string;
}

const words: Readonly<Record<Step, StepWords>> = {
  office: {
    title: "Hours and holidays",
    why: "The clock on an answer runs only while the firm is open. Please look over what I assume.",
    begin: "Look over hours",
    again: "Change hours",
    set: (firm) => `${hours(firm)}; ${plural(firm.holidays, "holiday")} in ${firm.year}`,
    before: (firm) => `${hours(firm)}, holidays ${firm.jurisdiction ? `of ${firm.jurisdiction}` : "not known"}`,
  },
  groups: {
    title: "Practice groups",
    why: "The team lead is told when an answer of the group is late.",
    begin: "Add a group",
    again: "Add another group",
    set: (firm) => list(firm.groups.slice(0, 8).map(({ name, lead }) => (lead ? `${name} (lead: ${lead})` : name))),
    before: () => "none yet",
  },
  people: {
    title: "Partners",
    why: "Partners read the weekly digest, Monday at 08:30, and are told of what is an hour late.",
    begin: "Choose partners",
    again: "Change partners",
    set: (firm) => list(firm.partners.slice(0, 8)),
    before: () => "none yet",
  },
  client: {
    title: "First client",
    after: "Clients",
    why: "Who answers for the client, and in what time.",
    begin: "Add a client",
    again: "Add another client",
    set: (firm) => list(firm.clients.slice(0, 8)),
    before: () => "none yet",
  },
  channel: {
    title: "First channel",
    after: "Channels",
    why: "What clients ask in it is tracked from then on.",
    begin: "Choose a channel",
    again: "Choose another channel",
    set: (firm) => list(firm.channels.slice(0, 8).map(channelName)),
    before: () => "none yet",
  },
};

const hours = ({ weekly, zone }: FirmSoFar): string => `${weekWords(weekly)}, ${zoneSaid(zone)}`;

function row(firm: FirmSoFar, { step, is, atIt }: StepSeen): Span[] {
  const { title, after = title, why, set, before } = words[step];
  if (is === "done") return [{ bold: after }, ` · done\n${set(firm)}`];
  if (is === "skipped") return [{ bold: title }, " · skipped for now"];
  return [{ bold: title }, ` · ${before(firm)}\n${atIt ? `${atIt} is at this step just now.` : why}`];
}

function controls({ groups }: FirmSoFar, { step, is }: StepSeen, next: boolean): Control[] {
  const { begin, again } = words[step];
  const [open, skip] = [
    { button: is === "done" ? again : begin, action: "set up", value: step } as const,
    { button: "Skip", action: "skip step", value: step } as const,
  ];
  if (is === "to do") return [next ? { ...open, style: "primary" } : open, skip];
  if (step !== "groups" || groups.length === 0) return [open];
  const options = groups.slice(0, 100).map(({ id, name }) => ({ label: name, value: `groups ${id}` }));
  return [open, { menu: "Change a group", action: "set up", options }];
}
