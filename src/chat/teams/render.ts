import type { CardElementArray, IAdaptiveCard } from "@microsoft/teams.cards";
import { clean } from "../../domain/clean.ts";
import type { Card, Part, Picture } from "../../views/card.ts";
import { actionSets, type Naming, type Surface } from "./controls.ts";
import { lines, shortened, summaryOf } from "./runs.ts";

/**
 * What a message may hold: Teams takes 100 KB, counted two bytes a character, envelope and all.
 * Source: learn.microsoft.com, "Format your bot messages".
 */
const MOST = 44_000;

const CONTENT_TYPE = "application/vnd.microsoft.card.adaptive";

/** A card as Teams draws it, for a message's `attachments` or a dialog's `card`. */
export const attachment = (content: IAdaptiveCard) => ({ contentType: CONTENT_TYPE, content });

/** `pictures`: as `data:` addresses, in order; a picture without one is told in its words instead. */
export function render(card: Card, surface: Surface = "message", pictures: readonly string[] = []): IAdaptiveCard {
  const waiting = [...pictures];
  let inputs = 0;
  const name: Naming = () => `pick${++inputs}`;
  const drawn = card.parts.map((part) => elements(part, surface, name, () => waiting.shift()));
  // Words before pictures, where there is no room for both.
  if (pictures.length > 0 && JSON.stringify(drawn).length > MOST) return render(card, surface);
  return whole(summaryOf(card), fitting(card.parts, drawn));
}

/** An Adaptive Card of ours around its elements. */
export const whole = (summary: string, body: CardElementArray): IAdaptiveCard => ({
  type: "AdaptiveCard",
  $schema: "http://adaptivecards.io/schemas/adaptive-card.json",
  version: "1.5",
  // For what cannot draw cards, and for notifications: the line that has no client's words in it.
  fallbackText: shortened(summary, 500),
  speak: shortened(summary, 500),
  body,
});

/** Whole parts only, and how many rows were left out: half a row would lie. */
function fitting(parts: readonly Part[], drawn: readonly CardElementArray[]): CardElementArray {
  const body: CardElementArray = [];
  let size = 0;
  for (const [i, some] of drawn.entries()) {
    size += JSON.stringify(some).length;
    if (size > MOST) return [...body, ...lines([leftOut(parts.slice(i))], { isSubtle: true, size: "Small" })];
    const [first, ...others] = some;
    if (first) body.push(i > 0 && "divider" in parts[i - 1]! ? { ...first, separator: true } : first, ...others);
  }
  return body;
}

function leftOut(rest: readonly Part[]): string {
  const rows = rest.filter((part) => "row" in part).length;
  return rows > 0 ? `and ${rows} more` : "and more";
}

function elements(part: Part, surface: Surface, name: Naming, nextPicture: () => string | undefined): CardElementArray {
  if ("heading" in part) return lines([part.heading], { size: "Large", weight: "Bolder" });
  if ("text" in part) return lines(part.text);
  if ("note" in part) return lines(part.note, { isSubtle: true, size: "Small" });
  if ("row" in part) return [...lines(part.row), ...actionSets(part.controls, surface, name)];
  if ("controls" in part) return actionSets(part.controls, surface, name);
  if ("picture" in part) return picture(part.picture, nextPicture());
  return [];
}

// Drawn by Teams itself where it can; else the picture; else its words. Each is the other's fallback, never shown twice.
function picture({ title, alt, bars }: Picture, url: string | undefined): CardElementArray {
  const [told] = lines([`${title}: ${alt}`], { isSubtle: true, size: "Small" });
  const image = url ? ({ type: "Image", url, altText: clean(alt), size: "Stretch" } as const) : told!;
  // A week in which nothing was due is left out: a bar of nought would say that everything was late.
  const data = (bars ?? []).flatMap(({ label, value }) => (value === undefined ? [] : [{ x: label, y: value }]));
  if (data.length === 0) return [image];
  return [
    {
      type: "Chart.VerticalBar",
      title,
      data,
      color: "categoricalBlue",
      showBarValues: true,
      fallback: image,
    },
  ];
}
