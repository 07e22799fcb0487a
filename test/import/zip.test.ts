import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { PastError } from "../../src/domain/past.ts";
import { limits, openZip } from "../../src/import/zip.ts";
import { freshFolder, zipOf } from "./write-zip.ts";

const refusal = (opened: Promise<unknown>) =>
  opened.then(
    () => "opened",
    (thrown) => {
      expect(thrown).toBeInstanceOf(PastError);
      return (thrown as Error).message;
    },
  );

async function fileOf(bytes: Buffer | string, name = "export.zip"): Promise<string> {
  const path = join(await freshFolder(), name);
  await writeFile(path, bytes);
  return path;
}

/** The archive with one name in it replaced by another of the same length. */
async function renamed(path: string, from: string, to: string): Promise<string> {
  const bytes = (await readFile(path)).toString("latin1").replaceAll(from, to);
  return fileOf(Buffer.from(bytes, "latin1"));
}

test("files are listed with their sizes and read one at a time, in any order", async () => {
  const zip = await openZip(await zipOf({ "users.json": [], "größe/2020-01-01.json": "\uFEFF[1]", "notes.txt": "n" }));
  expect(zip.name).toBe("export.zip");
  expect(zip.files).toEqual([
    { path: "users.json", bytes: 2 },
    { path: "größe/2020-01-01.json", bytes: 6 },
    { path: "notes.txt", bytes: 1 },
  ]);
  expect(await zip.read("größe/2020-01-01.json")).toBe("[1]");
  expect(await zip.read("users.json")).toBe("[]");
  await expect(zip.read("else.json")).rejects.toThrow("not in the archive");
  zip.close();
});

describe("refused in a sentence", () => {
  test("what is not there, a folder, an empty file, and no zip file at all", async () => {
    const folder = await freshFolder();
    expect(await refusal(openZip(join(folder, "none.zip")))).toBe(
      `There is no file ${join(folder, "none.zip")}. Check the path.`,
    );
    expect(await refusal(openZip(folder))).toMatch(/is a folder\. Give the export as it was downloaded/);
    expect(await refusal(openZip(await fileOf("")))).toBe("export.zip is empty. Download the export again.");
    expect(await refusal(openZip(await fileOf("hello, world", "notes.txt")))).toMatch(/^notes.txt is not a zip file\./);
  });

  test("an archive whose end is missing", async () => {
    const whole = await readFile(await zipOf({ "users.json": [], "channels.json": "x".repeat(500) }));
    for (const part of [5, whole.length >> 1, whole.length - 1])
      expect(await refusal(openZip(await fileOf(whole.subarray(0, part))))).toBe(
        "export.zip is cut off: its end is missing. Download the export again.",
      );
  });

  test("an archive whose table of contents is damaged", async () => {
    const bytes = await readFile(await zipOf({ "users.json": [] }));
    bytes.fill(0, bytes.indexOf("PK\x01\x02", 0, "latin1"), bytes.indexOf("PK\x01\x02", 0, "latin1") + 4);
    expect(await refusal(openZip(await fileOf(bytes)))).toMatch(/^export.zip is damaged: its table of contents/);
  });

  test.each(["../../x.json", "/abc/de.json", "C:/bc/d.json", "..\\..\\x.json"])(
    "an archive that names %s",
    async (evil) => {
      const path = await renamed(await zipOf({ "users.json": [], "aaaaaaa.json": [] }), "aaaaaaa.json", evil);
      expect(await refusal(openZip(path))).toBe(
        "export.zip names files outside itself, so it is no honest export: nothing was read.",
      );
    },
  );

  test("a bomb: a little that would unpack to a lot", async () => {
    const path = await zipOf({ "users.json": [], "general/2020-01-01.json": Buffer.alloc(limits.suspect + 2 ** 20) });
    expect(await refusal(openZip(path))).toMatch(
      /^export.zip would unpack to 17 MB out of \d+ kB, which no export does: nothing was read\.$/,
    );
  });

  test("more than the most there may be, however honestly packed", async () => {
    const path = await zipOf({ "a.json": "x".repeat(700), "b.json": "y".repeat(700) });
    expect(await refusal(openZip(path, { ...limits, total: 1000 }))).toMatch(/^export.zip would unpack to 1 kB/);
    (await openZip(path, { ...limits, total: 1400 })).close();
  });
});

describe("one file that cannot be read leaves the others readable", () => {
  test("bytes that were changed", async () => {
    const bytes = await readFile(await zipOf({ "a.json": "x".repeat(3000), "b.json": "[]" }));
    bytes[40]! ^= 0xff;
    const zip = await openZip(await fileOf(bytes));
    await expect(zip.read("a.json")).rejects.toThrow("damaged in the archive");
    expect(await zip.read("b.json")).toBe("[]");
    zip.close();
  });

  test("a size that is a lie, in either direction", async () => {
    for (const lie of [10, 5000]) {
      const bytes = await readFile(await zipOf({ "a.json": "x".repeat(3000), "b.json": "[]" }));
      bytes.writeUInt32LE(lie, bytes.indexOf("PK\x01\x02", 0, "latin1") + 24);
      const zip = await openZip(await fileOf(bytes));
      await expect(zip.read("a.json")).rejects.toThrow("damaged in the archive");
      expect(await zip.read("b.json")).toBe("[]");
      zip.close();
    }
  });

  test("a password", async () => {
    const bytes = await readFile(await zipOf({ "a.json": "[1]" }));
    bytes[bytes.indexOf("PK\x01\x02", 0, "latin1") + 8]! |= 1;
    const zip = await openZip(await fileOf(bytes));
    await expect(zip.read("a.json")).rejects.toThrow("protected by a password");
    zip.close();
  });

  test("one larger than a day can be", async () => {
    const zip = await openZip(await zipOf({ "a.json": "x".repeat(3000) }), { ...limits, file: 2000 });
    await expect(zip.read("a.json")).rejects.toThrow("larger than 2 kB");
    zip.close();
  });
});
