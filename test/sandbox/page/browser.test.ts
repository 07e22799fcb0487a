import { mkdirSync } from "node:fs";
import { join } from "node:path";
import axe from "axe-core";
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

/** What a screen reader or a weak eye would stumble over, in words. */
async function stumbles(page: Page): Promise<string[]> {
  // The page lets no script in but its own; the test's comes in by the browser's own tools.
  await page.evaluate(axe.source);
  return page.evaluate(async () => {
    const { axe } = globalThis as unknown as { axe: { run(): Promise<{ violations: Violation[] }> } };
    interface Violation {
      id: string;
      impact: string;
      nodes: { html: string; failureSummary: string }[];
    }
    const { violations } = await axe.run();
    return violations
      .filter(({ impact }) => impact === "serious" || impact === "critical" || impact === "moderate")
      .flatMap(({ id, nodes }) =>
        nodes.map(({ html, failureSummary }) => `${id}: ${html.slice(0, 160)} ${failureSummary}`),
      );
  });
}

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
    page.setDefaultTimeout(15_000);
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
  }, 180_000);

  test("every screen is fit for a screen reader and for weak eyes, light and dark, wide and narrow", async () => {
    const { chromium } = ready!;
    const page = await chromium.newPage({ viewport: { width: 1280, height: 800 } });
    page.setDefaultTimeout(15_000);
    const { goes, opens, writes, sees } = hands(page, served);
    const found: Record<string, string[]> = {};
    const look = async (name: string) => {
      for (const colorScheme of ["light", "dark"] as const) {
        await page.emulateMedia({ colorScheme });
        const wrong = await stumbles(page);
        if (wrong.length > 0) found[`${name} ${colorScheme}`] = wrong;
        await picture(page, `${name}-${colorScheme}`);
      }
      if (!PICTURES) return;
      await page.setViewportSize({ width: 390, height: 780 });
      for (const colorScheme of ["dark", "light"] as const) {
        await page.emulateMedia({ colorScheme });
        await picture(page, `${name}-phone-${colorScheme}`);
      }
      await page.setViewportSize({ width: 1280, height: 800 });
    };

    await goes("as=UDANA&channel=CACME");
    await writes("One more thing: is the *hearing* still on <https://example.com|Thursday>? See `exhibit 4` :tada:");
    await sees("One more thing");
    await goes("as=UKIM&channel=CACME");
    const row = page.getByRole("listitem").filter({ hasText: "One more thing" });
    await row.hover();
    await row.getByRole("button", { name: "React" }).click();
    await page.getByRole("menuitem", { name: /eyes/ }).click();
    await row.getByRole("button", { name: /^eyes, 1/ }).waitFor();
    await row.hover();
    await row.getByRole("button", { name: "Reply in thread" }).click();
    await page
      .getByRole("complementary", { name: "Thread" })
      .getByRole("textbox")
      .fill("It is. I will be there at nine.");
    await page.keyboard.press("Enter");
    await page.getByRole("button", { name: "1 reply" }).waitFor();
    await look("thread");
    await page.keyboard.press("Escape");
    await page.mouse.move(1, 1);
    await row.hover();
    await row.getByRole("button", { name: "More actions" }).click();
    await page.getByRole("menuitem", { name: /Track as inquiry/ }).waitFor();
    await look("menu");
    await page.keyboard.press("Escape");

    await opens("Rejoinder");
    await page.getByRole("tab", { name: "Home" }).click();
    await page.locator(".home .blocks").waitFor();
    await look("home");

    await page.getByRole("button", { name: "Shortcuts" }).click();
    await page.getByRole("menuitem", { name: /Log a call/ }).click();
    const form = page.getByRole("dialog");
    await form.getByRole("button", { name: "Log" }).or(form.locator("button[type=submit]")).last().click();
    await form.locator(".error").first().waitFor();
    await look("modal");
    await page.keyboard.press("Escape");
    await form.waitFor({ state: "detached" });

    await opens("acme-counsel");
    await writes("/inquiries client acme");
    await sees("Only visible to you");
    await writes("/inquiries why 2");
    await sees(/Due .* \d\d:\d\d: \d+ h of business time/);
    await look("channel");
    expect(found).toEqual({});
    await page.close();
  }, 180_000);

  test("by the keyboard alone: be someone, go somewhere, write, react, answer in a thread, edit, and log a call", async () => {
    const page = await ready!.chromium.newPage({ viewport: { width: 1280, height: 800 } });
    page.setDefaultTimeout(15_000);
    const { goes, sees } = hands(page, served);
    const { keyboard } = page;
    const press = async (...keys: string[]) => {
      for (const key of keys) await keyboard.press(key);
    };
    const focused = (name: RegExp) =>
      page.waitForFunction((pattern) => {
        const { document } = globalThis as unknown as {
          document: { activeElement: { ariaLabel?: string; textContent?: string; placeholder?: string } | null };
        };
        const at = document.activeElement;
        return new RegExp(pattern).test(`${at?.ariaLabel ?? ""} ${at?.placeholder ?? ""} ${at?.textContent ?? ""}`);
      }, name.source);
    /** Goes on with Tab until there. */
    const tabTo = async (name: RegExp, key = "Tab") => {
      for (let n = 0; n < 40; n++) {
        await press(key);
        const there = await Promise.race([focused(name).then(() => true), page.waitForTimeout(60).then(() => false)]);
        if (there) return;
      }
      throw new Error(`${key} does not lead to ${name}.`);
    };

    await goes("as=UDANA&channel=CACME");
    await focused(/Message #acme-counsel/);
    await tabTo(/Be someone else/, "Shift+Tab");
    await press("Enter");
    await focused(/Dana Example/);
    await keyboard.type("k");
    await focused(/Kim Fixture/);
    await press("Enter");
    await focused(/Message #acme-counsel/);
    await tabTo(/^ *#general/, "Shift+Tab");
    await press("Enter");
    await focused(/Message #general/);
    await keyboard.type("Is the boardroom free at noon");
    await press("Enter");
    await sees("Is the boardroom free at noon");

    await press("Shift+Tab");
    await focused(/Kim Fixture, /);
    await tabTo(/React/);
    await press("Enter");
    await focused(/pushpin/);
    await press("ArrowDown", "ArrowDown", "Enter");
    await page.getByRole("button", { name: /^thumbsup, 1/ }).waitFor();
    await tabTo(/More actions/);
    await press("Enter");
    await focused(/Reply in thread/);
    await press("ArrowDown", "Enter");
    await focused(/Is the boardroom free at noon/);
    await press("End");
    await keyboard.type("?");
    await press("Enter");
    await sees("(edited)");

    await tabTo(/^ *#general/, "Shift+Tab");
    await tabTo(/Shortcuts/, "Shift+Tab");
    await press("Enter");
    await focused(/Log a call/);
    await press("Enter");
    await page.getByRole("dialog").waitFor();
    await press("Escape");
    await page.getByRole("dialog").waitFor({ state: "detached" });
    await page.close();
  }, 180_000);
});
