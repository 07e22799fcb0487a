import { mkdtempSync, rmSync } from "node:fs";
import { connect, createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { isAlone, runAlone, whyNotAlone } from "./alone.ts";
import type { startPlayground } from "./playground.ts";

const PORT = 56150;
const HELP = `npm run playground:teams

Opens Microsoft's own Agents Playground beside the bot with the fixture firm, at
http://127.0.0.1:${PORT}, and takes lines in the terminal: what someone writes, and to
when the clock moves. It needs Linux's unshare: the Playground listens on every
interface, so it runs in a network of its own.

  --help   this`;
const how = (people: Iterable<string>) => `Say what someone writes in acme-counsel, or move the clock:
  dana: Can you send us the signed lease today?
  go 2026-01-14T17:00-05:00
  quit
These are there: ${[...people].join(", ")}. The page is Kim's.`;

/** The Playground to try by hand. It runs in a network of its own; its page alone is let out, to this machine's loopback. */
async function main() {
  if (isAlone()) return inside(process.env.PLAYGROUND_DOOR!);
  const why = whyNotAlone();
  if (why) {
    console.error(why);
    process.exitCode = 1;
    return;
  }
  const folder = mkdtempSync(join(tmpdir(), "rejoinder-door-"));
  const door = join(folder, "page");
  const page = between({ port: PORT, host: "127.0.0.1" }, { path: door });
  process.exitCode = await runAlone(import.meta.filename, { PLAYGROUND_DOOR: door });
  page.close();
  rmSync(folder, { recursive: true });
}

async function inside(door: string) {
  const [{ startPlayground }, { playgroundPeople }] = await Promise.all([
    import("./playground.ts"),
    import("./tenant.ts"),
  ]);
  const HOW = how(playgroundPeople.keys());
  const playground = await startPlayground("2026-01-14T10:00-05:00", (told) => console.log(`  ${told.what}`));
  const page = between({ path: door }, { port: PORT, host: "127.0.0.1" });
  console.log(`The Playground: http://127.0.0.1:${PORT}. It is ${time(playground.clock.now())} in New York.\n${HOW}`);
  const lines = createInterface({ input: process.stdin, output: process.stdout, prompt: "> " });
  for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, () => lines.close());
  lines.on("SIGINT", () => lines.close());
  let over = false;
  lines.once("close", () => {
    over = true;
  });
  lines.prompt();
  for await (const line of lines) {
    if (line.trim() === "quit") break;
    await does(playground, line.trim(), HOW).catch((error: Error) => console.log(error.message));
    if (!over) lines.prompt();
  }
  page.close();
  await playground.stop();
  process.exit(0);
}

async function does(playground: Awaited<ReturnType<typeof startPlayground>>, line: string, how: string) {
  const [, to] = /^go (.+)$/.exec(line) ?? [];
  const [, who, words] = /^(\w+): *(.+)$/.exec(line) ?? [];
  if (to) {
    await playground.moveTo(to);
    console.log(`It is ${time(playground.clock.now())}.`);
  } else if (who && words) await playground.says(who.toLowerCase(), words);
  else if (line) console.log(how);
}

const time = (at: number) =>
  new Intl.DateTimeFormat("en-GB", { dateStyle: "medium", timeStyle: "short", timeZone: "America/New_York" }).format(
    at,
  );

/** Lets through whoever comes in at one address to the other: a socket in the file system is seen from both networks. */
function between(from: { path: string } | { port: number; host: string }, to: typeof from) {
  const server = createServer((here) => {
    const there = connect(to);
    here.pipe(there).pipe(here);
    here.on("error", () => there.destroy());
    there.on("error", () => here.destroy());
  });
  server.on("error", (error: NodeJS.ErrnoException) => {
    console.error(
      error.code === "EADDRINUSE" ? `Port ${PORT} is in use by another program: stop that one.` : error.message,
    );
    process.exit(1);
  });
  return server.listen(from);
}

if (process.argv.slice(2).some((word) => word === "--help" || word === "-h")) console.log(HELP);
else await main();
