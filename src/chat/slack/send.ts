import type { WebClient } from "@slack/web-api";
import type { Card } from "../../views/card.ts";
import { mootCard } from "../../views/nudge.ts";
import type { InternalDestination, Sent, SentRef } from "../platform.ts";
import { outcomeOf, problemOf, slackError } from "./outcome.ts";
import { upload } from "./pictures.ts";
import { fields } from "./read.ts";
import { render, renderHome } from "./render.ts";

const METADATA = "rejoinder";
const PICTURE_WAIT = 5_000;

/** Ids of pictures that were uploaded and that Slack may still be preparing, by the mark of their message. */
export type Pictures = Map<string, string[]>;

/** Posts once. Never throws. */
export async function send(
  client: WebClient,
  to: InternalDestination,
  card: Card,
  mark: string,
  kept: Pictures,
): Promise<Sent> {
  const pictures = await uploaded(client, card, mark, kept);
  if ("later" in pictures) return pictures;
  try {
    const posted = await client.chat.postMessage({
      channel: to.conversation,
      ...render(card, pictures.ids),
      metadata: { event_type: METADATA, event_payload: { mark } },
      unfurl_links: false,
      unfurl_media: false,
    });
    kept.delete(mark);
    const { channel, ts } = posted;
    if (!channel || !ts) return { unknown: "Slack took the message and did not say where it stands." };
    return { sent: sentAs(to, channel, ts) };
  } catch (error) {
    if (pictures.fresh && slackError(error) === "invalid_blocks") return stillPreparing(mark, pictures.ids, kept);
    return outcomeOf(error);
  }
}

/** See `Chat.find`: the mark stands in the message's metadata. A person's conversation with the bot holds little else than its cards. */
export async function find(client: WebClient, to: InternalDestination, mark: string): Promise<SentRef | "not there"> {
  const channel = (await client.conversations.open({ users: to.account.id })).channel?.id;
  if (!channel) throw new Error("Slack opens no direct conversation with this person.");
  const { messages = [] } = await client.conversations.history({ channel, limit: 100, include_all_metadata: true });
  const there = messages.find((message) => fields(fields(fields(message).metadata).event_payload).mark === mark)?.ts;
  return there === undefined ? "not there" : sentAs(to, channel, there);
}

function sentAs({ account: { platform, workspace } }: InternalDestination, conversation: string, id: string): SentRef {
  return { platform, workspace, conversation, id };
}

/** Replaces a card that was sent to this person. Doing it twice is doing it once, so a doubtful outcome is one to try again. */
export const update = (client: WebClient, _to: InternalDestination, sent: SentRef, card: Card): Promise<Sent> =>
  replace(client, sent, card);

/** Whoever reads there may be anybody by now: nothing but a fixed sentence. */
export const withdraw = (client: WebClient, sent: SentRef): Promise<Sent> => replace(client, sent, WITHDRAWN);

const WITHDRAWN = mootCard([], "UTC", 0);

async function replace(client: WebClient, sent: SentRef, card: Card): Promise<Sent> {
  try {
    const pictures = await upload(client, card);
    await client.chat.update({ channel: sent.conversation, ts: sent.id, ...render(card, pictures) });
    return { sent };
  } catch (error) {
    return again(error);
  }
}

/** Publishes someone's own page, which nobody else sees. @throws where Slack refuses it */
export async function publish(client: WebClient, to: InternalDestination, card: Card): Promise<void> {
  await client.views.publish({ user_id: to.account.id, view: { type: "home", blocks: renderHome(card).blocks } });
}

async function uploaded(client: WebClient, card: Card, mark: string, kept: Pictures) {
  const before = kept.get(mark);
  if (before) return { ids: before, fresh: false };
  try {
    const ids = await upload(client, card);
    return { ids, fresh: ids.length > 0 };
  } catch (error) {
    const outcome = again(error);
    // Figures without their picture are better than no figures: the card then tells the picture in words.
    return "failed" in outcome ? { ids: [], fresh: false } : outcome;
  }
}

// Slack checks an uploaded file for a few seconds and calls the blocks that show it invalid meanwhile.
function stillPreparing(mark: string, ids: string[], kept: Pictures): Sent {
  kept.set(mark, ids);
  return { later: "Slack is still preparing the picture.", afterMs: PICTURE_WAIT };
}

function again(error: unknown): { readonly later: string; readonly afterMs?: number } | { readonly failed: string } {
  const outcome = outcomeOf(error);
  return "unknown" in outcome ? { later: problemOf(error) } : outcome;
}
