import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import type { Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { story } from "../../../src/sandbox/story.ts";
import { hands, pageInBrowser, type Served, sandboxWithPage } from "./rig.ts";

// The clock, the story by its one button, and what the bot knows, in a real browser.

const ready = await pageInBrowser();

describe.skipIf(!ready)("in a browser (skipped where no Chromium runs)", () => {
  let served: Served;
  // One page for all: this Chromium is one process, and ends with its first page.
  let page: Page;
  const faults: string[] = [];
  beforeAll(async () => {
    served = await sandboxWithPage(undefined, ready!.built);
    page = await ready!.chromium.newPage({ viewport: { width: 1440, height: 1000 }, timezoneId: "Europe/London" });
    page.setDefaultTimeout(20_000);
    page.on("pageerror", (fault) => faults.push(fault.message));
    page.on("console", (told) => told.type() === "error" && faults.push(told.text()));
  });
  afterAll(async () => {
    await ready?.chromium.close();
    await served?.close();
  });
  afterEach(() => expect(faults.splice(0)).toEqual([]));
  test("the story is played by one button and the keyboard, down to the partner's digest with its picture", async () => {
    await page.goto(served.url);
    await page.getByRole("button", { name: "Play the story" }).focus();
    for (const [i, { caption, look }] of story.entries()) {
      // What is pressed while a step is under way counts for nothing.
      await page.locator('.story .primary[aria-disabled="false"]').waitFor();
      await page.keyboard.press("Enter");
      await page.getByText(`Step ${i + 1} of ${story.length}`).waitFor();
      await page.locator(".story-caption", { hasText: caption }).waitFor();
      const pointedAt = page.locator('[data-wanted="true"]');
      await pointedAt.waitFor();
      expect(await pointedAt.innerText()).toContain(look.shows);
      if (i + 1 < story.length)
        expect(await page.evaluate("document.activeElement.textContent"), caption).toMatch(/Next step|…/);
    }
    await page.getByRole("button", { name: /^Pat Fixture.*Be someone else/ }).waitFor();
    const picture = page.locator('[data-wanted="true"] img').last();
    await expect
      .poll(() => picture.evaluate((img: { naturalWidth?: number }) => img.naturalWidth))
      .toBeGreaterThan(400);
    expect(await page.locator(".clock-now").innerText()).toContain("Mon 2 Feb 08:30");
    expect(await serious(page, ".story")).toEqual([]);
    expect(await serious(page, ".clock-bar")).toEqual([]);
  });

  test("a message leads to its verdict, its inquiry, the drawing and what was sent", async () => {
    await hands(page, served).goes("as=UKIM&channel=CACME");
    const asked = page.locator("main [data-ts]", { hasText: "reply brief due?" });
    await asked.hover();
    await asked.getByRole("button", { name: /more/i }).click();
    await page.getByRole("menuitem", { name: "Ask what the bot knows" }).click();
    const panel = page.getByRole("complementary", { name: "What the bot knows" });
    await panel.getByText("Awaits an answer").waitFor();
    await panel.getByRole("img", { name: /^Inquiry 2 · Acme/ }).waitFor();
    const drawn = await panel.innerText();
    expect(drawn).toContain("answered by Kim Fixture");
    expect(drawn).toContain(
      "done Tue 15:00, late: it was due Tue 09:30 (4 h of business time, engagement letter, section 4)",
    );
    expect(drawn).toContain("Reminder to Pat Fixture");
    expect(drawn, "a client's words are in the message, not in the panel").not.toContain("reply brief");
    await panel.getByText("The same as a table").click();
    await panel.getByRole("row", { name: /Answer: the clock stops, late/ }).waitFor();
    expect(await serious(page, ".panel")).toEqual([]);
    await page.emulateMedia({ colorScheme: "dark" });
    expect(await serious(page, ".panel")).toEqual([]);
    await page.setViewportSize({ width: 390, height: 844 });
    expect(await page.evaluate("document.documentElement.scrollWidth")).toBe(390);
    await panel.getByRole("button", { name: /All inquiries and deliveries/ }).click();
    await panel.getByRole("button", { name: /^1 · Globex, lease/ }).waitFor();
  });

  test("the clock's buttons move it; started over, everything is as it was in the beginning", async () => {
    await hands(page, served).goes("as=USAM&channel=CGLOBEX");
    await page.emulateMedia({ colorScheme: "light" });
    await page.setViewportSize({ width: 1440, height: 1000 });
    const clock = page.locator(".clock-now");
    await page.getByRole("button", { name: "Start over" }).click();
    await page.getByText("Nothing has been said here yet.").waitFor();
    await page.getByRole("button", { name: "Play the story" }).waitFor();
    await clock.getByText("Fri 23 Jan 15:30").waitFor();
    await clock.getByText("New York, 20:30 where you are").waitFor();
    await page.getByRole("button", { name: /^\+15 min/ }).click();
    await clock.getByText("15:45", { exact: true }).waitFor();
    await page.getByRole("button", { name: /^Next due: Mon 26 Jan 08:30/ }).click();
    await clock.getByText("08:30", { exact: true }).waitFor();
    await page.getByRole("button", { name: "Run", exact: true }).click();
    await page.getByRole("button", { name: "Pause", exact: true }).click();
    await page.getByRole("button", { name: "Run", exact: true }).waitFor();
  });
});

/** What axe holds for serious in a part of the page. */
async function serious(page: Page, part: string): Promise<string[]> {
  // By the browser's own debugger: the page's policy lets no script in.
  await page.evaluate(await readFile(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8"));
  const { violations } = await page.evaluate(
    (where) => (globalThis as unknown as { axe: { run(where: string): Promise<Found> } }).axe.run(where),
    part,
  );
  return violations
    .filter(({ impact }) => impact === "serious" || impact === "critical")
    .flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html}`));
}
interface Found {
  violations: { id: string; impact: string; nodes: { html: string }[] }[];
}
