import { sql } from "kysely";
import type { ChannelRef } from "../domain/message.ts";
import type { Db } from "./db.ts";

/** What an inquiry is called by, and where its first ask stands. */
export interface Names {
  readonly client: string;
  readonly matter?: string;
  readonly contact?: string;
  readonly owner?: string;
  readonly channel?: string;
  readonly via?: string;
  readonly ask?: { readonly channel: ChannelRef; readonly message: string; readonly thread?: string };
}

/** Of one inquiry. `contacts`: by id, everyone on its timeline who asked. */
export async function namesFor(db: Db, inquiryId: number): Promise<Names & { contacts: ReadonlyMap<number, string> }> {
  const { rows } = await sql<Row>`
    select coalesce(cl.name, 'No client') as client, m.name as matter, co.name as contact, p.name as owner, i.via,
      ch.name as channel, ch.platform, ch.workspace, ch.external_id as channel_external_id, ask.external_id, ask.thread_external_id,
      coalesce((select jsonb_object_agg(c.id, c.name) from contacts c where c.id in (select contact_id from facts where inquiry_id = i.id)), '{}') as contacts
    from inquiries i
    left join clients cl on cl.id = i.client_id
    left join matters m on m.id = i.matter_id
    left join contacts co on co.id = i.contact_id
    left join people p on p.id = i.owner_id
    left join channels ch on ch.id = i.channel_id
    left join lateral (
      select me.external_id, me.thread_external_id from messages me
      where me.inquiry_id = i.id and me.side = 'client' and me.deleted_at is null order by me.at, me.id limit 1
    ) ask on true
    where i.id = ${inquiryId}`.execute(db);
  const row = rows[0]!;
  return {
    ...namesIn(row),
    contacts: new Map(Object.entries(row.contacts).map(([id, name]) => [Number(id), name])),
  };
}

interface Row extends NamesRow {
  contacts: Record<string, string>;
}

/** The columns that a query for names selects. */
export interface NamesRow {
  client: string;
  matter: string | null;
  contact: string | null;
  owner: string | null;
  channel: string | null;
  via: string;
  platform: string | null;
  workspace: string | null;
  channel_external_id: string | null;
  external_id: string | null;
  thread_external_id: string | null;
}

export const namesIn = (r: NamesRow): Names => ({
  client: r.client,
  matter: r.matter ?? undefined,
  contact: r.contact ?? undefined,
  owner: r.owner ?? undefined,
  channel: r.channel ?? undefined,
  via: r.via === "chat" ? undefined : r.via,
  ask:
    r.platform && r.external_id
      ? {
          channel: { platform: r.platform, workspace: r.workspace!, id: r.channel_external_id! },
          message: r.external_id,
          thread: r.thread_external_id ?? undefined,
        }
      : undefined,
});
