import { type ChildProcess, spawn } from "node:child_process";
import { chownSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { onTestFinished } from "vitest";
import { surroundings } from "../surroundings.ts";
import { FIXTURE_KEY } from "../vault.ts";

/** The program as whoever runs it has it: a process of its own, in a folder of its own, with these settings and no others; watched at any free port. */
export interface Program {
  readonly pid: number;
  /** Everything it said so far, on both streams. */
  said(): string;
  /** Resolves with the match once it has said it; rejects, with what it said, where it ends first or takes too long. */
  says(what: RegExp, within?: number): Promise<RegExpExecArray>;
  /** A line at its prompt. */
  types(line: string): void;
  /** Signals it and waits for its end. */
  stop(signal?: NodeJS.Signals): Promise<Ended>;
  readonly ended: Promise<Ended>;
}

interface Ended {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  /** Milliseconds from the signal to the end. */
  readonly after: number;
}

const MAIN = new URL("../../src/main.ts", import.meta.url).pathname;
export const DOCTOR = new URL("../../src/cli/doctor.ts", import.meta.url).pathname;

/** A folder that is gone after the test. `uid`: whose it is. */
export function freshFolder(uid?: number): string {
  const folder = mkdtempSync(join(tmpdir(), "rejoinder-program-"));
  if (uid !== undefined) chownSync(folder, uid, uid);
  onTestFinished(() => rmSync(folder, { recursive: true, force: true, maxRetries: 5 }));
  return folder;
}

export function start(
  settings: Record<string, string>,
  { cwd = freshFolder(), uid, file = MAIN }: { cwd?: string; uid?: number; file?: string } = {},
) {
  // Beside an embedded database the program makes a key itself.
  const key = settings.DATABASE_URL === undefined ? {} : { SEALING_KEY: FIXTURE_KEY };
  const env = { ...surroundings, TZ: process.env.TZ, HEALTH_PORT: "0", ...key, ...settings };
  const child = spawn(process.execPath, [file], { cwd, env, uid, gid: uid, stdio: ["pipe", "pipe", "pipe"] });
  onTestFinished(() => {
    child.kill("SIGKILL");
  });
  return told(child);
}

function told(child: ChildProcess): Program {
  let all = "";
  let signalled = performance.now();
  const lookers = new Set<() => void>();
  const heard = (text: string) => {
    all += text;
    for (const look of [...lookers]) look();
  };
  child.stdout!.setEncoding("utf8").on("data", heard);
  child.stderr!.setEncoding("utf8").on("data", heard);
  const ended = new Promise<Ended>((resolve) =>
    child.once("close", (code, signal) => resolve({ code, signal, after: performance.now() - signalled })),
  );
  return {
    pid: child.pid!,
    said: () => all,
    ended,
    says(what, within = 60_000) {
      const { promise, resolve, reject } = Promise.withResolvers<RegExpExecArray>();
      const never = (why: string) => reject(new Error(`The program ${why} and never said ${what}. It said:\n${all}`));
      const look = () => {
        const found = what.exec(all);
        if (found) resolve(found);
      };
      lookers.add(look);
      const timer = setTimeout(never, within, `took more than ${within} ms`);
      void ended.then(({ code, signal }) => never(`ended with ${code ?? signal}`));
      look();
      return promise.finally(() => {
        clearTimeout(timer);
        lookers.delete(look);
      });
    },
    types: (line) => void child.stdin!.write(`${line}\n`),
    stop(signal = "SIGTERM") {
      signalled = performance.now();
      child.kill(signal);
      return ended;
    },
  };
}
