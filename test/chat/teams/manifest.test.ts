import { existsSync, readFileSync } from "node:fs";
import { Ajv } from "ajv";
import { describe, expect, test } from "vitest";
import { fromBuffer } from "yauzl";
import { manifest as slack } from "../../../src/chat/slack/manifest.ts";
import { manifest, pack, permissions, reasons } from "../../../src/chat/teams/manifest.ts";
import { parseCommand } from "../../../src/domain/command.ts";

const APP = "12345678-1234-4234-8234-123456789012";
const both = [manifest(), manifest("https://rejoinder.example.com", APP)];

const FOLDER = new URL("../../../../shared/corpora/schemas/", import.meta.url);
describe.each(["1.29", "1.30"])("the official schema %s", (version) => {
  const file = new URL(`teams-v${version}.schema.json`, FOLDER);
  test.skipIf(!existsSync(file))("agrees (skipped where it is not at hand)", () => {
    // An old draft of which nothing is used that a newer one reads otherwise.
    const { $schema: _, ...schema } = JSON.parse(readFileSync(file, "utf8"));
    const agrees = new Ajv({ strict: false, validateFormats: false, allErrors: true }).compile(schema);
    for (const each of both) {
      agrees({ ...each, manifestVersion: version });
      expect(agrees.errors).toBeNull();
    }
    expect(agrees({ ...both[0], manifestVersion: version, bots: [{ botId: "x" }] })).toBe(false);
    expect(agrees({ ...both[0], manifestVersion: version, surprise: true })).toBe(false);
  });
});

test("what is committed is what the source of truth says", () => {
  const committed = new URL("../../../manifests/teams/manifest.json", import.meta.url);
  expect(JSON.parse(readFileSync(committed, "utf8"))).toEqual(manifest());
});

// A new permission is a question to the firm's security people: it is added here by hand, or not at all.
const AGREED = ["ChannelMember.Read.Group", "ChannelMessage.Read.Group", "ChatMessage.Read.Chat"];

test("no permission is asked for that was not agreed, and each has its reason", () => {
  expect(Object.keys(permissions).sort()).toEqual(AGREED);
  expect(
    manifest()
      .authorization.permissions.resourceSpecific.map(({ name }) => name)
      .sort(),
  ).toEqual(AGREED);
  for (const [name, why] of reasons()) expect(why.join(""), name).toMatch(/.{20,}/);
});

test("each command that Teams lists works as it stands, or says what is missing", () => {
  const whence = { zone: "Etc/UTC", now: 0 };
  const [own, elsewhere] = manifest().bots[0]!.commandLists;
  expect(own!.commands).toHaveLength(12);
  expect(elsewhere!.triggers).toEqual(["mention", "slash"]);
  for (const { title, description } of own!.commands) {
    const command = parseCommand(title, whence);
    if (command.do === "misunderstood") expect(command.because, title).not.toMatch(/do not know/);
    const example = /For example: (.+)$/.exec(description)?.[1];
    if (example) expect(parseCommand(example, whence).do, example).not.toBe("misunderstood");
  }
});

test("it offers what Slack's manifest offers, in the same words", () => {
  const offered = manifest().composeExtensions[0]!.commands.map(({ title, description }) => `${title}: ${description}`);
  for (const { name, description } of slack().features.shortcuts) expect(offered).toContain(`${name}: ${description}`);
  expect(manifest().description.full).toContain(slack().display_information.description);
});

test("the package holds the manifest and two icons of the sizes that Teams wants", async () => {
  const files = await unzipped(await pack(both[1]!));
  expect([...files.keys()].sort()).toEqual(["color.png", "manifest.json", "outline.png"]);
  expect(JSON.parse(files.get("manifest.json")!.toString())).toEqual(both[1]);
  const size = (name: string) => [16, 20].map((at) => files.get(name)!.readUInt32BE(at));
  expect([size("color.png"), size("outline.png")]).toEqual([
    [192, 192],
    [32, 32],
  ]);
  expect(Buffer.from(await pack(both[1]!)).equals(Buffer.from(await pack(both[1]!)))).toBe(true);
});

const unzipped = (zip: Uint8Array) =>
  new Promise<Map<string, Buffer>>((resolve, reject) => {
    const files = new Map<string, Buffer>();
    fromBuffer(Buffer.from(zip), { lazyEntries: true }, (error, archive) => {
      if (error || !archive) return reject(error);
      archive
        .on("end", () => resolve(files))
        .on("entry", (entry) =>
          archive.openReadStream(entry, async (fault, stream) => {
            if (fault) return reject(fault);
            const chunks: Buffer[] = [];
            for await (const chunk of stream) chunks.push(chunk as Buffer);
            files.set(entry.fileName, Buffer.concat(chunks));
            archive.readEntry();
          }),
        );
      archive.readEntry();
    });
  });
