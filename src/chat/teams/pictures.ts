import type { Card, Picture } from "../../views/card.ts";

/** As wide as a message is shown; the picture itself is twice that, and too heavy for a message. */
const WIDTH = 600;
/** Of the address, in characters: what a message has room for beside its words. */
const MOST = 30_000;

/** The card's pictures as `data:` addresses, in order; an empty one for a picture that no message has room for. */
export async function pictures(card: Card): Promise<string[]> {
  const found = card.parts.flatMap((part) => ("picture" in part ? [part.picture] : []));
  return Promise.all(found.map(address));
}

async function address({ png }: Picture): Promise<string> {
  for (const bytes of [() => png, () => smaller(png, WIDTH), () => smaller(png, WIDTH / 2)]) {
    const made = `data:image/png;base64,${Buffer.from(await bytes()).toString("base64")}`;
    if (made.length <= MOST) return made;
  }
  return "";
}

async function smaller(png: Uint8Array, width: number): Promise<Uint8Array> {
  const { Resvg } = await import("@resvg/resvg-js");
  const source = Buffer.from(png);
  // Width and height stand at fixed places of a PNG's first chunk.
  const height = Math.round((width * source.readUInt32BE(20)) / source.readUInt32BE(16));
  const image = `<image width="${width}" height="${height}" href="data:image/png;base64,${source.toString("base64")}"/>`;
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}">${image}</svg>`;
  return new Resvg(svg, { font: { loadSystemFonts: false } }).render().asPng();
}
