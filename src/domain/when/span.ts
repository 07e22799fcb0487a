/** How long people's words say: "1h", "1 h 30 min", "1h30", "2 days", "half an hour". Minutes are elapsed ones; days keep the time on the wall. */
export function spanIn(words: string): { days: number; minutes: number } | undefined {
  if (/^half an hour$/i.test(words)) return { days: 0, minutes: 30 };
  const pieces = [...words.matchAll(/(\d+(?:[.,]\d+)?|an?(?=\s))\s*(m|h|d|w)[a-z]*|(?<=\dh)(\d\d)$/gi)];
  if (pieces.length === 0 || !LENGTH.test(words)) return undefined;
  const span = { days: 0, minutes: 0 };
  for (const [, number = "", unit = "m", rest] of pieces) {
    const n = rest ? Number(rest) : /^an?$/i.test(number) ? 1 : Number(number.replace(",", "."));
    const by = unit.toLowerCase();
    if (by === "m" || by === "h") span.minutes += by === "h" ? n * 60 : n;
    else span.days += Math.round(by === "w" ? n * 7 : n);
  }
  return span;
}

const ONE = String.raw`(?:\d{1,4}(?:[.,]\d+)?|an?)\s*(?:m|mins?|minutes?|h|hrs?|hours?|d|days?|w|weeks?)`;
const LENGTH = new RegExp(String.raw`^${ONE}(?:(?:\s+|,\s*|\s+and\s+)?${ONE})*$|^\d+h[0-5]\d$`, "i");
