import type { IAdaptiveCard } from "@microsoft/teams.cards";
import { attachment } from "./render.ts";
import { shortened } from "./runs.ts";

/** What an invoke is answered with. */
export interface Answered {
  readonly status: number;
  readonly body?: object;
}

const ok = (body: object): Answered => ({ status: 200, body });

/** The card takes the place of the one that was pressed, for this person. */
export const card = (value: IAdaptiveCard): Answered =>
  ok({ statusCode: 200, type: "application/vnd.microsoft.card.adaptive", value });

/** A short word, and the card stays as it is. */
export const notice = (words: string): Answered =>
  ok({ statusCode: 200, type: "application/vnd.microsoft.activity.message", value: words });

/** Opens a dialog, or shows this in the one that is open. */
export const dialog = (title: string, content: IAdaptiveCard): Answered =>
  ok({
    task: {
      type: "continue",
      value: { title: shortened(title, 60), width: "medium", height: "medium", card: attachment(content) },
    },
  });

/** A word in place of the dialog. */
export const said = (words: string): Answered => ok({ task: { type: "message", value: words } });

export const closed: Answered = ok({});
