import { open, stat } from "node:fs/promises";
import { basename } from "node:path";
import { crc32 } from "node:zlib";
import { type Entry, getFileNameLowLevel, openPromise, validateFileName, type ZipFile } from "yauzl";
import { PastError } from "../domain/past.ts";

/** A folder of text files, wherever it lies. */
export interface Folder {
  /** As people call it: "export.zip". */
  readonly name: string;
  readonly files: readonly { readonly path: string; readonly bytes: number }[];
  /** @throws Error which says in a few words why this one cannot be read; others may still be. */
  read(path: string): Promise<string>;
  close(): void;
}

/** Larger than any honest export; a small file that claims it is a bomb. */
export const limits = { file: 128 * 2 ** 20, total: 8 * 2 ** 30, ratio: 200, suspect: 16 * 2 ** 20 };

/**
 * Opens an archive and reads its table of contents, nothing else. Only files that end in .json can be read, so only they count.
 * @throws PastError where it is missing, no zip file, cut off, made to burst, or names files outside itself.
 */
export async function openZip(path: string, most = limits): Promise<Folder> {
  const name = basename(path);
  await refuseUnfit(path, name);
  const zip = await openPromise(path, { autoClose: false, lazyEntries: true, decodeStrings: false }).catch((fault) => {
    throw broken(name, fault);
  });
  try {
    const entries = await contents(zip, name);
    const files = [...entries].map(([path, entry]) => ({ path, bytes: entry.uncompressedSize }));
    refuseBomb(name, [...entries.values()], most);
    return { name, files, read: (file) => text(zip, entries.get(file), most.file), close: () => zip.close() };
  } catch (thrown) {
    zip.close();
    throw thrown;
  }
}

async function refuseUnfit(path: string, name: string): Promise<void> {
  const it = await stat(path).catch((fault: NodeJS.ErrnoException) => {
    if (fault.code === "ENOENT") throw new PastError(`There is no file ${path}. Check the path.`);
    throw new PastError(`${path} cannot be read (${fault.code}).`);
  });
  if (it.isDirectory()) throw new PastError(`${path} is a folder. Give the export as it was downloaded, a .zip file.`);
  if (it.size === 0) throw new PastError(`${name} is empty. Download the export again.`);
  const head = Buffer.alloc(4);
  const file = await open(path).catch((fault: NodeJS.ErrnoException) => {
    throw new PastError(`${path} cannot be read (${fault.code}).`);
  });
  await file.read(head, 0, 4, 0).finally(() => file.close());
  if (!["PK\x03\x04", "PK\x05\x06"].includes(head.toString("latin1")))
    throw new PastError(`${name} is not a zip file. Give the export as it was downloaded, a .zip file.`);
}

async function contents(zip: ZipFile, name: string): Promise<Map<string, Entry>> {
  const found = new Map<string, Entry>();
  try {
    for await (const entry of zip.eachEntry()) {
      const path = nameOf(entry);
      const outside = validateFileName(path);
      if (outside)
        throw new PastError(`${name} names files outside itself, so it is no honest export: nothing was read.`);
      if (!path.endsWith("/")) found.set(path, entry);
    }
  } catch (fault) {
    throw fault instanceof PastError ? fault : broken(name, fault);
  }
  return found;
}

/** Names are UTF-8 whether or not the archive says so; only what cannot be is read as the old code page. */
function nameOf(entry: Entry): string {
  const raw = entry.fileNameRaw;
  const name = raw.toString("utf8");
  if (!name.includes("\uFFFD")) return name.replaceAll("\\", "/");
  return getFileNameLowLevel(entry.generalPurposeBitFlag, raw, entry.extraFields, false);
}

function refuseBomb(name: string, entries: readonly Entry[], most: typeof limits): void {
  const read = entries.filter((entry) => nameOf(entry).endsWith(".json"));
  const total = read.reduce((sum, entry) => sum + entry.uncompressedSize, 0);
  const packed = read.reduce((sum, entry) => sum + entry.compressedSize, 0);
  const bursts = (large: number, small: number) => large > most.suspect && large > most.ratio * small;
  if (total > most.total || bursts(total, packed) || read.some((e) => bursts(e.uncompressedSize, e.compressedSize)))
    throw new PastError(
      `${name} would unpack to ${size(total)} out of ${size(packed)}, which no export does: nothing was read.`,
    );
}

async function text(zip: ZipFile, entry: Entry | undefined, most: number): Promise<string> {
  if (!entry) throw new Error("not in the archive");
  if (entry.isEncrypted()) throw new Error("protected by a password");
  if (entry.uncompressedSize > most) throw new Error(`larger than ${size(most)}`);
  const chunks: Buffer[] = [];
  try {
    for await (const chunk of await zip.openReadStreamPromise(entry)) chunks.push(chunk);
  } catch {
    throw new Error("damaged in the archive");
  }
  const bytes = Buffer.concat(chunks);
  if (crc32(bytes) !== entry.crc32) throw new Error("damaged in the archive");
  return bytes.toString("utf8").replace(/^\uFEFF/, "");
}

const broken = (name: string, fault: unknown) =>
  /end of central directory/i.test(String(fault))
    ? new PastError(`${name} is cut off: its end is missing. Download the export again.`)
    : new PastError(`${name} is damaged: its table of contents cannot be read. Download the export again.`);

const size = (bytes: number): string =>
  bytes < 2 ** 20
    ? `${Math.max(1, Math.round(bytes / 1024))} kB`
    : `${Math.round(bytes / 2 ** 20).toLocaleString("en")} MB`;
