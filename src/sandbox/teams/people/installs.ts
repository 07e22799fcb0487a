import { botIsIn, personalChat } from "../access.ts";
import { installationActivity, updateActivity } from "../activities.ts";
import type { Sandbox } from "../context.ts";
import { tell } from "../deliver.ts";
import type { Conversation, User } from "../workspace.ts";
import { cannot, conversationNamed, person } from "./can.ts";

/**
 * Someone adds the app: to a team (by its id), a private or shared channel, a group chat, or, without `where`, to their own
 * scope. The bot is told twice, as in Teams: it is a member now (`conversationUpdate`), and it was installed.
 */
export async function installApp(sandbox: Sandbox, by: string, where?: string): Promise<void> {
  const { user, one } = place(sandbox, by, where);
  if (where ? botIsIn(sandbox.state, one) : user.installed) cannot(`The app is already in ${one.name || one.id}.`);
  put(sandbox, user, one, true);
  await tell(
    sandbox,
    updateActivity(sandbox, user, one, eventType(one, "Added"), { membersAdded: [{ id: sandbox.state.app.botId }] }),
  );
  await tell(sandbox, installationActivity(sandbox, user, one, "add"));
}

/** Someone takes the app away; this is the last the bot hears from there. */
export async function uninstallApp(sandbox: Sandbox, by: string, where?: string): Promise<void> {
  const { user, one } = place(sandbox, by, where);
  if (!(where ? botIsIn(sandbox.state, one) : user.installed)) cannot(`The app is not in ${one.name || one.id}.`);
  put(sandbox, user, one, false);
  await tell(
    sandbox,
    updateActivity(sandbox, user, one, eventType(one, "Removed"), {
      membersRemoved: [{ id: sandbox.state.app.botId }],
    }),
  );
  await tell(sandbox, installationActivity(sandbox, user, one, "remove"));
}

function place(sandbox: Sandbox, by: string, where?: string): { user: User; one: Conversation } {
  const user = person(sandbox, by);
  if (user.tenantId !== sandbox.state.tenant.id)
    cannot(`${user.name} is of another tenant and cannot add or remove apps here.`);
  return { user, one: where ? conversationNamed(sandbox, where) : personalChat(sandbox, user) };
}

function put({ state, changed }: Sandbox, user: User, one: Conversation, installed: boolean): void {
  const team = state.teams.get(one.team ?? "");
  if (team && one.membership === "standard") team.installed = installed;
  else one.installed = installed;
  if (one.kind === "personal") user.installed = installed;
  changed();
}

function eventType(one: Conversation, how: "Added" | "Removed"): string | undefined {
  if (one.kind !== "channel") return undefined;
  return `${one.membership === "standard" ? "team" : "channel"}Member${how}`;
}
