import type { Activity } from "botbuilder";
import type { Card, Form } from "../../views/card.ts";
import { mootCard } from "../../views/nudge.ts";
import type { InternalDestination, Sent, SentRef } from "../platform.ts";
import type { Connector } from "./connector.ts";
import { formCard } from "./forms.ts";
import { outcomeOf } from "./outcome.ts";
import { pictures } from "./pictures.ts";
import { attachment, render } from "./render.ts";
import { shortened, summaryOf } from "./runs.ts";

/**
 * Posts once. Where the outcome is in doubt it stays so: no bot can look into its own conversation for what it said there, so
 * a mark on the message would help nobody.
 */
export async function send(connector: Connector, to: InternalDestination, card: Card): Promise<Sent> {
  const drawn = await activityOf(card);
  try {
    const id = await connector.say(to.conversation, drawn);
    if (!id) return { unknown: "Teams took the message and did not say where it stands." };
    const { platform, workspace } = to.account;
    return { sent: { platform, workspace, conversation: to.conversation, id } };
  } catch (error) {
    return outcomeOf(error);
  }
}

/** Replaces a card that was sent to this person. Doing it twice is doing it once, so a doubtful outcome is one to try again. */
export const update = (connector: Connector, _to: InternalDestination, sent: SentRef, card: Card): Promise<Sent> =>
  replace(connector, sent, card);

/** Whoever reads there may be anybody by now: nothing but a fixed sentence. */
export const withdraw = (connector: Connector, sent: SentRef): Promise<Sent> => replace(connector, sent, WITHDRAWN);

const WITHDRAWN = mootCard([], "UTC", 0);

async function replace(connector: Connector, sent: SentRef, card: Card): Promise<Sent> {
  const drawn = await activityOf(card);
  try {
    await connector.replace(sent.conversation, sent.id, drawn);
    return { sent };
  } catch (error) {
    const outcome = outcomeOf(error);
    return "unknown" in outcome ? { later: outcome.unknown } : outcome;
  }
}

/** A form where no dialog can be opened: as a message. @throws where it could not be said */
export async function sendForm(connector: Connector, to: InternalDestination, form: Form): Promise<void> {
  const drawn = attachment(formCard(form, "message"));
  await connector.say(to.conversation, { type: "message", summary: form.title, attachments: [drawn] });
}

/** `summary` is what a notification shows. */
async function activityOf(card: Card): Promise<Partial<Activity>> {
  // Figures without their picture are better than no figures: the card then tells the picture in words.
  const drawn = render(card, "message", await pictures(card).catch(() => []));
  return { type: "message", summary: shortened(summaryOf(card), 500), attachments: [attachment(drawn)] };
}
