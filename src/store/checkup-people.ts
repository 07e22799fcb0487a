import { sql } from "kysely";
import { type Finding, ill, well } from "../domain/finding.ts";
import { type Instant, MINUTE } from "../domain/time.ts";
import { type Db, stamp } from "./db.ts";
import { keepsList } from "./listed-names.ts";

export async function admins(db: Db): Promise<Finding> {
  const people = await withRole(db, "is_admin");
  return people.length > 0
    ? well("Admins", listed(people))
    : ill("Admins", "Nobody is an admin: what has no owner is told to nobody. Make someone an admin.");
}

/** Whoever could be told of a conflict of interest; what was found is not told here. */
export async function officers(db: Db, now: Instant): Promise<Finding> {
  const people = await withRole(db, "is_risk_officer");
  if (people.length > 0 && (await unheard(db, now)))
    return ill(
      "Risk officers",
      "A possible conflict of interest is told to nobody: each of them is kept from it by a wall. Have an admin name one more who is not.",
    );
  if (people.length > 0) return well("Risk officers", listed(people));
  return (await keepsList(db))
    ? ill("Risk officers", "Nobody is one: possible conflicts of interest are told to nobody. Have an admin name one.")
    : well("Risk officers", "None yet, and no names are listed for conflicts of interest.");
}

/** Whoever may hear of what is found is told within the hour. */
async function unheard(db: Db, now: Instant): Promise<boolean> {
  const since = stamp(now - 2 * 60 * MINUTE);
  const { rows } = await sql`
    select from conflicts c left join listed_names n on n.id = c.name_id
    where c.told_at is null and c.settled_at is null and n.removed_at is null and c.found_at < ${since} limit 1`.execute(
    db,
  );
  return rows.length > 0;
}

/** Not which: who reads this may be outside as well. */
export async function walledIn(db: Db): Promise<Finding> {
  const { rows } = await sql<{ count: number }>`
    select count(*)::int as count from inquiries i
    where i.waiting_since is not null and exists (select from walls where lifted_at is null)
      and (select n.outcome from nudges n where n.inquiry_id = i.id and n.done_at is not null order by n.done_at desc, n.id desc limit 1) = 'nobody'
      and not exists (select from deliveries d where d.key like 'nobody left:' || i.id || ':%')`.execute(db);
  const { count } = rows[0]!;
  return count === 0
    ? well("Walls", "No answer is owed that walls keep from everybody.")
    : ill(
        "Walls",
        `Of ${count} open ${count === 1 ? "inquiry" : "inquiries"} nobody may be told: everybody whose it is, each risk officer and each admin is kept from it by a wall. Have an admin name one more risk officer who is not.`,
      );
}

export async function zones(db: Db): Promise<Finding> {
  const { rows } = await sql<{ name: string }>`
    select name from people where left_at is null and zone is null
      and not exists (select from accounts where person_id = people.id and accounts.zone is not null) order by name`.execute(
    db,
  );
  return rows.length === 0
    ? well("Zones", "Everyone has a time zone.")
    : ill(
        "Zones",
        `Without a time zone of their own: ${listed(rows.map((p) => p.name))} They go by the firm's; have them set theirs in their profile.`,
      );
}

/** The names of those at the firm who have it. */
async function withRole(db: Db, role: "is_admin" | "is_risk_officer"): Promise<string[]> {
  const people = await db
    .selectFrom("people")
    .select("name")
    .where("left_at", "is", null)
    .where(role, "=", true)
    .execute();
  return people.map(({ name }) => name);
}

/** "a, b, c and 4 more." */
export function listed(names: readonly string[], most = 5): string {
  const more = names.length - most;
  return `${names.slice(0, most).join(", ")}${more > 0 ? ` and ${more} more` : ""}.`;
}
