import { execFile } from "node:child_process";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { at } from "../../src/domain/time.ts";
import { openStore } from "../../src/store/db.ts";
import { createDatabase, layDataFolder } from "../database.ts";
import { fact, mon } from "../domain/timelines.ts";
import { emptyFirm, record } from "../store/past.ts";
import { surroundings } from "../surroundings.ts";
import { unaudited } from "../unaudited.ts";

let folder: string;
const data = () => join(folder, "data");
let url: string;
const picture = () => join(folder, "week.png");

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "rejoinder-digest-"));
  await layDataFolder(data(), "migrated");
  url = await createDatabase("house");
  for (const where of [{ folder: data() }, { url }]) await fill(where);
});
afterAll(() => rm(folder, { recursive: true, force: true }));

async function fill(where: { folder: string } | { url: string }): Promise<void> {
  const store = await openStore(where);
  const asked = [
    { facts: [fact("asked", mon("10:00")), fact("answered", mon("11:00"))] },
    { facts: [fact("asked", at("2026-11-25T10:00-05:00"))] },
  ];
  await unaudited(store.db, async (tx) => {
    await emptyFirm(tx, { zones: ["Europe/London", null, null] });
    await record(tx, asked, at("2026-11-26T10:00-05:00"));
  });
  await store.close();
}

const run = (args: string[], env: Record<string, string> = {}) =>
  new Promise<{ code: number; out: string; err: string }>((resolve) => {
    const settings = { ...surroundings, DATA_FOLDER: data(), TZ: "Pacific/Kiritimati", ...env };
    const child = execFile(process.execPath, ["src/cli/digest.ts", ...args], { env: settings }, (_, out, err) =>
      resolve({ code: child.exitCode ?? -1, out, err }),
    );
  });

describe("npm run digest", () => {
  test("shows the last complete week as a partner reads it, and writes the picture", async () => {
    const { code, out } = await run(["--reader", "ana", "--picture", picture()]);
    expect(code).toBe(0);
    expect(out).toContain(
      "A good week: the one answer due was given in time.\nIt took 1 h of business time (the client waited 1 h).",
    );
    expect(out).toContain("Week 47, 16 to 22 November");
    expect(out).toContain("Your own: 1 of 1");
    expect(out).toContain(`The picture is in ${picture()}.`);
    expect((await readFile(picture())).subarray(1, 4).toString()).toBe("PNG");
  });

  test("a past week before anything was asked is one line", async () => {
    const { out } = await run(["--week", "2026-W40"], { DATABASE_URL: url });
    expect(out).toBe("A quiet week: no inquiries, and no answer is owed. Week 40, 28 September to 4 October.\n");
  });

  test.each([
    [
      ["--week", "2026-46"],
      '"2026-46" is not a week: write it like 2026-W46, which is Monday 9 to Sunday 15 November 2026.\n',
    ],
    [
      ["--week", "2025-W53"],
      "2025 has no week 53: write it like 2026-W46, which is Monday 9 to Sunday 15 November 2026.\n",
    ],
    [["--reader", "Anna Kim"], 'Nobody at the firm is called "Anna Kim". Did you mean Ana Kim?\n'],
    [["--reader", "zzz"], 'Nobody at the firm is called "zzz". Partners are Ana Kim and Ben Okoro.\n'],
    [["--reader", "Cleo"], "Cleo Marsh is not a partner, and the digest goes to partners: Ana Kim or Ben Okoro.\n"],
    [["--weak", "1"], "Unknown option '--weak'.\nSee npm run digest -- --help\n"],
    [
      ["--picture", "/nowhere/at/all.png"],
      "The picture could not be written to /nowhere/at/all.png (ENOENT): name another file with --picture.\n",
    ],
  ])("%j is refused in words", async (args, words) => {
    const { code, out, err } = await run(args, { DATABASE_URL: url });
    expect({ code, out, err }).toEqual({ code: 1, out: "", err: words });
  });

  test("without a database it says so, and makes none", async () => {
    const none = join(folder, "none");
    const { code, err } = await run([], { DATA_FOLDER: none });
    expect({ code, err }).toEqual({
      code: 1,
      err: `There is no database in ${none} yet: npm start makes one, or set DATABASE_URL to yours.\n`,
    });
  });

  test("help fits a screen", async () => {
    const { code, out } = await run(["--help"]);
    expect(code).toBe(0);
    expect(out.split("\n").length).toBeLessThanOrEqual(24);
  });
});
