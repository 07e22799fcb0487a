import { botIsIn } from "../access.ts";
import type { Sandbox } from "../context.ts";
import { person, reading } from "./can.ts";
import { post } from "./messages.ts";
import { notAsked, type Outcome } from "./outcome.ts";

/**
 * Picks a slash command of the app. In channels and group chats it is a targeted message: only the bot sees it, and
 * `recipient.isTargeted` says so. In the bot's own chat it is an ordinary one. People of other tenants are not offered any.
 * Teams does not document whether the slash stays in the text; here it does not.
 */
export async function slash(
  sandbox: Sandbox,
  userId: string,
  to: string,
  command: string,
  text = "",
): Promise<Outcome> {
  const user = person(sandbox, userId);
  const one = reading(sandbox, user, to);
  const { app, tenant } = sandbox.state;
  const name = command.replace(/^\//, "");
  const has = botIsIn(sandbox.state, one) && (!app.commands || app.commands.has(name));
  if (!has || user.tenantId !== tenant.id) return notAsked(`${user.name} is not offered /${name}.`);
  const posted = await post(sandbox, userId, to, `${name} ${text}`.trim(), { targeted: one.kind !== "personal" });
  const last = posted.delivery?.attempts.at(-1);
  return { acknowledged: posted.delivery?.acknowledged ?? false, status: last?.status ?? 0 };
}
