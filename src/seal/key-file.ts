import { chmod, mkdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import { dirname } from "node:path";
import { SealError } from "./cipher.ts";
import type { FirmKey } from "./firm-key.ts";
import { newKey, readKey } from "./local-key.ts";

const HEAD = `# The firm's key: without it nobody can read what is sealed in the database, the firm neither.
# Keep a copy where no backup of the database lies. The first line is in use; others open what they sealed before.
`;

/** The keys in a file, that in use first; undefined where there is no file. @throws SealError */
export async function readKeyFile(file: string): Promise<FirmKey[] | undefined> {
  const text = await readFile(file, "utf8").catch((fault: NodeJS.ErrnoException) => {
    if (fault.code === "ENOENT") return undefined;
    throw new SealError(`The key file ${file} cannot be read (${fault.code}).`);
  });
  if (text === undefined) return undefined;
  const keys = written(text).map(readKey);
  if (keys.length === 0 || keys.includes(undefined))
    throw new SealError(
      `${file} is no key file: each line is to be 32 bytes in base64, as npm run keys -- make writes them. Put the right one back.`,
    );
  return keys as FirmKey[];
}

/** Writes a new key into a file that is there or not; those in it stay, after it. @returns the new one */
export async function addKey(file: string): Promise<FirmKey> {
  const key = newKey();
  const before = await readFile(file, "utf8").catch(() => "");
  await write(file, [key, ...written(before)]);
  return readKey(key)!;
}

/** Takes one key out of a file. False where it is not in it. */
export async function dropKey(file: string, id: string): Promise<boolean> {
  const lines = written(await readFile(file, "utf8").catch(() => ""));
  const left = lines.filter((line) => readKey(line)?.id !== id);
  if (left.length === lines.length) return false;
  await write(file, left);
  return true;
}

const written = (text: string): string[] =>
  text
    .split(/\r?\n/)
    .map((line) => line.trim())
    .filter((line) => line !== "" && !line.startsWith("#"));

/** Whole or not at all; for its owner alone. */
async function write(file: string, keys: readonly string[]): Promise<void> {
  const making = `${file}.${process.pid}`;
  try {
    await mkdir(dirname(file), { recursive: true, mode: 0o700 });
    await writeFile(making, `${HEAD}${keys.join("\n")}\n`, { mode: 0o600 });
    await chmod(making, 0o600);
    await rename(making, file);
  } catch (fault) {
    await rm(making, { force: true }).catch(() => {});
    throw new SealError(`The key file ${file} cannot be written (${(fault as NodeJS.ErrnoException).code}).`);
  }
}
