import { personalChat } from "../access.ts";
import { invokeActivity } from "../activities.ts";
import { actionNamed, filledIn } from "../cards.ts";
import type { Answer, Sandbox } from "../context.ts";
import type { Fields, User } from "../workspace.ts";
import { cannot, person } from "./can.ts";
import { type Outcome, outcomeOf } from "./outcome.ts";

/** Opens the app's personal tab of Adaptive Cards: `tab/fetch`; its first card is then `seen.home`. */
export async function openHome(sandbox: Sandbox, userId: string, tab = "home"): Promise<Outcome> {
  const user = person(sandbox, userId);
  if (!user.installed) cannot(`${user.name} does not have the app.`);
  const value = { tabContext: { tabEntityId: tab }, context: { theme: "default" } };
  return shown(
    sandbox,
    user,
    await sandbox.line.send(
      invokeActivity(sandbox, user, personalChat(sandbox, user), { name: "tab/fetch", value, source: "task" }),
    ),
  );
}

/** Presses Action.Submit or Action.Execute on the personal tab: `tab/submit`. */
export async function pressHome(
  sandbox: Sandbox,
  userId: string,
  name: string,
  entered: Record<string, string> = {},
  tab = "home",
): Promise<Outcome> {
  const user = person(sandbox, userId);
  const card = sandbox.state.homes.get(user.id) ?? cannot(`${user.name}'s tab is empty: open it first.`);
  const action = actionNamed(card, name);
  const data = { type: "tab/submit", ...((action.data ?? {}) as Fields), ...filledIn(card, entered) };
  const value = { tabContext: { tabEntityId: tab }, context: { theme: "default" }, data };
  return shown(
    sandbox,
    user,
    await sandbox.line.send(
      invokeActivity(sandbox, user, personalChat(sandbox, user), { name: "tab/submit", value, source: "task" }),
    ),
  );
}

function shown({ state, changed }: Sandbox, user: User, answer: Answer): Outcome {
  const outcome = outcomeOf(answer);
  const { tab } = (answer.body ?? {}) as { tab?: { type?: string; value?: { cards?: { card: Fields }[] } } };
  const card = tab?.type === "continue" ? tab.value?.cards?.[0]?.card : undefined;
  if (outcome.acknowledged && card) state.homes.set(user.id, card);
  changed();
  return { ...outcome, ...(card ? { card } : {}) };
}
