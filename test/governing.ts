/** Switches off, or on again, that a change needs its entry in the log: one statement for the whole database. */
export const governing = (how: "disable" | "enable"): string => `do $$
declare it record;
begin
  for it in select tgrelid::regclass as governed, tgname from pg_trigger where tgname in ('audited', 'audited_update') loop
    execute format('alter table %s ${how} trigger %I', it.governed, it.tgname);
  end loop;
end $$`;
