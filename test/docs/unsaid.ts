import { readFileSync } from "node:fs";
import { Session } from "node:inspector/promises";
import { relative } from "node:path";
import { fileURLToPath } from "node:url";
import { sources } from "../house/source.ts";

// Which code of the views no piece of the gallery runs: a process of its own, since what is imported before it looks is not
// counted branch by branch. Types are stripped in place, so V8's offsets are the source's own.

const root = fileURLToPath(new URL("../..", import.meta.url));
/** How things are drawn, pictures and spans of every look; and what the manifests say. They are no sentences of the bot's own. */
const DRAWS = /\/(?:about|chart|plain|say)\.ts$/;
const session = new Session();
session.connect();
await session.post("Profiler.enable");
await session.post("Profiler.startPreciseCoverage", { callCount: true, detailed: true });
await import("../views/everything.ts");
const { result } = await session.post("Profiler.takePreciseCoverage");

const found: string[] = [];
for (const { url, functions } of result) {
  const path = url.startsWith("file:") ? relative(root, fileURLToPath(url)) : "";
  if (!path.startsWith("src/views/") || DRAWS.test(path)) continue;
  const text = readFileSync(fileURLToPath(url), "utf8");
  const never = functions.flatMap(({ ranges }) => ranges.filter(({ count }) => count === 0));
  for (const { startOffset, endOffset } of never) {
    const code = text.slice(startOffset, endOffset).replaceAll(/\s+/g, " ").trim();
    if (!/\w/.test(code)) continue;
    const line = text.slice(0, startOffset).split("\n").length;
    found.push(`${path}:${line}: ${code.length > 100 ? `${code.slice(0, 99)}…` : code}`);
  }
}
const looked = new Set(result.map(({ url }) => url));
for (const { path, text } of sources("src/views"))
  if (
    !DRAWS.test(path) &&
    !looked.has(new URL(`../../${path}`, import.meta.url).href) &&
    /^export (?!type|interface)/m.test(text)
  )
    found.push(`${path}: nothing in the gallery uses it`);
process.stdout.write(`${JSON.stringify(found.sort(), null, 2)}\n`);
