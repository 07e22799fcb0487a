import type { Instant } from "../domain/time.ts";
import { fixtureWorkspace } from "./firm.ts";
import { type SlackSandbox, startSlackSandbox } from "./slack/server.ts";

/** The fixture firm's workspace on loopback, and what a bot needs to be installed in it. */
export async function fixtureSandbox(
  clock: { now(): Instant; onMove(listener: () => unknown): () => void },
  how: "http" | "socket",
) {
  const sandbox: SlackSandbox = await startSlackSandbox({ clock, workspace: fixtureWorkspace });
  const { botToken, appToken, signingSecret } = sandbox.app;
  const config = {
    botToken,
    apiUrl: sandbox.apiUrl,
    host: "127.0.0.1",
    port: 0,
    ...(how === "http" ? { signingSecret } : { appToken }),
  };
  return { sandbox, config };
}
