import type { Knew } from "../domain/audit/who-saw.ts";
import type { AuditEntry } from "../domain/audit.ts";
import type { Instant, Zone } from "../domain/time.ts";
import { list, plural } from "./words.ts";

// What the log says, on a terminal: one line for each entry, names put to the ids as it is read.

export interface LogNames {
  readonly people: ReadonlyMap<number, string>;
  readonly zone: Zone;
}

const nameOf = ({ people }: LogNames, id: number): string => people.get(id) ?? `person ${id}`;

/** `2026-01-13 10:12:03`, in the firm's zone. */
const stampOf = ({ zone }: LogNames, at: Instant): string =>
  new Date(at).toLocaleString("sv-SE", { timeZone: zone, hour12: false });

export function loggedLine(names: LogNames, entry: AuditEntry & { readonly seq: number }): string {
  const { seq, at, actor, act, subject, inquiries, details } = entry;
  const who =
    typeof actor === "object"
      ? "person" in actor
        ? nameOf(names, actor.person)
        : `an outsider (account ${actor.outsider})`
      : actor === "system"
        ? "Rejoinder"
        : "someone at the terminal";
  const about = subject.id === undefined ? subject.kind : `${subject.kind} ${subject.id}`;
  const more = Object.entries(details ?? {}).map(([name, value]) => {
    const said = ["person", "to", "delegate", "kept", "lead"].includes(name) && typeof value === "number";
    return `${name} ${said ? nameOf(names, value) : Array.isArray(value) ? value.join(" ") : value}`;
  });
  const shown = inquiries && inquiries.length > 0 ? [`inquiries ${inquiries.join(" ")}`] : [];
  const tail = [...shown, ...more].join(", ");
  return `${String(seq).padStart(7)}  ${stampOf(names, at)}  ${who}: ${act}, ${about}${tail ? ` (${tail})` : ""}`;
}

/** Person by person, each with every time they learned of it and how. */
export function whoSawLines(names: LogNames, matter: string, knew: readonly Knew[]): string {
  if (knew.length === 0) return `Nobody was shown anything of ${matter}, by the log.`;
  const byPerson = [...Map.groupBy(knew, ({ personId }) => personId)];
  const blocks = byPerson.map(([id, times]) => {
    const lines = times.map(({ seq, at, way, inquiries }) => {
      const about =
        inquiries.length === 0
          ? ""
          : `: ${inquiries.length === 1 ? "inquiry" : "inquiries"} ${list(inquiries.map(String))}`;
      return `  ${stampOf(names, at)}  ${way}${about}  (entry ${seq})`;
    });
    return [`${nameOf(names, id)}, ${plural(times.length, "time")}:`, ...lines].join("\n");
  });
  const head = `${plural(byPerson.length, "person", "people")} of the firm knew of ${matter}. Times are of ${names.zone}.`;
  return [head, ...blocks].join("\n\n");
}
