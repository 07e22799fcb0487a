import { parentPort, workerData } from "node:worker_threads";
import type { Plugin } from "vite";

/** Runs Vite on a thread of its own, with an environment of its own: what it leaves behind goes with it. */
export interface BuildTask {
  readonly root: string;
  readonly folder: string;
}

/** "lacking": Vite is not installed. */
export type BuildOutcome = "built" | "lacking";

async function build({ root, folder }: BuildTask): Promise<BuildOutcome> {
  const tools = await buildTools();
  if (!tools) return "lacking";
  await tools.build({
    root,
    configFile: false,
    logLevel: "error",
    plugins: [tools.react(), manyMessages],
    build: {
      outDir: folder,
      emptyOutDir: true,
      target: ["chrome125", "firefox128", "safari18"],
      chunkSizeWarningLimit: 2000,
      modulePreload: false,
    },
  });
  return "built";
}

async function buildTools() {
  try {
    const [{ build }, { default: react }] = await Promise.all([import("vite"), import("@vitejs/plugin-react")]);
    return { build, react };
  } catch (fault) {
    if ((fault as NodeJS.ErrnoException).code === "ERR_MODULE_NOT_FOUND") return undefined;
    throw fault;
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

parentPort?.postMessage(await build(workerData as BuildTask));
