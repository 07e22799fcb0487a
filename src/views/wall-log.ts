import type { Entry, ScreenedByLog, WallByLog } from "../domain/audit/wall-log.ts";
import type { Knew } from "../domain/audit/who-saw.ts";
import type { Instant } from "../domain/time.ts";
import { list, plural } from "./words.ts";

type At = (t: Instant) => string;

/** What the log says of a wall, beside what the store says: who is outside since which entry, and what they saw. */
export function loggedEvidence(by: WallByLog, names: ReadonlyMap<number, string>, since: Instant, at: At): string[] {
  const named = ({ personId }: ScreenedByLog) => names.get(personId) ?? `person ${personId}`;
  const [early, late] = [
    by.screened.filter((one) => one.before.length > 0),
    by.screened.filter((one) => one.within.length > 0),
  ];
  return [
    `By the log: ${madeSaid(by, since, at)}`,
    ...by.screened.flatMap((one) => personSaid(named(one), one, at)),
    timely(by, list(early.map(named))),
    late.length === 0
      ? "By the log nothing of it was seen by, or told to, anyone outside while it stood."
      : `By the log SOMETHING of it was seen by, or told to, ${list(late.map(named))} while it stood.`,
  ];
}

function timely({ raised }: WallByLog, early: string): string {
  if (!raised) return "Whether the screen was timely the log DOES NOT SAY.";
  return early === ""
    ? "By the log the screen was timely: nothing of it was seen by, or told to, anyone outside before they were."
    : `By the log the screen was NOT TIMELY: something of it was seen by, or told to, ${early} before it.`;
}

function madeSaid({ raised, lowered, same }: WallByLog, since: Instant, at: At): string {
  if (!raised) return "IT DOES NOT SAY THAT THIS WALL WAS MADE.";
  const made = `made ${entry(raised, at)}${lowered ? `; lifted ${entry(lowered, at)}` : ""}.`;
  const whom = same ? "" : " AROUND SOMETHING ELSE, OR FOR OTHERS, than the store says.";
  return `${made}${raised.at === since ? "" : " AT ANOTHER TIME than the store says."}${whom}`;
}

function personSaid(name: string, { since, inside, before, within }: ScreenedByLog, at: At): string[] {
  const from = since ? `outside since ${entry(since, at)}` : "outside, and it does not say since when";
  const times = (what: string, knew: readonly Knew[], none: string): string[] =>
    knew.length === 0
      ? [`    ${none}`]
      : [
          `    ${what}, ${plural(knew.length, "time")}:`,
          ...knew.map((one) => `      ${at(one.at)}  ${one.way}${ofWhich(one)}  (entry ${one.seq})`),
        ];
  return [
    `  ${name}: ${from}${inside ? "; inside by now" : ""}`,
    ...times("BEFORE", before, "before: nothing"),
    ...times("SINCE", within, "since: nothing"),
  ];
}

const ofWhich = ({ inquiries }: Knew): string =>
  inquiries.length === 0 ? "" : `: ${inquiries.length === 1 ? "inquiry" : "inquiries"} ${list(inquiries.map(String))}`;

const entry = ({ seq, at: when }: Entry, at: At): string => `${at(when)} (entry ${seq})`;
