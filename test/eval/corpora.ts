import { existsSync } from "node:fs";
import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import type { BusinessTimeRow } from "./business-time.ts";
import type { LanguageRow } from "./language.ts";
import type { Report } from "./report.ts";
import type { SlackPayloadRow } from "./slack-payloads.ts";
import type { TeamsPayloadRow } from "./teams-payloads.ts";

/** What became of one file of a corpus. */
export interface Scored {
  readonly file: string;
  /** Absent where nothing of it could be scored. */
  readonly report?: Report;
  /** What could not be read, each by file and line. Counts as a failure. */
  readonly unread: readonly string[];
  /** Said in the place of a report where there is nothing yet that could be scored. */
  readonly notScored?: string;
}

interface Kind {
  readonly files: RegExp;
  score(path: string, file: string): Promise<Omit<Scored, "file">>;
}

/** A scorer is loaded when there is something for it. */
const kinds: readonly Kind[] = [
  {
    files: /^business-time.*\.jsonl$/,
    score: rows<BusinessTimeRow>(
      (row) => row.tz && row.weekly_hours && row.start && (row.op === "add" || row.op === "between"),
      async (all) => (await import("./business-time.ts")).scoreBusinessTime(all),
    ),
  },
  {
    files: /^language-.*\.jsonl$/,
    score: rows<LanguageRow>(
      (row) => typeof row.text === "string" && /^(needs|no)_reply$/.test(row.label) && row.source,
      async (all) => (await import("./language.ts")).scoreLanguage(all),
    ),
  },
  {
    files: /^slack-payloads.*\.jsonl$/,
    score: rows<SlackPayloadRow>(
      (row) => row.kind && typeof row.payload === "object" && row.payload !== null,
      async (all) => (await import("./slack-payloads.ts")).scoreSlackPayloads(all),
    ),
  },
  {
    files: /^slack-export-.*\.zip$/,
    score: (path, file) => orWhyNot(file, [], async () => (await import("./slack-export.ts")).scoreSlackExport(path)),
  },
  {
    files: /^teams-payloads.*\.jsonl$/,
    score: rows<TeamsPayloadRow>(
      (row) => row.kind && typeof row.payload === "object" && row.payload !== null,
      async (all) => (await import("./teams-payloads.ts")).scoreTeamsPayloads(all),
    ),
  },
];

/** Scores every file of the folder whose name says that it is of a known kind; in the order of their names. */
export async function scoreCorpora(folder: string): Promise<Scored[]> {
  if (!existsSync(folder)) return [];
  const found: Scored[] = [];
  for (const file of (await readdir(folder)).sort()) {
    const kind = kinds.find(({ files }) => files.test(file));
    if (kind) found.push({ file, ...(await kind.score(join(folder, file), file)) });
  }
  return found;
}

/** Rows of a kind, one a line. One that cannot be read is named, and the rest are scored. */
function rows<Row extends { readonly id: string }>(
  isOne: (row: Row) => unknown,
  score: (all: readonly Row[]) => Promise<Report>,
): Kind["score"] {
  return async (path, file) => {
    const unread: string[] = [];
    const all = (await linesOf(path)).flatMap(([line, n]): Row[] => {
      const row = parsed(line) as Row | undefined;
      if (row && isOne(row)) return [row];
      unread.push(`${file}, line ${n}: ${row ? "a row, but not of this kind" : "not JSON"}`);
      return [];
    });
    if (all.length > 0) return orWhyNot(file, unread, () => score(all));
    return unread.length > 0 ? { unread } : { unread, notScored: "not scored: it holds no rows" };
  };
}

/** What stops a scorer is one thing more that could not be read; the other files are scored. */
async function orWhyNot(file: string, unread: readonly string[], score: () => Promise<Report>) {
  try {
    return { unread, report: await score() };
  } catch (thrown) {
    return { unread: [...unread, `${file}: ${(thrown as Error).message}`] };
  }
}

async function linesOf(path: string): Promise<[line: string, n: number][]> {
  const text = await readFile(path, "utf8");
  return text
    .replace(/^\uFEFF/, "")
    .split(/\r?\n/)
    .map((line, i): [string, number] => [line, i + 1])
    .filter(([line]) => line.trim() !== "");
}

function parsed(line: string): unknown {
  try {
    const row: unknown = JSON.parse(line);
    return typeof row === "object" && row !== null ? row : undefined;
  } catch {
    return undefined;
  }
}
