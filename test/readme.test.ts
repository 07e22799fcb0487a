import { readFile } from "node:fs/promises";
import { expect, test } from "vitest";
import { permissions } from "../src/chat/teams/manifest.ts";
import { meanings } from "../src/ops/metric-names.ts";

test("the README gives each permission that Teams is asked for, with the reason that the manifest's source gives", async () => {
  const readme = await readFile(new URL("../README.md", import.meta.url), "utf8");
  const told = [...readme.matchAll(/^\| `(\w+\.Read\.\w+)` \| (.+) \|$/gm)].map(([, name, why]) => [name, why]);
  expect(told).toEqual(Object.entries(permissions));
});

test("docs/running.md tells of every figure that is measured", async () => {
  const running = await readFile(new URL("../docs/running.md", import.meta.url), "utf8");
  expect(Object.keys(meanings).filter((name) => !running.includes(`\`${name}`))).toEqual([]);
});
