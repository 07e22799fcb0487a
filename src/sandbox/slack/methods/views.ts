import { knownUser } from "../access.ts";
import { text } from "../args.ts";
import { checkedView } from "../blocks.ts";
import type { Sandbox } from "../context.ts";
import { refuse } from "../errors.ts";
import { spend } from "../triggers.ts";
import { closeAll, newView, place, refreshed, topOf } from "../views.ts";
import type { Fields, View } from "../workspace.ts";
import type { Method } from "./method.ts";

export const views: Record<string, Method> = {
  "views.open": { perMinute: 100, run: open },
  "views.push": { perMinute: 100, run: push },
  "views.update": { perMinute: 100, run: update },
  "views.publish": { perMinute: 100, run: publish },
};

function open(sandbox: Sandbox, args: Fields): Fields {
  const { user } = spend(sandbox, args);
  const given = modal(sandbox, args);
  closeAll(sandbox, user);
  return { view: place(sandbox, user, newView(sandbox, given)) };
}

function push(sandbox: Sandbox, args: Fields): Fields {
  const { user } = spend(sandbox, args);
  const given = modal(sandbox, args);
  const below = topOf(sandbox, user);
  if (!below) return refuse("not_found");
  if ((sandbox.state.openViews.get(user) ?? []).length >= 3) refuse("push_limit_reached");
  return { view: place(sandbox, user, newView(sandbox, given, below)) };
}

function update(sandbox: Sandbox, args: Fields): Fields {
  const { state } = sandbox;
  const id = text(args, "view_id");
  const external = text(args, "external_id");
  if (!id && !external) refuse("invalid_arguments");
  const found = id ? state.views.get(id) : [...state.views.values()].find((view) => view.external_id === external);
  const isOpen = found && state.openViews.get(found.user)?.includes(found.id);
  const isHome = found && state.homes.get(found.user)?.id === found.id;
  if (!found || !(isOpen || isHome)) return refuse("not_found");
  if (text(args, "hash") && args.hash !== found.hash) refuse("hash_conflict");
  return { view: refreshed(sandbox, found, checkedView(args.view, sandbox.nextId)) };
}

function publish(sandbox: Sandbox, args: Fields): Fields {
  const user = knownUser(sandbox, text(args, "user_id") ?? refuse("invalid_arguments"));
  const { homes } = sandbox.state;
  const given = checkedView(args.view, sandbox.nextId);
  if (given.type !== "home") refuse("invalid_arguments", { response_metadata: { messages: [NOT_HOME] } });
  const before = homes.get(user.id);
  if (text(args, "hash") && before && args.hash !== before.hash) refuse("hash_conflict");
  const view: View = newView(sandbox, given);
  if (before) Object.assign(view, { id: before.id, root_view_id: before.id });
  homes.set(user.id, view);
  sandbox.state.views.set(view.id, Object.assign(view, { user: user.id }));
  const { user: _, ...sent } = view as View & { user: string };
  return { view: sent };
}

const NOT_HOME = "[ERROR] must be a `home` view [json-pointer:/view/type]";

function modal(sandbox: Sandbox, args: Fields): Fields {
  const given = checkedView(args.view, sandbox.nextId);
  if (given.type !== "modal") refuse("invalid_arguments", { response_metadata: { messages: [NOT_MODAL] } });
  const twice = [...sandbox.state.views.values()].some(
    (view) => view.external_id && view.external_id === given.external_id,
  );
  if (twice) refuse("duplicate_external_id");
  return given;
}

const NOT_MODAL = "[ERROR] must be a `modal` view [json-pointer:/view/type]";
