import { sql } from "kysely";
import { byPerson, instantText } from "../domain/audit.ts";
import type { Leave } from "../domain/nudge/leave.ts";
import type { QuietHours } from "../domain/nudge/quiet.ts";
import type { Instant, Zone } from "../domain/time.ts";
import { record, within } from "./audit.ts";
import { type Db, stamp, stampOrNull } from "./db.ts";

export interface Person {
  readonly id: number;
  readonly name: string;
  /** Their own, else their account's, else the firm's. */
  readonly zone: Zone;
  readonly isPartner: boolean;
  readonly isAdmin: boolean;
  readonly isRiskOfficer: boolean;
  readonly quiet: QuietHours;
  /** Groups they lead; those they belong to; those they are a partner of, besides being one of the firm. */
  readonly leads: readonly number[];
  readonly memberOf: readonly number[];
  readonly partnerOf: readonly number[];
}

/** Everyone at the firm who has not left. A firm has hundreds at most; one read serves a whole run. */
export async function people(db: Db): Promise<Map<number, Person>> {
  const { rows } = await sql<Omit<Person, "quiet"> & { quietFrom: string; quietTo: string }>`
    select p.id, p.name, p.is_partner as "isPartner", p.is_admin as "isAdmin", p.is_risk_officer as "isRiskOfficer", p.quiet_from as "quietFrom", p.quiet_to as "quietTo",
      coalesce(p.zone, (select a.zone from accounts a where a.person_id = p.id and a.zone is not null order by a.id limit 1), f.zone, 'UTC') as zone,
      coalesce((select array_agg(g.id order by g.id) from practice_groups g where g.lead_id = p.id), '{}') as leads,
      coalesce((select array_agg(m.group_id order by m.group_id) from group_members m where m.person_id = p.id), '{}') as "memberOf",
      coalesce((select array_agg(m.group_id order by m.group_id) from group_partners m where m.person_id = p.id), '{}') as "partnerOf"
    from people p left join firm f on true
    where p.left_at is null order by p.id`.execute(db);
  return new Map(
    rows.map(({ quietFrom, quietTo, ...p }) => [p.id, { ...p, quiet: { from: quietFrom, to: quietTo, zone: p.zone } }]),
  );
}

/** Their e-mail address, unless they have left. */
export async function emailOf(db: Db, personId: number): Promise<string | undefined> {
  const row = await db
    .selectFrom("people")
    .select("email")
    .where("id", "=", personId)
    .where("left_at", "is", null)
    .executeTakeFirst();
  return row?.email ?? undefined;
}

/** What the firm says of someone. */
export interface PersonFacts {
  readonly name: string;
  readonly email?: string | null;
  /** Null: their account's, else the firm's. */
  readonly zone?: Zone | null;
  readonly isPartner?: boolean;
  readonly isAdmin?: boolean;
  readonly isRiskOfficer?: boolean;
  readonly quiet?: Pick<QuietHours, "from" | "to">;
  readonly leftAt?: Instant | null;
}

/** Someone new at the firm. @returns their id. @throws where the e-mail address is somebody's already. */
export async function addPerson(db: Db, facts: PersonFacts): Promise<number> {
  const nothing = { email: null, zone: null, left_at: null };
  const values = { ...nothing, ...columns(facts), name: facts.name };
  return (await db.insertInto("people").values(values).returning("id").executeTakeFirstOrThrow()).id;
}

/** What is not said stays as it is. What someone owed who has left is to be assessed anew: see `owedBy`. */
export async function savePerson(db: Db, id: number, facts: Partial<PersonFacts>): Promise<void> {
  const set = columns(facts);
  if (Object.keys(set).length > 0) await db.updateTable("people").set(set).where("id", "=", id).execute();
}

const columns = (p: Partial<PersonFacts>) => ({
  ...(p.name !== undefined && { name: p.name }),
  ...(p.email !== undefined && { email: p.email?.toLowerCase() ?? null }),
  ...(p.zone !== undefined && { zone: p.zone }),
  ...(p.isPartner !== undefined && { is_partner: p.isPartner }),
  ...(p.isAdmin !== undefined && { is_admin: p.isAdmin }),
  ...(p.isRiskOfficer !== undefined && { is_risk_officer: p.isRiskOfficer }),
  ...(p.quiet !== undefined && { quiet_from: p.quiet.from, quiet_to: p.quiet.to }),
  ...(p.leftAt !== undefined && { left_at: stampOrNull(p.leftAt) }),
});

export interface Group {
  readonly id: number;
  readonly name: string;
  readonly leadId: number | null;
}

export const groups = (db: Db): Promise<Group[]> =>
  db.selectFrom("practice_groups").select(["id", "name", "lead_id as leadId"]).orderBy("name").execute();

/** Groups that a person leads or belongs to. */
export async function groupsOf(db: Db, personId: number): Promise<Group[]> {
  return db
    .selectFrom("practice_groups")
    .select(["id", "name", "lead_id as leadId"])
    .where((eb) =>
      eb.or([
        eb("lead_id", "=", personId),
        eb("id", "in", (q) => q.selectFrom("group_members").select("group_id").where("person_id", "=", personId)),
      ]),
    )
    .orderBy(sql`(lead_id is not distinct from ${personId}) desc`)
    .orderBy("name")
    .execute();
}

/** Person ids by group id. */
export async function groupMembers(db: Db): Promise<Map<number, number[]>> {
  const rows = await db.selectFrom("group_members").selectAll().orderBy("person_id").execute();
  const members = new Map<number, number[]>();
  for (const row of rows) members.set(row.group_id, [...(members.get(row.group_id) ?? []), row.person_id]);
  return members;
}

/** Leaves that are not over. */
export async function leavesFrom(db: Db, now: Instant): Promise<Leave[]> {
  const rows = await db.selectFrom("leaves").selectAll().where("to_at", ">", stamp(now)).orderBy("from_at").execute();
  return rows.map((r) => ({
    personId: r.person_id,
    from: r.from_at,
    to: r.to_at,
    delegateId: r.delegate_id ?? undefined,
  }));
}

/** As they said themselves. */
export const saveLeave = (db: Db, { personId, from, to, delegateId }: Leave, now: Instant): Promise<void> =>
  within(db, async (tx) => {
    await tx
      .insertInto("leaves")
      .values({ person_id: personId, delegate_id: delegateId ?? null, from_at: stamp(from), to_at: stamp(to) })
      .onConflict((c) => c.columns(["person_id", "from_at", "to_at"]).doUpdateSet({ delegate_id: delegateId ?? null }))
      .execute();
    const subject = { kind: "person", id: personId } as const;
    const details = { from: instantText(from), to: instantText(to), delegate: delegateId };
    await record(tx, { ...byPerson(personId, now), act: "leave taken", subject, details });
  });
