import { type By, byItself } from "../domain/audit.ts";
import type { ChannelRef } from "../domain/message.ts";
import type { Instant } from "../domain/time.ts";
import { record, within } from "./audit.ts";
import { type Db, isId, stamp } from "./db.ts";

/** shared: outsiders' messages are judged; internal: colleagues' relayed asks are; other: nothing is read or kept. */
export type ChannelKind = "shared" | "internal" | "other";

export interface Channel {
  readonly id: number;
  readonly ref: ChannelRef;
  readonly name: string;
  readonly kind: ChannelKind;
  readonly clientId: number | null;
  readonly matterId: number | null;
  /** Someone outside the firm can read it, or might. */
  readonly shared: boolean;
}

export async function channelOf(db: Db, ref: ChannelRef): Promise<Channel | undefined> {
  const row = await rowOf(db, ref);
  return row && channel(row);
}

const rowOf = (db: Db, ref: ChannelRef) =>
  db
    .selectFrom("channels")
    .selectAll()
    .where("platform", "=", ref.platform)
    .where("workspace", "=", ref.workspace)
    .where("external_id", "=", ref.id)
    .executeTakeFirst();

export async function channelById(db: Db, id: number): Promise<Channel> {
  return channel(await db.selectFrom("channels").selectAll().where("id", "=", id).executeTakeFirstOrThrow());
}

/** By a number that came from outside, which may be any. */
export async function channelNumbered(db: Db, id: number): Promise<Channel | undefined> {
  const row = isId(id) && (await db.selectFrom("channels").selectAll().where("id", "=", id).executeTakeFirst());
  return row ? channel(row) : undefined;
}

/** Where the bot is: the channels of clients, and those of which nobody has said whose they are, or that they are nobody's. */
export async function channelsWithBot(db: Db): Promise<Channel[]> {
  const rows = await db
    .selectFrom("channels")
    .selectAll()
    .where("bot_in", "=", true)
    .where("archived", "=", false)
    .orderBy("name")
    .orderBy("id")
    .execute();
  return rows.map(channel);
}

/** Held until the transaction ends: one channel's messages are sorted into inquiries by one hand at a time. */
export const lockChannel = (db: Db, id: number) =>
  db.selectFrom("channels").select("id").where("id", "=", id).forUpdate().executeTakeFirstOrThrow();

/** What a platform says of a channel. A client's channel that outsiders can read now is a shared one. */
export const saveChannel = (db: Db, known: KnownChannel, now: Instant): Promise<Channel> =>
  within(db, (tx) => saveKnown(tx, known, now));

interface KnownChannel {
  readonly ref: ChannelRef;
  readonly name: string;
  readonly shared: boolean;
  readonly archived: boolean;
  readonly botIn?: boolean;
}

async function saveKnown(db: Db, known: KnownChannel, now: Instant): Promise<Channel> {
  const before = await rowOf(db, known.ref);
  const facts = {
    name: known.name,
    shared: known.shared,
    archived: known.archived,
    looked_up_at: stamp(now),
    ...(known.botIn === undefined ? {} : { bot_in: known.botIn }),
  };
  const row = await db
    .insertInto("channels")
    .values({
      platform: known.ref.platform,
      workspace: known.ref.workspace,
      external_id: known.ref.id,
      client_id: null,
      matter_id: null,
      ...facts,
    })
    .onConflict((c) =>
      c.columns(["platform", "workspace", "external_id"]).doUpdateSet((eb) => ({
        ...facts,
        kind: eb
          .case()
          .when("channels.client_id", "is", null)
          .then(eb.ref("channels.kind"))
          .when(eb.val(known.shared), "=", true)
          .then(eb.val<ChannelKind>("shared"))
          .else(eb.ref("channels.kind"))
          .end(),
      })),
    )
    .returningAll()
    .executeTakeFirstOrThrow();
  const counts = ["kind", "shared", "archived", "bot_in"] as const;
  if (!before || counts.some((what) => before[what] !== row[what]))
    await record(db, {
      ...byItself(now),
      act: before ? "channel changed" : "channel met",
      subject: { kind: "channel", id: row.id },
      details: { kind: row.kind, shared: row.shared, archived: row.archived, bot: row.bot_in },
    });
  return channel(row);
}

/** A channel in which the bot is to listen. */
export interface Heard {
  readonly id: number;
  readonly ref: ChannelRef;
  readonly name: string;
  /** As was last heard. */
  readonly botIn: boolean;
}

/** Those that are linked and not archived; what one knows longest ago comes first. */
export async function heardChannels(db: Db, platform: string): Promise<Heard[]> {
  const rows = await db
    .selectFrom("channels")
    .select(["id", "platform", "workspace", "external_id", "name", "bot_in"])
    .where("platform", "=", platform)
    .where("kind", "<>", "other")
    .where("archived", "=", false)
    .orderBy("looked_up_at", (by) => by.asc().nullsFirst())
    .orderBy("id")
    .execute();
  return rows.map(({ id, workspace, external_id, name, bot_in }) => ({
    ...{ id, name, botIn: bot_in },
    ref: { platform, workspace, id: external_id },
  }));
}

/** A channel that no platform told of yet: it is asked the first time something is heard there. @returns its id. */
export async function addChannel(
  db: Db,
  c: { ref: ChannelRef; name: string; shared: boolean; botIn: boolean },
): Promise<number> {
  const { platform, workspace, id: external_id } = c.ref;
  const values = { platform, workspace, external_id, name: c.name, shared: c.shared, bot_in: c.botIn };
  const made = db
    .insertInto("channels")
    .values({ ...values, client_id: null, matter_id: null, looked_up_at: null })
    .returning("id");
  return (await made.executeTakeFirstOrThrow()).id;
}

/** What a channel is for, as someone of the firm said. */
export const linkChannel = (
  db: Db,
  id: number,
  link: { kind: ChannelKind; clientId: number | null; matterId: number | null },
  by: By,
): Promise<void> =>
  within(db, async (tx) => {
    const { kind, clientId: client, matterId: matter } = link;
    await tx.updateTable("channels").set({ kind, client_id: client, matter_id: matter }).where("id", "=", id).execute();
    const subject = { kind: "channel", id } as const;
    await record(tx, { ...by, act: "channel linked", subject, details: { kind, client, matter } });
  });

const channel = (row: {
  id: number;
  platform: string;
  workspace: string;
  external_id: string;
  name: string;
  kind: ChannelKind;
  client_id: number | null;
  matter_id: number | null;
  shared: boolean;
}): Channel => ({
  id: row.id,
  ref: { platform: row.platform, workspace: row.workspace, id: row.external_id },
  name: row.name,
  kind: row.kind,
  clientId: row.client_id,
  matterId: row.matter_id,
  shared: row.shared,
});
