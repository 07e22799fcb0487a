import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import type { Page } from "playwright-core";
import { isAlone, runAlone, whyNotAlone } from "./alone.ts";
import type { startPlayground } from "./playground.ts";

const PICTURES = "out/playground";
const HELP = `npm run test:playground

Tells one inquiry's week in Microsoft's own Agents Playground, driven in Chromium, and
leaves pictures in ${PICTURES}. Without Linux's unshare, or without a Chromium that runs,
it says so and is skipped.

  --help   this`;

/** One inquiry's week, in a client that we did not write: driven by its page and its HTTP, with pictures to look at. */
async function main(): Promise<number> {
  if (!isAlone()) {
    const why = whyNotAlone();
    if (why) return skip(why);
    return runAlone(import.meta.filename);
  }
  // What it takes is loaded where it is needed: --help is to be quick.
  const { browser } = await import("./browser.ts");
  const { startPlayground } = await import("./playground.ts");
  const chromium = await browser();
  if (!chromium) return skip("No Chromium runs on this machine, and the Playground is looked at in one.");
  await mkdir(PICTURES, { recursive: true });
  const playground = await startPlayground("2025-12-15T09:00-05:00");
  try {
    const page = await chromium.newPage({ viewport: { width: 1280, height: 900 } });
    page.setDefaultTimeout(10_000);
    await story(playground, page);
    console.log(`The Agents Playground showed all of it. Pictures: ${PICTURES}`);
    return 0;
  } finally {
    await chromium.close();
    await playground.stop();
  }
}

type Playground = Awaited<ReturnType<typeof startPlayground>>;

async function story(playground: Playground, page: Page) {
  const { says, moveTo } = playground;
  const picture = async (name: string) => {
    await page.waitForTimeout(600);
    await page.screenshot({ path: join(PICTURES, `${name}.png`) });
    console.log(`  ${name}`);
  };
  const shown = (words: RegExp) => page.getByText(words).last().waitFor();

  // Weeks that the digest's chart can tell of.
  for (const day of ["2025-12-17", "2025-12-23", "2026-01-07"]) {
    await moveTo(`${day}T10:00-05:00`);
    await says("dana", "Could you send us the draft reply by tomorrow?");
    await moveTo(`${day}T${day < "2026" ? "11:15" : "17:25"}-05:00`);
    await says("kim", "Here is the draft reply: it is attached, with our comments in the margin.");
  }
  await moveTo("2026-01-14T10:00-05:00");
  await page.goto(playground.page);
  await page.getByRole("treeitem", { name: "Personal Chat" }).click();

  await says("dana", "Can you send us the signed lease today?");
  await moveTo("2026-01-14T11:55-05:00");
  await shown(/owed to Dana Example/);
  await picture("1 nudged");

  await page.getByRole("button", { name: "Snooze" }).last().click();
  await picture("2 how long to snooze");
  await page.getByRole("button", { name: "I'm on it" }).last().click();
  await shown(/on it/i);
  await picture("3 on it");

  await page.getByRole("textbox").last().click();
  await page.keyboard.type("mine");
  await page.keyboard.press("Enter");
  await shown(/1 open/);
  await picture("4 status in the bot's own chat");

  await mention(playground.page, "why 4");
  await shown(/Asked/);
  await picture("5 asked in the channel, answered in private");

  await says("kim", "The signed lease is attached: it is dated 12 January.");
  await moveTo("2026-01-20T10:00-05:00");
  await shown(/in time/);
  await picture("6 digest");
  await page.setViewportSize({ width: 1280, height: 2400 });
  await picture("7 digest, whole");
}

/** A command in a channel, as the Playground's own page posts it. */
async function mention(origin: string, command: string) {
  const { ACME, BOT, playgroundPeople } = await import("./tenant.ts");
  const text = `<at>${BOT.name}</at> ${command}`;
  const answer = await fetch(`${origin}/_conversation/v1/conversations/${encodeURIComponent(ACME)}/messages`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({
      from: { id: playgroundPeople.get("kim")!.id },
      text,
      textFormat: "plain",
      mentions: [{ mentioned: { id: BOT.id }, text: `<at>${BOT.name}</at>` }],
    }),
  });
  if (!answer.ok) throw new Error(`The Playground takes no message: ${answer.status} ${await answer.text()}`);
}

function skip(why: string): number {
  console.log(`Skipped. ${why}`);
  return 0;
}

if (process.argv.slice(2).some((word) => word === "--help" || word === "-h")) console.log(HELP);
else process.exitCode = await main();
