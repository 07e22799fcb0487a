import { createReadStream } from "node:fs";
import { open, rm } from "node:fs/promises";
import { pipeline as joined, Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { StringDecoder } from "node:string_decoder";
import { createGunzip, createGzip } from "node:zlib";
import { StoreError } from "../errors.ts";
import { fileTrouble, type Head, parts } from "./format.ts";

/** Writes lines into a new gzipped file that its owner alone may read. One that is there is never written over. @throws StoreError */
export async function writeArchive(file: string, lines: AsyncIterable<string>): Promise<void> {
  const handle = await open(file, "wx", 0o600).catch((fault: NodeJS.ErrnoException) => {
    const because = fault.code === "EEXIST" ? "is there already" : `cannot be written (${fault.code})`;
    throw new StoreError(`${file} ${because}: name another file.`);
  });
  try {
    await pipeline(Readable.from(ended(lines)), createGzip({ level: 9 }), handle.createWriteStream());
  } catch (fault) {
    await rm(file, { force: true });
    throw fault;
  }
}

/** The lines of a gzipped file. @throws StoreError where it cannot be read, or is none */
export async function* readArchive(file: string): AsyncGenerator<string> {
  const read = createReadStream(file);
  const gunzip = createGunzip();
  joined(read, gunzip, () => {});
  const decoder = new StringDecoder("utf8");
  let rest = "";
  try {
    for await (const chunk of gunzip) {
      const lines = (rest + decoder.write(chunk as Buffer)).split("\n");
      rest = lines.pop()!;
      yield* lines;
    }
  } catch (fault) {
    const { code } = fault as NodeJS.ErrnoException;
    const trouble = fileTrouble(fault as NodeJS.ErrnoException);
    if (trouble) throw new StoreError(trouble);
    if (code === "ENOENT") throw new StoreError(`There is no file ${file}.`);
    if (code && /^E[A-Z]+$/.test(code)) throw new StoreError(`${file} cannot be read (${code}).`);
    throw fault;
  }
  if (rest !== "") yield rest;
}

/** Reads a file from end to end and says what it is. @throws StoreError where anything is wrong with it */
export async function checkArchive(file: string): Promise<Head> {
  let head: Head | undefined;
  for await (const part of parts(readArchive(file))) if (part.is === "head") head = part.head;
  return head!;
}

async function* ended(lines: AsyncIterable<string>): AsyncGenerator<string> {
  for await (const line of lines) yield `${line}\n`;
}
