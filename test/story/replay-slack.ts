import type { SlackSandbox } from "../../src/sandbox/slack/server.ts";
import { signedHeaders } from "../../src/sandbox/slack/sign.ts";
import type { Element } from "./on-slack.ts";
import type { Replayed } from "./stage.ts";

/** A command in somebody's name, rightly signed; `team`: where they are said to be of. */
export async function forged(
  { sandbox, url, secret }: { sandbox: SlackSandbox; url: string; secret: string },
  user: string,
  text: string,
  channel: string,
): Promise<string> {
  const { state, app } = sandbox;
  const body = new URLSearchParams({
    ...{ token: app.verificationToken, team_id: state.team.id, team_domain: state.team.domain },
    ...{ channel_id: channel, channel_name: "somewhere", user_id: user, user_name: user.toLowerCase() },
    ...{ command: "/inquiries", text, api_app_id: app.appId, is_enterprise_install: "false" },
    ...{ response_url: `${sandbox.apiUrl.replace("/api/", "")}/response/forged`, trigger_id: `1.2.${user}${text}` },
  }).toString();
  const headers = {
    "content-type": "application/x-www-form-urlencoded",
    ...signedHeaders(body, secret, state.calls.at(-1)!.at),
  };
  return (await fetch(url, { method: "POST", headers, body })).text();
}

/** The payload of a press, sent in somebody else's name: rightly signed, as one who can press what they were sent a copy of. */
export async function replay(
  { sandbox, url, secret }: { sandbox: SlackSandbox; url: string; secret: string },
  user: string,
  message: { channel: string; ts: string },
  element: Element,
): Promise<Replayed> {
  const { state, app } = sandbox;
  const presser = state.users.get(user)!;
  const { action_id, value, type } = element;
  const payload = {
    type: "block_actions",
    user: { id: user, username: presser.name, name: presser.name, team_id: presser.teamId },
    api_app_id: app.appId,
    token: app.verificationToken,
    team: { id: state.team.id, domain: state.team.domain },
    enterprise: null,
    is_enterprise_install: false,
    trigger_id: "1.2.replayed",
    container: { type: "message", message_ts: message.ts, channel_id: message.channel, is_ephemeral: false },
    channel: { id: message.channel, name: "directmessage" },
    message: { type: "message", ts: message.ts, text: "" },
    response_url: `${sandbox.apiUrl.replace("/api/", "")}/response/replayed`,
    actions: [{ type, action_id, block_id: "b", value, action_ts: "1.000001" }],
  };
  const body = new URLSearchParams({ payload: JSON.stringify(payload) }).toString();
  const headers = {
    "content-type": "application/x-www-form-urlencoded",
    ...signedHeaders(body, secret, sandbox.state.calls.at(-1)!.at),
  };
  const response = await fetch(url, { method: "POST", headers, body });
  return { status: response.status, answer: await response.text() };
}
