import { appendFile } from "node:fs/promises";

import type { ChannelRef } from "../domain/message.ts";

/** A channel as it is set: `platform/workspace/id`. */
export function channelIn(written: string): ChannelRef | undefined {
  const [, platform, workspace, id] = /^([^/]+)\/([^/]+)\/(.+)$/.exec(written) ?? [];
  return platform && workspace && id ? { platform, workspace, id } : undefined;
}

/** Adds a line to a file that only its owner may read; a file that is gone is begun again. @throws where it cannot be written */
export const checkpointsIn =
  (file: string): ((line: string) => Promise<void>) =>
  (line) =>
    appendFile(file, `${line}\n`, { mode: 0o600, flush: true });
