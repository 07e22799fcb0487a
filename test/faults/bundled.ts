import { fileURLToPath } from "node:url";

/** The program that one process of the crew runs, as it lies here. */
export const PROCESS = new URL("process.ts", import.meta.url);

/**
 * The same in a few files instead of some thousand: it is there in a third of the time, and whoever is killed is replaced
 * hundreds of times. Making it takes seconds, which a few rounds do not give back.
 */
export async function bundled(): Promise<URL> {
  const { build } = await import("vite");
  // Several runs at once do not take each other's away.
  const folder = new URL(`../../node_modules/.cache/faults/${process.pid}/`, import.meta.url);
  await build({
    configFile: false,
    envFile: false,
    logLevel: "silent",
    root: fileURLToPath(new URL("../../", import.meta.url)),
    // What finds files of its own beside itself stays where it is.
    ssr: { noExternal: true, external: ["@electric-sql/pglite", "@resvg/resvg-js", "vite"] },
    build: {
      ssr: fileURLToPath(PROCESS),
      outDir: fileURLToPath(folder),
      emptyOutDir: true,
      minify: false,
      target: "node24",
    },
  });
  return new URL("process.js", folder);
}
