import { createWriteStream } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pipeline } from "node:stream/promises";
import { onTestFinished } from "vitest";
import { ZipFile } from "yazl";

/** Files by their path: text and bytes as they are, anything else as JSON. */
export type Files = Readonly<Record<string, unknown>>;

/** Writes an archive. */
export async function writeZip(path: string, files: Files): Promise<string> {
  const zip = new ZipFile();
  for (const [name, value] of Object.entries(files)) {
    const bytes = Buffer.isBuffer(value)
      ? value
      : Buffer.from(typeof value === "string" ? value : JSON.stringify(value));
    zip.addBuffer(bytes, name);
  }
  zip.end();
  await pipeline(zip.outputStream, createWriteStream(path));
  return path;
}

/** A folder that goes when the test is done. */
export async function freshFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), "rejoinder-import-"));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  return folder;
}

export const zipOf = async (files: Files, name = "export.zip") => writeZip(join(await freshFolder(), name), files);
