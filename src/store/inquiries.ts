import { type Selectable, sql } from "kysely";
import type { Assessment, InquiryState } from "../domain/inquiry.ts";
import type { Subject } from "../domain/standard.ts";
import type { Instant } from "../domain/time.ts";
import type { Db } from "./db.ts";
import { isId, stamp, stampOrNull } from "./db.ts";
import type { Tables } from "./tables.ts";
import { asViewer } from "./viewer.ts";

export interface Inquiry {
  readonly id: number;
  readonly channelId: number | null;
  readonly clientId: number | null;
  readonly matterId: number | null;
  readonly groupId: number | null;
  readonly ownerId: number | null;
  readonly state: InquiryState;
  readonly unsure: boolean;
  readonly askedAt: Instant;
  readonly waitingSince: Instant | null;
  readonly snoozedUntil: Instant | null;
}

export interface NewInquiry {
  readonly channelId: number | null;
  readonly clientId: number | null;
  readonly matterId: number | null;
  readonly contactId: number | null;
  readonly via: "chat" | "phone" | "e-mail" | "letter" | "in person";
  readonly unsure: boolean;
  readonly askedAt: Instant;
}

/** The group is the matter's, else the client's. */
export async function createInquiry(db: Db, n: NewInquiry): Promise<number> {
  const { rows } = await sql<{ id: number }>`
    insert into inquiries (id, channel_id, client_id, matter_id, contact_id, via, unsure, asked_at, last_fact_at, state, group_id)
    overriding system value
    values (new_inquiry_number(), ${n.channelId}, ${n.clientId}, ${n.matterId}, ${n.contactId}, ${n.via}, ${n.unsure}, ${stamp(n.askedAt)}, ${stamp(n.askedAt)}, 'open',
      coalesce((select group_id from matters where id = ${n.matterId}), (select group_id from clients where id = ${n.clientId})))
    returning id`.execute(db);
  return rows[0]!.id;
}

/** Any number that somebody may type; one too large for the database is nobody's. */
export async function inquiryById(db: Db, id: number): Promise<Inquiry | undefined> {
  if (!isId(id)) return undefined;
  const [found] = await inquiriesById(db, [id]);
  return found;
}

/** The same as someone sees it: what is walled from them is not there. */
export const inquirySeen = (db: Db, viewerId: number, id: number): Promise<Inquiry | undefined> =>
  asViewer(db, viewerId, (view) => inquiryById(view, id));

export async function inquiriesById(db: Db, ids: readonly number[]): Promise<Inquiry[]> {
  if (ids.length === 0) return [];
  const rows = await db.selectFrom("inquiries").selectAll().where("id", "in", ids).orderBy("id").execute();
  return rows.map(inquiry);
}

/**
 * The same with who answers when nobody was assigned: the matter's responsible lawyer, the client's, the group's lead; of them
 * the first who has not left and is inside the walls.
 */
export async function inquiriesByRule(
  db: Db,
  ids: readonly number[],
): Promise<(Inquiry & { readonly ownerByRule: number | null })[]> {
  if (ids.length === 0) return [];
  const may = sql`p.left_at is null and rejoinder_sees(p.id, inquiries.client_id, inquiries.matter_id)`;
  const owner = sql<number | null>`coalesce(
    (select p.id from matters m join people p on p.id = m.responsible_id where m.id = inquiries.matter_id and ${may}),
    (select p.id from clients c join people p on p.id = c.responsible_id where c.id = inquiries.client_id and ${may}),
    (select p.id from practice_groups g join people p on p.id = g.lead_id where g.id = inquiries.group_id and ${may})
  )`;
  const read = db.selectFrom("inquiries").selectAll().select(owner.as("owner_by_rule"));
  const rows = await read.where("id", "in", ids).orderBy("id").execute();
  return rows.map((row) => ({ ...inquiry(row), ownerByRule: row.owner_by_rule }));
}

const inquiry = (row: Selectable<Tables["inquiries"]>): Inquiry => ({
  id: row.id,
  channelId: row.channel_id,
  clientId: row.client_id,
  matterId: row.matter_id,
  groupId: row.group_id,
  ownerId: row.owner_id,
  state: row.state,
  unsure: row.unsure,
  askedAt: row.asked_at,
  waitingSince: row.waiting_since,
  snoozedUntil: row.snoozed_until,
});

export const subjectOf = (i: Inquiry): Subject => ({
  inquiryId: i.id,
  matterId: i.matterId ?? undefined,
  clientId: i.clientId ?? undefined,
  groupId: i.groupId ?? undefined,
});

/** What was assessed, written where lists and flows find it. */
export async function saveAssessment(
  db: Db,
  id: number,
  a: Assessment,
  more: { ownerId: number | null; lastFactAt: Instant },
) {
  const due = a.clocks
    .filter((c) => c.stoppedAt === undefined && c.state !== "cancelled" && c.dueAt !== undefined)
    .map((c) => c.dueAt!);
  await db
    .updateTable("inquiries")
    .set({
      state: a.state,
      ...(a.askedAt === undefined ? {} : { asked_at: stamp(a.askedAt) }),
      waiting_since: stampOrNull(a.waitingSince),
      closed_at: stampOrNull(a.closedAt),
      paused_until: stampOrNull(a.pausedUntil),
      due_at: due.length === 0 ? null : stamp(Math.min(...due)),
      owner_id: more.ownerId,
      last_fact_at: stamp(more.lastFactAt),
      ...(a.state === "open" || a.state === "paused" ? {} : { snoozed_until: null }),
    })
    .where("id", "=", id)
    .execute();
}

/** Whether each is in doubt, and who asked, where that was not known yet: one statement, and nothing written twice. @returns those of which that was news */
export async function markInquiries(
  db: Db,
  marks: readonly { readonly id: number; readonly unsure: boolean; readonly contactId: number | null }[],
) {
  if (marks.length === 0) return [];
  const { rows } = await sql<{ id: number }>`
    update inquiries i set unsure = m.unsure, contact_id = coalesce(i.contact_id, m.contact_id)
    from unnest(
      ${marks.map((m) => m.id)}::int[], ${marks.map((m) => m.unsure)}::boolean[], ${marks.map((m) => m.contactId)}::int[]
    ) as m (id, unsure, contact_id)
    where i.id = m.id and (i.unsure <> m.unsure or i.contact_id is null and m.contact_id is not null)
    returning i.id`.execute(db);
  return rows.map(({ id }) => id);
}

export const snoozeInquiry = (db: Db, id: number, until: Instant | null) =>
  db
    .updateTable("inquiries")
    .set({ snoozed_until: stampOrNull(until) })
    .where("id", "=", id)
    .execute();

export const mergeInto = (db: Db, id: number, into: number | null) =>
  db.updateTable("inquiries").set({ merged_into: into }).where("id", "=", id).execute();

/** Held until the transaction ends. */
export const lockInquiry = (db: Db, id: number) =>
  db.selectFrom("inquiries").select("id").where("id", "=", id).forUpdate().executeTakeFirst();

/** Those of one person to which an answer is owed. */
export async function owedBy(db: Db, personId: number): Promise<number[]> {
  const rows = await db
    .selectFrom("inquiries")
    .select("id")
    .where("owner_id", "=", personId)
    .where("waiting_since", "is not", null)
    .execute();
  return rows.map((row) => row.id);
}

/** Whose pause has run out: their clocks run again, and they must be assessed for it to show. */
export async function pausesEnded(db: Db, now: Instant, limit: number): Promise<number[]> {
  const rows = await db
    .selectFrom("inquiries")
    .select("id")
    .where("paused_until", "<=", stamp(now))
    .orderBy("paused_until")
    .limit(limit)
    .execute();
  return rows.map((row) => row.id);
}

export async function nextPauseEnd(db: Db): Promise<Instant | undefined> {
  const row = await db
    .selectFrom("inquiries")
    .select((eb) => eb.fn.min("paused_until").as("at"))
    .where("paused_until", "is not", null)
    .executeTakeFirst();
  return row?.at ?? undefined;
}
