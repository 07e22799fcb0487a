import { sql } from "kysely";
import type { Subject } from "../domain/rights/capacities.ts";
import { type Db, isId } from "./db.ts";

/** What something is about, before it is looked at how anybody stands to it. */
export type About = Omit<Subject, "walled">;

/** What concerns the firm, or one person of it, and no client. */
export const aboutPerson = (person?: number): About => ({
  groups: [],
  responsible: [],
  ...(person !== undefined && { person }),
});

/** Any number that somebody may type; undefined where there is no such inquiry. */
export async function aboutInquiry(db: Db, id: number): Promise<About | undefined> {
  if (!isId(id)) return undefined;
  return (await aboutInquiries(db, [id])).get(id);
}

export async function aboutInquiries(db: Db, ids: readonly number[]): Promise<Map<number, About>> {
  const { rows } = await sql<Row & { inquiry: number }>`
    select i.id as inquiry, i.channel_id as channel, i.client_id as client, i.matter_id as matter, i.group_id as "group",
      i.owner_id as owner, m.responsible_id as "ofMatter", c.responsible_id as "ofClient"
    from inquiries i left join clients c on c.id = i.client_id left join matters m on m.id = i.matter_id
    where i.id = any(${ids}::int[])`.execute(db);
  return new Map(rows.map((row) => [row.inquiry, { ...about(row), inquiry: row.inquiry }]));
}

export async function aboutClient(db: Db, clientId: number): Promise<About> {
  return (await aboutClients(db, [clientId])).get(clientId) ?? about({});
}

export async function aboutClients(db: Db, ids: readonly number[]): Promise<Map<number, About>> {
  const { rows } = await sql<Row & { client: number }>`
    select c.id as client, c.group_id as "group", c.responsible_id as "ofClient"
    from clients c where c.id = any(${ids}::int[])`.execute(db);
  return new Map(rows.map((row) => [row.client, about(row)]));
}

/** Of a channel that belongs to no client, nobody's. */
export async function aboutChannel(db: Db, channelId: number): Promise<About> {
  const { rows } = await sql<Row>`
    select ch.id as channel, ch.client_id as client, ch.matter_id as matter, coalesce(m.group_id, c.group_id) as "group",
      m.responsible_id as "ofMatter", c.responsible_id as "ofClient"
    from channels ch left join clients c on c.id = ch.client_id left join matters m on m.id = ch.matter_id
    where ch.id = ${channelId}`.execute(db);
  return about(rows[0] ?? {});
}

interface Row {
  readonly channel?: number | null;
  readonly client?: number | null;
  readonly matter?: number | null;
  readonly group?: number | null;
  readonly owner?: number | null;
  readonly ofMatter?: number | null;
  readonly ofClient?: number | null;
}

const about = ({ channel, client, matter, group, owner, ofMatter, ofClient }: Row): About => ({
  ...(channel != null && { channel }),
  ...(client != null && { client }),
  ...(matter != null && { matter }),
  ...(owner != null && { owner }),
  groups: group == null ? [] : [group],
  responsible: [ofMatter, ofClient].filter((id) => id != null),
});
