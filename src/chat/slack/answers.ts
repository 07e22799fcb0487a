import type { RespondFn } from "@slack/bolt";
import type { WebClient } from "@slack/web-api";
import type { Checked, Reply, SentRef } from "../platform.ts";
import { cardView, formView } from "./forms.ts";
import type { Log } from "./log.ts";
import { problemOf } from "./outcome.ts";
import { render } from "./render.ts";
import { update } from "./send.ts";

/** Slack waits three seconds; an answer that takes longer comes after the acknowledgement. */
const PATIENCE = 2_300;

/** Where a reply can go: Slack gives each kind of doing other ways. */
export interface Ways {
  readonly client: WebClient;
  readonly log: Log;
  readonly trigger?: string;
  readonly respond?: RespondFn;
  /** The card whose control was pressed. */
  readonly on?: SentRef;
  /** Asks, just now, whether nobody but this person of the firm reads what is said to them. */
  readonly privately: () => Promise<Checked>;
}

const sorry: Reply = {
  card: {
    summary: "That did not work.",
    parts: [{ text: ["That did not work. Please try again in a moment; doing it twice does no harm."] }],
  },
};

/** The desk's reply, or `instead`, an apology, where it failed; never rejects. */
export const replied = (work: Promise<Reply>, log: Log, instead = sorry): Promise<Reply> =>
  work.catch((error) => {
    log.error({ error: error instanceof Error ? error.name : "?" }, "Slack: what a person did failed");
    return instead;
  });

/** The reply, if it comes in time to be part of the acknowledgement. */
export function inTime(work: Promise<Reply>): Promise<Reply | undefined> {
  const late = Promise.withResolvers<undefined>();
  const timer = setTimeout(() => late.resolve(undefined), PATIENCE);
  return Promise.race([work, late.promise]).finally(() => clearTimeout(timer));
}

/** A card only the person sees, as a command or `response_url` takes it. */
export const privateCard = (card: NonNullable<Reply["card"]>) =>
  ({ response_type: "ephemeral", replace_original: false, ...render(card) }) as const;

/** Draws a reply after the acknowledgement: each part where Slack lets it be. Logs what Slack refuses; never rejects. */
export async function draw(reply: Reply, ways: Ways): Promise<void> {
  const { client, trigger, respond, on } = ways;
  if (reply.form && trigger)
    await tried(ways, () => client.views.open({ trigger_id: trigger, view: formView(reply.form!, on) }));
  if (reply.replace && on) await replaced(reply.replace, on, ways);
  else if (reply.replace && respond)
    await tried(ways, () => respond({ replace_original: true, ...render(reply.replace!) }));
  if (!reply.card) return;
  if (respond) await tried(ways, () => respond(privateCard(reply.card!)));
  else if (trigger && !reply.form)
    await tried(ways, () => client.views.open({ trigger_id: trigger, view: cardView(reply.card!) }));
}

export async function replaced(card: NonNullable<Reply["replace"]>, on: SentRef, ways: Ways): Promise<void> {
  const { client, log } = ways;
  const to = await ways.privately();
  if ("refused" in to) return log.warn({}, `Slack: a card could not be brought up to date. ${to.refused}`);
  const outcome = await update(client, to, on, card);
  if (!("sent" in outcome)) log.warn({ ...outcome }, "Slack: a card could not be brought up to date");
}

async function tried({ log }: Ways, work: () => Promise<unknown>): Promise<void> {
  await work().catch((error) => log.warn({}, `Slack: an answer could not be shown: ${problemOf(error)}`));
}
