import { directory } from "../access.ts";
import { invokeActivity } from "../activities.ts";
import { actionNamed, actionsOf, filledIn } from "../cards.ts";
import type { Answer, Sandbox } from "../context.ts";
import { bodyOf, mentionOf } from "../graph/messages.ts";
import type { Conversation, Dialog, Fields, Message, User } from "../workspace.ts";
import { cannot, messageIn, person, reading } from "./can.ts";
import { notAsked, type Outcome, outcomeOf } from "./outcome.ts";
import type { Place } from "./press.ts";

/**
 * Runs a message action (a message extension's command of context "message") on a message: `composeExtension/fetchTask`.
 * With a conversation instead of a message, the same command from the compose box. People of other tenants are not offered any.
 */
export async function messageAction(
  sandbox: Sandbox,
  userId: string,
  commandId: string,
  at: Place | { conversation: string },
): Promise<Outcome> {
  const user = person(sandbox, userId);
  const one = reading(sandbox, user, at.conversation);
  const { app, tenant } = sandbox.state;
  if (user.tenantId !== tenant.id || (app.messageActions && !app.messageActions.has(commandId)))
    return notAsked(`${user.name} is not offered ${commandId}.`);
  const message = "id" in at ? messageIn(one, at.id) : undefined;
  if (message?.only) return notAsked("A targeted message cannot be acted on.");
  const command = { id: commandId, ...(message ? { messagePayload: payloadOf(sandbox, one, message) } : {}) };
  const asked = {
    name: "composeExtension/fetchTask",
    value: commandValue(sandbox, command),
    source: "compose",
  } as const;
  const answer = await sandbox.line.send(invokeActivity(sandbox, user, one, asked, message));
  return openedBy(sandbox, user, answer, { conversation: one.id, command });
}

const commandValue = (sandbox: Sandbox, { id, messagePayload }: NonNullable<Dialog["command"]>): Fields => ({
  commandId: id,
  commandContext: messagePayload ? "message" : "compose",
  requestId: sandbox.nextId("request"),
  ...(messagePayload ? { messagePayload } : {}),
  context: { theme: "default" },
});

/** Opens what an answer of `task/fetch` or `fetchTask` holds, or says what it says. */
export function openedBy(
  sandbox: Sandbox,
  user: User,
  answer: Answer,
  about: Pick<Dialog, "conversation" | "command">,
): Outcome {
  const outcome = outcomeOf(answer);
  if (!outcome.acknowledged) return outcome;
  const task = ((answer.body ?? {}) as Fields).task as { type?: string; value?: unknown } | undefined;
  sandbox.state.dialogs.delete(user.id);
  sandbox.changed();
  if (task?.type === "message") return { ...outcome, notice: String(task.value) };
  const { title, card } = (task?.value ?? {}) as { title?: string; card?: { content?: Fields } };
  if (task?.type !== "continue" || !card?.content) return outcome;
  const dialog: Dialog = { title: title ?? sandbox.state.app.name, card: card.content, ...about };
  sandbox.state.dialogs.set(user.id, dialog);
  return { ...outcome, dialog };
}

/** Fills in and sends the dialog someone has open, by its first button or the one named. @throws CannotDo where nothing is open */
export async function submit(
  sandbox: Sandbox,
  userId: string,
  entered: Record<string, string> = {},
  button?: string,
): Promise<Outcome> {
  const user = person(sandbox, userId);
  const dialog = sandbox.state.dialogs.get(user.id) ?? cannot(`${user.name} has no dialog open.`);
  const one = reading(sandbox, user, dialog.conversation);
  const buttons = actionsOf(dialog.card).filter(({ type }) => type === "Action.Submit");
  const action = button
    ? actionNamed(dialog.card, button)
    : (buttons[0] ?? cannot("The dialog has no button to send it."));
  const data = { ...((action.data ?? {}) as Fields), ...filledIn(dialog.card, entered, directory(sandbox.state)) };
  const { command } = dialog;
  const sent = command
    ? { name: "composeExtension/submitAction", value: { ...commandValue(sandbox, command), data } }
    : { name: "task/submit", value: { data, context: { theme: "default" } } };
  const answer = await sandbox.line.send(
    invokeActivity(sandbox, user, one, { ...sent, source: command ? "compose" : "task" }),
  );
  // A bot that fails leaves the dialog open, with what was typed in it.
  return openedBy(sandbox, user, answer, { conversation: one.id, ...(command ? { command } : {}) });
}

/** Closes it without sending; no bot is told. */
export function closeDialog(sandbox: Sandbox, userId: string): void {
  sandbox.state.dialogs.delete(person(sandbox, userId).id);
  sandbox.changed();
}

/** A message as a message action hands it over: after Graph's chatMessage. */
function payloadOf(sandbox: Sandbox, one: Conversation, message: Message): Fields {
  const { state } = sandbox;
  const author = state.users.get(message.from);
  return {
    linkToMessage: `https://teams.microsoft.com/l/message/${one.id}/${message.id}`,
    id: message.id,
    replyToId: message.root === message.id ? null : message.root,
    createdDateTime: new Date(message.created).toISOString(),
    lastModifiedDateTime: message.edited ? new Date(message.edited).toISOString() : null,
    deleted: message.deleted !== undefined,
    subject: null,
    summary: null,
    importance: "normal",
    locale: "en-us",
    body: bodyOf(message),
    from: {
      device: null,
      conversation: null,
      user: author ? { userIdentityType: "aadUser", id: author.aadObjectId, displayName: author.name } : null,
      application: author ? null : { applicationIdentityType: "bot", id: state.app.appId, displayName: state.app.name },
    },
    reactions: [],
    mentions: message.mentions.map((id, index) => mentionOf(sandbox, id, index)),
    attachments: message.attachments,
  };
}
