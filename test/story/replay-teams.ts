import { invokeActivity } from "../../src/sandbox/teams/activities.ts";
import type { Sandbox } from "../../src/sandbox/teams/context.ts";
import { line } from "../../src/sandbox/teams/line.ts";
import type { TeamsSandbox } from "../../src/sandbox/teams/server.ts";
import type { Fields } from "../../src/sandbox/teams/workspace.ts";
import type { Replayed } from "./stage.ts";

/** The invoke of a press, sent in somebody else's name, rightly signed: as one who can press what they were sent a copy of. */
export async function replay(
  { sandbox, url }: { sandbox: TeamsSandbox; url: string },
  user: string,
  message: { conversation: string; id: string },
  action: Fields,
): Promise<Replayed & { readonly response: unknown }> {
  const { state, app, serviceUrl } = sandbox;
  const conversation = state.conversations.get(message.conversation)!;
  const value = { action: { ...action, type: "Action.Execute" }, trigger: "manual" };
  const asked = { name: "adaptiveCard/action", value, source: "message" } as const;
  const stage = { state, serviceUrl, now: () => state.calls.at(-1)!.at } as Sandbox;
  const on = conversation.messages.find(({ id }) => id === message.id)!;
  const activity = invokeActivity(stage, state.users.get(user)!, conversation, asked, on);
  const { status, body } = await line({ url: () => url, app, ackWithin: 15_000 }).send(activity);
  const told = (body as Fields | undefined)?.value;
  return { status, answer: typeof told === "string" ? told : "", response: body };
}
