import type { App } from "@slack/bolt";
import type { Log } from "./log.ts";
import { type Fields, fields, word } from "./read.ts";

/**
 * Lets Bolt take a command, press, shortcut or form at once. Resolves when its listeners are done, and never rejects: Bolt
 * stumbles over shapes it does not know, and nobody is helped by sending the same one again.
 */
export async function interact(
  app: App | undefined,
  body: Fields,
  acknowledge: (said?: unknown) => unknown,
  log: Log,
): Promise<void> {
  const type = word(body.type)?.slice(0, 40) ?? "command";
  if (!word(fields(body.user).id) && !word(body.user_id))
    return log.warn({ type }, "Slack sent a command or press that names nobody; it was left");
  const ack = async (said?: unknown) => {
    await acknowledge(said);
  };
  await app?.processEvent({ body, ack }).catch((error) => {
    log.warn(
      { type, error: error instanceof Error ? error.name : "?" },
      "Slack: something a person did was not understood",
    );
  });
}
