import type { Card } from "../views/card.ts";

/** A card as it is kept: its picture is in a column of its own. */
export const withoutPicture = (card: Card) => ({
  ...card,
  parts: card.parts.map((part) => {
    if (!("picture" in part)) return part;
    const { png, ...rest } = part.picture;
    return { picture: rest };
  }),
});

/** The same as it is said. */
export const withPicture = (card: Card, png: Uint8Array | null): Card =>
  png === null
    ? card
    : { ...card, parts: card.parts.map((part) => ("picture" in part ? { picture: { ...part.picture, png } } : part)) };
