import { about } from "../../views/about.ts";

/** A speech bubble with a clock in it: an answer, in time. Drawn on a grid of 96. */
const bubble = "M22 20h52a8 8 0 0 1 8 8v34a8 8 0 0 1-8 8H48L32 84V70H22a8 8 0 0 1-8-8V28a8 8 0 0 1 8-8z";
const face = 'cx="48" cy="45" r="16"';
const hands = "M48 35v10l7 5";

/** Full colour, 192 × 192, as Teams shows it beside what the bot says. */
const color = `<svg xmlns="http://www.w3.org/2000/svg" width="192" height="192" viewBox="0 0 96 96">
  <rect width="96" height="96" fill="${about.color}"/>
  <path d="${bubble}" fill="#fff"/>
  <circle ${face} fill="none" stroke="${about.color}" stroke-width="5"/>
  <path d="${hands}" fill="none" stroke="#b4560e" stroke-width="5" stroke-linecap="round" stroke-linejoin="round"/>
</svg>`;

/** White on nothing, 32 × 32, as Teams wants it for its own bars. */
const outline = `<svg xmlns="http://www.w3.org/2000/svg" width="32" height="32" viewBox="0 0 96 96">
  <g fill="none" stroke="#fff" stroke-width="6" stroke-linecap="round" stroke-linejoin="round">
    <path d="${bubble}"/>
    <path d="M48 31v15l10 7"/>
  </g>
</svg>`;

/** Both icons of the app as PNG. What draws them is loaded when it is first needed. */
export async function icons(): Promise<{ readonly color: Uint8Array; readonly outline: Uint8Array }> {
  const { Resvg } = await import("@resvg/resvg-js");
  const png = (svg: string) => new Resvg(svg, { font: { loadSystemFonts: false } }).render().asPng();
  return { color: png(color), outline: png(outline) };
}
