import { readFile } from "node:fs/promises";
import { gunzipSync } from "node:zlib";
import { emptyStore } from "../../store/afresh.ts";
import { readArchive } from "../../store/archive/file.ts";
import { load } from "../../store/archive/load.ts";
import type { Db } from "../../store/db.ts";
import type { SlackSandbox } from "../slack/server.ts";
import type { Snapshot } from "../slack/snapshot.ts";

/** The seed of the past that is kept here. */
export const SEED = 31;

/** The store after its twelve weeks, as `npm run backup` would write it. Made by `npm run sandbox:history`, like the next. */
export const storeFile = new URL("store.ndjson.gz", import.meta.url).pathname;

/** The workspace at the same moment, as JSON, gzipped. */
export const workspaceFile = new URL("workspace.json.gz", import.meta.url).pathname;

/**
 * The sandbox as it begins: twelve weeks are over, it is Friday afternoon (`ENDS`). Whatever the store and the workspace hold
 * goes; can be called again to start over. `db` is migrated.
 */
export async function beginning(db: Db, sandbox: SlackSandbox): Promise<void> {
  await emptyStore(db);
  await load(db, readArchive(storeFile));
  sandbox.putBack(await preparedWorkspace());
}

export const preparedWorkspace = async (): Promise<Snapshot> =>
  JSON.parse(gunzipSync(await readFile(workspaceFile)).toString("utf8"));
