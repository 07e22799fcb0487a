import { sql } from "kysely";
import type { Db } from "./db.ts";

/** Of the program: reads and writes what a firm works with; of the log it may read and add, no more. */
const RUN = "rejoinder_run";
/** Of the chain alone: the one function that adds to it runs as this, and this may do nothing else. Nobody logs in as it. */
const CHAIN = "rejoinder_audit";

/**
 * Splits what one user of the database could do: whoever owns the tables migrates them, the program works as a member of
 * `rejoinder_run`, and the log's chain is written by `rejoinder_audit`. Roles are the whole server's: those there are stay. What a
 * migration added since is given out as well. Whoever owns the tables may, where they may make roles or an admin made these two.
 */
export async function splitRoles(db: Db): Promise<void> {
  await db.transaction().execute(async (tx) => {
    for (const role of [RUN, CHAIN]) await sql.raw(makeRole(role)).execute(tx);
    await sql.raw(GRANTS).execute(tx);
  });
}

/** Whether the roles are there, so that what is new is to be given to them. */
export async function rolesAreSplit(db: Db): Promise<boolean> {
  const { rows } = await sql<{ it: boolean }>`
    select exists (
      select from pg_proc p join pg_roles r on r.oid = p.proowner
      where p.proname = 'chain_audit' and p.pronamespace = current_schema()::regnamespace and r.rolname = ${CHAIN}
    ) as it`.execute(db);
  return rows[0]!.it;
}

/** Whether whoever is connected could do more to the log than read it and add to it. */
export async function couldChangeLog(db: Db): Promise<boolean> {
  const { rows } = await sql<{ could: boolean }>`
    select bool_or(
      has_table_privilege(c.oid, 'update') or has_table_privilege(c.oid, 'delete') or has_table_privilege(c.oid, 'truncate')
        or pg_has_role(c.relowner, 'member') or c.relname = 'audit_chain' and has_table_privilege(c.oid, 'insert')
    ) as could
    from pg_class c where c.relnamespace = current_schema()::regnamespace and c.relname in ('audit', 'audit_chain')`.execute(
    db,
  );
  return rows[0]!.could;
}

const makeRole = (role: string) => `do $$ begin
  if not exists (select from pg_roles where rolname = '${role}') then create role ${role} nologin; end if;
exception when duplicate_object or unique_violation then null; -- Another database of this server was quicker.
end $$`;

const GRANTS = `do $$
declare
  here text := quote_ident(current_schema());
begin
  -- Whoever hands something over to a role must be one of it; a superuser is of all.
  if not (select rolsuper from pg_roles where rolname = current_user) then
    execute format('grant ${CHAIN} to %I', current_user);
  end if;
  execute format('grant usage on schema %s to ${RUN}, ${CHAIN}', here);
  execute format('grant select, insert, update, delete on all tables in schema %s to ${RUN}', here);
  execute format('grant usage, select on all sequences in schema %s to ${RUN}', here);
  revoke insert, update, delete on kysely_migration, kysely_migration_lock from ${RUN};
  revoke update, delete on audit from ${RUN};
  revoke insert, update, delete on audit_chain from ${RUN};
  grant select, insert on audit_chain to ${CHAIN};
  -- What is read for a person is read as this.
  grant rejoinder_view to ${RUN};
  execute format('grant create on schema %s to ${CHAIN}', here);
  alter function chain_audit() owner to ${CHAIN};
  execute format('revoke create on schema %s from ${CHAIN}', here);
end $$`;
