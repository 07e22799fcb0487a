import type { Instant, Zone } from "../../domain/time.ts";
import type { Control, Part } from "../card.ts";
import { answered, openMessage, reassign, take } from "../controls.ts";
import { about, dueWords, isOverdue, where } from "../owed.ts";
import { command } from "../say.ts";
import { dayAndTime, plural } from "../words.ts";
import type { Nudged, NudgeReader } from "./nudged.ts";

/** Several in one message, one line each with its most useful button. `owed`: most urgent first. */
export function listed(owed: readonly Nudged[], reader: NudgeReader, now: Instant): Part[] {
  const late = owed.filter((one) => isOverdue(one, now)).length;
  const left = owed.length - LINES;
  return [
    { text: [{ bold: `${plural(owed.length, "answer")} owed${late > 0 ? `, ${late} overdue` : ""}` }] },
    ...owed.slice(0, LINES).map(
      (one): Part => ({
        row: [{ bold: dueWords(one, reader.zone, now) }, line(one, reader.zone, now)],
        controls: useful(one, reader),
      }),
    ),
    ...(left > 0 ? [{ note: [`and ${left} more: `, command("mine")] }] : []),
  ];
}

/** On a phone a message has room for about this many lines. */
const LINES = 6;

function line(owed: Nudged, zone: Zone, now: Instant): string {
  const asked = `asked ${dayAndTime(owed.askedAt, zone, now)}${owed.channel ? "" : where(owed)}`;
  const has = owed.to === "owner" ? undefined : (owed.owner ?? "nobody yet");
  const whose = owed.insteadOf ? `for ${owed.insteadOf}, on leave` : has;
  const said = [
    about(owed),
    whose,
    owed.clock === "promise" ? "as promised" : asked,
    owed.unsure && "if it needs an answer",
  ];
  return ` · ${said.filter(Boolean).join(" · ")}`;
}

/** The one button that helps most with it. */
function useful(owed: Nudged, reader: NudgeReader): readonly Control[] {
  if (owed.to !== "owner" && !owed.owner) return [take(owed)];
  const open = openMessage(owed);
  return open.length > 0 ? open : owed.to === "owner" ? [answered(owed)] : [reassign(owed, reader.colleagues)];
}
