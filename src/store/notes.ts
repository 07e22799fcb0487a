import type { Db } from "./db.ts";

/** A small memory, text by key, that outlives the process. */
export interface Notes {
  get(key: string): Promise<string | undefined>;
  put(key: string, note: string): Promise<void>;
}

/** What one platform keeps for itself, in its own form: where conversations are, never what was said in them. */
export const notesOf = (db: Db, platform: string): Notes => ({
  async get(key) {
    const found = db
      .selectFrom("platform_notes")
      .select("note")
      .where("platform", "=", platform)
      .where("key", "=", key);
    return (await found.executeTakeFirst())?.note;
  },
  async put(key, note) {
    await db
      .insertInto("platform_notes")
      .values({ platform, key, note })
      .onConflict((clash) => clash.columns(["platform", "key"]).doUpdateSet({ note }))
      .execute();
  },
});
