import { execFileSync } from "node:child_process";
import { expect, test } from "vitest";
import { howTo, manifest } from "../../src/chat/slack/manifest.ts";

const run = (...args: string[]) =>
  execFileSync(process.execPath, [new URL("../../src/cli/manifest.ts", import.meta.url).pathname, ...args], {
    encoding: "utf8",
    stdio: "pipe",
  });

test("the manifest is printed for the address at which the bot is reached", () => {
  const printed = run("slack", "--url", "https://rejoinder.example.com/anything", "--out", "-");
  expect(JSON.parse(printed)).toEqual(manifest("https://rejoinder.example.com"));
});

test("help fits a screen", () => {
  const lines = run("--help").split("\n");
  expect(lines.length).toBeLessThan(25);
  expect([...lines, ...howTo.split("\n")].filter((line) => line.length > 80)).toEqual([]);
});

test.each([
  [["fax"], /There is no manifest for "fax", but for: .*slack/],
  [["slack", "--url", "http://a.example"], /"http:\/\/a.example" is no https address/],
  [["slack", "--tea"], /Unknown option '--tea'/],
])("%o is refused in words", (args, why) => expect(() => run(...args)).toThrow(why));
