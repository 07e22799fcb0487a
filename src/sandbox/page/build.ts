import { createHash } from "node:crypto";
import { readdir, readFile, writeFile } from "node:fs/promises";
import { extname, join } from "node:path";
import type { Plugin } from "vite";
import type { Bytes } from "./routes.ts";

/** What the browser gets, by path. */
export interface Built {
  readonly files: ReadonlyMap<string, Bytes>;
}

const WEB = join(import.meta.dirname, "web");
const SOURCE_HASH = "built-from.txt";

/**
 * The page, built by Vite into `folder` where what stands there is missing or of other sources.
 * Undefined where Vite is not installed (`npm ci --omit=dev`).
 */
export async function buildPage(folder: string): Promise<Built | undefined> {
  const sources = await hashOf(WEB);
  const before = await readFile(join(folder, SOURCE_HASH), "utf8").catch(() => "");
  if (before !== sources) {
    const tools = await buildTools();
    if (!tools) return undefined;
    await tools.build({
      root: WEB,
      configFile: false,
      logLevel: "error",
      plugins: [tools.react(), manyMessages],
      build: { outDir: folder, emptyOutDir: true, target: "es2024", chunkSizeWarningLimit: 2000, modulePreload: false },
    });
    await writeFile(join(folder, SOURCE_HASH), sources);
  }
  return { files: await filesIn(folder) };
}

async function buildTools() {
  try {
    const [{ build }, { default: react }] = await Promise.all([import("vite"), import("@vitejs/plugin-react")]);
    return { build, react };
  } catch {
    return undefined;
  }
}

/** The library that draws blocks gives each message one and the same id, made for a page with one message: ours has many. */
const manyMessages: Plugin = {
  name: "many-messages",
  enforce: "pre",
  transform: {
    filter: { id: /slack-blocks-to-jsx/ },
    handler: (code) =>
      code.replaceAll('id:"slack_blocks_to_jsx",', "").replaceAll("#slack_blocks_to_jsx", ".slack_blocks_to_jsx"),
  },
};

async function hashOf(folder: string): Promise<string> {
  const hash = createHash("sha256");
  const names = (await readdir(folder, { recursive: true, withFileTypes: true }))
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .toSorted();
  for (const name of [...names, import.meta.filename])
    hash.update(name.slice(folder.length)).update(await readFile(name));
  return hash.digest("hex");
}

async function filesIn(folder: string): Promise<Map<string, Bytes>> {
  const files = new Map<string, Bytes>();
  for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile() || entry.name === SOURCE_HASH) continue;
    const path = join(entry.parentPath, entry.name);
    const mimetype = MIME[extname(entry.name)] ?? "application/octet-stream";
    files.set(path.slice(folder.length).replaceAll("\\", "/"), { bytes: await readFile(path), mimetype });
  }
  return files;
}

const MIME: Record<string, string> = {
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".css": "text/css; charset=utf-8",
  ".svg": "image/svg+xml",
  ".png": "image/png",
};
