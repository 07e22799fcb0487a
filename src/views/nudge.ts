import type { Owed } from "../domain/owed.ts";
import type { Settled } from "../domain/settled.ts";
import type { Instant, Zone } from "../domain/time.ts";
import { doubt } from "./asks.ts";
import type { Card, Control, Option, Part } from "./card.ts";
import { overseerControls, ownerControls, unsureControls } from "./controls.ts";
import { listed } from "./nudge/list.ts";
import type { Nudged, NudgeReader } from "./nudge/nudged.ts";
import { byUrgency, called, dueSentence, isOverdue, leftWords, where, whom } from "./owed.ts";
import { comesBack, doneWords } from "./settled.ts";
import { dayAndTime, plural, untilTime } from "./words.ts";

/** One message for everything that is due to be said to one person now. `settled`: what has been done since it was first sent. */
export function nudgeCard(
  nudged: readonly Nudged[],
  reader: NudgeReader,
  now: Instant,
  settled: readonly Settled[] = [],
): Card {
  const [first, ...others] = byUrgency(nudged);
  if (!first) return mootCard(settled, reader.zone, now);
  const parts = others.length === 0 ? single(first, reader, now) : listed([first, ...others], reader, now);
  const done = settled.map((one): Part => ({ note: [doneWords(one, reader.zone, now)] }));
  return { summary: summary(first, others, reader.zone, now), parts: [...parts, ...done] };
}

/** What a nudge becomes once nothing in it is left to do. */
export function mootCard(settled: readonly Settled[], zone: Zone, now: Instant): Card {
  const [only, ...others] = settled;
  const done = settled.some(comesBack) ? "Nothing to do just now" : "Nothing more to do";
  return {
    summary: only && others.length === 0 && only.how !== "not yours" ? `${called(only)}: ${done.toLowerCase()}` : done,
    parts: [...settled.map((one): Part => ({ note: [doneWords(one, zone, now)] })), { note: [`${done}.`] }],
  };
}

/** The same card once its reader said "I'm on it": that button has done its work. */
export const claimed = (card: Card, inquiryId: number): Card => ({
  ...card,
  parts: [
    ...card.parts.map(
      (part): Part =>
        "controls" in part ? { ...part, controls: part.controls.filter((c) => !isClaim(c, inquiryId)) } : part,
    ),
    { note: ["You are on it."] },
  ],
});

const isClaim = (control: Control, inquiryId: number): boolean =>
  "button" in control && control.action === "claim" && control.value === String(inquiryId);

/** For a lock screen: who and when, no more. */
function summary(first: Nudged, others: readonly Nudged[], zone: Zone, now: Instant): string {
  const by = first.dueAt === undefined ? "" : ` by ${untilTime(first.dueAt, zone, now)}`;
  const late = [first, ...others].filter((one) => isOverdue(one, now)).length;
  if (others.length > 0)
    return `${plural(others.length + 1, "answer")} owed, ${late > 0 ? `${late} overdue` : `the first${by}`}`;
  if (first.unsure) return `Does ${called(first)} await an answer?`;
  return late > 0
    ? `Overdue: ${called(first)}, due ${untilTime(first.dueAt!, zone, now)}`
    : `Answer owed to ${called(first)}${by}`;
}

function single(owed: Nudged, reader: NudgeReader, now: Instant): Part[] {
  const head = owed.unsure ? doubt(owed) : `${HEADS[owed.clock]} ${whom(owed)}`;
  const matter = owed.matter ? ` · ${owed.matter}` : "";
  return [
    { text: [{ bold: head }, `${matter}\n${sentences(owed, reader.zone, now).join(" ")}`] },
    ...reasons(owed).map((note): Part => ({ note: [note] })),
    { controls: controls(owed, reader.colleagues) },
  ];
}

function controls(owed: Nudged, colleagues?: readonly Option[]): Control[] {
  if (owed.unsure) return unsureControls(owed);
  return owed.to === "owner" ? ownerControls(owed, colleagues) : overseerControls(owed, colleagues);
}

const HEADS: Record<Owed["clock"], string> = {
  acknowledge: "First reply owed to",
  answer: "Answer owed to",
  "next answer": "Answer owed to",
  promise: "Answer promised to",
  resolve: "Still to be closed for",
};

function sentences(owed: Nudged, zone: Zone, now: Instant): string[] {
  const due = dueSentence(owed, zone, now);
  const asked = `${owed.clock === "next answer" ? "Asked again" : "Asked"} ${dayAndTime(owed.askedAt, zone, now)}${where(owed)}.`;
  if (owed.unsure) return [asked, `If so: ${due.charAt(0).toLowerCase()}${due.slice(1)}`];
  if (owed.clock === "promise") return [`${leftWords(owed, zone, now)}.`, promise(owed, zone, now)];
  if (owed.promisedFor !== undefined) return [due, asked, promise(owed, zone, now)];
  return owed.held ? [due, asked, "A holding reply was sent; the answer is still owed."] : [due, asked];
}

function promise({ promisedFor, to, insteadOf, owner, contact, client }: Nudged, zone: Zone, now: Instant): string {
  // Who stands in for a team lead or partner is told of the owner's promise.
  const who = to === "owner" ? (insteadOf ?? "You") : (owner ?? "The firm");
  const by = promisedFor === undefined ? "" : ` by ${untilTime(promisedFor, zone, now)}`;
  return `${who} promised ${contact ?? client} an answer${by}.`;
}

/** Who has it, and why the reader hears of it, where that is not plain. */
function reasons({ to, owner, insteadOf }: Nudged): string[] {
  const told = [];
  if (insteadOf) told.push(`For ${insteadOf}, who is on leave.`);
  if (to !== "owner") told.push(`${owner ? `${owner} has it` : "Nobody has it yet"}. You are told as ${AS[to]}.`);
  return told;
}

const AS = { lead: "team lead", partner: "partner", admin: "admin" } as const;
