import { type Act, byItself } from "../domain/audit.ts";
import type { Installed, Renewed } from "../domain/installed.ts";
import type { Instant } from "../domain/time.ts";
import type { Place } from "../seal/cipher.ts";
import { record, within } from "./audit.ts";
import { type Db, json, stamp, stampOrNull } from "./db.ts";
import type { Vault } from "./vault.ts";

export interface Installations {
  all(): Promise<Installed[]>;
  /** Installs, or installs anew: what was there before is gone. */
  install(it: Pick<Installed, "workspace" | "details" | "expiresAt"> & { tokens: string }, now: Instant): Promise<void>;
  /** The tokens are forgotten, that the bot was there is not. */
  remove(workspace: string, now: Instant): Promise<void>;
  /**
   * Renews one installation's tokens, alone among all processes: `ask` is given the row as it stands once nobody else renews
   * it; where it resolves to nothing, nothing is changed. Resolves to the row as it is then; nothing where the bot is out.
   */
  renew(
    workspace: string,
    ask: (it: Installed) => Promise<Renewed | undefined>,
    now: Instant,
  ): Promise<Installed | undefined>;
}

/** What one platform's part keeps of where the bot is installed; its tokens are sealed with the firm's own key. */
export const installationsOf = (db: Db, vault: Vault, platform: string, clock: () => Instant): Installations => {
  const opened = async (db: Db, row: Row): Promise<Installed> => ({
    ...installed(row),
    tokens:
      row.tokens === null ? undefined : await vault.open(db, row.tokens, tokensOf(platform, row.workspace), clock()),
  });
  const sealed = async (db: Db, workspace: string, tokens: string, now: Instant) =>
    (await vault.pen(db, "firm", now)).seal(tokens, tokensOf(platform, workspace));
  return {
    async all() {
      const rows = await db
        .selectFrom("installations")
        .selectAll()
        .where("platform", "=", platform)
        .orderBy("installed_at")
        .orderBy("workspace")
        .execute();
      return Promise.all(rows.map((row) => opened(db, row)));
    },

    async install({ workspace, details, tokens, expiresAt }, now) {
      const row = {
        details: json(details),
        tokens: await sealed(db, workspace, tokens, now),
        expires_at: stampOrNull(expiresAt),
        installed_at: stamp(now),
        ...fresh,
      };
      await within(db, async (tx) => {
        await tx
          .insertInto("installations")
          .values({ platform, workspace, ...row })
          .onConflict((clash) => clash.columns(["platform", "workspace"]).doUpdateSet(row))
          .execute();
        await note(tx, "installed", { platform, workspace }, now);
      });
    },

    async remove(workspace, now) {
      await within(db, async (tx) => {
        const removed = await tx
          .updateTable("installations")
          .set({ ...fresh, tokens: null, expires_at: null, removed_at: stamp(now) })
          .where("platform", "=", platform)
          .where("workspace", "=", workspace)
          .where("removed_at", "is", null)
          .returning("workspace")
          .execute();
        if (removed.length > 0) await note(tx, "removed", { platform, workspace }, now);
      });
    },

    // The row stays locked while the platform is asked: a refresh token serves once, so exactly one may ask.
    renew: (workspace, ask, now) =>
      db.transaction().execute(async (tx) => {
        const own = tx
          .selectFrom("installations")
          .selectAll()
          .where("platform", "=", platform)
          .where("workspace", "=", workspace)
          .where("removed_at", "is", null);
        const row = await own.forUpdate().executeTakeFirst();
        const before = row && (await opened(tx, row));
        const renewed = before && (await ask(before));
        if (!row || !renewed) return before;
        const changed =
          "trouble" in renewed
            ? { tried_at: stamp(now), trouble: renewed.trouble, trouble_since: stamp(row.trouble_since ?? now) }
            : {
                ...fresh,
                tokens: await sealed(tx, workspace, renewed.tokens, now),
                expires_at: stampOrNull(renewed.expiresAt),
                refreshed_at: stamp(now),
              };
        const after = await tx
          .updateTable("installations")
          .set(changed)
          .where("platform", "=", platform)
          .where("workspace", "=", workspace)
          .returningAll()
          .executeTakeFirstOrThrow();
        if (!("trouble" in renewed)) await note(tx, "access renewed", { platform, workspace }, now);
        return opened(tx, after);
      }),
  };
};

/** Sealed for one workspace alone. */
export const tokensOf = (platform: string, workspace: string): Place => ({
  column: "installations.tokens",
  row: [platform, workspace],
});

const note = (tx: Db, act: Act, details: { platform: string; workspace: string }, now: Instant) =>
  record(tx, { ...byItself(now), act, subject: { kind: "installation" }, details });

const fresh = {
  refreshed_at: null,
  tried_at: null,
  trouble: null,
  trouble_since: null,
  removed_at: null,
  plain_tokens: null,
};

interface Row {
  workspace: string;
  details: unknown;
  tokens: Uint8Array | null;
  expires_at: Instant | null;
  installed_at: Instant;
  refreshed_at: Instant | null;
  tried_at: Instant | null;
  trouble: string | null;
  trouble_since: Instant | null;
  removed_at: Instant | null;
}

const installed = (row: Row): Omit<Installed, "tokens"> => ({
  workspace: row.workspace,
  details: row.details,
  expiresAt: row.expires_at ?? undefined,
  installedAt: row.installed_at,
  refreshedAt: row.refreshed_at ?? undefined,
  trouble:
    row.trouble === null
      ? undefined
      : { why: row.trouble, since: row.trouble_since!, triedAt: row.tried_at ?? row.trouble_since! },
  removedAt: row.removed_at ?? undefined,
});
