import { randomUUID } from "node:crypto";
import type { App } from "@slack/bolt";
import type { Happening, Message } from "../../domain/message.ts";
import type { Envelope } from "../platform.ts";
import { privatelyTo } from "./accounts.ts";
import { replied } from "./answers.ts";
import { awayIn, bodyOf } from "./delivery.ts";
import { oneMessage } from "./history.ts";
import type { Installation } from "./installation.ts";
import { type Listening, showHome } from "./listen.ts";
import { messageOf } from "./messages.ts";
import { normalise } from "./normalise.ts";
import { type Fields, fields, word } from "./read.ts";
import { send } from "./send.ts";

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
  const body = bodyOf(envelope);
  const away = awayIn(body);
  if (away) return to.desk.happened({ kind: "missed", platform: "slack", ...away });
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
  const spoken = spokenToBot(event, to.here);
  if (spoken) return answered(to, spoken);
  if (event.type === "app_uninstalled" || event.type === "tokens_revoked")
    to.log.error(
      {},
      "Slack: the app was removed from the workspace or its token revoked. Install it again and set SLACK_BOT_TOKEN to its new token",
    );
  await to.desk.happened(await completed(normalise(body, to.here, receivedAt), to));
}

/** What a person says to the bot in their own conversation with it, once: what is edited or taken back there is nothing to answer. */
function spokenToBot(event: Fields, here: Installation): Message | undefined {
  if (event.type !== "message" || event.channel_type !== "im") return undefined;
  if (event.subtype !== undefined && event.subtype !== "file_share") return undefined;
  const said = messageOf(event, event.channel, here);
  return said?.by === "person" && said.author.id !== here.botUserId ? said : undefined;
}

/** @throws where trying again helps: then it is not done. */
async function answered({ client, here, desk, log }: Taking, { author, text, channel, id }: Message): Promise<void> {
  const reply = await replied(desk.spoken(author, text.trim(), `${channel.id} ${id}`), log);
  const card = reply.card ?? reply.replace;
  if (!card) return;
  const to = await privatelyTo(client, here, author);
  if ("refused" in to) return log.warn({}, `Slack: an answer could not be given. ${to.refused}`);
  const outcome = await send(client, to, card, randomUUID(), new Map());
  if ("later" in outcome) throw new Error(outcome.later);
  if (!("sent" in outcome)) log.warn({ ...outcome }, "Slack: an answer could not be given");
}

async function opened(to: Taking, event: ReturnType<typeof fields>) {
  const user = word(event.user);
  if (!user) return;
  const who = { platform: to.here.platform, workspace: to.here.workspace, id: user };
  // Their conversation with the bot has no page; the desk may have something to say there.
  await (event.tab === "messages" ? to.desk.home(who) : showHome(to, who));
}

// In a channel that is not read, the message under a meaningful reaction is known from nowhere else.
async function completed(what: Happening, { client, here, emojis = [] }: Taking): Promise<Happening> {
  if (what.kind !== "reaction" || !emojis.includes(what.emoji)) return what;
  return { ...what, message: await oneMessage(client, here, what.channel, what.id) };
}
