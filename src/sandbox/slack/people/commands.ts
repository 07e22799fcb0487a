import type { Sandbox } from "../context.ts";
import { responderFor, speak } from "../responders.ts";
import { trigger } from "../triggers.ts";
import type { Fields } from "../workspace.ts";
import { channelNamed, person } from "./can.ts";
import { notAsked, type Outcome, outcomeOf } from "./outcome.ts";

/** Runs a slash command. Outsiders cannot, and nobody can in a thread: Slack says so without asking the app. */
export async function slash(
  sandbox: Sandbox,
  userId: string,
  channelId: string,
  command: string,
  text = "",
  { thread }: { thread?: string } = {},
): Promise<Outcome> {
  const { state } = sandbox;
  const user = person(sandbox, userId);
  const channel = channelNamed(sandbox, channelId);
  const { app, team } = state;
  if (thread) return notAsked(`${command} is not supported in threads. Sorry!`);
  const has = app.installed && app.scopes.has("commands") && (!app.commands || app.commands.has(command));
  if (!has || user.teamId !== team.id) return notAsked(`${command} is not a valid command.`);
  const { url, responder } = responderFor(sandbox, { user: user.id, channel: channel.id });
  const body: Fields = {
    token: app.verificationToken,
    team_id: team.id,
    team_domain: team.domain,
    ...(team.enterpriseId ? { enterprise_id: team.enterpriseId, enterprise_name: team.name } : {}),
    channel_id: channel.id,
    channel_name: { public: channel.name, private: "privategroup", im: "directmessage", mpim: channel.name }[
      channel.kind
    ],
    user_id: user.id,
    user_name: user.name,
    command,
    text,
    api_app_id: app.appId,
    is_enterprise_install: "false",
    response_url: url,
    trigger_id: trigger(sandbox, user.id),
  };
  const answer = await sandbox.line.send("slash_commands", body);
  const outcome = outcomeOf(answer, command, responder.posted);
  if (outcome.acknowledged) sayAtOnce(sandbox, responder, outcome.response);
  sandbox.changed();
  return outcome;
}

/** The acknowledgement may itself be a message: plain text, or one as JSON. */
function sayAtOnce(sandbox: Sandbox, responder: Parameters<typeof speak>[1], response: unknown): void {
  const body = typeof response === "string" ? { text: response } : ((response ?? {}) as Fields);
  if (body.text || (Array.isArray(body.blocks) && body.blocks.length > 0)) speak(sandbox, responder, body);
}
