import { spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";

/**
 * A real PostgreSQL on loopback for as long as `work` takes. "hasty": as the tests have it, which do not wait for the disk;
 * "durable": as it comes.
 */
export async function withPostgres<T>(
  work: (url: string) => Promise<T>,
  how: "hasty" | "durable" = "hasty",
): Promise<T> {
  const program = fileURLToPath(new URL("../postgres-server.ts", import.meta.url));
  const server = spawn(process.execPath, [program, how], { stdio: ["pipe", "pipe", "inherit"] });
  const gone = once(server, "exit");
  try {
    const [line] = (await once(createInterface({ input: server.stdout }), "line")) as [string];
    const { url, error } = JSON.parse(line) as { url?: string; error?: string };
    if (!url) throw new Error(error);
    return await work(url);
  } finally {
    server.stdin.end();
    await gone;
  }
}
