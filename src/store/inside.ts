import { sql } from "kysely";
import type { ClockKind } from "../domain/clock.ts";
import type { ChannelRef } from "../domain/message.ts";
import type { Audience } from "../domain/nudge.ts";
import type { Instant } from "../domain/time.ts";
import { type Db, stamp } from "./db.ts";
import type { Tables } from "./tables.ts";

// A look inside, for the sandbox's own page: what the store holds of a message or an inquiry. Nothing here is read by the bot.

type Of<Table extends keyof Tables, Column extends keyof Tables[Table]> = Tables[Table][Column];

export interface MessageInside {
  readonly at: Instant;
  readonly side: Of<"messages", "side">;
  readonly verdict: Of<"messages", "verdict">;
  readonly why: string | null;
  readonly grade: Of<"messages", "grade">;
  readonly promisedFor: Instant | null;
  readonly ruled: Of<"messages", "ruled">;
  readonly ruledBy: string | null;
  /** Revisions that were kept; nought where it was never edited. */
  readonly revisions: number;
  readonly deletedAt: Instant | null;
  readonly inquiryId: number | null;
}

/** Undefined where nothing was kept of it. Its words are not among what is given. */
export async function messageInside(db: Db, channel: ChannelRef, message: string): Promise<MessageInside | undefined> {
  const { rows } = await sql<MessageInside>`
    select m.at, m.side, m.verdict, m.verdict_why as why, m.grade, m.promised_for as "promisedFor", m.ruled, p.name as "ruledBy",
      jsonb_array_length(m.revisions) as revisions, m.deleted_at as "deletedAt", coalesce(i.merged_into, m.inquiry_id) as "inquiryId"
    from messages m join channels c on c.id = m.channel_id
    left join people p on p.id = m.ruled_by left join inquiries i on i.id = m.inquiry_id
    where c.platform = ${channel.platform} and c.workspace = ${channel.workspace} and c.external_id = ${channel.id}
      and m.external_id = ${message}`.execute(db);
  return rows[0];
}

export interface NudgeInside {
  /** Of which clock: its kind and start. */
  readonly kind: ClockKind;
  readonly startedAt: Instant;
  readonly inquiryId: number;
  readonly dueAt: Instant;
  readonly doneAt: Instant | null;
  readonly outcome: Of<"nudges", "outcome">;
  readonly audience: readonly Audience[];
  /** Names of those it was put into the outbox for. */
  readonly to: readonly string[];
}

/** Every nudge that was ever planned for an inquiry, in order of time. */
export const nudgesInside = (db: Db, inquiryId: number): Promise<NudgeInside[]> =>
  nudges(db, sql`n.inquiry_id = ${inquiryId}`);

/** Those that are planned next, all at one instant. */
export const nextNudgesInside = (db: Db): Promise<NudgeInside[]> =>
  nudges(db, sql`n.done_at is null and n.due_at = (select min(due_at) from nudges where done_at is null)`);

async function nudges(db: Db, which: ReturnType<typeof sql>): Promise<NudgeInside[]> {
  const { rows } = await sql<NudgeInside>`
    select c.kind, c.started_at as "startedAt", n.inquiry_id as "inquiryId", n.due_at as "dueAt", n.done_at as "doneAt", n.outcome,
      n.audience, coalesce((
        select array_agg(p.name order by p.id) from delivery_inquiries a
        join deliveries d on d.id = a.delivery_id join people p on p.id = d.person_id where a.nudge_id = n.id
      ), '{}') as to
    from nudges n join clocks c on c.id = n.clock_id
    where ${which} order by n.due_at, n.id`.execute(db);
  return rows;
}

export interface DeliveryInside {
  readonly id: number;
  readonly purpose: Of<"deliveries", "purpose">;
  readonly state: "pending" | "sending" | "sent" | "unknown" | "failed" | "superseded";
  readonly to: string;
  readonly notBefore: Instant;
  readonly settledAt: Instant | null;
  /** When what was sent was last put right, after it was dealt with elsewhere. */
  readonly retiredAt: Instant | null;
  readonly attempts: number;
  readonly reason: string | null;
  readonly inquiryIds: readonly number[];
}

/** The latest of the outbox, newest first; of one inquiry, or of all. */
export async function deliveriesInside(
  db: Db,
  most: number,
  of: {
    readonly inquiryId?: number;
    readonly sentAs?: { readonly channel: ChannelRef; readonly message: string };
  } = {},
): Promise<DeliveryInside[]> {
  const { inquiryId, sentAs } = of;
  const { rows } = await sql<DeliveryInside>`
    select d.id, d.purpose, d.state, p.name as to, d.not_before as "notBefore", d.settled_at as "settledAt",
      d.retired_at as "retiredAt", d.attempts, d.reason,
      coalesce((select array_agg(a.inquiry_id order by a.inquiry_id) from delivery_inquiries a where a.delivery_id = d.id), '{}') as "inquiryIds"
    from deliveries d join people p on p.id = d.person_id
    where ${inquiryId === undefined ? sql`true` : sql`exists (select from delivery_inquiries a where a.delivery_id = d.id and a.inquiry_id = ${inquiryId})`}
      and ${sentAs === undefined ? sql`true` : sql`(d.sent_platform, d.sent_workspace, d.sent_conversation, d.sent_external_id) = (${sentAs.channel.platform}, ${sentAs.channel.workspace}, ${sentAs.channel.id}, ${sentAs.message})`}
    order by d.not_before desc, d.id desc limit ${most}`.execute(db);
  return rows;
}

/** How many there are in each state. */
export async function deliveryCounts(db: Db): Promise<{ state: DeliveryInside["state"]; count: number }[]> {
  const rows = await db
    .selectFrom("deliveries")
    .select(["state", (eb) => eb.fn.countAll<number>().as("count")])
    .groupBy("state")
    .orderBy("state")
    .execute();
  return rows.map(({ state, count }) => ({ state, count: Number(count) }));
}

export interface InquiryInside {
  readonly id: number;
  readonly state: Of<"inquiries", "state">;
  readonly client: string | null;
  readonly matter: string | null;
  readonly askedAt: Instant;
  readonly dueAt: Instant | null;
}

/** The inquiries that came in last, newest first. */
export async function latestInquiries(db: Db, most: number): Promise<InquiryInside[]> {
  const { rows } = await sql<InquiryInside>`
    select i.id, i.state, c.name as client, m.name as matter, i.asked_at as "askedAt", i.due_at as "dueAt"
    from inquiries i left join clients c on c.id = i.client_id left join matters m on m.id = i.matter_id
    where i.merged_into is null order by i.asked_at desc, i.id desc limit ${most}`.execute(db);
  return rows;
}

/** The number of the inquiry that came in last in a channel, as the bot shows it; undefined where none did. */
export async function newestInquiryIn(db: Db, channel: ChannelRef, now: Instant): Promise<number | undefined> {
  const { rows } = await sql<{ id: number }>`
    select i.id from inquiries i join channels c on c.id = i.channel_id
    where c.platform = ${channel.platform} and c.workspace = ${channel.workspace} and c.external_id = ${channel.id}
      and i.merged_into is null and i.asked_at <= ${stamp(now)}
    order by i.asked_at desc, i.id desc limit 1`.execute(db);
  return rows[0]?.id;
}
