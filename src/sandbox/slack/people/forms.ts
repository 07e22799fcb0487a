import { checkedView, elementsOf } from "../blocks.ts";
import type { Sandbox } from "../context.ts";
import { SlackError } from "../errors.ts";
import { closeAll, closeTop, newView, place, refreshed, sentView } from "../views.ts";
import type { Fields, View } from "../workspace.ts";
import { cannot, person } from "./can.ts";
import { type Choice, chosen, isEmpty } from "./choices.ts";
import { type Outcome, outcomeOf } from "./outcome.ts";
import { common } from "./press.ts";

export interface Submitted extends Outcome {
  /** By block id: what is wrong, said by Slack itself (a required input left empty) or by the app. */
  errors?: Record<string, string>;
  /** The modal that is on top afterwards. */
  view?: View;
}

/** Fills a modal's inputs, each named by its action id or block id, and submits it. What is not named keeps its initial value. */
export async function submit(
  sandbox: Sandbox,
  userId: string,
  viewId: string,
  entered: Record<string, Choice> = {},
): Promise<Submitted> {
  const user = person(sandbox, userId);
  const view = openView(sandbox, userId, viewId);
  view.state.values = filled(sandbox, view, entered);
  const empty = emptyRequired(view);
  if (Object.keys(empty).length > 0) return { acknowledged: false, status: 0, posted: [], errors: empty, view };
  const body = { ...common(sandbox, user, "view_submission"), view: sentView(view), response_urls: [] };
  const answer = await sandbox.line.send("interactive", body);
  const outcome = outcomeOf(answer, "The form", []);
  const errors = outcome.acknowledged
    ? followed(sandbox, userId, view, (answer.body ?? {}) as Fields, outcome)
    : undefined;
  sandbox.changed();
  const top = sandbox.state.openViews.get(userId)?.at(-1);
  return { ...outcome, errors, view: top ? sandbox.state.views.get(top) : undefined };
}

/** Closes a modal with its Cancel, or with × (`all`), which closes those under it too. The app hears if it asked to. */
export async function closeView(
  sandbox: Sandbox,
  userId: string,
  viewId: string,
  all = false,
): Promise<Outcome | undefined> {
  const user = person(sandbox, userId);
  const view = openView(sandbox, userId, viewId);
  if (all) closeAll(sandbox, userId);
  else closeTop(sandbox, userId);
  if (!view.notify_on_close) return undefined;
  const { trigger_id: _, ...start } = common(sandbox, user, "view_closed");
  const answer = await sandbox.line.send("interactive", { ...start, view: sentView(view), is_cleared: all });
  return outcomeOf(answer, "The form", []);
}

function openView({ state }: Sandbox, userId: string, viewId: string) {
  const top = state.openViews.get(userId)?.at(-1);
  const view = state.views.get(viewId);
  if (!view || top !== viewId) return cannot(top ? `The form ${top} lies on top of it.` : "No such form is open.");
  return view;
}

function filled(sandbox: Sandbox, view: View, entered: Record<string, Choice>): View["state"]["values"] {
  const values = held(view);
  const names = new Set(Object.keys(entered));
  for (const block of view.blocks) {
    for (const element of block.type === "input" ? elementsOf(block) : []) {
      const [blockId, actionId] = [String(block.block_id), String(element.action_id)];
      const choice = entered[actionId] ?? entered[blockId];
      names.delete(actionId);
      names.delete(blockId);
      if (choice === undefined && values[blockId]?.[actionId]) continue;
      if (/users_select$/.test(String(element.type)))
        for (const id of [choice ?? []].flat()) person(sandbox, String(id));
      values[blockId] = { ...values[blockId], [actionId]: { type: element.type, ...chosen(element, choice) } };
    }
  }
  if (names.size > 0) cannot(`The form has no input called ${[...names].join(", ")}.`);
  return values;
}

/** What was entered so far in the inputs that are there: what a view had before it was replaced is gone with it. */
function held(view: View): View["state"]["values"] {
  const there = view.blocks.flatMap((block) =>
    elementsOf(block).map((element) => [String(block.block_id), String(element.action_id)] as const),
  );
  const values: View["state"]["values"] = {};
  for (const [blockId, actionId] of there) {
    const value = view.state.values[blockId]?.[actionId];
    if (value) values[blockId] = { ...values[blockId], [actionId]: structuredClone(value) };
  }
  return values;
}

/** Slack itself stops a form whose required inputs are empty; the app does not hear of it. */
function emptyRequired(view: View): Record<string, string> {
  const missing = view.blocks.filter(({ type, optional, block_id }) => {
    const held = Object.values(view.state.values[String(block_id)] ?? {});
    return type === "input" && !optional && held.every(isEmpty);
  });
  return Object.fromEntries(missing.map((block) => [String(block.block_id), "This is a required field"]));
}

/** Does what the app's answer to a submission says. @returns the errors it wants shown */
function followed(sandbox: Sandbox, userId: string, view: View & { user: string }, answer: Fields, outcome: Outcome) {
  const action = answer.response_action;
  try {
    if (action === "errors") return answer.errors as Record<string, string>;
    if (action === "clear") closeAll(sandbox, userId);
    else if (action === "update") refreshed(sandbox, view, checkedView(answer.view, sandbox.nextId));
    else if (action === "push")
      place(sandbox, userId, newView(sandbox, checkedView(answer.view, sandbox.nextId), view));
    else if (sandbox.state.openViews.get(userId)?.at(-1) === view.id) closeTop(sandbox, userId);
  } catch (error) {
    if (!(error instanceof SlackError)) throw error;
    outcome.refused = "We had some trouble connecting. Try again?";
  }
  return undefined;
}
