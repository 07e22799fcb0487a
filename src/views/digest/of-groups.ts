import type { Card } from "../card.ts";
import { list } from "../words.ts";

/** A digest that counts some groups' inquiries alone says whose. */
export function ofGroups(card: Card, groups: readonly string[]): Card {
  const whose = list(groups);
  const summary = typeof card.summary === "string" ? `${whose}, ${card.summary}` : [`${whose}, `, ...card.summary];
  return { summary, parts: [{ note: [`Of ${whose} alone.`] }, ...card.parts] };
}
