import { appendFile } from "node:fs/promises";

/** Adds a line to a file that only its owner may read; a file that is gone is begun again. @throws where it cannot be written */
export const checkpointsIn =
  (file: string): ((line: string) => Promise<void>) =>
  (line) =>
    appendFile(file, `${line}\n`, { mode: 0o600, flush: true });
