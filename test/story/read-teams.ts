type Fields = Record<string, unknown>;

/** A card as its reader meets it, line by line; bold as `*…*` and commands as `` `…` ``, so that stories read the same everywhere. */
export const cardWords = (card: Fields): string => linesOf([card.body ?? [], card.actions ?? []]).join("\n");

/** Its lines from the one at which a divider stands; all of them where there is none. */
export function belowDivider(card: Fields): { above: string; below: string } {
  const body = (card.body ?? []) as Fields[];
  const at = body.findIndex((element) => element.separator === true);
  const [above, below] = [body.slice(0, Math.max(at, 0)), body.slice(Math.max(at, 0))];
  return { above: linesOf(above).join("\n"), below: linesOf([below, card.actions ?? []]).join("\n") };
}

function linesOf(value: unknown): string[] {
  if (Array.isArray(value)) return value.flatMap(linesOf);
  if (!value || typeof value !== "object") return [];
  const element = value as Fields;
  if (element.type === "RichTextBlock") return [(element.inlines as Fields[]).map(run).join("")];
  const own = ["text", "title", "label", "placeholder", "altText"].flatMap((key) =>
    typeof element[key] === "string" ? [element[key]] : [],
  );
  const within = ["items", "columns", "body", "card", "choices", "actions", "fallback"].map((key) => element[key]);
  return [...own, ...linesOf(within)];
}

const run = ({ text, weight, size, fontType }: Fields): string => {
  if (fontType === "Monospace") return `\`${text}\``;
  return weight === "Bolder" && size !== "Large" ? `*${text}*` : String(text);
};
