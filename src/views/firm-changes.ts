import type { Change } from "../domain/firm-changes/change.ts";
import { list } from "./words.ts";

/** What a firm's file changes, a sentence each: what is true once it is so, and what was before. */
export function changeSaid(change: Change): string {
  switch (change.is) {
    case "new": {
      const people = (is: "member" | "partner") => {
        const those = change.with.flatMap((one) => (one.is === is ? [one.who] : []));
        return those.length > 0 ? [`${is}s ${those.join(", ")}`] : [];
      };
      const rest = change.with.filter((one) => one.is !== "member" && one.is !== "partner").map(detail);
      const more = [...rest, ...people("member"), ...people("partner")];
      return `${change.of}: a new ${change.what}${more.length > 0 ? `; ${more.join(", ")}` : ""}.`;
    }
    case "gone":
      return `${change.of}: no ${change.what} any more.`;
    case "renamed":
      return `${change.of}: the new name of ${change.from}, a ${change.what}.`;
    case "flag":
      return `${change.of}: ${change.now ? `${change.what} from now on` : `not ${change.what} any more`}.`;
    case "wall": {
      const named = list([...change.wall.people, ...change.wall.groups.map((name) => `the group ${name}`)]);
      const whom = change.wall.kind === "screened" ? `walled from ${named}` : `walled off, with only ${named} inside`;
      return change.now
        ? `${change.of}: ${whom} from now on, because: ${change.wall.why}.`
        : `${change.of}: not ${whom} any more; that it stood stays on record.`;
    }
    case "member":
      return `${change.of}: ${change.who} ${change.now ? "belongs to it now" : "does not belong to it any more"}.`;
    case "partner":
      return `${change.of}: ${change.who} is ${change.now ? "a partner of it now" : "no partner of it any more"}.`;
    case "ended":
      return `${change.of}: ${endedSaid(change)}.`;
    case "set":
      return `${change.of}: ${valueSaid(change)}.`;
  }
}

function endedSaid({ how, from, to }: Extract<Change, { is: "ended" }>): string {
  if (to === undefined) return how === "left" ? `back (had left on ${from})` : `open again (was closed on ${from})`;
  return `${how} on ${to}${from === undefined ? "" : ` (was ${from})`}`;
}

function valueSaid({
  what,
  from,
  to,
}: {
  readonly what: string;
  readonly from?: string;
  readonly to?: string;
}): string {
  if (to === undefined) return `no ${what} any more (was ${from})`;
  return from === undefined ? `${what} ${to} (there was none)` : `${what} ${to} (was ${from})`;
}

/** Of something new: there was nothing before. */
function detail(change: Change): string {
  if (change.is === "set") return `${change.what} ${change.to}`;
  if (change.is === "ended") return endedSaid(change);
  if (change.is === "flag") return change.what;
  return changeSaid(change).replace(/\.$/, "");
}
