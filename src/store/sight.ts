import { type RawBuilder, sql } from "kysely";
import type { Sight } from "../domain/rights/sight.ts";

/** In SQL, of an inquiry `i`: whether it is in someone's sight; the same as `isInSight`. */
export function inSight({ people, groups }: Sight): RawBuilder<boolean> {
  if (groups === "all") return sql`true`;
  return sql`(i.group_id is null or i.group_id = any(${groups}::int[]) or i.owner_id = any(${people}::int[])
    or exists (select from matters own where own.id = i.matter_id and own.responsible_id = any(${people}::int[]))
    or exists (select from clients own where own.id = i.client_id and own.responsible_id = any(${people}::int[])))`;
}
