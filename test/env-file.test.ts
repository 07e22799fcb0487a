import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { readEnvFile } from "../src/env-file.ts";

async function written(text: string | Buffer) {
  const folder = await mkdtemp(join(tmpdir(), "rejoinder-env-"));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  const path = join(folder, ".env");
  await writeFile(path, text);
  const { values, problems } = readEnvFile(path);
  return { values, problems: problems.map((said) => said.replace(path, ".env")) };
}

test("no file is no settings, and a folder in its place is said", () => {
  expect(readEnvFile("/nowhere/.env")).toEqual({ values: {}, problems: [] });
  expect(readEnvFile(tmpdir()).problems).toEqual([`${tmpdir()} cannot be read (EISDIR).`]);
});

test("remarks, blank lines, quotes, export and lines of Windows are read", async () => {
  const text =
    '\ufeff# Ours\r\n\r\nPORT=8080\r\nexport HOST = 127.0.0.1\r\nFIRM_NAME="A & B\r\nLLP"\r\nLOG_LEVEL=warn # quietly\r\n';
  const { values, problems } = await written(text);
  expect(problems).toEqual([]);
  expect(values).toMatchObject({ PORT: "8080", HOST: "127.0.0.1", LOG_LEVEL: "warn" });
  expect(values.FIRM_NAME).toMatch(/^A & B\s+LLP$/);
});

test("a line that cannot be read is named by its number, and its words are not repeated", async () => {
  const { problems } = await written('PORT=8080\nSLACK_BOT_TOKEN: xoxb-secret\nFIRM_NAME="Fixture\nxoxb-secret\n');
  expect(problems).toEqual([
    ".env, line 2: is no setting. Write NAME=value, or # before a remark.",
    '.env, line 3: the quote " is never closed. Close it, or leave it out.',
    ".env, line 4: is no setting. Write NAME=value, or # before a remark.",
  ]);
});

test("a file that is no plain text is said", async () => {
  expect((await written(Buffer.from("PORT=8080\n", "utf16le"))).problems).toEqual([
    ".env is not plain text. Save it as UTF-8.",
  ]);
});
