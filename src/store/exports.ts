import type { By } from "../domain/audit.ts";
import { record, within } from "./audit.ts";
import { type Db, stamp } from "./db.ts";

/** Notes that everything held about a client was written out. @returns its number */
export const noteExport = (db: Db, clientId: number, digest: Buffer, by: By): Promise<number> =>
  within(db, async (tx) => {
    const { id } = await tx
      .insertInto("exports")
      .values({ client_id: clientId, made_at: stamp(by.at), digest })
      .returning("id")
      .executeTakeFirstOrThrow();
    const details = { client: clientId, digest: `sha256:${digest.toString("hex")}` };
    await record(tx, { ...by, act: "exported", subject: { kind: "export", id }, details });
    return id;
  });

/** What became of one that has these very files: `reviewed` by that risk officer now; or why not. */
export const noteReview = (
  db: Db,
  digest: Buffer,
  officer: number,
  by: By,
): Promise<{ reviewed: number } | "unknown" | "reviewed already"> =>
  within(db, async (tx) => {
    const made = await tx
      .selectFrom("exports")
      .select(["id", "reviewed_at"])
      .where("digest", "=", digest)
      .forUpdate()
      .executeTakeFirst();
    if (!made) return "unknown";
    if (made.reviewed_at !== null) return "reviewed already";
    await tx
      .updateTable("exports")
      .set({ reviewed_by: officer, reviewed_at: stamp(by.at) })
      .where("id", "=", made.id)
      .execute();
    const details = { officer };
    await record(tx, { ...by, act: "export reviewed", subject: { kind: "export", id: made.id }, details });
    return { reviewed: made.id };
  });
