import type { App } from "@slack/bolt";
import { ChatError } from "../platform.ts";
import type { Log } from "./log.ts";
import { type Fields, fields, word } from "./read.ts";

/**
 * Lets Bolt take a command, press, shortcut or form at once. Resolves when its listeners are done, to whether it may be acknowledged:
 * Slack tells a person itself that what is left unacknowledged did not work. Never rejects.
 */
export async function interact(
  app: App | undefined,
  body: Fields,
  acknowledge: (said?: unknown) => unknown,
  log: Log,
): Promise<boolean> {
  const type = word(body.type)?.slice(0, 40) ?? "command";
  if (!word(fields(body.user).id) && !word(body.user_id)) {
    log.warn({ type }, "Slack sent a command or press that names nobody; it was left");
    return true;
  }
  let left = false;
  const leave: Leave = () => {
    left = true;
  };
  const ack = async (said?: unknown) => {
    await acknowledge(said);
  };
  await app?.processEvent({ body, ack, customProperties: { leave } }).catch((error) => {
    // Nobody is helped by a warning about a shape that Bolt does not know.
    left ||= error instanceof ChatError;
    log.warn(
      { type, error: error instanceof Error ? error.name : "?" },
      "Slack: something a person did was not understood",
    );
  });
  return !left;
}

/** Leaves what was done unacknowledged: it was not done, and who did it could not be told so. */
export type Leave = () => void;
