import { closeSync, fdatasyncSync, mkdtempSync, openSync, rmSync, writeSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { median } from "./figures.ts";

/** Milliseconds that one flush of eight kilobytes to this disk takes, as the median of 50: what a commit cannot be faster than. */
export function flushMs(): number {
  const folder = mkdtempSync(join(tmpdir(), "rejoinder-flush-"));
  const page = Buffer.alloc(8192, 1);
  const file = openSync(join(folder, "pages"), "w");
  try {
    return median(
      Array.from({ length: 50 }, () => {
        const from = performance.now();
        writeSync(file, page, 0, page.length, 0);
        fdatasyncSync(file);
        return performance.now() - from;
      }),
    );
  } finally {
    closeSync(file);
    rmSync(folder, { recursive: true, force: true });
  }
}
