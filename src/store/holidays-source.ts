import { createRequire } from "node:module";
import type HolidaysType from "date-holidays";
import { CalendarError } from "../domain/calendar/values.ts";
import { checkedYear, type Holiday, reviewable } from "../domain/holidays.ts";
import { nearest } from "../domain/nearest.ts";

/**
 * The public holidays of a jurisdiction in a year, for a firm to review before it relies on them: "US-NY" (a country, a state),
 * "GB", "DE-BY-A" (a region within a state). A holiday and its substitute day are both listed. From date-holidays
 * (ISC and CC-BY-3.0, https://github.com/commenthol/date-holidays), whose quality varies by country.
 * @throws CalendarError for a jurisdiction or a year that it does not know, with the nearest it does.
 */
export function holidaysOf(jurisdiction: string, year: number): Holiday[] {
  const Holidays = library();
  const parts = checkedParts(new Holidays(), jurisdiction);
  const told = new Holidays(parts[0]!, parts[1]!, parts[2]!).getHolidays(checkedYear(year), "en");
  return reviewable(told.map((h) => ({ ...h, length: h.end.getTime() - h.start.getTime() })));
}

// Loaded when first asked: it is large, and a firm asks once a year.
const library = () => createRequire(import.meta.url)("date-holidays") as typeof HolidaysType;

/** Country, state and region, each known to the library within the one before. */
function checkedParts(known: HolidaysType, jurisdiction: string): string[] {
  const parts = jurisdiction.trim().toUpperCase().split("-");
  const [country = "", state = ""] = parts;
  const levels = [known.getCountries("en"), known.getStates(country, "en"), known.getRegions(country, state, "en")];
  if (parts.length > levels.length) throw unknown(jurisdiction, "");
  parts.forEach((part, i) => {
    const choices: Record<string, string> = levels[i] ?? {};
    if (Object.hasOwn(choices, part)) return;
    const meant = meantBy(i === 0 ? jurisdiction : part, choices);
    const before = parts.slice(0, i);
    throw unknown(jurisdiction, [...before, ...(meant ? [meant] : [])].join("-"), meant ? choices[meant] : undefined);
  });
  return parts;
}

/** What people write for a country whose code is another. */
const USUAL: Record<string, string> = { UK: "GB", ENGLAND: "GB", SCOTLAND: "GB", WALES: "GB", USA: "US", UAE: "AE" };

/** The code that was perhaps meant: by a usual name, the country's or state's own name, or a slip in the code after its first letter. */
function meantBy(typed: string, choices: Record<string, string>): string | undefined {
  const usual = USUAL[typed.toUpperCase()];
  if (usual && choices[usual]) return usual;
  const names = new Map(Object.entries(choices).map(([code, name]) => [name, code]));
  const named = names.get(nearest(typed, names.keys()) ?? "");
  const alike = Object.keys(choices).filter((code) => code[0] === typed[0]?.toUpperCase());
  return named ?? nearest(typed, alike);
}

function unknown(jurisdiction: string, nearby: string, name?: string): CalendarError {
  const hint = nearby
    ? `Did you mean ${nearby}${name ? ` (${name})` : ""}?`
    : "Write a country and a state, such as US-NY.";
  return new CalendarError(`"${jurisdiction}" has no list of holidays. ${hint}`);
}
