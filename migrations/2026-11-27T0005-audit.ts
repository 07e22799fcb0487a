import { type Kysely, sql } from "kysely";

/**
 * The log of who did, saw, was told and changed what. It is only ever added to. An entry is written in the transaction of its
 * change; when that commits it is chained: the hash of each covers the hash before it, in the order of the commits. The lock
 * that keeps the chain one is taken then and no sooner, so that no transaction waits for another one's work.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`create table audit (
    id bigint generated always as identity primary key,
    -- The transaction it was written in.
    xid xid8 not null default pg_current_xact_id(),
    -- Canonical JSON (RFC 8785): ids, instants and fixed words, no names.
    entry text not null,
    subject text not null generated always as (entry::jsonb #>> '{subject,kind}') stored,
    subject_id bigint generated always as ((entry::jsonb #>> '{subject,id}')::bigint) stored,
    inquiries jsonb generated always as (entry::jsonb -> 'inquiries') stored
  )`.execute(db);
  await sql`create index audit_of_transaction on audit (xid, subject, subject_id)`.execute(db);
  await sql`create table audit_chain (
    seq bigint primary key,
    entry_id bigint not null unique,
    -- sha256 of the hash before (32 zero bytes before the first) and the entry's text in UTF-8.
    hash bytea not null check (length(hash) = 32)
  )`.execute(db);

  await sql`
    create function only_added_to() returns trigger language plpgsql as $$
    begin
      raise exception 'The audit log is only ever added to.' using errcode = '42501';
    end $$`.execute(db);
  for (const table of ["audit", "audit_chain"])
    await sql`create trigger only_added_to before update or delete or truncate on ${sql.table(table)}
      for each statement execute function only_added_to()`.execute(db);

  await sql`
    create function chain_audit() returns trigger language plpgsql security definer as $$
    declare
      last record;
    begin
      -- Whoever holds it is committing already: it waits for nothing but the disk.
      perform pg_advisory_xact_lock(7411, 2026);
      -- A statement of its own, so that it sees what was committed while the lock was waited for.
      select seq, hash into last from audit_chain order by seq desc limit 1;
      insert into audit_chain (seq, entry_id, hash) values (
        coalesce(last.seq, 0) + 1, new.id,
        sha256(coalesce(last.hash, decode(repeat('00', 32), 'hex')) || convert_to(new.entry, 'UTF8')));
      return null;
    end $$`.execute(db);
  // What runs with its owner's rights looks for tables nowhere but here.
  await sql`do $$ begin
    execute format('alter function chain_audit() set search_path = %I, pg_temp', current_schema());
  end $$`.execute(db);
  await sql`create constraint trigger chained after insert on audit deferrable initially deferred
    for each row execute function chain_audit()`.execute(db);

  // From then on a change to a row of the table commits only beside an entry about its subject, or about the firm as a whole.
  // A later migration says "call govern('walls', 'wall', 'id')". The third names the column with the subject's id; where it is
  // null, an entry about any of the kind will do. The fourth: of an update, the columns whose change counts; null is all.
  await sql`
    create procedure govern(governed text, kind text, id_column text, counting text[] default null) language plpgsql as $$
    declare
      own text := case when id_column is null then 'null' else format('coalesce(new.%I, old.%I)', id_column, id_column) end;
      differs text;
    begin
      execute format($f$
        create function %I() returns trigger language plpgsql as $t$
        declare
          own bigint := %s;
        begin
          if exists (select from audit where xid = pg_current_xact_id() and subject = %L and (own is null or subject_id = own))
            or exists (select from audit where xid = pg_current_xact_id() and subject = 'firm')
            or %L = 'inquiry' and exists (
              select from audit where xid = pg_current_xact_id() and inquiries @> to_jsonb(own))
          then return null; end if;
          raise exception 'A change to the table %% has no entry in the audit log.', tg_table_name using errcode = '23514';
        end $t$ $f$, 'audited_' || governed, own, kind, kind);
      execute format('create constraint trigger audited after insert or delete on %I deferrable initially deferred
        for each row execute function %I()', governed, 'audited_' || governed);
      select string_agg(format('old.%I is distinct from new.%I', name, name), ' or ') into differs from unnest(counting) as name;
      execute format('create constraint trigger audited_update after update on %I deferrable initially deferred
        for each row when (%s) execute function %I()',
        governed, coalesce(differs, 'old is distinct from new'), 'audited_' || governed);
    end $$`.execute(db);
}
