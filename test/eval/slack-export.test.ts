import { existsSync } from "node:fs";
import { expect, test } from "vitest";
import { zipOf } from "../import/write-zip.ts";
import { scoreSlackExport } from "./slack-export.ts";

const users = [
  { id: "UANA", team_id: "T1", name: "ana", is_admin: true },
  { id: "UDANA", team_id: "T1", name: "dana" },
];
const post = (user: string, ts: string, text: string) => ({ type: "message", user, ts, text });
const asked = [
  post("UDANA", "1578650400.000100", "When is the hearing?"),
  post("UANA", "1578654000.000100", "At ten."),
];
const lists = { "users.json": users, "channels.json": [{ id: "C1", name: "general" }] };

test("an export that imports whole passes, and says how it went", async () => {
  const report = await scoreSlackExport(await zipOf({ ...lists, "general/2020-01-10.json": asked }));
  expect(report).toMatchObject({ name: "slack export", rows: 2, mustPass: 4, failures: [] });
  expect(report.lines.join("\n")).toContain("Answered       1 of 1 in time");
});

test("what cannot be read, or not be believed, is told and is no failure", async () => {
  const damaged = { "general/2020-01-11.json": "[{", "lost/2020-01-10.json": asked };
  const told = await scoreSlackExport(await zipOf({ ...lists, "general/2020-01-10.json": asked, ...damaged }));
  expect(told.failures).toEqual([]);
  expect(told.lines.join("\n")).toMatch(/ {2}a conversation that no list names: lost.*\n {2}not JSON: general/);
  const twice = {
    ...lists,
    "channels.json": [
      { id: "C1", name: "general" },
      { id: "C1", name: "again" },
    ],
  };
  const future = await scoreSlackExport(await zipOf({ ...twice, "again/2020-01-10.json": asked }), 0);
  expect(future.failures).toEqual([]);
  expect(future.lines.join("\n")).toContain("2 messages dated in the future");
});

const CORPUS = new URL("../../../shared/corpora/slack-export-houstondatavis.zip", import.meta.url);

test.skipIf(!existsSync(CORPUS))(
  "a real workspace's export imports whole (skipped where the corpus is not at hand)",
  async () => {
    const report = await scoreSlackExport(CORPUS.pathname);
    expect(report.failures).toEqual([]);
    expect(report.rows).toBe(1382);
  },
  180_000,
);
