import type { Sandbox } from "./context.ts";
import { addPerson, changePerson, rateLimitEvents, uninstall } from "./people/accounts.ts";
import { createChannel, invite, join, leave, setChannel } from "./people/channels.ts";
import { slash } from "./people/commands.ts";
import { closeView, submit } from "./people/forms.ts";
import { edit, post, postAsBot, react, remove, unfurl } from "./people/messages.ts";
import { options, press } from "./people/press.ts";
import { openHome, shortcut } from "./people/shortcuts.ts";

const DOINGS = {
  post,
  postAsBot,
  edit,
  remove,
  unfurl,
  react,
  join,
  leave,
  invite,
  createChannel,
  setChannel,
  addPerson,
  changePerson,
  uninstall,
  rateLimitEvents,
  slash,
  press,
  options,
  shortcut,
  submit,
  closeView,
  openHome,
};

type Without<F> = F extends (sandbox: Sandbox, ...rest: infer R) => infer A ? (...rest: R) => A : never;

/**
 * What people do in the workspace; each resolves after the app has acknowledged, or failed to, with the outcome.
 * What Slack's own client would not let them do throws `CannotDo`. The signatures are those in people/, without the sandbox.
 */
export type People = { [Name in keyof typeof DOINGS]: Without<(typeof DOINGS)[Name]> };

export const people = (sandbox: Sandbox): People =>
  Object.fromEntries(
    Object.entries(DOINGS).map(([name, doing]) => [
      name,
      async (...rest: unknown[]) => (doing as (...all: unknown[]) => unknown)(sandbox, ...rest),
    ]),
  ) as People;
