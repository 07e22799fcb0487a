import { detect } from "../../src/domain/detect.ts";
import type { BenchResult } from "./result.ts";

/** Invented messages of about 80 characters, asks and others, as a fixture firm's clients might type them. */
const MESSAGES = [
  "Could you confirm whether the fixture lease was signed before the holiday closing?",
  "Thanks so much for turning this around, that is everything we needed for the board",
  "fyi the other side moved the hearing to the 14th, calendar is updated on our end now",
  "still waiting on the redline of the supply agreement from last week, any news on it",
  "Hi all, attached is the signed copy of the engagement letter for your own records.",
  "what happens to our deposit if the seller does not close on the agreed date in june",
  "We met with the auditors yesterday and they were happy with the disclosure letter.",
  "Please send me the current draft of the share plan so that I can walk the CFO through",
];

/** How many short messages one core judges a second, and whether a long one costs its length. */
export async function benchDetect(size: "small" | "full"): Promise<BenchResult[]> {
  const rounds = size === "full" ? 400_000 : 60_000;
  for (let i = 0; i < rounds / 2; i++) detect(MESSAGES[i % MESSAGES.length]!, "client");
  const perSecond = median(Array.from({ length: 5 }, () => rate(rounds)));
  const long = LONG_KINDS.map((kind) => [10_000, 20_000, 40_000].map((length) => quickest(kind, length)));
  const worst = long.toSorted((a, b) => b[2]! / b[0]! - a[2]! / a[0]!)[0]!;
  const growth = worst[2]! / worst[0]!;
  return [
    {
      name: "detector, short messages",
      value: Math.round(perSecond),
      unit: "messages/s on one core",
      target: "≥ 500,000 a second",
      met: perSecond >= 500_000,
    },
    {
      name: "detector, 40,000 characters against 10,000",
      value: growth,
      unit: "times the time",
      ratio: growth,
      target: "≤ 6 (4 is linear)",
      met: growth <= 6,
      note: `worst of ${long.length} kinds: ${worst.map((ms) => ms.toFixed(3)).join(", ")} ms for 10,000, 20,000, 40,000`,
    },
  ];
}

function rate(rounds: number): number {
  const start = performance.now();
  let found = 0;
  for (let i = 0; i < rounds; i++) if (detect(MESSAGES[i % MESSAGES.length]!, "client").is === "inquiry") found++;
  if (found === 0) throw new Error("The detector found no ask among messages that hold several.");
  return rounds / ((performance.now() - start) / 1000);
}

/** Prose, one word, nothing but cues, unclosed marks, quotes, the beginnings of forwarded mail, blanks. */
const LONG_KINDS = [MESSAGES.join(" "), "a", "can you please ", "<h`> :x ```", "on \n> -- ", "from: a\n", "    "];

/** Milliseconds at best, so that what else the machine does stays out of it. */
function quickest(kind: string, length: number): number {
  const text = kind.repeat(Math.ceil(length / kind.length)).slice(0, length);
  let best = Number.POSITIVE_INFINITY;
  for (let i = 0; i < 40; i++) {
    const start = performance.now();
    for (let again = 0; again < 5; again++) detect(text, "client");
    best = Math.min(best, (performance.now() - start) / 5);
  }
  return best;
}

const median = (numbers: number[]): number => numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length / 2)]!;
