import { type Browser, chromium } from "playwright-core";

/** A Chromium out of npm; undefined where it does not run. */
export async function browser(): Promise<Browser | undefined> {
  try {
    const { default: packed } = await import("@sparticuz/chromium");
    const args = [...packed.args.filter((arg) => !UNFIT.has(arg)), "--disable-gpu"];
    return await chromium.launch({ executablePath: await packed.executablePath(), args, headless: true });
  } catch {
    return undefined;
  }
}

/**
 * Made for a browser that takes one picture in a cloud: with the first, closing a page ends it; the second lets sites read
 * each other; by the others a graphics card is imitated, which keeps two cores busy for seconds at a change of page.
 */
const UNFIT = new Set([
  "--single-process",
  "--disable-web-security",
  "--in-process-gpu",
  "--ignore-gpu-blocklist",
  "--use-gl=angle",
  "--use-angle=swiftshader",
  "--enable-unsafe-swiftshader",
]);
