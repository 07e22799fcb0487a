import { type Browser, chromium } from "playwright-core";

/** A Chromium out of npm; undefined where it does not run. */
export async function browser(): Promise<Browser | undefined> {
  try {
    const { default: packed } = await import("@sparticuz/chromium");
    return await chromium.launch({ executablePath: await packed.executablePath(), args: packed.args, headless: true });
  } catch {
    return undefined;
  }
}
