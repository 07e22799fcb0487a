import { sql } from "kysely";
import { describe, expect, test } from "vitest";
import { at } from "../../src/domain/time.ts";
import { fixtureFirm } from "../../src/sandbox/firm.ts";
import { accountOf, saveAccount } from "../../src/store/accounts.ts";
import { contactFor } from "../../src/store/contact-for.ts";
import type { Db } from "../../src/store/db.ts";
import { mergePeople, personByEmail, sharesAPlace } from "../../src/store/merge-people.ts";
import { saveLeave } from "../../src/store/people.ts";
import { setUpFirm } from "../../src/store/set-up.ts";
import { databases } from "../database.ts";

const NOW = at("2026-01-13T10:00-05:00");
const other = (id: string) => ({ platform: "other", workspace: "there", id });
const colleague = { outside: false, bot: false, deactivated: false };

describe.each(databases)("on %s", (_kind, open) => {
  async function firm() {
    const { db } = await open();
    await setUpFirm(db, fixtureFirm, NOW);
    const named = await db.selectFrom("people").select(["id", "name"]).execute();
    return { db, id: (name: string) => named.find((one) => one.name.startsWith(name))!.id };
  }

  test("an account of the firm's with somebody's e-mail address is theirs, whatever its case", async () => {
    const { db, id } = await firm();
    const known = { ref: other("k"), name: "K. Fixture", email: "KIM@fixture.example", ...colleague };
    expect(await saveAccount(db, known, NOW)).toMatchObject({ personId: id("Kim") });
  });

  test("a guest, a client or a bot with the same address is not", async () => {
    const { db } = await firm();
    const known = { ref: other("k"), name: "Kim", email: "kim@fixture.example", ...colleague };
    expect(await saveAccount(db, { ...known, outside: true }, NOW)).toMatchObject({ personId: null });
    expect(await saveAccount(db, { ...known, bot: true }, NOW)).toMatchObject({ personId: null });
  });

  test("whoever becomes a guest is one of the firm no more; a guest who joins the firm is no client's any more", async () => {
    const { db, id } = await firm();
    const known = { ref: other("k"), name: "Kim", email: "kim@fixture.example", ...colleague };
    await saveAccount(db, known, NOW);
    const guest = await saveAccount(db, { ...known, outside: true }, NOW);
    expect(guest.personId).toBeNull();
    await contactFor(db, guest, 1, NOW);
    expect(await saveAccount(db, known, NOW)).toMatchObject({ personId: id("Kim"), contactId: null });
  });

  test("everything of the one becomes the other's, and nothing names the one any more", async () => {
    const { db, id } = await firm();
    const [kept, gone] = [id("Ana"), id("Lee")];
    const { personId } = await saveAccount(db, { ref: other("a"), name: "Ana", ...colleague }, NOW);
    await db.updateTable("accounts").set({ person_id: gone }).where("person_id", "=", personId).execute();
    const [from, to] = [NOW, NOW + 86_400_000];
    await saveLeave(db, { personId: kept, from, to, delegateId: id("Kim") }, NOW);
    await saveLeave(db, { personId: gone, from, to, delegateId: kept }, NOW);
    await saveLeave(db, { personId: id("Kim"), from, to, delegateId: gone }, NOW);
    await digest(db, kept, "2026-01-05");
    await digest(db, gone, "2026-01-05");
    await digest(db, gone, "2026-01-12");

    await db.transaction().execute((tx) => mergePeople(tx, kept, gone, NOW));
    expect(await accountOf(db, other("a"))).toMatchObject({ personId: kept });
    expect(await named(db, gone)).toEqual([]);
    const leaves = await db.selectFrom("leaves").select(["person_id", "delegate_id"]).orderBy("id").execute();
    expect(leaves).toEqual([
      { person_id: kept, delegate_id: id("Kim") },
      { person_id: id("Kim"), delegate_id: kept },
    ]);
    const lead = await db.selectFrom("practice_groups").select("lead_id").where("name", "=", "Litigation").execute();
    expect(lead).toEqual([{ lead_id: kept }]);
    const digests = await db.selectFrom("deliveries").select(["key", "state"]).orderBy("id").execute();
    expect(digests.map(({ key, state }) => [key, state])).toEqual([
      [`${kept} 2026-01-05`, "pending"],
      [`${gone} 2026-01-05`, "superseded"],
      [`${gone} 2026-01-12`, "pending"],
    ]);
  });

  test("people are found by their own address or an account's; two accounts in one workspace are two people", async () => {
    const { db, id } = await firm();
    expect(await personByEmail(db, "Ben@fixture.example")).toBe(id("Ben"));
    expect(await personByEmail(db, "nobody@fixture.example")).toBeUndefined();
    expect(await sharesAPlace(db, id("Ana"), id("Ben"))).toBe(true);
    const twin = await saveAccount(db, { ref: other("b"), name: "Ben Fixture", ...colleague }, NOW);
    expect(await sharesAPlace(db, twin.personId!, id("Ben"))).toBe(false);
  });
});

async function digest(db: Db, reader: number, week: string) {
  await sql`
    with said as (
      insert into deliveries (purpose, key, person_id, not_before, created_at)
      values ('digest', ${`${reader} ${week}`}, ${reader}, '2026-01-12', '2026-01-12') returning id)
    insert into digests (reader_id, week, delivery_id, posted_at) select ${reader}, ${week}, id, '2026-01-12' from said`.execute(
    db,
  );
}

/** Every column that refers to people, wherever it is, and still names this one. */
async function named(db: Db, person: number): Promise<string[]> {
  const { rows } = await sql<{ table: string; column: string }>`
    select conrelid::regclass::text as table, attname as column from pg_constraint
    join pg_attribute on attrelid = conrelid and attnum = any(conkey)
    where contype = 'f' and confrelid = 'people'::regclass
    union select 'clocks', 'owner_id' union select 'people', 'id'`.execute(db);
  expect(rows.length).toBeGreaterThan(12);
  const found: string[] = [];
  for (const { table, column } of rows) {
    const { rows: naming } =
      await sql`select from ${sql.table(table)} where ${sql.ref(column)} = ${person} limit 1`.execute(db);
    if (naming.length > 0) found.push(`${table}.${column}`);
  }
  return found;
}
