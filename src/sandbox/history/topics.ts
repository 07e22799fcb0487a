import type { Random } from "./random.ts";

/** One thing somebody asks, in the words they ask it in, and an answer that fits it. */
export interface Topic {
  /** Questions on the same theme are kept apart in time. */
  readonly theme: number;
  readonly asker: string;
  readonly ask: string;
  readonly answer: string;
}

/**
 * The bank's questions, each once, in an order that keeps a theme apart from itself.
 *
 * A theme stands in lines: `@` who may ask it, `?` wordings of the question, `=` wordings of the answer, `*` the cases,
 * whose parts take the places {1}, {2}, … of both ({^1}: with a capital).
 */
export function topics(bank: string, random: Random): Topic[] {
  const themes = bank.trim().split(/\n\n+/).map(themeOf);
  const waiting = themes.map((theme, n) => random.shuffled(casesOf(theme, n, random)));
  const order: Topic[] = [];
  for (let left = waiting.flat().length; left > 0; left--) {
    const recent = new Set(order.slice(-5).map((topic) => topic.theme));
    const some = waiting.filter((cases) => cases.length > 0);
    const fresh = some.filter((cases) => !recent.has(cases[0]!.theme));
    const from = random.weighted(fresh.length > 0 ? fresh : some, (cases) => cases.length);
    order.push(from.pop()!);
  }
  return order;
}

interface Theme {
  readonly askers: readonly string[];
  readonly asks: readonly string[];
  readonly answers: readonly string[];
  readonly cases: readonly (readonly string[])[];
}

function themeOf(text: string): Theme {
  const lines = text.split("\n");
  const marked = (mark: string) => lines.filter((line) => line.startsWith(mark)).map((line) => line.slice(1).trim());
  const cases = marked("*").map((line) => line.split("|").map((part) => part.trim()));
  const askers = marked("@")[0]!.split(",");
  return { askers, asks: marked("?"), answers: marked("="), cases: cases.length > 0 ? cases : [[]] };
}

function casesOf({ askers, asks, answers, cases }: Theme, theme: number, random: Random): Topic[] {
  const [ask, answer] = [random.deck(asks), random.deck(answers)];
  return cases.map((parts) => ({
    theme,
    asker: random.pick(askers),
    ask: filled(ask(), parts),
    answer: filled(answer(), parts),
  }));
}

/** The parts in their places, a capital after each full stop, and a full stop at the end. */
function filled(text: string, parts: readonly string[]): string {
  const whole = text.replace(/\{(\^?)(\d)\}/g, (_, capital: string, n: string) => {
    const part = parts[Number(n) - 1] ?? "";
    return capital ? upper(part) : part;
  });
  const sentences = whole.replace(/([.!?] )([a-z])/g, (_, end: string, letter: string) => end + letter.toUpperCase());
  return upper(/[.!?]$/.test(sentences) ? sentences : `${sentences}.`);
}

const upper = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);
