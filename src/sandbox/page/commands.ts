import { manifest } from "../../chat/slack/manifest.ts";
import { commandWords } from "../../domain/command/words.ts";
import type { CommandHint, Shortcut } from "./shown.ts";

const { slash_commands, shortcuts, app_home } = manifest().features;

/** What `/` offers: every command as help has it, under the slash command that the app is installed with. */
export const commandHints: readonly CommandHint[] = Object.entries(commandWords).map(([verb, words]) => ({
  typed: `${slash_commands[0]!.command} ${verb}`,
  takes: words.takes,
  does: words.does,
  example: `${slash_commands[0]!.command} ${words.example}`,
}));

const offered = (type: string): Shortcut[] =>
  shortcuts
    .filter((one) => one.type === type)
    .map(({ callback_id: id, name, description }) => ({ id, name, description }));

export const onMessage: readonly Shortcut[] = offered("message");
export const anywhere: readonly Shortcut[] = offered("global");

/** Whether people can write in their conversation with the app. */
export const appIsWrittenTo: boolean = !app_home.messages_tab_read_only_enabled;
