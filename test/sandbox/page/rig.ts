import { join } from "node:path";
import type { Browser, Page } from "playwright-core";
import { bot } from "../../../src/bot.ts";
import { slack } from "../../../src/chat/slack/connect.ts";
import { at, type Instant } from "../../../src/domain/time.ts";
import { nextDue } from "../../../src/engine.ts";
import { sandboxClock } from "../../../src/sandbox/clock.ts";
import { fixtureFirm } from "../../../src/sandbox/firm.ts";
import { oneAtATime } from "../../../src/sandbox/in-turn.ts";
import { type Built, buildPage } from "../../../src/sandbox/page/build.ts";
import { servePage } from "../../../src/sandbox/page/server.ts";
import { stage } from "../../../src/sandbox/run.ts";
import { story } from "../../../src/sandbox/story.ts";
import { fixtureSandbox } from "../../../src/sandbox/workspace.ts";
import { setUpFirm } from "../../../src/store/set-up.ts";
import { freshStore } from "../../database.ts";
import { browser } from "../../playground/browser.ts";

const quiet = { info() {}, warn() {}, error() {} };

/** Kept between runs: Vite builds it anew only where the page's sources have changed. */
const BUILT = join(import.meta.dirname, "../../../out/page");

/** The sandbox with its page, as `npm start` serves it, on a fresh store. Close it yourself. */
export async function sandboxWithPage(start = "2026-01-23T15:30-05:00", built?: Built) {
  const store = await freshStore("embedded");
  const clock = sandboxClock(at(start));
  const { sandbox, config } = await fixtureSandbox(clock, "http");
  await setUpFirm(store.db, fixtureFirm, clock.now());
  const chats = [slack({ ...config, emojis: ["pushpin", "white_check_mark"] }, clock, quiet)];
  const served = bot({ db: store.db, chats, now: () => clock.now(), tell: () => {}, hands: 1 });
  const [where] = await served.start();
  sandbox.connectEvents(where!);
  const due = (after: Instant) => nextDue(store.db, after);
  const show = { sandbox, bot: served, clock, nextDue: due, print: () => {}, remarks: () => [] };
  const parts = { ...show, stage: stage(show), db: store.db, story, inTurn: oneAtATime() };
  const page = await servePage(parts, { port: 0, built: built ?? { files: new Map() } });
  return {
    url: page.url,
    sandbox,
    clock,
    async close() {
      await page.close();
      await served.stop();
      await sandbox.close();
      await store.close();
    },
  };
}

export type Served = Awaited<ReturnType<typeof sandboxWithPage>>;

/** A Chromium and the built page; undefined where no Chromium runs. */
export async function pageInBrowser(): Promise<{ chromium: Browser; built: Built } | undefined> {
  const [chromium, built] = await Promise.all([browser(), buildPage(BUILT)]);
  return chromium && built ? { chromium, built } : undefined;
}

/** Someone before the page, who does what a person can do there. */
export function hands(page: Page, { url }: Pick<Served, "url">) {
  const composer = () => page.locator("main .composer textarea");
  const goes = (search: string) => page.goto(`${url}/?${search}`);
  return {
    page,
    goes,
    /** Becomes someone else, by the switcher. */
    async is(name: string) {
      await page.getByRole("button", { name: /Be someone else$/ }).click();
      await page.getByRole("menuitemradio", { name }).click();
      await page.getByRole("button", { name: new RegExp(`^${name}.*Be someone else`) }).waitFor();
    },
    opens: (name: string) =>
      page
        .getByRole("navigation")
        .getByRole("button", { name: new RegExp(`^${name}`) })
        .click(),
    async writes(text: string) {
      await composer().fill(text);
      await composer().press("Enter");
    },
    sees: (words: string | RegExp) => page.getByText(words).last().waitFor(),
    /** Moves the clock, as the clock bar does. */
    time: (body: object) =>
      page.evaluate(async (sent) => {
        const headers = { "content-type": "application/json" };
        const response = await fetch("/api/time", { method: "POST", headers, body: JSON.stringify(sent) });
        return response.ok;
      }, body),
  };
}
