import { execFileSync } from "node:child_process";
import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { howTo, link, manifest } from "../../src/chat/slack/manifest.ts";
import { howTo as toTeams } from "../../src/chat/teams/manifest.ts";

const run = (...args: string[]) =>
  execFileSync(process.execPath, [new URL("../../src/cli/manifest.ts", import.meta.url).pathname, ...args], {
    encoding: "utf8",
    stdio: "pipe",
  });

test("the manifest is printed for the address at which the bot is reached", () => {
  const printed = run("slack", "--url", "https://rejoinder.example.com/anything", "--out", "-");
  expect(JSON.parse(printed)).toEqual(manifest("https://rejoinder.example.com"));
});

test("with --link it is one line: the address that opens Slack's page with the manifest filled in", () => {
  const made = manifest("https://rejoinder.example.com", undefined, { oauth: true });
  expect(run("slack", "--url", "https://rejoinder.example.com", "--oauth", "--link")).toBe(`${link(made)}\n`);
});

test("help fits a screen", () => {
  const lines = run("--help").split("\n");
  expect(lines.length).toBeLessThan(25);
  expect([...lines, ...`${howTo}\n${toTeams}`.split("\n")].filter((line) => line.length > 80)).toEqual([]);
});

test("what a platform wants packed is packed beside its manifest", () => {
  const folder = mkdtempSync(join(tmpdir(), "manifest-"));
  const said = run("teams", "--app", "12345678-1234-4234-8234-123456789012", "--out", join(folder, "app.json"));
  expect(readdirSync(folder).sort()).toEqual(["app.json", "app.zip"]);
  expect(said).toMatch(/Wrote .*app\.zip\.\n/);
  rmSync(folder, { recursive: true });
});

test.each([
  [["fax"], /There is no manifest for "fax", but for: .*slack/],
  [["slack", "--url", "http://a.example"], /"http:\/\/a.example" is no https address/],
  [["teams", "--app", "me"], /"me" is no app id/],
  [["teams", "--link"], /are not for teams/],
  [["slack", "--oauth"], /--oauth needs --url/],
  [["slack", "--socket"], /--socket goes with --oauth/],
  [["slack", "--tea"], /Unknown option '--tea'/],
])("%o is refused in words", (args, why) => expect(() => run(...args)).toThrow(why));
