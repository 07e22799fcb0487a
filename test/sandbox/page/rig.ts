import { join } from "node:path";
import type { Browser, Page } from "playwright-core";
import { begin } from "../../../src/sandbox/begin.ts";
import { oneAtATime } from "../../../src/sandbox/in-turn.ts";
import { type Built, buildPage } from "../../../src/sandbox/page/build.ts";
import { servePage } from "../../../src/sandbox/page/server.ts";
import { timekeeper } from "../../../src/sandbox/page/time/timekeeper.ts";
import { freshStore, governed } from "../../database.ts";
import { browser } from "../../playground/browser.ts";
import { bare } from "./at-play.ts";

/** Kept between runs: Vite builds it anew only where the page's sources have changed. */
const BUILT = join(import.meta.dirname, "../../../out/page");

/** The sandbox with its page, as `npm start` serves it, on a fresh store. Close it yourself. */
export async function sandboxWithPage(start = "2026-01-23T15:30-05:00", built?: Built) {
  const inTurn = oneAtATime();
  const born = async () => {
    const store = await freshStore("embedded");
    await governed(store.db);
    const life = await begin(store, () => {}, bare(start));
    const keeper = timekeeper(life.clock, () => inTurn(() => life.stage.round()));
    return { ...life, db: life.store.db, inTurn, keeper, again };
  };
  async function again(): Promise<void> {
    scene.keeper.pause();
    await scene.end();
    scene = await born();
    page.show(scene);
  }
  let scene = await born();
  const page = await servePage(scene, { port: 0, built: built ?? { files: new Map() } });
  return {
    url: page.url,
    sandbox: scene.sandbox,
    clock: scene.clock,
    async close() {
      await page.close();
      scene.keeper.pause();
      await scene.end();
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
