import { spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";

/**
 * A real PostgreSQL on loopback for as long as `work` takes. "hasty": as the tests have it, which do not wait for the disk;
 * "durable": as it comes.
 */
export async function withPostgres<T>(
  work: (url: string, server: { restart(): Promise<void> }) => Promise<T>,
  how: "hasty" | "durable" = "hasty",
): Promise<T> {
  const program = fileURLToPath(new URL("../postgres-server.ts", import.meta.url));
  const server = spawn(process.execPath, [program, how], { stdio: ["pipe", "pipe", "inherit"] });
  const gone = once(server, "exit");
  try {
    const lines = createInterface({ input: server.stdout });
    const ready = async () => {
      const [line] = (await once(lines, "line")) as [string];
      const { url, error } = JSON.parse(line) as { url?: string; error?: string };
      if (!url) throw new Error(error);
      return url;
    };
    const restart = async () => {
      server.stdin.write("restart\n");
      await ready();
    };
    return await work(await ready(), { restart });
  } finally {
    server.stdin.end();
    await gone;
  }
}
