import type { App } from "@slack/bolt";
import type { AccountRef } from "../../domain/message.ts";
import type { Desk, Reply, SentRef } from "../platform.ts";
import { privatelyTo } from "./accounts.ts";
import { answered, draw, inTime, privateCard, replaced, replied, type Ways } from "./answers.ts";
import { answersOf, cardView, carriedBy, formView } from "./forms.ts";
import type { Homes } from "./homes.ts";
import type { Installation } from "./installation.ts";
import type { Log } from "./log.ts";
import { messageOf } from "./messages.ts";
import { outcomeOf, problemOf } from "./outcome.ts";
import { fields, idOf, instantOf, list, word } from "./read.ts";
import { ACTION } from "./render.ts";
import { publish } from "./send.ts";
import { plainText } from "./text.ts";
import type { Place } from "./workspaces.ts";

export interface Listening {
  readonly desk: Desk;
  readonly homes: Homes;
  readonly log: Log;
}

/** The workspace where something is done, as `authorize` found it. */
const placeIn = (context: { readonly [name: string]: unknown }): Place => context.place as Place;

/** Answers what people do: commands, buttons and menus, shortcuts, forms. Events have a way of their own. */
export function listen(app: App, to: Listening): void {
  const { desk, homes, log } = to;

  app.command(/^\//, async ({ command, ack, respond, context }) => {
    const place = placeIn(context);
    const { client, here } = place;
    const by = inside(here);
    const where = inside((await homes(command.channel_id, place)).here)(command.channel_id);
    const work = replied(
      desk.command(by(command.user_id), plainText(command.text ?? "").trim(), where, command.trigger_id),
      log,
    );
    const reply = await inTime(work);
    const card = reply?.card ?? reply?.replace;
    await ack(card ? privateCard(card) : undefined);
    const ways: Ways = {
      client,
      log,
      trigger: command.trigger_id,
      respond,
      privately: asked(place, by(command.user_id)),
    };
    const late = reply ?? (await work);
    await draw(reply ? { form: late.form } : { form: late.form, card: late.card ?? late.replace }, ways);
  });

  app.action(new RegExp(`^${ACTION}`), async ({ body, action, ack, respond, context }) => {
    const place = placeIn(context);
    const { client, here } = place;
    const by = inside(here);
    const press = fields(action);
    const on = pressedOn(body, here);
    const what = (word(press.action_id) ?? "").slice(ACTION.length).replace(/:\d+$/, "");
    const value = word(press.value) ?? word(fields(press.selected_option).value) ?? "";
    const at = instantOf(word(press.action_ts));
    const work = replied(desk.press(by(idOf(body.user)), what, value, on, pressKey(body, press), at), log);
    const privately = asked(place, by(idOf(body.user)));
    const ways: Ways = { client, log, trigger: word(fields(body).trigger_id), respond, on, privately };
    await answered(work, ways, ack, context.leave);
    if (fields(fields(body).view).type === "home") await showHome(to, place, by(idOf(body.user)));
  });

  app.shortcut({ type: "message_action" }, async ({ shortcut, ack, respond, context }) => {
    const place = placeIn(context);
    const { client, here } = place;
    const as =
      shortcut.callback_id === "track" || shortcut.callback_id === "dismiss" ? shortcut.callback_id : undefined;
    const home = await homes(shortcut.channel?.id, place);
    const message = messageOf(fields(shortcut.message), shortcut.channel?.id, home.here);
    if (!as || !message) {
      log.warn({}, "Slack: a shortcut on something that is no message");
      return ack();
    }
    const by = inside(here)(shortcut.user?.id);
    const work = replied(desk.mark(by, message, as, shortcut.trigger_id), log);
    const ways: Ways = { client, log, trigger: shortcut.trigger_id, respond, privately: asked(place, by) };
    await answered(work, ways, ack, context.leave);
  });

  app.shortcut({ callback_id: "log_contact", type: "shortcut" }, async ({ shortcut, ack, context }) => {
    const place = placeIn(context);
    const { client, here } = place;
    const by = inside(here)(shortcut.user?.id);
    const ways: Ways = { client, log, trigger: shortcut.trigger_id, privately: asked(place, by) };
    await answered(replied(desk.form(by, "log contact"), log), ways, ack, context.leave);
  });

  app.view({ callback_id: new RegExp(`^${ACTION}`), type: "view_submission" }, async ({ body, view, ack, context }) => {
    const place = placeIn(context);
    const { client, here } = place;
    const by = inside(here)(body.user?.id);
    const carried = carriedBy(view);
    const { on } = carried;
    const form = view.callback_id.slice(ACTION.length);
    // A form sent twice is one form: Slack's own id and hash of what was shown.
    const key = `${view.id}:${view.hash}`;
    const reply = await replied(desk.submit(by, form, carried.context, answersOf(view), key, on), log, keepsOpen(view));
    if (reply.errors) return ack({ response_action: "errors", errors: { ...reply.errors } });
    const next = reply.form ? formView(reply.form, on, `:${view.hash}`) : reply.card && cardView(reply.card);
    await (next ? ack({ response_action: "update", view: next }) : ack());
    if (reply.replace && on) await replaced(reply.replace, on, { client, log, privately: asked(place, by) });
  });
}

/** See `Ways.privately`. */
const asked = (place: Place, who: AccountRef) => () => privatelyTo(place, who);

const inside =
  ({ platform, workspace }: Installation) =>
  (id: unknown): AccountRef => ({ platform, workspace, id: word(id) ?? "" });

/** What was typed into a form is not to be typed again: where it could not be taken in, the form stays as it is. */
function keepsOpen(view: unknown): Reply | undefined {
  const input = list(fields(view).blocks)
    .map(fields)
    .find(({ type }) => type === "input");
  const name = word(input?.block_id);
  return name === undefined
    ? undefined
    : { errors: { [name]: "This could not be saved just now. Please send it again in a moment." } };
}

/** Publishes the person's page as the desk has it now. What Slack refuses for good is logged. @throws where again may help. */
export async function showHome({ desk, log }: Listening, place: Place, who: AccountRef): Promise<void> {
  const card = await desk.home(who);
  if (!card) return;
  const to = await privatelyTo(place, who);
  if ("refused" in to) return log.warn({}, `Slack: a person's page could not be shown. ${to.refused}`);
  await publish(place.client, to, card).catch((error) => {
    if (!("failed" in outcomeOf(error))) throw error;
    log.warn({}, `Slack: a person's page could not be shown. ${problemOf(error)}`);
  });
}

// A card that only its reader sees, or one in a page or form, stands nowhere that it could be changed.
function pressedOn(body: unknown, { platform, workspace }: Installation): SentRef | undefined {
  const { container, channel } = fields(body);
  const { type, message_ts, is_ephemeral, channel_id } = fields(container);
  const [conversation, id] = [word(channel_id) ?? idOf(channel), word(message_ts)];
  return type === "message" && is_ephemeral !== true && conversation && id
    ? { platform, workspace, conversation, id }
    : undefined;
}

/** The press's own identity: who, where, and when to the microsecond. */
function pressKey(body: unknown, press: ReturnType<typeof fields>): string {
  const { container, user } = fields(body);
  const where = word(fields(container).message_ts) ?? word(fields(container).view_id) ?? "";
  return [idOf(user), where, word(press.action_id), word(press.action_ts)].join(":");
}
