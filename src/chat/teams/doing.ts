import type { AccountRef } from "../../domain/message.ts";
import type { Form } from "../../views/card.ts";
import type { Desk, Reply, SentRef } from "../platform.ts";
import { inTime, replied, type Tell } from "./answers.ts";
import { OURS } from "./controls.ts";
import { answersOf } from "./forms.ts";
import type { Installation } from "./installation.ts";
import type { Log } from "./log.ts";
import { whereOf } from "./messages.ts";
import { type Fields, fields, instantOf, word } from "./read.ts";

export interface Answering {
  readonly desk: Desk;
  readonly here: Installation;
  readonly log: Log;
  readonly tell: Tell;
  /** Brings a card that was sent up to date, in its own time. */
  readonly replace: (by: AccountRef, on: SentRef, card: NonNullable<Reply["replace"]>) => Promise<void>;
}

/** One thing that a person did, and waits for. */
export interface Doing {
  readonly by: AccountRef;
  readonly data: Fields;
  readonly value: Fields;
  readonly on?: SentRef;
  readonly key: string;
  readonly activity: Fields;
}

export function press({ desk, log }: Answering, { by, data, on, key, activity }: Doing): Promise<Reply> {
  const { action, value, pick } = fields(data[OURS]);
  const chosen = word(pick) ? word(data[word(pick)!]) : word(value);
  if (word(pick) && chosen === undefined) return Promise.resolve({ card: CHOOSE });
  return replied(desk.press(by, word(action) ?? "", chosen ?? "", on, key, instantOf(activity.timestamp)), log);
}

const CHOOSE = { summary: "Choose one first.", parts: [{ text: ["Choose one first."] }] } as const;

export function submit({ desk, log }: Answering, doing: Doing): Promise<Reply> {
  const { by, data, key } = doing;
  const at = instantOf(doing.activity.timestamp);
  const { form, context } = fields(data[OURS]);
  const work = desk.submit(by, word(form) ?? "", word(context) ?? "", answersOf(data), key, openedFrom(data), at);
  return replied(work, log, keepsOpen(formOf(doing)));
}

/** The card from which a form was opened, as it carried it; what it says is anybody's until the desk has looked. */
export function openedFrom(data: Fields): SentRef | undefined {
  const { platform, workspace, conversation, id } = fields(fields(data[OURS]).on);
  const all = [platform, workspace, conversation, id].flatMap((each) => word(each) ?? []);
  return all.length === 4 ? { platform: all[0]!, workspace: all[1]!, conversation: all[2]!, id: all[3]! } : undefined;
}

/** What was typed into a form is not to be typed again: where it could not be taken in, the form stays as it is. */
function keepsOpen(form: Form | undefined): Reply | undefined {
  const [first] = form?.fields ?? [];
  return first && { errors: { [first.name]: "This could not be saved just now. Please send it again in a moment." } };
}

/** The reply in time; else undefined, and it is told to them when it comes. */
export async function timely(to: Answering, { by }: Doing, work: Promise<Reply>): Promise<Reply | undefined> {
  const reply = await inTime(work);
  if (!reply) void work.then((late) => to.tell(by, late).catch(() => {}));
  return reply;
}

export const formOf = ({ data }: Doing): Form | undefined => fields(data[OURS]).whole as Form | undefined;

// A card in a dialog stands nowhere that it could be changed.
export function pressedOn(activity: Fields, here: Installation): SentRef | undefined {
  const [where, id] = [whereOf(activity, here), word(activity.replyToId)];
  return where && id
    ? { platform: here.platform, workspace: here.workspace, conversation: where.channel.id, id }
    : undefined;
}
