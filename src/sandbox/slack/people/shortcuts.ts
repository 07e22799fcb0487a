import { conversationOf } from "../access.ts";
import type { Sandbox } from "../context.ts";
import { tell } from "../events.ts";
import { responderFor } from "../responders.ts";
import { sentView } from "../views.ts";
import type { Delivery, Fields } from "../workspace.ts";
import { channelNamed, messageIn, person } from "./can.ts";
import { notAsked, type Outcome, outcomeOf } from "./outcome.ts";
import { channelName, common } from "./press.ts";

/** Runs a shortcut: a global one, or with `at` one on a message. Outsiders are not offered any. */
export async function shortcut(
  sandbox: Sandbox,
  userId: string,
  callbackId: string,
  at?: { channel: string; ts: string },
): Promise<Outcome> {
  const user = person(sandbox, userId);
  const { app, team } = sandbox.state;
  if (!app.installed || !app.scopes.has("commands")) return notAsked("This workspace has no such shortcut.");
  if (user.teamId !== team.id) return notAsked("Shortcuts of this app are not offered to other workspaces.");
  const { api_app_id: _, ...whose } = common(sandbox, user, at ? "message_action" : "shortcut");
  const start = {
    ...whose,
    callback_id: callbackId,
    action_ts: sandbox.stamp(),
  };
  if (!at) return outcomeOf(await sandbox.line.send("interactive", start), "The shortcut", []);
  const channel = channelNamed(sandbox, at.channel);
  const message = messageIn(channel, at.ts);
  const { url, responder } = responderFor(sandbox, { user: user.id, channel: channel.id });
  const body: Fields = {
    ...start,
    message_ts: message.ts,
    channel: { id: channel.id, name: channelName(channel) },
    message,
    response_url: url,
  };
  const answer = await sandbox.line.send("interactive", body);
  sandbox.changed();
  return outcomeOf(answer, "The shortcut", responder.posted);
}

/** Opens the app's home tab. */
export async function openHome(
  sandbox: Sandbox,
  userId: string,
  tab: "home" | "messages" = "home",
): Promise<Delivery | undefined> {
  const user = person(sandbox, userId);
  const { channel } = conversationOf(sandbox, [user.id]);
  const home = sandbox.state.homes.get(user.id);
  const view = home && tab === "home" ? { view: sentView({ ...home, user: user.id }) } : {};
  const event = {
    type: "app_home_opened",
    user: user.id,
    channel: channel.id,
    tab,
    ...view,
    event_ts: sandbox.stamp(),
  };
  return tell(sandbox, event, { actor: user });
}
