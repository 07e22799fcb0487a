import { describeCalendar } from "../domain/calendar/words.ts";
import type { Change } from "../domain/firm-changes/change.ts";
import type { FirmPlan } from "../domain/firm-plan.ts";
import { changeSaid } from "./firm-changes.ts";

interface Told {
  readonly changes: readonly Change[];
  /** What the file does not name, by kind. */
  readonly stays: readonly string[];
  /** The firm is not set up yet. */
  readonly isNew: boolean;
}

export const alreadySo = ({ name }: FirmPlan, stays: readonly string[]): string =>
  lines([`Nothing would change: ${name} is set up just so.`, ...staysSaid(stays)]);

export function wouldChange(file: string, plan: FirmPlan, { changes, stays, isNew }: Told): string {
  const head = isNew
    ? `${plan.name} would be set up: ${describeCalendar(plan.calendar)}.`
    : `${things(changes.length)} would change in ${plan.name}:`;
  return lines([
    head,
    ...listed(changes),
    ...staysSaid(stays),
    `Nothing was changed. To make it so: npm run firm -- apply ${file}`,
  ]);
}

export function changedSaid(
  plan: FirmPlan,
  { changes, stays, isNew, reassessed }: Told & { readonly reassessed: number },
): string {
  const head = isNew
    ? `${plan.name} is set up: ${describeCalendar(plan.calendar)}.`
    : `${things(changes.length)} changed in ${plan.name}:`;
  return lines([
    head,
    ...listed(changes),
    ...staysSaid(stays),
    ...(reassessed > 0
      ? [
          `${reassessed} open ${reassessed === 1 ? "inquiry was" : "inquiries were"} planned again; what a clock started under stays with it.`,
        ]
      : []),
    ...(changes.some((c) => c.is === "set" && c.what.startsWith("emoji"))
      ? ["A bot that runs goes by the new emojis once it is started again."]
      : []),
  ]);
}

const listed = (changes: readonly Change[]) => changes.map((change) => `  ${changeSaid(change)}`);

const staysSaid = (stays: readonly string[]) =>
  stays.length === 0 ? [] : ["Not in the file, and left as it is:", ...stays.map((one) => `  ${one}`)];

const things = (n: number) => (n === 1 ? "One thing" : `${n} things`);

const lines = (all: readonly string[]) => all.join("\n");
