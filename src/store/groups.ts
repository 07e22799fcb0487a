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
export async function setMembers(db: Db, groupId: number, people: readonly number[]): Promise<void> {
  await db.deleteFrom("group_members").where("group_id", "=", groupId).execute();
  const members = [...new Set(people)].map((person_id) => ({ group_id: groupId, person_id }));
  if (members.length > 0) await db.insertInto("group_members").values(members).execute();
}
