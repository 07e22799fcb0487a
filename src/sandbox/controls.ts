import type { Fields } from "./slack/workspace.ts";

/** A button or a menu that can be pressed on a message. */
export interface Pressable {
  readonly label: string;
  readonly actionId: string;
}

export function controlsOf(message: Fields): Pressable[] {
  const blocks = (message.blocks ?? []) as Fields[];
  const elements = blocks.flatMap((b) => [
    ...(((b.type === "actions" && b.elements) || []) as Fields[]),
    ...(b.accessory ? [b.accessory as Fields] : []),
  ]);
  return elements.flatMap((e) => {
    const label = ((e.text ?? e.placeholder) as Fields | undefined)?.text;
    return typeof label === "string" && e.action_id && !e.url ? [{ label, actionId: String(e.action_id) }] : [];
  });
}
