import type { App } from "@slack/bolt";
import type { Happening } from "../../domain/message.ts";
import type { Envelope } from "../platform.ts";
import { oneMessage } from "./history.ts";
import { type Listening, showHome } from "./listen.ts";
import { normalise } from "./normalise.ts";
import { fields, word } from "./read.ts";

export interface Taking extends Listening {
  readonly emojis?: readonly string[];
}

/** Whether Bolt got as far as our listener. */
interface Reach {
  reached: boolean;
}

/**
 * Carries a kept event through Bolt to the desk. @throws what the desk throws: then it is not done. A shape that Bolt stumbles
 * over goes to the desk all the same.
 */
export async function takeEvent(app: App, to: Taking, envelope: Envelope): Promise<void> {
  const reach: Reach = { reached: false };
  const body = parsed(envelope.body);
  try {
    await app.processEvent({
      body: { ...body },
      ack: async () => {},
      customProperties: { reach, receivedAt: envelope.receivedAt },
    });
  } catch (error) {
    if (reach.reached) throw error;
  }
  if (!reach.reached) await report(to, body, envelope.receivedAt);
}

/** Registers the one listener that all events have in common. */
export function listenToEvents(app: App, to: Taking): void {
  app.event(/.*/s, async ({ body, context }) => {
    (context.reach as Reach).reached = true;
    await report(to, body, context.receivedAt);
  });
}

async function report(to: Taking, body: unknown, receivedAt: number): Promise<void> {
  const event = fields(fields(body).event);
  if (event.type === "app_home_opened") return opened(to, event);
  if (event.type === "app_uninstalled" || event.type === "tokens_revoked")
    to.log.error(
      {},
      "Slack: the app was removed from the workspace or its token revoked. Install it again and set SLACK_BOT_TOKEN to its new token",
    );
  await to.desk.happened(await completed(normalise(body, to.here, receivedAt), to));
}

async function opened(to: Taking, event: ReturnType<typeof fields>) {
  const user = word(event.user);
  if (user && event.tab !== "messages")
    await showHome(to, { platform: to.here.platform, workspace: to.here.workspace, id: user });
}

// In a channel that is not read, the message under a meaningful reaction is known from nowhere else.
async function completed(what: Happening, { client, here, emojis = [] }: Taking): Promise<Happening> {
  if (what.kind !== "reaction" || !emojis.includes(what.emoji)) return what;
  return { ...what, message: await oneMessage(client, here, what.channel, what.id) };
}

function parsed(body: string): ReturnType<typeof fields> {
  try {
    return fields(JSON.parse(body));
  } catch {
    return {};
  }
}
