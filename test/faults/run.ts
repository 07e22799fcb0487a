import { parseArgs } from "node:util";
import { withPostgres } from "../bench/postgres.ts";
import { type Figures, suite } from "./suite.ts";

const HELP = `npm run test:faults [-- --rounds <number>] [--seed <number>] [--only <round>]

Plays days of a small firm's work again and again, each time with other things going wrong:
processes killed, stopped and restarted, the database cut off, events lost, doubled and late,
the platform refusing, clocks jumping. Real PostgreSQL, real processes, the sandboxes of Slack
and Teams. After each round nothing may be lost, nothing said twice, and what the store holds
must be what it holds where nothing went wrong.

Prints the rounds, the faults by kind, messages in, deliveries out, lost, doubled; and ends
with 1 where a promise was broken, naming the seed and the round.

  --rounds <number>  how many; 50 unless given
  --seed <number>    what everything left to chance comes from; another one each time unless
                     given. It repeats the script and the faults; at which instant a process
                     is met by one depends on the machine as well
  --only <round>     one round of that seed alone
  --help             this`;

async function main(argv: string[]): Promise<number> {
  const { values } = parseArgs({
    args: argv,
    options: {
      rounds: { type: "string", default: "50" },
      seed: { type: "string", default: String(Math.floor(Math.random() * 1e6)) },
      only: { type: "string" },
      help: { type: "boolean", short: "h", default: false },
    },
  });
  if (values.help) {
    console.log(HELP);
    return 0;
  }
  const number = (name: "rounds" | "seed" | "only") => {
    const value = values[name];
    if (value !== undefined && !/^\d{1,9}$/.test(value)) throw new Error(`--${name} takes a number, not "${value}".`);
    return value === undefined ? undefined : Number(value);
  };
  const given = { rounds: number("rounds")!, seed: number("seed")!, only: number("only") };
  console.log(`Seed ${given.seed}, ${given.only === undefined ? `${given.rounds} rounds` : `round ${given.only}`}.`);
  const print = (line: string) => console.log(line);
  const figures = await withPostgres((url) =>
    withPostgres((other, { restart }) => suite({ ...given, url, fragile: { url: other, restart } }, print, print)),
  );
  for (const line of told(figures)) console.log(line);
  return figures.broken > 0 ? 1 : 0;
}

function told(figures: Figures): string[] {
  const { rounds, faults, brought, delivered, lost, doubled, broken, seconds } = figures;
  const all = [...faults.values()].reduce((a, b) => a + b, 0);
  return [
    "",
    `${rounds} rounds in ${Math.round(seconds)} s, ${(rounds / seconds).toFixed(1)} a second`,
    `${all} faults`,
    ...[...faults].sort(([, a], [, b]) => b - a).map(([kind, count]) => `${String(count).padStart(7)}  ${kind}`),
    `${brought} messages and events in, ${delivered} deliveries out`,
    `${lost} lost, ${doubled} doubled`,
    broken === 0 ? "✓ Every promise was kept." : `✗ In ${broken} rounds a promise was broken.`,
  ];
}

main(process.argv.slice(2)).then(
  (code) => process.exit(code),
  (fault: Error) => {
    console.error(fault.message);
    process.exit(1);
  },
);
