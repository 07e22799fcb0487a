import type { Finding } from "../../domain/finding.ts";
import { ChatError } from "../platform.ts";
import type { Line } from "./adapter.ts";
import type { Log } from "./log.ts";
import { outcomeOf, problemOf } from "./outcome.ts";

/** Asks for a token. What can never work is thrown; that Microsoft cannot be asked just now is no reason not to start. @throws ChatError */
export async function letIn({ tokens }: Line, log: Log): Promise<void> {
  await tokens.graph().catch((error) => {
    if ("failed" in outcomeOf(error))
      throw new ChatError(`Microsoft does not let Rejoinder in: ${problemOf(error)}`, { cause: error });
    log.warn({}, `Teams: ${problemOf(error)}`);
  });
}

/** Whether the bot is let in, and what it is given of the past. Never throws. */
export async function checkup({ tokens }: Line): Promise<Finding[]> {
  const refused = await tokens.graph().then(
    () => undefined,
    (error) => problemOf(error),
  );
  return [
    refused
      ? { name: "Teams", ok: false, say: refused }
      : { name: "Teams", ok: true, say: "Microsoft's sign-in service accepts the bot." },
    {
      name: "Teams history",
      ok: true,
      say: "What was missed is read through Microsoft Graph in teams and chats that granted it (ChannelMessage.Read.Group, ChatMessage.Read.Chat). What was said to the bot itself, and in teams that did not grant it, Teams does not give.",
    },
  ];
}
