import { createHash } from "node:crypto";
import { mkdir, realpath, rm } from "node:fs/promises";
import { connect, createServer, type Server } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { StoreError } from "./errors.ts";

export interface FolderLock {
  release(): Promise<void>;
}

/**
 * Makes the folder where it is missing, and keeps every other process of this machine out of it until `release`.
 * The lock is a socket that listens: the system frees it when the process ends, however it ends.
 * @throws StoreError where another process holds it, naming that process, or where the folder cannot be made.
 */
export async function lockFolder(folder: string, system: NodeJS.Platform = process.platform): Promise<FolderLock> {
  await mkdir(folder, { recursive: true }).catch((thrown: NodeJS.ErrnoException) => {
    throw new StoreError(
      `The folder ${folder} cannot be made (${thrown.code}). Set DATA_FOLDER to one this user may write to.`,
      {
        code: thrown.code,
      },
    );
  });
  const name = createHash("sha256")
    .update(await realpath(folder))
    .digest("hex")
    .slice(0, 32);
  const address = addressOf(`rejoinder-${name}`, system);
  const server = (await listen(address)) ?? (await afterLeftover(address));
  if (!server) throw new StoreError(await heldBy(address, folder), { code: "HELD", again: true });
  return { release: () => new Promise((resolve) => server.close(() => resolve())) };
}

function addressOf(name: string, system: NodeJS.Platform): string {
  if (system === "linux") return `\0${name}`;
  if (system === "win32") return `\\\\.\\pipe\\${name}`;
  return join(tmpdir(), `${name}.sock`);
}

/** Undefined where the address is taken. Whoever calls is told the holder's process number. */
function listen(address: string): Promise<Server | undefined> {
  return new Promise((resolve, reject) => {
    const server = createServer((caller) => caller.on("error", () => {}).end(String(process.pid)));
    server.once("error", (thrown: NodeJS.ErrnoException) =>
      thrown.code === "EADDRINUSE"
        ? resolve(undefined)
        : reject(new StoreError(`The data folder cannot be locked (${thrown.code}).`)),
    );
    server.listen({ path: address, exclusive: true }, () => {
      server.unref();
      resolve(server);
    });
  });
}

/** Only a socket that is a file outlives its process: nobody answers there any more, so it may go. */
async function afterLeftover(address: string): Promise<Server | undefined> {
  if (!address.endsWith(".sock") || (await ask(address)) !== "nobody") return undefined;
  await rm(address, { force: true });
  return listen(address);
}

async function heldBy(address: string, folder: string): Promise<string> {
  const pid = await ask(address);
  const who = /^\d+$/.test(pid) ? `process ${pid}` : "another process";
  return `The folder ${folder} is in use by ${who}. Stop that one first, or set DATA_FOLDER to another folder.`;
}

function ask(address: string): Promise<string> {
  return new Promise((resolve) => {
    let answer = "";
    const call = connect({ path: address })
      .setEncoding("utf8")
      .setTimeout(1000, () => call.destroy());
    call.on("data", (text: string) => {
      answer += text;
    });
    call.on("error", (thrown: NodeJS.ErrnoException) => resolve(thrown.code === "ECONNREFUSED" ? "nobody" : ""));
    call.on("close", () => resolve(answer));
  });
}
