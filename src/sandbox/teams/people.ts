import type { Sandbox } from "./context.ts";
import {
  archiveTeam,
  createChannel,
  deleteChannel,
  deleteTeam,
  renameChannel,
  renameTeam,
  restoreChannel,
} from "./people/channels.ts";
import { slash } from "./people/commands.ts";
import { installApp, uninstallApp } from "./people/installs.ts";
import { addMember, addPerson, changePerson, createChat, removeMember } from "./people/members.ts";
import { edit, post, postAsBot, react, remove, undelete } from "./people/messages.ts";
import { press } from "./people/press.ts";
import { openHome, pressHome } from "./people/tabs.ts";
import { closeDialog, messageAction, submit } from "./people/tasks.ts";

const DOINGS = {
  post,
  postAsBot,
  edit,
  remove,
  undelete,
  react,
  slash,
  press,
  messageAction,
  submit,
  closeDialog,
  openHome,
  pressHome,
  addMember,
  removeMember,
  createChat,
  addPerson,
  changePerson,
  installApp,
  uninstallApp,
  createChannel,
  renameChannel,
  deleteChannel,
  restoreChannel,
  renameTeam,
  archiveTeam,
  deleteTeam,
};

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
