import { createHash } from "node:crypto";
import type { App } from "@slack/bolt";
import type { Happening, Message } from "../../domain/message.ts";
import { type Instant, MINUTE } from "../../domain/time.ts";
import type { Envelope } from "../platform.ts";
import { privatelyTo } from "./accounts.ts";
import { replied } from "./answers.ts";
import { awayIn, bodyOf } from "./delivery.ts";
import { oneMessage } from "./history.ts";
import type { Installation } from "./installation.ts";
import { type Listening, showHome } from "./listen.ts";
import { messageOf } from "./messages.ts";
import { normalise } from "./normalise.ts";
import { type Fields, fields, idOf, list, word } from "./read.ts";
import { find, send } from "./send.ts";
import type { Place, Workspaces } from "./workspaces.ts";

export interface Taking extends Listening {
  readonly workspaces: Workspaces;
  readonly emojis?: readonly string[];
  readonly clock: { now(): Instant };
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
  const heardIn = await to.workspaces.from(sourceOf(body));
  if (!heardIn) return to.log.warn({}, "Slack: an event of a workspace that Rejoinder is not installed in was left");
  const event = fields(fields(body).event);
  if (event.type === "app_home_opened") return opened(to, heardIn, event);
  const spoken = spokenToBot(event, heardIn.here);
  if (spoken) return answered(to, heardIn, spoken, receivedAt);
  if (event.type === "app_uninstalled" || event.type === "tokens_revoked") return removed(to, heardIn);
  const place = await homeOf(event, to, heardIn);
  await to.desk.happened(await completed(normalise(body, place.here, receivedAt), to, place));
}

/** The place of the channel that it is about. */
async function homeOf(event: ReturnType<typeof fields>, { homes }: Taking, heardIn: Place): Promise<Place> {
  const now = idOf(event.channel) ?? word(event.channel_id) ?? word(fields(event.item).channel);
  const was = word(event.old_channel_id);
  if (was === undefined) return homes(now, heardIn);
  // The same channel under another id stays where it is.
  return homes(word(event.new_channel_id), await homes(was, heardIn));
}

/** Whose the event is: the app's own installation stands in `authorizations`; outside of it, who did it may be of anywhere. */
function sourceOf(body: unknown) {
  const { team_id, enterprise_id, authorizations } = fields(body);
  const [first] = list(authorizations).map(fields);
  return {
    teamId: word(first ? first.team_id : team_id),
    enterpriseId: word(first ? first.enterprise_id : enterprise_id),
    isEnterpriseInstall: first?.is_enterprise_install === true,
  };
}

async function removed({ workspaces, log }: Taking, place: Place) {
  if (!(await workspaces.left(place))) return;
  log.error(
    {},
    "Slack: the app was removed from a workspace, or its token revoked, and nothing reaches Rejoinder from there. Install it again; where SLACK_BOT_TOKEN is set, set it to the new token",
  );
}

/** What a person says to the bot in their own conversation with it, once: what is edited or taken back there is nothing to answer. */
function spokenToBot(event: Fields, here: Installation): Message | undefined {
  if (event.type !== "message" || event.channel_type !== "im") return undefined;
  if (event.subtype !== undefined && event.subtype !== "file_share") return undefined;
  const said = messageOf(event, event.channel, here);
  return said?.by === "person" && said.author.id !== here.botUserId ? said : undefined;
}

/** So long after it came, another may have answered it, and not lived to say so. */
const LATE = MINUTE / 2;

/** Once: what may have been said is looked for before it is said again. @throws where trying again helps: then it is not done. */
async function answered(
  { desk, log, clock }: Taking,
  place: Place,
  { author, text, channel, id }: Message,
  receivedAt: Instant,
): Promise<void> {
  const reply = await replied(desk.spoken(author, text.trim(), `${channel.id} ${id}`), log);
  const card = reply.card ?? reply.replace;
  if (!card) return;
  const to = await privatelyTo(place, author);
  if ("refused" in to) return log.warn({}, `Slack: an answer could not be given. ${to.refused}`);
  const mark = createHash("sha256").update(`${channel.id} ${id}`).digest("hex").slice(0, 32);
  const isThere = async () => (await find(place.client, to, mark)) !== "not there";
  if (clock.now() - receivedAt > LATE && (await isThere())) return;
  const outcome = await send(place.client, to, card, mark, new Map());
  const mayBe = "unknown" in outcome || ("later" in outcome && outcome.doubtful);
  if (mayBe && (await isThere())) return;
  if ("later" in outcome || "unknown" in outcome) throw new Error("later" in outcome ? outcome.later : outcome.unknown);
  if (!("sent" in outcome)) log.warn({ ...outcome }, "Slack: an answer could not be given");
}

async function opened(to: Taking, place: Place, event: ReturnType<typeof fields>) {
  const user = word(event.user);
  if (!user) return;
  const { platform, workspace } = place.here;
  const who = { platform, workspace, id: user };
  // Their conversation with the bot has no page; the desk may have something to say there.
  await (event.tab === "messages" ? to.desk.home(who) : showHome(to, place, who));
}

// In a channel that is not read, the message under a meaningful reaction is known from nowhere else.
async function completed(what: Happening, { emojis = [] }: Taking, { client, here }: Place): Promise<Happening> {
  if (what.kind !== "reaction" || !emojis.includes(what.emoji)) return what;
  return { ...what, message: await oneMessage(client, here, what.channel, what.id) };
}
