import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { event } from "../chat/slack/stand-in.ts";
import { evaluate } from "./run.ts";

const hours = { mon: [["09:00", "17:00"]], tue: [["09:00", "17:00"]] };
const monday = (id: string, expected: string) => ({
  ...{ id, tz: "UTC", weekly_hours: hours, holidays: [], op: "add", start: "2026-01-05T16:00:00Z", source: "fixture" },
  ...{ amount_minutes: 60, expected, plain: true },
});
const right = monday("right", "2026-01-05T17:00:00Z");
const sentence = (id: string, text: string, label: string) => ({ id, text, label, source: "fixture" });
const asked = { id: "a", kind: "event_envelope", source: "fixture", payload: event({ type: "team_join", user: "U1" }) };

const said = { id: "s", kind: "activity", source: "fixture", payload: { type: "message", text: "Hello" } };

/** A folder of corpora; rows are objects, or text as it stands. */
async function corpora(files: Record<string, readonly (object | string)[]>): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), "rejoinder-corpora-"));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  for (const [name, rows] of Object.entries(files))
    await writeFile(
      join(folder, name),
      rows.map((row) => `${typeof row === "string" ? row : JSON.stringify(row)}\n`).join(""),
    );
  return folder;
}

async function run(...argv: string[]) {
  const lines: string[] = [];
  const code = await evaluate(argv, (line) => lines.push(line));
  return { code, said: lines.join("\n") };
}

test("whichever corpora a folder holds are scored, and all is well when every must-pass row passes", async () => {
  const folder = await corpora({
    "business-time-other.jsonl": [right],
    "language-tiny.jsonl": [
      sentence("q", "Could you send the lease?", "needs_reply"),
      sentence("t", "Thanks!", "no_reply"),
    ],
    "slack-payloads.jsonl": [asked],
    "teams-payloads.jsonl": [said, { id: "m", kind: "manifest", source: "fixture", payload: {} }],
    "notes.jsonl": ["not of any kind"],
  });
  const { code, said: told } = await run("--corpora", folder);
  expect(told).toContain("business-time-other.jsonl: 1 rows, 1 that must pass\n  1 of 1 right");
  expect(told).toContain("language-tiny.jsonl: 2 rows");
  expect(told).toContain("slack-payloads.jsonl: 1 rows, 1 that must pass");
  expect(told).toContain("teams-payloads.jsonl: 2 rows, 1 that must pass");
  expect(told).not.toContain("notes.jsonl");
  expect(told).toMatch(/✓ All 3 rows that must pass do\.$/);
  expect(code).toBe(0);
});

test("of rows that fail the first ten are shown with what was expected, and the exit says so", async () => {
  const wrong = Array.from({ length: 12 }, (_, n) => monday(`wrong ${n}`, "2026-01-06T09:00:00Z"));
  const { code, said } = await run("--corpora", await corpora({ "business-time.jsonl": [right, ...wrong] }));
  expect(said).toContain("✗ 12 failed, the first ten:");
  expect(said).toContain("wrong 9 (fixture): expected 2026-01-06T09:00:00Z, got 2026-01-05T17:00:00.000Z");
  expect(said).not.toContain("wrong 10 ");
  expect(said).toMatch(/✗ 12 of 13 rows that must pass failed\.$/);
  expect(code).toBe(1);
});

test("a line that cannot be read is named by file and line and is a failure; the rest is scored", async () => {
  const folder = await corpora({ "business-time.jsonl": [right, "{ half", "", { id: "other" }, right] });
  const { code, said } = await run("--corpora", folder);
  expect(said).toContain("2 of 2 right");
  expect(said).toContain("business-time.jsonl, line 2: not JSON");
  expect(said).toContain("business-time.jsonl, line 4: a row, but not of this kind");
  expect(said).toMatch(/✗ 0 of 2 rows that must pass failed, and 2 could not be read\.$/);
  expect(code).toBe(1);
});

test("an export that is no zip file is named, and the rest is scored", async () => {
  const folder = await corpora({ "slack-export-broken.zip": ["not a zip"], "business-time.jsonl": [right] });
  const { code, said } = await run("--corpora", folder);
  expect(said).toContain("1 of 1 right");
  expect(said).toMatch(/could not be read:\n {4}slack-export-broken\.zip: /);
  expect(code).toBe(1);
});

test("a folder that is not there, or holds no corpus, is no success", async () => {
  for (const folder of [join(tmpdir(), "rejoinder-no-such-folder"), await corpora({})]) {
    const { code, said } = await run("--corpora", folder);
    expect(said).toContain(`Nothing was scored: ${folder} is not there, or holds no corpus by these names.`);
    expect(code).toBe(1);
  }
});

test("the whole result is written as JSON", async () => {
  const folder = await corpora({ "business-time.jsonl": [monday("wrong", "2026-01-06T09:00:00Z")] });
  const file = join(folder, "result.json");
  await run("--corpora", folder, "--json", file);
  const { ok, scored } = JSON.parse(await readFile(file, "utf8"));
  expect([ok, scored[0].file, scored[0].report.failures[0].id]).toEqual([false, "business-time.jsonl", "wrong"]);
});

test("help fits a screen", async () => {
  const { code, said } = await run("--help");
  expect(said.split("\n").length).toBeLessThanOrEqual(24);
  expect(code).toBe(0);
});

test("an option that there is not is refused", async () => {
  await expect(run("--corpus", "x")).rejects.toThrow("--corpus");
});
