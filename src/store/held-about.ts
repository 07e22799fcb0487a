import { sql } from "kysely";
import type { Instant } from "../domain/time.ts";
import { keyIdOf, SealError } from "../seal/cipher.ts";
import { conflicts } from "./conflicts.ts";
import type { Db } from "./db.ts";
import { listedFor } from "./listed-names.ts";
import { typedReason } from "./reasons.ts";
import type { Vault } from "./vault.ts";
import { bodyOf } from "./words.ts";

type Rows = readonly Readonly<Record<string, unknown>>[];

/** Everything that is held about one client, table by table, words opened; instants as ISO text. */
export interface HeldAbout {
  readonly client: string;
  readonly parts: Readonly<Record<string, Rows>>;
}

/** @throws SealError where a key cannot be had now; words whose key is gone are said to be gone */
export async function heldAbout(db: Db, vault: Vault, clientId: number, now: Instant): Promise<HeldAbout> {
  const of = async (query: ReturnType<typeof sql>): Promise<Rows> =>
    (await sql<{ it: Record<string, unknown> }>`select to_jsonb(t) as it from (${query}) t`.execute(db)).rows.map(
      ({ it }) => it,
    );
  const withReasons = (rows: Rows): Promise<Rows> =>
    Promise.all(
      rows.map(async ({ key, reason, ...row }) =>
        typeof reason === "string"
          ? { ...row, reason: await typedReason(db, vault, Number(row.inquiry), String(key), reason, now) }
          : row,
      ),
    );
  const mine = sql`(select id from inquiries where client_id = ${clientId})`;
  const [client] = await of(sql`select name from clients where id = ${clientId}`);
  const parts: Record<string, Rows> = {
    client: await of(sql`select c.id, c.name, g.name as "practice group", p.name as "responsible lawyer" from clients c
      left join practice_groups g on g.id = c.group_id left join people p on p.id = c.responsible_id where c.id = ${clientId}`),
    matters: await of(sql`select m.id, m.name, m.closed_at as closed, p.name as "responsible lawyer" from matters m
      left join people p on p.id = m.responsible_id where m.client_id = ${clientId} order by m.id`),
    contacts: await of(sql`select k.id, k.name from contacts k where k.client_id = ${clientId} order by k.id`),
    accounts:
      await of(sql`select a.platform, a.workspace, a.external_id as "id there", a.name, a.email as "e-mail", a.zone, a.contact_id as contact,
        a.active_at as "last active" from accounts a
      where a.contact_id in (select id from contacts where client_id = ${clientId}) or a.outside and exists (
        select from messages m join channels c on c.id = m.channel_id where m.account_id = a.id and c.client_id = ${clientId})
      order by a.id`),
    channels:
      await of(sql`select c.id, c.platform, c.name, c.kind, m.name as matter from channels c left join matters m on m.id = c.matter_id
      where c.client_id = ${clientId} order by c.id`),
    standards: await of(sql`select scope, targets, source, from_at as "from", until_at as until from standards
      where scope = 'client' and scope_id = ${clientId} or scope = 'matter' and scope_id in (select id from matters where client_id = ${clientId})
      order by from_at`),
    inquiries:
      await of(sql`select i.id, i.state, i.via, m.name as matter, k.name as contact, p.name as owner, i.asked_at as asked, i.closed_at as closed
      from inquiries i left join matters m on m.id = i.matter_id left join contacts k on k.id = i.contact_id
      left join people p on p.id = i.owner_id where i.client_id = ${clientId} order by i.id`),
    timelines: await withReasons(
      await of(sql`select f.inquiry_id as inquiry, f.key, f.at, f.kind, p.name as "by", k.name as contact, f.until_at as until, f.reason from facts f
      left join people p on p.id = f.person_id left join contacts k on k.id = f.contact_id where f.inquiry_id in ${mine} order by f.inquiry_id, f.at`),
    ),
    clocks:
      await of(sql`select inquiry_id as inquiry, kind, started_at as started, due_at as due, stopped_at as stopped, state, minutes, source from clocks
      where inquiry_id in ${mine} order by inquiry_id, started_at`),
    "messages to the firm's people":
      await of(sql`select d.id, d.purpose, p.name as "to", d.settled_at as sent, d.state from deliveries d
      join people p on p.id = d.person_id where d.id in (select delivery_id from delivery_inquiries where inquiry_id in ${mine}) order by d.id`),
    "names listed for conflicts": (await listedFor(db, vault, clientId, now)).map(
      ({ id, kind, matterId, names, listedAt, removedAt }) => ({
        ...{ id, kind, names: names.join(", "), listed: iso(listedAt) },
        ...(matterId !== null && { matter: matterId }),
        ...(removedAt !== null && { "taken off": iso(removedAt) }),
      }),
    ),
    // Not whom: that may be whom another client is against.
    "possible conflicts": (await conflicts(db, { clientId })).map(({ id, subject, called, outcome, ...one }) => ({
      ...{ id, where: subject, called, found: iso(one.foundAt), outcome: outcome ?? "open" },
      ...(one.settledAt !== null && { settled: iso(one.settledAt), by: one.settledBy }),
    })),
    messages: await messages(db, vault, clientId, now),
  };
  return { client: String(client?.name), parts };
}

const iso = (at: Instant | null) => (at === null ? null : new Date(at).toISOString());

async function messages(db: Db, vault: Vault, clientId: number, now: Instant): Promise<Rows> {
  const { rows } = await sql<Message>`
    select m.id, m.channel_id as "channelId", m.external_id as "externalId", c.name as channel, coalesce(k.name, a.name) as author, m.side,
      m.at, m.deleted_at as "deletedAt", m.inquiry_id as inquiry, coalesce(m.verdict, m.grade) as "readAs", m.body, m.plain_body as plain
    from messages m join channels c on c.id = m.channel_id left join inquiries i on i.id = m.inquiry_id
    left join accounts a on a.id = m.account_id left join contacts k on k.id = a.contact_id
    where coalesce(i.client_id, c.client_id) = ${clientId} order by m.at, m.id`.execute(db);
  const said = [];
  for (const { channelId, externalId, body, plain, at, deletedAt, readAs, ...row } of rows)
    said.push({
      ...row,
      at: iso(at),
      ...(deletedAt !== null && { deleted: iso(deletedAt) }),
      "read as": readAs,
      words: body === null ? plain : await opened(db, vault, body, channelId, externalId, now),
    });
  return said;
}

const opened = (db: Db, vault: Vault, body: Uint8Array, channelId: number, externalId: string, now: Instant) =>
  vault.open(db, body, bodyOf(channelId, externalId), now).catch((fault: unknown) => {
    if (!(fault instanceof SealError) || fault.code === "KEYS") throw fault;
    return `(sealed with ${keyIdOf(body)}, which does not open it)`;
  });

interface Message {
  readonly id: number;
  readonly channelId: number;
  readonly externalId: string;
  readonly channel: string;
  readonly author: string | null;
  readonly side: string | null;
  readonly at: Instant;
  readonly deletedAt: Instant | null;
  readonly inquiry: number | null;
  readonly readAs: string | null;
  readonly body: Uint8Array | null;
  readonly plain: string | null;
}
