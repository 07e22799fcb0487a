import type { Sandbox } from "./context.ts";
import { slash } from "./people/commands.ts";
import { edit, post, postAsBot, react, remove, undelete } from "./people/messages.ts";
import { press } from "./people/press.ts";
import { closeDialog, messageAction, submit } from "./people/tasks.ts";

const DOINGS = { post, postAsBot, edit, remove, undelete, react, slash, press, messageAction, submit, closeDialog };

type Without<F> = F extends (sandbox: Sandbox, ...rest: infer R) => infer A
  ? (...rest: R) => Promise<Awaited<A>>
  : never;

/**
 * What people do in the tenant; each resolves after the bot has acknowledged, or failed to, with the outcome.
 * What Teams' own client would not let them do throws `CannotDo`. The signatures are those in people/, without the sandbox.
 */
export type People = { [Name in keyof typeof DOINGS]: Without<(typeof DOINGS)[Name]> };

export const people = (sandbox: Sandbox): People =>
  Object.fromEntries(
    Object.entries(DOINGS).map(([name, doing]) => [
      name,
      async (...rest: unknown[]) => (doing as (...all: unknown[]) => unknown)(sandbox, ...rest),
    ]),
  ) as People;
