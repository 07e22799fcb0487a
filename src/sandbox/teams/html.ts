import type { Sandbox } from "./context.ts";

/** What someone typed, as Teams keeps it: text with `<at>…</at>`, and HTML. `@Name` of the bot or a member is a mention. */
export function written(sandbox: Sandbox, typed: string, names: Map<string, string>) {
  const mentions: string[] = [];
  let text = typed;
  let html = escaped(typed).replaceAll("\n", "<br>");
  for (const [name, id] of names) {
    if (!typed.includes(`@${name}`)) continue;
    const index = mentions.push(id) - 1;
    text = text.replaceAll(`@${name}`, `<at>${name}</at>`);
    html = html.replaceAll(
      `@${escaped(name)}`,
      `<span itemscope="" itemtype="http://schema.skype.com/Mention" itemid="${index}">${escaped(name)}</span>`,
    );
  }
  sandbox.changed();
  return { text, html: `<p>${html}</p>`, mentions };
}

export const escaped = (text: string): string =>
  text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;").replaceAll('"', "&quot;");
