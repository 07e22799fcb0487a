import { mkdir, readFile, rename, writeFile } from "node:fs/promises";
import { dirname } from "node:path";
import { SealError } from "./cipher.ts";

/** A key of a client's, a channel's or the firm's own, as it stands in a list: wrapped, in base64; without once it is destroyed. */
export interface Listed {
  readonly id: string;
  readonly owner: string;
  readonly wrapped?: string;
  readonly firmKey: string;
  readonly madeAt: number;
  readonly retiredAt?: number;
  readonly destroyedAt?: number;
}

/**
 * The keys that words are sealed with, wrapped, in a file of their own: a backup holds none, so that what is destroyed here is
 * destroyed for every backup. Always written over, never beside.
 * @throws SealError
 */
export async function writeKeyList(file: string, keys: readonly Listed[]): Promise<void> {
  const lines = [JSON.stringify({ rejoinder: "keys", format: 1 }), ...keys.map((key) => JSON.stringify(key))];
  const making = `${file}.${process.pid}`;
  try {
    await mkdir(dirname(file), { recursive: true, mode: 0o700 });
    await writeFile(making, `${lines.join("\n")}\n`, { mode: 0o600 });
    await rename(making, file);
  } catch (fault) {
    throw new SealError(`The list of keys ${file} cannot be written (${(fault as NodeJS.ErrnoException).code}).`);
  }
}

/** Undefined where there is none. @throws SealError where it cannot be read, or is no such list */
export async function readKeyList(file: string): Promise<Listed[] | undefined> {
  const text = await readFile(file, "utf8").catch((fault: NodeJS.ErrnoException) => {
    if (fault.code === "ENOENT") return undefined;
    throw new SealError(`The list of keys ${file} cannot be read (${fault.code}).`);
  });
  if (text === undefined) return undefined;
  try {
    const [head, ...keys] = text
      .trimEnd()
      .split("\n")
      .map((line) => JSON.parse(line));
    if (head.rejoinder === "keys" && head.format === 1) return keys;
  } catch {
    // Said below.
  }
  throw new SealError(`${file} is no list of keys, or was cut off. Take the copy that was made last.`);
}
