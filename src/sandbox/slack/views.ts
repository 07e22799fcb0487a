import { randomBytes } from "node:crypto";
import type { Sandbox } from "./context.ts";
import type { Fields, View } from "./workspace.ts";

type Owned = View & { user: string };

/** What the app sent, with what Slack adds to it. `below` is the modal it lies on. */
export function newView(sandbox: Sandbox, given: Fields, below?: View): View {
  const { app, team } = sandbox.state;
  const id = sandbox.nextId("V");
  return {
    private_metadata: "",
    callback_id: "",
    external_id: "",
    clear_on_close: false,
    notify_on_close: false,
    close: null,
    submit: null,
    ...given,
    id,
    type: given.type as View["type"],
    blocks: given.blocks as Fields[],
    team_id: team.id,
    app_id: app.appId,
    app_installed_team_id: team.id,
    bot_id: app.botId,
    state: { values: {} },
    hash: hash(sandbox),
    root_view_id: below?.root_view_id ?? id,
    previous_view_id: below?.id ?? null,
  } as View;
}

const hash = (sandbox: Sandbox) => `${Math.floor(sandbox.now() / 1000)}.${randomBytes(4).toString("hex")}`;

/** Puts a modal on top of `user`'s. */
export function place(sandbox: Sandbox, user: string, view: View): View {
  const { openViews, views } = sandbox.state;
  views.set(view.id, { ...view, user });
  openViews.set(user, [...(openViews.get(user) ?? []), view.id]);
  sandbox.changed();
  return view;
}

/** A view with new content in its old place: same id, new hash, what was typed kept where its block stays. */
export function refreshed(sandbox: Sandbox, old: Owned, given: Fields): View {
  const { user, ...view } = old;
  const kept = { id: old.id, root_view_id: old.root_view_id, previous_view_id: old.previous_view_id };
  const fresh = { ...newView(sandbox, given), ...kept, state: view.state } as View;
  sandbox.state.views.set(old.id, { ...fresh, user });
  if (fresh.type === "home") sandbox.state.homes.set(user, fresh);
  sandbox.changed();
  return fresh;
}

export function topOf({ state }: Sandbox, user: string): Owned | undefined {
  const id = state.openViews.get(user)?.at(-1);
  return id ? state.views.get(id) : undefined;
}

export function closeAll({ state }: Sandbox, user: string): void {
  for (const id of state.openViews.get(user) ?? []) state.views.delete(id);
  state.openViews.delete(user);
}

/** Closes the topmost modal and shows what lay under it. */
export function closeTop({ state }: Sandbox, user: string): void {
  const open = state.openViews.get(user) ?? [];
  const top = open.at(-1);
  if (top) state.views.delete(top);
  if (open.length > 1) state.openViews.set(user, open.slice(0, -1));
  else state.openViews.delete(user);
}

/** A view as payloads carry it. */
export const sentView = ({ user: _, ...view }: Owned): View => view as View;
