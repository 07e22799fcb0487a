import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { describe, expect, onTestFinished, test } from "vitest";
import { lockFolder } from "../../src/store/lock.ts";

async function freshFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), "rejoinder-lock-"));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  return folder;
}

/** Another process that takes the lock and keeps it. */
async function holder(folder: string, system: NodeJS.Platform): Promise<ChildProcess> {
  const lock = new URL("../../src/store/lock.ts", import.meta.url).href;
  const program = `const { lockFolder } = await import("${lock}");
    await lockFolder(${JSON.stringify(folder)}, "${system}"); console.log("held"); setInterval(() => {}, 1000);`;
  const child = spawn(process.execPath, ["--input-type=module", "-e", program], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  onTestFinished(async () => {
    if (child.kill("SIGKILL")) await once(child, "exit");
    // Whoever comes next clears away what the killed one left.
    await (await lockFolder(folder, system)).release();
  });
  await once(createInterface(child.stdout!), "line");
  return child;
}

// Linux has sockets without a file; elsewhere the socket is one, and outlives a process that is killed.
const systems =
  process.platform === "win32"
    ? (["win32"] as const)
    : process.platform === "linux"
      ? (["linux", "darwin"] as const)
      : (["darwin"] as const);

describe.each(systems)("a data folder, locked as on %s", (system) => {
  test("is refused to a second process, which is told who has it and what to do", async () => {
    const folder = await freshFolder();
    const child = await holder(folder, system);
    await expect(lockFolder(folder, system)).rejects.toThrow(
      `The folder ${folder} is in use by process ${child.pid}. Stop that one first, or set DATA_FOLDER to another folder.`,
    );
  });

  test("is free again once the process that held it was killed", async () => {
    const folder = await freshFolder();
    const child = await holder(folder, system);
    child.kill("SIGKILL");
    await once(child, "exit");
    const lock = await lockFolder(folder, system);
    await lock.release();
  });

  test("is one folder under both of its names", async () => {
    const folder = await freshFolder();
    await symlink(folder, `${folder}-link`);
    onTestFinished(() => rm(`${folder}-link`));
    const lock = await lockFolder(folder, system);
    await expect(lockFolder(`${folder}-link`, system)).rejects.toThrow("is in use by process");
    await lock.release();
    const again = await lockFolder(`${folder}-link`, system);
    await again.release();
  });

  test("two folders do not keep each other out", async () => {
    const locks = [await lockFolder(await freshFolder(), system), await lockFolder(await freshFolder(), system)];
    for (const lock of locks) await lock.release();
  });
});

test("a folder that cannot be made is named, with the setting to change", async () => {
  const file = join(await freshFolder(), "a-file");
  await writeFile(file, "");
  await expect(lockFolder(join(file, "data"))).rejects.toThrow(
    `The folder ${join(file, "data")} cannot be made (ENOTDIR). Set DATA_FOLDER`,
  );
});
