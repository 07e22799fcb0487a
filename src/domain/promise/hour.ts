/** Parts of a day in minutes of it: a promise for a part is due when the part is over. */
const PARTS: readonly [words: RegExp, minutes: number][] = [
  [/\b(?:noon|midday|lunch|lunchtime)\b/, 12 * 60],
  [/\bmidnight\b/, 24 * 60],
  [/\bfirst thing\b/, 10 * 60],
  [
    /\b(?:eod|cob|eob|end of (?:the |that |this )?(?:business )?day|end of business|close of (?:business|play))\b/,
    17 * 60,
  ],
  [/\bmorning\b/, 12 * 60],
  [/\bafternoon\b/, 17 * 60],
  [/\b(?:evening|tonight|tonite)\b/, 20 * 60],
];

const CLOCK = /\b([01]?\d|2[0-3])(?:[:.h]([0-5]\d))? ?(a\.?m\b|p\.?m\b)?/g;
const BARE = /(?:\b(?:by|at|before|around|about|until|till)|~) ?$/;

const NO_HOUR_AFTER =
  /^(?:st|nd|rd|th|[/\d-]|\.\d| ?(?:%|day|week|hour|min|business|jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec))/;

/** The hour that words name, in minutes of the day; undefined for none. A bare hour from 1 to 6 is in the afternoon. */
export function hourNamed(said: string): number | undefined {
  for (const match of said.matchAll(CLOCK)) {
    const [all, hours, minutes, half] = match;
    const before = said.slice(0, match.index);
    const after = said.slice(match.index + all.length);
    // "14 January", "the 14th", "1/14", "2 days", "4.11", "section 4" name no hour.
    if (/[\d/.:-]$/.test(before) || NO_HOUR_AFTER.test(after)) continue;
    if (minutes === undefined && half === undefined && !BARE.test(before)) continue;
    const hour = Number(hours);
    if (half) return ((hour % 12) + (half.startsWith("p") ? 12 : 0)) * 60 + Number(minutes ?? 0);
    const afternoon = hour >= 1 && hour <= 6 && !/\bmorning\b/.test(said);
    return (hour + (afternoon ? 12 : 0)) * 60 + Number(minutes ?? 0);
  }
  return PARTS.find(([words]) => words.test(said))?.[1];
}
