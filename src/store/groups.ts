import type { Db } from "./db.ts";

interface GroupFacts {
  readonly name: string;
  readonly leadId?: number | null;
}

/** A new practice group. @returns its id. @throws where there is one of this name. */
export async function addGroup(db: Db, { name, leadId = null }: GroupFacts): Promise<number> {
  const made = db.insertInto("practice_groups").values({ name, lead_id: leadId }).returning("id");
  return (await made.executeTakeFirstOrThrow()).id;
}

/** What is not said stays as it is. */
export async function saveGroup(db: Db, id: number, { name, leadId }: Partial<GroupFacts>): Promise<void> {
  const set = { ...(name !== undefined && { name }), ...(leadId !== undefined && { lead_id: leadId }) };
  if (Object.keys(set).length > 0) await db.updateTable("practice_groups").set(set).where("id", "=", id).execute();
}

/** Exactly these belong to it from now on. */
export const setMembers = (db: Db, groupId: number, people: readonly number[]) =>
  setThose(db, "group_members", groupId, people);

/** Exactly these are its partners from now on; a partner of the firm need not be. */
export const setPartners = (db: Db, groupId: number, people: readonly number[]) =>
  setThose(db, "group_partners", groupId, people);

type Belonging = "group_members" | "group_partners";

async function setThose(db: Db, table: Belonging, groupId: number, people: readonly number[]): Promise<void> {
  await db.deleteFrom(table).where("group_id", "=", groupId).execute();
  const those = [...new Set(people)].map((person_id) => ({ group_id: groupId, person_id }));
  if (those.length > 0) await db.insertInto(table).values(those).execute();
}
