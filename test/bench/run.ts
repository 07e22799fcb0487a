import { writeFile } from "node:fs/promises";
import { parseArgs } from "node:util";
import type { BenchResult } from "./result.ts";

const HELP = `npm run bench [-- --size small|full] [--only <name>] [--json <file>]

Measures what is meant to be fast. Each figure stands beside its ceiling: the least that
could do the same, or a peer, measured in the same run, for speeds themselves drift. It
starts a PostgreSQL of its own on loopback. Ends with 1 where a target is missed.

  intake         signed events, kept and acknowledged; beside Bolt's own receiver
  replicas       events carried all the way by three processes; beside one
  business-time  adding and counting business time; beside moment-business-time
  nudges         claiming what is due, with few and with many planned
  storm          nudges for a whole firm in one minute; beside Slack's published limits
  recovery       three days away, found again; beside having heard them
  digest         a week's figures and a status answer; beside one figure, a bare statement
  detect         the detector, on short messages and on long ones
  conflicts      a message looked through for ten thousand names; beside each as written
  startup        start to ready, and memory; beside Bolt with pg and Kysely alone; and
                 with Teams beside Slack

  --size <size>  small: two minutes or so, the default; full: the sizes that the targets
                 are meant for, some minutes and about 3 GB of disk
  --only <name>  one of the ten
  --json <file>  writes the results there too
  --help         this
`;

type Size = "small" | "full";

/** In this order. Each is loaded when it is measured, so that none pays for another. */
const benches: Record<string, (size: Size) => Promise<BenchResult[]>> = {
  intake: async (size) => (await import("./intake.ts")).benchIntake(size),
  replicas: async (size) => (await import("./replicas.ts")).benchReplicas(size),
  "business-time": async (size) => (await import("./business-time.ts")).benchBusinessTime(size),
  nudges: async (size) => (await import("./nudges.ts")).benchNudges(size),
  storm: async (size) => (await import("./storm.ts")).benchStorm(size),
  recovery: async (size) => (await import("./recovery.ts")).benchRecovery(size),
  digest: async (size) => (await import("./digest.ts")).benchDigest(size),
  detect: async (size) => (await import("./detect.ts")).benchDetect(size),
  conflicts: async (size) => (await import("./conflicts.ts")).benchConflicts(size),
  startup: async (size) => (await import("./startup.ts")).benchStartup(size),
};

/** Measures, says what came out through `say`, and returns the exit code. @throws a sentence where it was asked amiss. */
export async function bench(argv: readonly string[], say: (line: string) => void, all = benches): Promise<number> {
  const { help, size, only, json } = options(argv);
  if (help) {
    say(HELP.trimEnd());
    return 0;
  }
  if (size !== "small" && size !== "full") throw new Error(`There is no size "${size}": small or full.`);
  if (only && !all[only]) throw new Error(`There is no bench "${only}": ${Object.keys(all).join(", ")}.`);
  const results: (BenchResult & { bench: string })[] = [];
  for (const [name, measure] of Object.entries(all)) {
    if (only && only !== name) continue;
    say(name);
    for (const result of await measured(name, () => measure(size))) {
      results.push({ bench: name, ...result });
      for (const line of told(result)) say(line);
    }
    say("");
  }
  if (json) await writeFile(json, `${JSON.stringify({ size, results }, null, 2)}\n`);
  const missed = results.filter(({ met }) => !met).length;
  say(
    missed === 0 ? `✓ All ${results.length} targets are met.` : `✗ ${missed} of ${results.length} targets are missed.`,
  );
  return missed === 0 ? 0 : 1;
}

/** One that cannot be measured is a missed target with its reason; the others are measured all the same. */
async function measured(name: string, measure: () => Promise<BenchResult[]>): Promise<BenchResult[]> {
  try {
    return await measure();
  } catch (thrown) {
    const note = `could not be measured: ${(thrown as Error).message}`;
    return [{ name, value: Number.NaN, unit: "", target: "to be measured", met: false, note }];
  }
}

function told({ name, value, unit, ratio, target, met, note }: BenchResult): string[] {
  const figure = Number.isNaN(value) ? "none" : `${value.toLocaleString("en", { maximumFractionDigits: 2 })} ${unit}`;
  const against = ratio === undefined ? "" : `, ratio ${ratio.toLocaleString("en", { maximumFractionDigits: 2 })}`;
  const lines = [`  ${met ? "✓" : "✗"} ${name}`, `      ${figure}${against} (target: ${target})`];
  return note ? [...lines, ...note.split("; ").map((part) => `      ${part}`)] : lines;
}

function options(argv: readonly string[]) {
  const { values } = parseArgs({
    args: [...argv],
    options: {
      size: { type: "string", default: "small" },
      only: { type: "string" },
      json: { type: "string" },
      help: { type: "boolean", short: "h" },
    },
  });
  return values;
}

if (import.meta.main)
  process.exit(
    await bench(process.argv.slice(2), (line) => console.log(line)).catch((thrown: Error) => {
      console.error(`${thrown.message}\nnpm run bench -- --help says what there is.`);
      return 1;
    }),
  );
