import { randomBytes } from "node:crypto";
import { text } from "./args.ts";
import type { Sandbox } from "./context.ts";
import { refuse } from "./errors.ts";
import type { Fields } from "./workspace.ts";

/** Lives three seconds, by the sandbox clock. */
const TRIGGER_LIFE = 3000;

/** A trigger id for what `user` just did. */
export function trigger(sandbox: Sandbox, user: string): string {
  const id = `${sandbox.nextId("")}.${sandbox.state.team.id.slice(1)}.${randomBytes(16).toString("hex")}`;
  sandbox.triggers.set(id, { at: sandbox.now(), user, used: false });
  return id;
}

/** Uses up the trigger of a call. @throws SlackError `invalid_trigger_id`, `expired_trigger_id`, `exchanged_trigger_id` */
export function spend(sandbox: Sandbox, args: Fields) {
  const id = text(args, "trigger_id") ?? text(args, "interactivity_pointer") ?? refuse("invalid_arguments");
  const known = sandbox.triggers.get(id) ?? refuse("invalid_trigger_id");
  if (sandbox.now() - known.at > TRIGGER_LIFE) refuse("expired_trigger_id");
  if (known.used) refuse("exchanged_trigger_id");
  known.used = true;
  return known;
}
