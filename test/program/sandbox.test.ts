import { accessSync, constants } from "node:fs";
import { expect, test } from "vitest";
import { freshFolder, start } from "./program.ts";

const NOBODY = 65_534;

test("nothing set: the story is told, it stays up, takes what is typed, and stops when told to", async () => {
  const program = start({});
  await program.says(/Now it is yours\. Type:/, 110_000);
  const said = program.said();
  expect(said).toContain(
    "Rejoinder, in a sandbox: a firm and clients that are plainly fixtures, on this machine alone.",
  );
  expect(said).not.toMatch(/Something went wrong|^\s+at |\.env/m);
  const end = await program.stop();
  expect(end).toMatchObject({ code: 0, signal: null });
  expect(end.after).toBeLessThan(10_000);
}, 120_000);

test.skipIf(process.getuid?.() !== 0 || !readableByAll())(
  "the same for an ordinary user, who has no home",
  async () => {
    const program = start({ HOME: "/nonexistent" }, { cwd: freshFolder(NOBODY), uid: NOBODY });
    await program.says(/Now it is yours\. Type:/, 110_000);
    expect(await program.stop("SIGINT")).toMatchObject({ code: 0 });
  },
  120_000,
);

/** Whether someone else could read the program where it stands: root's own folders are closed to others. */
function readableByAll(): boolean {
  try {
    accessSync(process.execPath, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
