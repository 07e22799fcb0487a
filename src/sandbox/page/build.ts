import { createHash } from "node:crypto";
import { readdir, readFile, writeFile } from "node:fs/promises";
import { extname, join } from "node:path";
import { Worker } from "node:worker_threads";
import type { BuildOutcome, BuildTask } from "./build-worker.ts";
import type { Bytes } from "./routes.ts";

/** What the browser gets, by path. */
export interface Built {
  readonly files: ReadonlyMap<string, Bytes>;
}

const WEB = join(import.meta.dirname, "web");
const WORKER = join(import.meta.dirname, "build-worker.ts");
const SOURCE_HASH = "built-from.txt";

/**
 * The page, built by Vite into `folder` where what stands there is missing or of other sources.
 * Undefined where Vite is not installed (`npm ci --omit=dev`).
 */
export async function buildPage(folder: string): Promise<Built | undefined> {
  const sources = await hashOf([WORKER, ...(await filesUnder(WEB)).toSorted()]);
  const before = await readFile(join(folder, SOURCE_HASH), "utf8").catch(() => "");
  if (before !== sources) {
    if ((await built({ root: WEB, folder })) === "lacking") return undefined;
    await writeFile(join(folder, SOURCE_HASH), sources);
  }
  const files = (await filesUnder(folder)).filter((path) => !path.endsWith(SOURCE_HASH));
  return { files: new Map(await Promise.all(files.map((path) => sent(folder, path)))) };
}

/** @throws what Vite says of the sources */
function built(task: BuildTask): Promise<BuildOutcome> {
  // Vite and React go by NODE_ENV; whatever it is here, people get the quick one.
  const worker = new Worker(WORKER, { workerData: task, env: { ...process.env, NODE_ENV: "production" } });
  return new Promise((resolve, reject) => {
    worker.once("message", resolve).once("error", reject);
    worker.once("exit", () => reject(new Error("Vite ended without having built the page.")));
  });
}

async function hashOf(paths: readonly string[]): Promise<string> {
  const hash = createHash("sha256");
  for (const path of paths) hash.update(path.slice(import.meta.dirname.length)).update(await readFile(path));
  return hash.digest("hex");
}

async function filesUnder(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  return entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
}

async function sent(folder: string, path: string): Promise<[string, Bytes]> {
  const mimetype = MIME[extname(path)] ?? "application/octet-stream";
  return [path.slice(folder.length).replaceAll("\\", "/"), { bytes: await readFile(path), mimetype }];
}

const MIME: Record<string, string> = {
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".css": "text/css; charset=utf-8",
  ".svg": "image/svg+xml",
};
