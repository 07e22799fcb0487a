import { type Document, isScalar, type Pair, type YAMLMap } from "yaml";
import { WEEK } from "../domain/calendar/plan.ts";
import type { Weekday } from "../domain/calendar/spec.ts";
import { CalendarError } from "../domain/calendar/values.ts";
import { hoursWritten } from "../domain/firm-changes/calendar.ts";
import { daysMeant, hoursMeant } from "./read-calendar.ts";
import { daysInARow } from "./written.ts";

/** Lines of the week that are right stay as they are written; one whose days differ now gives way. `wanted`: for every day of the week. */
export function mergeHours(doc: Document, map: YAMLMap, wanted: Readonly<Record<string, unknown>>): void {
  const left = new Map(WEEK.map((day) => [day as Weekday, String(wanted[day])]));
  map.items = map.items.filter((pair) => {
    const days = attempt(() => daysMeant(textOf(pair.key)));
    const [hours, ...others] = new Set(days?.map((day) => left.get(day)));
    if (!days || hours === undefined || others.length > 0) return false;
    for (const day of days) left.delete(day);
    const have = attempt(() => hoursWritten(hoursMeant(textOf(pair.value), "")));
    if (have === hours) return true;
    if (isScalar(pair.value)) pair.value.value = hours;
    else pair.value = doc.createNode(hours);
    return true;
  });
  const missing = daysInARow(WEEK.map((day) => left.get(day) ?? "closed"));
  for (const [key, hours] of Object.entries(missing)) map.items.push(doc.createPair(key, hours) as Pair);
}

const textOf = (node: unknown) => String(isScalar(node) ? node.value : node);

/** Undefined where it cannot be read. */
function attempt<T>(read: () => T): T | undefined {
  try {
    return read();
  } catch (thrown) {
    if (thrown instanceof CalendarError) return undefined;
    throw thrown;
  }
}
