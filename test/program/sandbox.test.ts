import { accessSync, constants } from "node:fs";
import { expect, test } from "vitest";
import { freshFolder, start } from "./program.ts";

const NOBODY = 65_534;
/** Root's own way is gone in other files; here an ordinary user's is, who has no home, wherever the tests may become one. */
const ordinary = process.getuid?.() === 0 && readableByAll();

test("nothing set, for an ordinary user without a home: one address to open, a story for the asking, and it stops when told to", async () => {
  const as = ordinary ? { cwd: freshFolder(NOBODY), uid: NOBODY } : {};
  const program = start({ HOME: "/nonexistent", SANDBOX_PORT: "0" }, as);
  const [, url] = await program.says(/^Open (http:\/\/127\.0\.0\.1:\d+) in a browser\.$/m, 110_000);
  await program.says(/Now it is yours\. Type:/);
  expect(program.said().match(/https?:\/\//g)).toHaveLength(1);
  const page = await fetch(url!);
  expect(await page.text()).toContain("<title>Rejoinder: the sandbox</title>");
  expect((await fetch(`${url}/api/view?as=UKIM`)).status).toBe(200);
  program.types("story");
  await program.says(/Monday 08:30\. The partner reads how the week went\.[\s\S]*Rejoinder to Pat Fixture/, 60_000);
  const said = program.said();
  expect(said).toContain(
    "Rejoinder, in a sandbox: a firm and clients that are plainly fixtures, on this machine alone.",
  );
  expect(said).not.toMatch(/Something went wrong|^\s+at |\.env/m);
  const end = await program.stop("SIGINT");
  expect(end).toMatchObject({ code: 0, signal: null });
  expect(end.after).toBeLessThan(10_000);
}, 240_000);

/** Whether someone else could read the program where it stands: root's own folders are closed to others. */
function readableByAll(): boolean {
  try {
    accessSync(process.execPath, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
