import type { Instant } from "../domain/time.ts";
import type { SlackSandbox } from "./slack/server.ts";
import type { Fields } from "./slack/workspace.ts";
import { dayAndClock } from "./terminal-words.ts";

/**
 * Tells in a terminal what can be seen in the workspace: what people write, what the bot tells whom in private, and what
 * becomes of it. Looks only at the workspace, as a person would.
 */
export function terminal(sandbox: SlackSandbox, print: (line: string) => void) {
  // What stood there before anyone looked is told already.
  const told = new Map<string, { message: Fields; words: string }>();
  for (const channel of sandbox.state.channels.values())
    for (const message of channel.messages)
      told.set(`${channel.id} ${message.ts}`, { message, words: readable(message) });

  /** Prints what is new or changed since it was last asked, in the order it happened. */
  function news() {
    const fresh: { at: string; lines: string[] }[] = [];
    const changed = new Map<string, number>();
    for (const channel of sandbox.state.channels.values())
      for (const message of channel.messages) {
        const key = `${channel.id} ${message.ts}`;
        const before = told.get(key);
        // One that was changed is another: most need not be read again.
        if (before?.message === message || message.subtype === "channel_join") continue;
        const words = readable(message);
        told.set(key, { message, words });
        if (before?.words === words) continue;
        // Several notes to one person that come to say the same are told once.
        const same = `${channel.id} ${words}`;
        const count = before === undefined ? 0 : (changed.get(same) ?? 0) + 1;
        changed.set(same, count);
        if (count <= 1) fresh.push({ at: message.ts, lines: lines(channel.id, message, words, before !== undefined) });
      }
    for (const { lines } of fresh.sort((a, b) => (a.at < b.at ? -1 : 1))) for (const line of lines) print(line);
  }

  function lines(channelId: string, message: Fields, words: string, changed: boolean): string[] {
    const channel = sandbox.state.channels.get(channelId)!;
    const author = name(String(message.user ?? ""));
    const at = dayAndClock(Math.floor(Number(message.ts) * 1000));
    if (channel.kind !== "im") return [`${at}  #${channel.name}  ${author}: ${words}`];
    const reader = [...channel.members].find((id) => id !== sandbox.app.botUserId) ?? "";
    if (message.user !== sandbox.app.botUserId) {
      const other = [...channel.members].find((id) => id !== message.user) ?? "";
      return [`${at}  ${author} to ${name(other) === "rejoinder" ? "Rejoinder" : name(other)}: ${words}`];
    }
    const head = changed
      ? `${" ".repeat(at.length)}  what ${name(reader)} was sent now reads:`
      : `${at}  Rejoinder to ${name(reader)}, in private:`;
    return [head, ...words.split("\n").map((line) => `${" ".repeat(at.length)}  │ ${line}`)];
  }

  const name = (id: string) => sandbox.state.users.get(id)?.realName ?? "Rejoinder";

  return {
    news,
    /** An answer that only one person sees. */
    answer(who: string, at: Instant, posted: readonly Fields[]) {
      for (const one of posted) {
        const margin = " ".repeat(dayAndClock(at).length);
        print(`${margin}  only ${name(who)} sees:`);
        for (const line of readable(one).split("\n")) print(`${margin}  │ ${line}`);
      }
    },
  };
}

/** A message as lines of text: its blocks where it has some, buttons in brackets. */
function readable(message: Fields): string {
  const blocks = (message.blocks ?? []) as Fields[];
  const drawn = blocks.filter((block) => block.type !== "rich_text").map(block);
  return (drawn.length > 0 ? drawn.filter(Boolean).join("\n") : bare(String(message.text ?? ""))).trim();
}

function block(b: Fields): string {
  const elements = (b.elements ?? []) as Fields[];
  switch (b.type) {
    case "actions":
      return elements.map(control).join(" ");
    case "context":
      return elements.map((e) => bare(String(e.text ?? ""))).join(" ");
    case "image":
      return `[picture: ${String(b.alt_text).split(":")[0]}]`;
    case "divider":
      return "";
    default: {
      const text = bare(String((b.text as Fields | undefined)?.text ?? ""));
      return b.accessory ? `${text}  ${control(b.accessory as Fields)}` : text;
    }
  }
}

function control(e: Fields): string {
  const label = (e.text ?? e.placeholder) as Fields | undefined;
  return `[${String(label?.text ?? "⋯")}${e.options ? " ▾" : ""}]`;
}

/** Slack's marks for bold, code and links taken off, its entities put back. */
const bare = (text: string): string =>
  text
    .replace(/<([^|>]+)\|([^>]+)>/g, "$2")
    .replace(/[*`]/g, "")
    .replace(/&lt;/g, "<")
    .replace(/&gt;/g, ">")
    .replace(/&amp;/g, "&");
