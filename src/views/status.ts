import type { Owed } from "../domain/owed.ts";
import type { Instant, Zone } from "../domain/time.ts";
import type { Card, Control, Option, Part } from "./card.ts";
import { openMessage, reassign, take } from "./controls.ts";
import { about, byUrgency, dueWords, where } from "./owed.ts";
import { command } from "./say.ts";
import { dayAndTime, untilTime } from "./words.ts";

/** Of everything the reader may see in this view, not only of what is shown. `dueToday`: still to come, in the reader's zone. */
export interface Counts {
  readonly open: number;
  readonly overdue: number;
  readonly dueToday: number;
}

export interface StatusOptions {
  readonly zone: Zone;
  /** How many the view has in all, where that is not every open one: the overdue alone, those due today. */
  readonly total?: number;
  /** The reader's own list names no owners. */
  readonly mine?: boolean;
  /** Shows as many as one message holds, not a screenful. */
  readonly all?: boolean;
  /** The title says it all, as "Overdue" does: the headline is its number. */
  readonly only?: boolean;
  /** The command that shows the rest, without the slash: `team litigation all`. */
  readonly more?: string;
  /** To whom one that nobody has could be assigned from the list. */
  readonly colleagues?: readonly Option[];
  /** Said where the list is empty; by default that nothing is open. */
  readonly empty?: string;
  /** There may be more that is not the reader's to see. */
  readonly partial?: boolean;
}

const SCREENFUL = 6;
const MESSAGEFUL = 40;

/** Counts first, then the most urgent, then how to see the rest. `owed`: at least the most urgent, in any order. */
export function statusCard(
  title: string,
  owed: readonly Owed[],
  counts: Counts,
  options: StatusOptions,
  now: Instant,
): Card {
  const total = Math.max(options.total ?? counts.open, owed.length);
  const headline = `${title}: ${total === 0 && options.empty ? "none" : options.only ? total : figures(counts)}`;
  const part: Part[] = options.partial ? [{ note: [PARTIAL] }] : [];
  if (total === 0)
    return { summary: headline, parts: [{ text: [{ bold: headline }, `\n${options.empty ?? NOTHING}`] }, ...part] };
  const shown = byUrgency(owed).slice(0, options.all ? MESSAGEFUL : SCREENFUL);
  const left = total - shown.length;
  return {
    summary: headline,
    parts: [
      { text: [{ bold: headline }] },
      ...shown.map((one) => statusRow(one, options, now)),
      ...(left > 0 ? [rest(left, options)] : []),
      ...part,
    ],
  };
}

const PARTIAL = "Of what is yours to see: your own, your groups' and your clients'.";
const NOTHING = "No answer is owed just now.";

/** `7 open, 2 overdue, 3 due today`; what is nought goes unsaid. */
export function figures({ open, overdue, dueToday }: Counts): string {
  if (open === 0) return "nothing open";
  if (overdue === open) return open === 1 ? "1 open, overdue" : `${open} open, all overdue`;
  return [`${open} open`, overdue > 0 && `${overdue} overdue`, dueToday > 0 && `${dueToday} due today`]
    .filter(Boolean)
    .join(", ");
}

/** One open inquiry as a line of a list, with what one would do about it beside it. */
function statusRow(owed: Owed, options: Pick<StatusOptions, "zone" | "mine" | "colleagues">, now: Instant): Part {
  const { zone, mine, colleagues } = options;
  const nobody = !owed.owner && !mine;
  const said = [about(owed), mine ? undefined : (owed.owner ?? "nobody yet"), standing(owed, zone, now)];
  return {
    row: [
      { bold: dueWords(owed, zone, now) },
      ` · ${said.filter(Boolean).join(" · ")} · `,
      { code: String(owed.inquiryId) },
    ],
    controls: nobody ? unowned(owed, colleagues) : openMessage(owed),
  };
}

/** Nobody's: to take it is one press; to hand it on, one more where there is anyone to choose from. */
const unowned = (owed: Owed, colleagues?: readonly Option[]): Control[] =>
  colleagues?.length ? [take(owed), reassign(owed, colleagues)] : [take(owed)];

function standing(owed: Owed, zone: Zone, now: Instant): string {
  if (owed.clock === "promise") return "as promised";
  if (owed.promisedFor !== undefined) return `promised by ${untilTime(owed.promisedFor, zone, now)}`;
  if (owed.unsure) return `asked ${dayAndTime(owed.askedAt, zone, now)}, not sure it needs an answer`;
  const held = owed.held ? ", holding reply sent" : "";
  return `asked ${dayAndTime(owed.askedAt, zone, now)}${owed.channel ? "" : where(owed)}${held}`;
}

function rest(left: number, { all, more }: StatusOptions): Part {
  if (!more) return { note: [`and ${left} more`] };
  return all
    ? { note: [`and ${left} more, less urgent. Fewer at a time: `, command("overdue")] }
    : { note: [`and ${left} more: `, command(more)] };
}
