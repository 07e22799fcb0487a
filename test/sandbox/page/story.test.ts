import { mkdirSync } from "node:fs";
import { join } from "node:path";
import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { hands, pageInBrowser, type Served, sandboxWithPage } from "./rig.ts";

/** Set `PICTURES=1` to look at what people see: out/page-pictures. */
const PICTURES = process.env.PICTURES ? join(import.meta.dirname, "../../../out/page-pictures") : undefined;
if (PICTURES) mkdirSync(PICTURES, { recursive: true });
const picture = async (page: Page, name: string) => {
  if (!PICTURES) return;
  await page.waitForTimeout(300);
  await page.screenshot({ path: join(PICTURES, `${name}.png`) });
};

const ready = await pageInBrowser();

describe.skipIf(!ready)("in a browser (skipped where no Chromium runs)", () => {
  let served: Served;
  beforeAll(async () => {
    served = await sandboxWithPage("2026-01-14T10:00-05:00", ready!.built);
  });
  afterAll(async () => {
    await ready?.chromium.close();
    await served?.close();
  });

  test("a client asks, the lawyer is nudged and answers, the lead asks, the partner reads the digest with its picture", async () => {
    const page = await ready!.chromium.newPage({ viewport: { width: 1280, height: 800 } });
    const faults: string[] = [];
    page.on("pageerror", (fault) => faults.push(fault.message));
    page.on("console", (said) => said.type() === "error" && faults.push(said.text()));
    page.setDefaultTimeout(8000);
    const { goes, is, opens, writes, sees, time } = hands(page, served);

    await goes("as=UDANA&channel=CACME");
    await writes("When is our reply brief due, and can you send the draft?");
    await sees("When is our reply brief due");
    expect(await time({ to: "2026-01-14T12:00-05:00" })).toBe(true);

    await is("Kim Fixture");
    await opens("Rejoinder");
    await sees(/owed to Dana Example, Acme/);
    await picture(page, "nudge");
    await page.getByRole("button", { name: "I'm on it" }).last().click();
    await sees(/Only visible to you|You have it|on it/);
    await picture(page, "on-it");

    await page.getByRole("link", { name: "Open message" }).last().click();
    await sees("When is our reply brief due");
    await writes("The reply brief is due on 16 February. Here is the draft, with our comments in the margin.");
    await sees("The reply brief is due on 16 February");
    await picture(page, "channel");

    await is("Lee Fixture");
    await page.locator("main .composer textarea").fill("/");
    await page.getByRole("listbox", { name: "Commands" }).waitFor();
    await picture(page, "commands");
    await writes("/inquiries team");
    await sees(/Litigation/);
    await picture(page, "team");

    await time({ until: "monday" });
    await is("Pat Fixture");
    await opens("Rejoinder");
    await page.locator("main .picture img").last().waitFor();
    await picture(page, "digest");
    const size = await page
      .locator("main .picture img")
      .last()
      .evaluate((img) => (img as unknown as { naturalWidth: number }).naturalWidth);
    expect(size).toBeGreaterThan(300);
    expect(faults).toEqual([]);
    await page.close();
  });
});
