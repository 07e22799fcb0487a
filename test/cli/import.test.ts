import { execFile } from "node:child_process";
import { existsSync } from "node:fs";
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { beforeEach, describe, expect, test } from "vitest";
import { openStore } from "../../src/store/db.ts";
import { layDataFolder } from "../database.ts";
import { type Files, freshFolder, writeZip } from "../import/write-zip.ts";
import { surroundings } from "../surroundings.ts";

let folder: string;
beforeEach(async () => {
  folder = await freshFolder();
});
const into = () => join(folder, "kept");

const user = (id: string, email: string) => ({ id, team_id: "T1", name: id.toLowerCase(), profile: { email } });
const lists = {
  "users.json": [
    user("UANA", "ana@fixture.example"),
    user("UDANA", "dana@acme.example"),
    user("USAM", "sam@globex.example"),
  ],
  "channels.json": [
    { id: "C1", name: "acme" },
    { id: "C2", name: "globex" },
  ],
};
/** Monday, 12 January 2026, 10:00 UTC. */
const start = 1_768_212_000;
const post = (who: string, minute: number, text: string, more = {}) => ({
  type: "message",
  user: who,
  text,
  ts: `${start + minute * 60}.000100`,
  ...more,
});

const week: Files = {
  ...lists,
  "acme/2026-01-12.json": [
    post("UDANA", -60, "<@UDANA> has joined the channel", { subtype: "channel_join" }),
    post("UDANA", 0, "When is the privileged hearing?"),
    post("UANA", 30, "Got it, let me look into it."),
    post("UANA", 90, "It is on Tuesday at ten, in room 4."),
    post("UDANA", 120, "Thank you!"),
  ],
  "acme/2026-01-13.json": '[{"type": "message", "us',
  "acme/2026-01-14.json": [post("UGONE", 2880, "Could you send me the signed lease?"), { type: "message", text: "?" }],
  "globex/2026-01-15.json": [post("USAM", 4320, "What does the retainer cost?")],
  "globex/2026-01-23.json": [post("USAM", 15_840, "Never mind.")],
  "readme.txt": "hello",
};

const zip = (files: Files) => writeZip(join(folder, "export.zip"), files);

const run = (...args: string[]) =>
  new Promise<{ code: number; out: string; err: string }>((resolve) => {
    const env = { ...surroundings, TZ: "Pacific/Kiritimati" };
    const child = execFile(process.execPath, ["src/cli/import.ts", ...args], { env }, (_, out, err) =>
      resolve({ code: child.exitCode ?? -1, out, err }),
    );
  });

test("a past is read, kept, and told; the second time nothing is new, and nothing is sent", async () => {
  const file = await zip(week);
  await layDataFolder(into(), "migrated");
  const first = await run(file, "--firm", "fixture.example", "--into", into());
  expect(first).toEqual({ code: 0, err: "", out: expect.any(String) });
  expect(first.out).toBe(`export.zip: 9 messages in 2 channels, 12 Jan 2026 to 23 Jan 2026.
7 written by people, 1 not (joins, bots and other notices).
7 were new here.
Read as: 1 person answers for the firm, 3 others ask. Open Mon to Fri 09:00 to 17:30 UTC, no holidays.
Out of the ordinary (what could not be read was skipped, the rest imported):
  not part of an export: readme.txt
  not JSON: acme/2026-01-13.json
  1 message without a time: acme/2026-01-14.json
  1 writer in no list of users, taken for a client: UGONE

Inquiries      3: 1 answered, 2 not
Acknowledged   1 of 3 in time
               more than half never were
Answered       1 of 3 in time
               more than half never were

Never answered, longest first
  14 Jan 2026 10:00  #acme  UGONE
  15 Jan 2026 10:00  #globex  usam

Kept in ${into()}.
`);
  const second = await run(file, "--firm", "UANA", "--into", into());
  expect(second.out).toBe(first.out.replace("7 were new here.", "Nothing new was found: all of it was here already."));
  expect(first.out).not.toMatch(/privileged|lease|retainer|room 4/);

  const store = await openStore({ folder: into() });
  expect(await store.db.selectFrom("deliveries").select("id").execute()).toEqual([]);
  expect(await store.db.selectFrom("nudges").select("id").where("done_at", "is", null).execute()).toEqual([]);
  await store.close();

  const other = await run(file, "--firm", "UANA", "--zone", "Europe/London", "--into", into());
  expect(other).toMatchObject({ code: 1, out: "", err: expect.stringMatching(/at other hours .* --afresh\.\n$/) });
  const afresh = await run(file, "--firm", "UANA", "--zone", "Asia/Tokyo", "--into", into(), "--afresh");
  expect(afresh.out).toContain("7 were new here.");
  expect(afresh.out).toContain("14 Jan 2026 19:00  #acme");
}, 120_000);

describe("refused in a sentence, with nothing left behind", () => {
  const refused = async (args: string[], words: string | RegExp) => {
    const { code, out, err } = await run(...args, "--into", into());
    expect({ code, out, err }).toEqual({ code: 1, out: "", err: expect.stringMatching(words) });
    expect(err.trim().split("\n").length).toBeLessThanOrEqual(2);
    expect(existsSync(into())).toBe(false);
  };

  test("no file, a missing one, an empty one, one cut off, one that is no zip, one that is not Slack's", async () => {
    const file = await zip(week);
    const whole = await readFile(file);
    const cut = join(folder, "cut.zip");
    await writeFile(cut, whole.subarray(0, whole.length - 100));
    const empty = join(folder, "empty.zip");
    await writeFile(empty, "");
    const text = join(folder, "text.zip");
    await writeFile(text, "hello");
    const other = await writeZip(join(folder, "other.zip"), { "photo.jpg": "x" });
    await refused(["--firm", "UANA"], /^Name the export: /);
    await refused([join(folder, "none.zip"), "--firm", "UANA"], /^There is no file .*none\.zip\. Check the path\.\n$/);
    await refused([empty, "--firm", "UANA"], /^empty\.zip is empty\. /);
    await refused([cut, "--firm", "UANA"], /^cut\.zip is cut off: its end is missing\. /);
    await refused([text, "--firm", "UANA"], /^text\.zip is not a zip file\. /);
    await refused([other, "--firm", "UANA"], /^other\.zip is not a Slack export: it has no users\.json\. /);
  });

  test("nobody who answers, somebody unknown, an unknown zone, hours that never open, a mistyped option", async () => {
    const file = await zip(week);
    await refused([file], /^Say who answers for the firm with --firm: an e-mail domain \(fixture\.example: 1, /);
    await refused([file, "--firm", "UANNA"], /^"UANNA" is nobody in this export\. /);
    await refused([file, "--firm", "UANA", "--zone", "Europe/Londn"], /Europe\/Londn/);
    await refused([file, "--firm", "UANA", "--hours", "nine to five"], /^"nine to five" are no hours: write them like/);
    await refused([file, "--firm", "UANA", "--hours", "25:00-26:00"], /25:00/);
    await refused([file, "--frim", "UANA"], /^Unknown option '--frim'\.\nSee npm run import -- --help\n$/);
  });
});

test("a folder that cannot be made names the option to change", async () => {
  const file = await zip(week);
  const { code, err } = await run(file, "--firm", "UANA", "--into", join(file, "below"));
  expect({ code, err }).toEqual({ code: 1, err: expect.stringMatching(/cannot be made \(\w+\)\. Set --into to one/) });
});

test("an export in which nobody asks anything", async () => {
  const file = await zip({ ...lists, "acme/2026-01-12.json": [post("UDANA", 0, "Good morning.")] });
  await layDataFolder(into());
  const { out } = await run(file, "--firm", "UANA", "--into", into());
  expect(out).toContain("\n\nNobody asked anything.\n");
});

test("help fits a screen", async () => {
  const { code, out } = await run("--help");
  expect(code).toBe(0);
  expect(out.split("\n").length).toBeLessThanOrEqual(26);
});
