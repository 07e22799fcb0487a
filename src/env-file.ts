import { readFileSync } from "node:fs";
import { parseEnv } from "node:util";

interface EnvFile {
  readonly values: Readonly<Record<string, string | undefined>>;
  /** A sentence for each line that cannot be read; no value is repeated. */
  readonly problems: readonly string[];
}

/** The settings written in a file such as `.env`; nothing where there is none. Never throws. */
export function readEnvFile(path = ".env"): EnvFile {
  let text: string;
  try {
    text = readFileSync(path, "utf8").replace(/^\ufeff/, "");
  } catch (thrown) {
    const { code } = thrown as NodeJS.ErrnoException;
    return { values: {}, problems: code === "ENOENT" ? [] : [`${path} cannot be read (${code}).`] };
  }
  // As some editors of Windows save it.
  if (text.includes("\0")) return { values: {}, problems: [`${path} is not plain text. Save it as UTF-8.`] };
  return { values: parseEnv(text), problems: malformed(text, path) };
}

/** Node passes over what it cannot read; whoever wrote it would wonder why it has no effect. */
function malformed(text: string, path: string): string[] {
  const problems: string[] = [];
  const lines = text.split(/\r?\n/);
  for (let i = 0; i < lines.length; i++) {
    const line = lines[i]!.trim();
    if (line === "" || line.startsWith("#")) continue;
    const [, value] = /^(?:export\s+)?[A-Za-z_]\w*\s*=\s*(.*)$/.exec(line) ?? [];
    const say = (what: string) => problems.push(`${path}, line ${i + 1}: ${what}`);
    if (value === undefined) {
      say("is no setting. Write NAME=value, or # before a remark.");
      continue;
    }
    const quote = /^["'`]/.exec(value)?.[0];
    if (!quote || value.indexOf(quote, 1) > 0) continue;
    // A quoted value may go on over several lines.
    const end = lines.findIndex((later, n) => n > i && later.includes(quote));
    if (end < 0) say(`the quote ${quote} is never closed. Close it, or leave it out.`);
    else i = end;
  }
  return problems;
}
