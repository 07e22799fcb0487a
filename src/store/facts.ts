import { sql } from "kysely";
import type { Fact } from "../domain/inquiry.ts";
import type { Instant } from "../domain/time.ts";
import type { Db } from "./db.ts";
import { stamp, stampOrNull } from "./db.ts";

/** The timelines of these inquiries, by id. A fact that comes from a message has the key `message:<id>`. */
export async function timelines(db: Db, inquiryIds: readonly number[]): Promise<Map<number, Fact[]>> {
  const found = new Map<number, Fact[]>(inquiryIds.map((id) => [id, []]));
  if (inquiryIds.length === 0) return found;
  const rows = await db.selectFrom("facts").selectAll().where("inquiry_id", "in", inquiryIds).orderBy("at").execute();
  for (const row of rows) found.get(row.inquiry_id)?.push(fact(row));
  return found;
}

/** One more fact; the same key again is the same fact. False: it was there. */
export async function addFact(db: Db, inquiryId: number, f: Fact): Promise<boolean> {
  const added = await db
    .insertInto("facts")
    .values(row(inquiryId, f))
    .onConflict((c) => c.doNothing())
    .returning("key")
    .executeTakeFirst();
  return added !== undefined;
}

/** Makes the facts that come from messages exactly these; what persons did by hand stays. True: something changed. */
export async function setMessageFacts(db: Db, inquiryId: number, now: readonly Fact[], before: readonly Fact[]) {
  const had = new Map(before.filter(fromMessage).map((f) => [f.key, asText(f)]));
  const fresh = now.filter((f) => had.get(f.key) !== asText(f));
  const gone = [...had.keys()].filter((key) => !now.some((f) => f.key === key));
  if (gone.length > 0)
    await db.deleteFrom("facts").where("inquiry_id", "=", inquiryId).where("key", "in", gone).execute();
  if (fresh.length > 0)
    await db
      .insertInto("facts")
      .values(fresh.map((f) => row(inquiryId, f)))
      .onConflict((c) =>
        c.columns(["inquiry_id", "key"]).doUpdateSet((eb) => ({
          kind: eb.ref("excluded.kind"),
          at: eb.ref("excluded.at"),
          person_id: eb.ref("excluded.person_id"),
          contact_id: eb.ref("excluded.contact_id"),
          until_at: eb.ref("excluded.until_at"),
        })),
      )
      .execute();
  return fresh.length + gone.length > 0;
}

/** Fields in one fixed order, absent ones left out, so that equal facts are equal as text. */
const asText = (f: Fact): string =>
  JSON.stringify(f, ["key", "at", "kind", "contactId", "personId", "promisedFor", "until", "to", "reason"]);

export const fromMessage = (f: Fact): boolean => f.key.startsWith("message:");

function row(inquiryId: number, f: Fact) {
  return {
    inquiry_id: inquiryId,
    key: f.key,
    kind: f.kind,
    at: stamp(f.at),
    message_id: fromMessage(f) ? sql<number>`${Number.parseInt(f.key.slice("message:".length), 10)}::bigint` : null,
    person_id: ("personId" in f && f.personId) || null,
    contact_id: (f.kind === "asked" && f.contactId) || null,
    to_person_id: f.kind === "assigned" ? f.to : null,
    until_at: stampOrNull(f.kind === "paused" ? f.until : f.kind === "held" ? f.promisedFor : undefined),
    reason: f.kind === "dismissed" ? f.reason : null,
  };
}

function fact(r: {
  key: string;
  kind: Fact["kind"];
  at: Instant;
  person_id: number | null;
  contact_id: number | null;
  to_person_id: number | null;
  until_at: Instant | null;
  reason: string | null;
}): Fact {
  const { key, kind, at } = r;
  const personId = r.person_id ?? undefined;
  switch (kind) {
    case "asked":
      return { key, at, kind, contactId: r.contact_id ?? undefined };
    case "held":
      return { key, at, kind, personId, promisedFor: r.until_at ?? undefined };
    case "paused":
      return { key, at, kind, personId, until: r.until_at ?? undefined };
    case "assigned":
      return { key, at, kind, personId, to: r.to_person_id! };
    case "dismissed":
      return { key, at, kind, personId, reason: r.reason ?? "" };
    default:
      return { key, at, kind, personId };
  }
}
