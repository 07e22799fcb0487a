import { directory } from "../access.ts";
import { invokeActivity, valueActivity } from "../activities.ts";
import { actionNamed, cardOn, filledIn } from "../cards.ts";
import type { Answer, Sandbox } from "../context.ts";
import { tell } from "../deliver.ts";
import type { Conversation, Fields, Message, User } from "../workspace.ts";
import { appIsHere, cannot, messageIn, person, reading } from "./can.ts";
import { type Outcome, outcomeOf } from "./outcome.ts";
import { openedBy } from "./tasks.ts";

/** Where something can be pressed. */
export interface Place {
  conversation: string;
  id: string;
}

/**
 * Presses an action that is really there on a card this person sees, by its id, title or verb, with what they entered in
 * the card's inputs. Outsiders may. Action.Execute goes to the bot at once and its answer is shown; Action.Submit is a
 * message to it, or opens a dialog. @throws CannotDo when it is not there, or a required input is empty
 */
export async function press(
  sandbox: Sandbox,
  userId: string,
  at: Place,
  name: string,
  entered: Record<string, string> = {},
): Promise<Outcome> {
  const user = person(sandbox, userId);
  const one = reading(sandbox, user, at.conversation);
  const message = messageIn(one, at.id);
  if (message.only && message.only !== user.id) cannot("Only the person it was meant for sees that message.");
  const card = message.deleted ? undefined : cardOn(message, user.id);
  if (!card) return cannot("There is no card on that message.");
  appIsHere(sandbox, one);
  const action = actionNamed(card, name);
  const inputs = action.associatedInputs === "none" ? {} : filledIn(card, entered, directory(sandbox.state));
  const data = { ...(typeof action.data === "object" ? (action.data as Fields) : {}), ...inputs };
  if (action.type === "Action.Execute") return execute(sandbox, user, one, message, { ...action, data });
  if (action.type === "Action.Submit") return submit(sandbox, user, one, message, data);
  return cannot(`${String(action.type)} happens in the client; the bot hears nothing of it.`);
}

async function execute(
  sandbox: Sandbox,
  user: User,
  one: Conversation,
  message: Message,
  action: Fields,
): Promise<Outcome> {
  const { type, title, id, verb, data } = action;
  const named = Object.fromEntries(Object.entries({ title, id, verb }).filter(([, value]) => value !== undefined));
  const value = { action: { type, ...named, data }, trigger: "manual" };
  const answer = await sandbox.line.send(
    invokeActivity(sandbox, user, one, { name: "adaptiveCard/action", value, source: "message" }, message),
  );
  const outcome = outcomeOf(answer);
  Object.assign(outcome, shown(sandbox, user, message, answer));
  sandbox.changed();
  return outcome;
}

/** Does what the answer to Action.Execute says: `{ statusCode, type, value }` in the body. */
function shown(sandbox: Sandbox, user: User, message: Message, { body, failure }: Answer): Partial<Outcome> {
  if (failure) return {};
  const { statusCode, type, value } = (body ?? {}) as Fields;
  if (type === "application/vnd.microsoft.card.adaptive" && statusCode === 200) {
    message.views.set(user.id, value as Fields);
    sandbox.changed();
    return { card: value as Fields };
  }
  if (type === "application/vnd.microsoft.activity.message") return { notice: String(value) };
  if (type === "application/vnd.microsoft.error" || Number(statusCode) >= 400)
    return {
      acknowledged: false,
      refused: String((value as Fields | undefined)?.message ?? "Something went wrong. Please try again."),
    };
  return {};
}

async function submit(
  sandbox: Sandbox,
  user: User,
  one: Conversation,
  message: Message,
  data: Fields,
): Promise<Outcome> {
  const { msteams, ...rest } = data as { msteams?: { type?: string } } & Fields;
  if (msteams?.type === "task/fetch") {
    const value = { data, context: { theme: "default" } };
    const answer = await sandbox.line.send(
      invokeActivity(sandbox, user, one, { name: "task/fetch", value, source: "message" }, message),
    );
    return openedBy(sandbox, user, answer, { conversation: one.id });
  }
  const delivery = await tell(sandbox, valueActivity(sandbox, user, one, msteams ? rest : data, message));
  return { acknowledged: delivery.acknowledged, status: delivery.attempts.at(-1)?.status ?? 0 };
}
