import { elementsOf } from "../blocks.ts";
import type { Sandbox } from "../context.ts";
import { responderFor } from "../responders.ts";
import { trigger } from "../triggers.ts";
import { sentView } from "../views.ts";
import type { Channel, Fields, User } from "../workspace.ts";
import { cannot, channelNamed, gone, messageIn, person } from "./can.ts";
import { type Choice, chosen } from "./choices.ts";
import { type Outcome, outcomeOf } from "./outcome.ts";

/**
 * Where something can be pressed: a message, a message only this person sees, a modal or home tab by its view id. `block`: in
 * this block of it, where the same action is in several.
 */
export type Place = ({ channel: string; ts: string } | { view: string }) & { block?: string };

/** Presses a button, or picks from a menu, that is really there. Outsiders may. @throws CannotDo when it is not there */
export async function press(
  sandbox: Sandbox,
  userId: string,
  at: Place,
  actionId: string,
  choice?: Choice,
): Promise<Outcome> {
  const user = person(sandbox, userId);
  const surface = "view" in at ? inView(sandbox, user, at.view) : inMessage(sandbox, user, at);
  const { element, block } = found(surface.blocks, actionId, at.block);
  const value = chosen(element, choice);
  keep(surface.values, block, element, value);
  const { text, value: worth, placeholder } = element;
  const action = {
    type: element.type,
    action_id: actionId,
    block_id: block.block_id,
    ...(text ? { text } : {}),
    ...(worth !== undefined ? { value: worth } : {}),
    ...(placeholder ? { placeholder } : {}),
    ...value,
    action_ts: sandbox.stamp(),
  };
  const body = { ...common(sandbox, user, "block_actions"), ...surface.body, actions: [action] };
  const answer = await sandbox.line.send("interactive", body);
  sandbox.changed();
  return outcomeOf(answer, "The button", surface.posted);
}

/** Types into a menu whose options the app gives. Resolves to what it offers. */
export async function options(
  sandbox: Sandbox,
  userId: string,
  at: Place,
  actionId: string,
  typed: string,
): Promise<Fields[]> {
  const user = person(sandbox, userId);
  const surface = "view" in at ? inView(sandbox, user, at.view) : inMessage(sandbox, user, at);
  const { block } = found(surface.blocks, actionId, at.block);
  const { response_url: _, state: __, ...body } = surface.body;
  const { trigger_id: ___, ...start } = common(sandbox, user, "block_suggestion");
  const asked = {
    ...start,
    ...body,
    action_id: actionId,
    block_id: block.block_id,
    value: typed,
  };
  const answer = await sandbox.line.send("interactive", asked);
  const offered = (answer.body ?? {}) as { options?: Fields[]; option_groups?: { options: Fields[] }[] };
  return [...(offered.options ?? []), ...(offered.option_groups ?? []).flatMap((group) => group.options)];
}

/** What every interaction's payload begins with. */
export function common(sandbox: Sandbox, user: User, type: string): Fields {
  const { app, team } = sandbox.state;
  return {
    type,
    user: { id: user.id, username: user.name, name: user.name, team_id: user.teamId },
    api_app_id: app.appId,
    token: app.verificationToken,
    trigger_id: trigger(sandbox, user.id),
    team: { id: team.id, domain: team.domain, ...(team.enterpriseId ? { enterprise_id: team.enterpriseId } : {}) },
    enterprise: team.enterpriseId ? { id: team.enterpriseId, name: team.name } : null,
    is_enterprise_install: false,
  };
}

interface Surface {
  blocks: Fields[];
  values: Record<string, Record<string, Fields>>;
  body: Fields;
  posted: Fields[];
}

function inMessage(sandbox: Sandbox, user: User, at: { channel: string; ts: string }): Surface {
  const channel = channelNamed(sandbox, at.channel);
  const shown = sandbox.state.ephemerals.find((one) => one.ts === at.ts && one.channel === channel.id);
  if (shown && shown.user !== user.id) cannot("Only the person it was meant for sees that message.");
  if (!shown && !channel.members.has(user.id)) cannot(`${user.realName} is not in ${channel.name || channel.id}.`);
  const message: Fields = shown ? { type: "message", text: shown.text, ts: shown.ts } : messageIn(channel, at.ts);
  const ephemeral = Boolean(shown);
  const about = { user: user.id, channel: channel.id, message: { ts: at.ts, ephemeral }, thread_ts: shown?.thread_ts };
  const { url, responder } = responderFor(sandbox, about);
  const values = {};
  const body = {
    container: { type: "message", message_ts: at.ts, channel_id: channel.id, is_ephemeral: ephemeral },
    channel: { id: channel.id, name: channelName(channel) },
    ...(ephemeral ? {} : { message }),
    state: { values },
    response_url: url,
  };
  return { blocks: ((shown ?? message).blocks as Fields[] | undefined) ?? [], values, body, posted: responder.posted };
}

function inView(sandbox: Sandbox, user: User, id: string): Surface {
  const view = sandbox.state.views.get(id);
  if (!view || view.user !== user.id) return gone(`${user.realName} has no view ${id} open.`);
  const body = { container: { type: "view", view_id: view.id }, view: sentView(view) };
  return { blocks: view.blocks, values: view.state.values, body, posted: [] };
}

export const channelName = (channel: Channel): string =>
  ({ public: channel.name, private: "privategroup", im: "directmessage", mpim: channel.name })[channel.kind];

function found(blocks: Fields[], actionId: string, blockId?: string): { element: Fields; block: Fields } {
  const within = blockId === undefined ? blocks : blocks.filter((block) => block.block_id === blockId);
  const all = within.flatMap((block) => elementsOf(block).map((element) => ({ element, block })));
  const there = all.map(({ element }) => element.action_id).join(", ") || "nothing";
  return (
    all.find(({ element }) => element.action_id === actionId) ??
    gone(`There is no "${actionId}" here; there is: ${there}.`)
  );
}

/** A picked value stays picked; buttons leave nothing behind. */
function keep(values: Surface["values"], block: Fields, element: Fields, value: Fields): void {
  if (element.type === "button" || element.type === "overflow") return;
  const own = values[String(block.block_id)] ?? {};
  values[String(block.block_id)] = { ...own, [String(element.action_id)]: { type: element.type, ...value } };
}
