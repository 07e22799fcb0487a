import type { Chat, Envelope, InternalDestination } from "../../../src/chat/platform.ts";
import { type SlackConfig, slack } from "../../../src/chat/slack/connect.ts";
import { sandboxClock } from "../../../src/sandbox/clock.ts";
import { startSlackSandbox } from "../../../src/sandbox/slack/server.ts";
import { FIXTURE, START } from "../../sandbox/slack/workspace.ts";
import { desk, silent } from "./stand-in.ts";

export const who = (id: string) => ({ platform: "slack", workspace: "TFIRM", id });

/** The sandbox's workspace with the Slack side of Rejoinder in it; what is kept is taken up at once. */
export async function stage(way: "http" | "socket", config: Partial<SlackConfig> = {}) {
  const clock = sandboxClock(START);
  const sandbox = await startSlackSandbox({ clock, workspace: FIXTURE });
  const { botToken, appToken, signingSecret } = sandbox.app;
  const secrets = way === "socket" ? { appToken } : { signingSecret };
  const chat = slack(
    { botToken, ...secrets, apiUrl: sandbox.apiUrl, host: "127.0.0.1", port: 0, ...config },
    clock,
    silent,
  );
  const at = takingUp(desk(), () => chat);
  const address = await chat.start(at);
  if (way === "http") sandbox.connectEvents(address);
  const close = async () => {
    await chat.stop();
    await sandbox.settled();
    await sandbox.close();
  };
  return { clock, sandbox, chat, desk: at, close };
}

function takingUp(at: ReturnType<typeof desk>, chat: () => Chat): ReturnType<typeof desk> {
  const keep = at.keep;
  at.keep = async (envelope: Envelope) => {
    const first = await keep(envelope);
    if (first) setImmediate(() => void chat().take(envelope));
    return first;
  };
  return at;
}

export async function privateTo(chat: Chat, id: string): Promise<InternalDestination> {
  const [to] = await chat.privately([who(id)]);
  if (!to || "refused" in to) throw new Error(to?.refused);
  return to;
}
