import type { Card } from "../../src/views/card.ts";
import { plain, plainForm, plainSummary } from "../../src/views/plain.ts";
import { firms } from "./firms.ts";
import { corrections, forms } from "./forms-shown.ts";
import { gallery } from "./gallery.ts";
import { held } from "./held.ts";
import { logs } from "./logs.ts";
import { pasts } from "./pasts.ts";
import { proofs } from "./proofs.ts";
import { weeks } from "./weeks.ts";

/** Every card, by its occasion. */
export const cards: Readonly<Record<string, Card>> = { ...gallery, ...weeks };

const drawn = Object.entries(cards).map(([occasion, card]) => {
  const [line, words] = [plainSummary(card), plain(card)];
  return [occasion, words.startsWith(line) ? words : `(${line})\n${words}`] as const;
});

/** Everything that the views can say, by its occasion, as it reads. */
export const everything: Readonly<Record<string, string>> = {
  ...Object.fromEntries(drawn),
  ...Object.fromEntries(Object.entries(forms).map(([occasion, form]) => [occasion, plainForm(form)])),
  ...corrections,
  ...pasts,
  ...proofs,
  ...held,
  ...firms,
  ...logs,
};
