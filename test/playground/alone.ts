import { spawn, spawnSync } from "node:child_process";
import { networkInterfaces } from "node:os";

/** Whether this process reaches nothing but its own machine, and nobody reaches it. */
export const isAlone = (): boolean =>
  Object.values(networkInterfaces())
    .flat()
    .every((each) => each?.internal);

/** Why a network of one's own cannot be had here; undefined where it can. */
export function whyNotAlone(): string | undefined {
  const tried = spawnSync("unshare", [...OWN_NETWORK, "true"]);
  if (tried.status === 0) return undefined;
  return "The Agents Playground listens on every interface, so it is started only in a network of its own (unshare --net with ip, on Linux), which this machine does not permit.";
}

/** Runs a program of ours once more, in a network of its own. Resolves to its exit code. */
export function runAlone(file: string, env: Record<string, string> = {}): Promise<number> {
  const child = spawn("unshare", [...OWN_NETWORK, process.execPath, file], {
    stdio: "inherit",
    env: { ...process.env, ...env },
  });
  for (const signal of ["SIGINT", "SIGTERM"] as const) process.on(signal, () => child.kill(signal));
  return new Promise((resolve) => child.once("exit", (code) => resolve(code ?? 1)));
}

// A user of its own, so that nobody needs to be root; the loopback interface of a new network is down.
const OWN_NETWORK = ["--map-root-user", "--net", "sh", "-c", 'ip link set lo up && exec "$@"', "sh"];
