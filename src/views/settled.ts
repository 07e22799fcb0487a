import type { Settled } from "../domain/settled.ts";
import type { Instant, Zone } from "../domain/time.ts";
import { about } from "./owed.ts";
import { atTime, untilTime } from "./words.ts";

/** `Acme, lease: answered by Kim Park at 15:42.` A whole line for the reader. */
export function doneWords(settled: Settled, zone: Zone, now: Instant): string {
  const { how } = settled;
  if (how === "not yours") return "One that was here is no longer yours.";
  return `${about(settled)}: ${deed(how, settled, zone, now)}.`;
}

/** Snoozed or waiting: it comes back. */
export const comesBack = ({ how }: Settled): boolean => typeof how !== "string" && !("movedTo" in how);

type Deed = Exclude<Settled["how"], "not yours">;

function deed(how: Deed, { by, at }: Settled, zone: Zone, now: Instant): string {
  const doer = by ? ` by ${by}` : "";
  const then = ` ${atTime(at, zone, now)}`;
  if (how === "answered") return `answered${doer}${then}`;
  if (how === "answered elsewhere") return `answered elsewhere${then}, says ${by ?? "a colleague"}`;
  if (how === "resolved") return `closed${doer}${then}`;
  if (how === "not an inquiry") return `not an inquiry, says ${by ?? "a colleague"}`;
  if (how === "withdrawn") return `the question was withdrawn${then}`;
  if ("movedTo" in how) return `now with ${how.movedTo}${by && by !== how.movedTo ? `, moved by ${by}` : ""}${then}`;
  if ("snoozedUntil" in how) return `snoozed until ${untilTime(how.snoozedUntil, zone, now)}`;
  const until = how.pausedUntil === undefined ? "" : ` until ${untilTime(how.pausedUntil, zone, now)}`;
  return `waiting on the client${until}${by ? `, says ${by}` : ""}`;
}
