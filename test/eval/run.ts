import { writeFile } from "node:fs/promises";
import { parseArgs } from "node:util";
import { type Scored, scoreCorpora } from "./corpora.ts";

const HELP = `npm run eval [-- --corpora <folder>] [--json <file>]

Scores Rejoinder on real material written by others. Of the folder it takes whatever
it finds of:

  business-time*.jsonl   business time, against what mature libraries answer
  language-*.jsonl       does a message need a reply?  beside simple baselines
  slack-payloads*.jsonl  what Slack sends, signed and sent at the real app
  teams-payloads*.jsonl  the same for Teams, and what its connector answers
  slack-export-*.zip     a workspace's past, imported whole, twice

Ends with 1 where a row that must pass fails (the first ten are shown, with what was
expected), where something cannot be read, and where there is nothing to score.

  --corpora <folder>  ../shared/corpora if unset
  --json <file>       writes the whole result there too
  --help              this
`;

/** Scores, says what came out through `say`, and returns the exit code. */
export async function evaluate(argv: readonly string[], say: (line: string) => void): Promise<number> {
  const { help, corpora, json } = options(argv);
  if (help) {
    say(HELP.trimEnd());
    return 0;
  }
  const scored = await scoreCorpora(corpora);
  for (const one of scored) for (const line of told(one)) say(line);
  const ok = scored.some(({ report }) => report) && scored.every(isWell);
  if (json) await writeFile(json, `${JSON.stringify({ ok, corpora, scored }, null, 2)}\n`);
  say(verdict(scored, corpora));
  return ok ? 0 : 1;
}

const isWell = ({ report, unread }: Scored) => unread.length === 0 && (report?.failures.length ?? 0) === 0;

function told({ file, report, unread, notScored }: Scored): string[] {
  const lines = [report ? `${file}: ${report.rows} rows, ${report.mustPass} that must pass` : file];
  if (notScored) lines.push(`  ${notScored}`);
  lines.push(...(report?.lines ?? []).map((line) => `  ${line}`));
  const failures = report?.failures ?? [];
  if (failures.length > 0)
    lines.push(`  ✗ ${failures.length} failed${failures.length > 10 ? ", the first ten:" : ":"}`);
  for (const { id, source, expected, got } of failures.slice(0, 10))
    lines.push(`    ${id} (${source}): expected ${word(expected)}, got ${word(got)}`);
  if (unread.length > 0) lines.push(`  ✗ ${unread.length} could not be read:`);
  lines.push(...unread.slice(0, 10).map((line) => `    ${line}`));
  return [...lines, ""];
}

function verdict(scored: readonly Scored[], folder: string): string {
  if (!scored.some(({ report }) => report))
    return `Nothing was scored: ${folder} ${scored.length > 0 ? "has nothing that can be" : "is not there, or holds no corpus by these names"}. npm run eval -- --help says what is looked for.`;
  const failed = scored.reduce((sum, { report }) => sum + (report?.failures.length ?? 0), 0);
  const must = scored.reduce((sum, { report }) => sum + (report?.mustPass ?? 0), 0);
  const unread = scored.reduce((sum, { unread }) => sum + unread.length, 0);
  if (failed + unread === 0) return `✓ All ${must} rows that must pass do.`;
  return `✗ ${failed} of ${must} rows that must pass failed${unread > 0 ? `, and ${unread} could not be read` : ""}.`;
}

const word = (value: unknown) => (typeof value === "string" ? value : JSON.stringify(value));

function options(argv: readonly string[]) {
  const { values } = parseArgs({
    args: [...argv],
    options: {
      corpora: { type: "string", default: "../shared/corpora" },
      json: { type: "string" },
      help: { type: "boolean", short: "h" },
    },
  });
  return values;
}

if (import.meta.main)
  process.exit(
    await evaluate(process.argv.slice(2), (line) => console.log(line)).catch((thrown: Error) => {
      console.error(`${thrown.message}\nnpm run eval -- --help says what there is.`);
      return 1;
    }),
  );
