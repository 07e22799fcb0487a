import { createHash } from "node:crypto";
import { sql } from "kysely";
import { describe, expect, test } from "vitest";
import type { AuditEntry } from "../../src/domain/audit.ts";
import { record, within } from "../../src/store/audit.ts";
import type { Db } from "../../src/store/db.ts";
import { openStore } from "../../src/store/db.ts";
import { createDatabase, databases } from "../database.ts";

const told = (id: number): AuditEntry => ({ at: 0, actor: "system", act: "told", subject: { kind: "delivery", id } });

/** The chain, and each entry's text, in the chain's order. */
const chain = async (db: Db) =>
  db
    .selectFrom("audit_chain as c")
    .innerJoin("audit as a", "a.id", "c.entry_id")
    .select(["c.seq", "c.hash", "a.entry", "a.subject_id as about", "a.xid"])
    .orderBy("c.seq")
    .execute();

function expectWhole(links: Awaited<ReturnType<typeof chain>>) {
  let hash = Buffer.alloc(32);
  for (const [i, link] of links.entries()) {
    expect(link.seq).toBe(i + 1);
    hash = createHash("sha256").update(hash).update(link.entry, "utf8").digest();
    expect(Buffer.from(link.hash)).toEqual(hash);
  }
}

describe.each(databases)("the log, on %s", (kind, open) => {
  test("each entry's hash covers all that came before it", async () => {
    const { db } = await open();
    await record(db, told(1));
    await within(db, async (tx) => {
      await record(tx, told(2), told(3));
      await record(tx, { ...told(4), inquiries: [9] });
    });
    const links = await chain(db);
    expect(links.map((link) => link.about)).toEqual([1, 2, 3, 4]);
    expectWhole(links);
  });

  test("what is rolled back leaves no entry and no gap", async () => {
    const { db } = await open();
    await record(db, told(1));
    const undone = within(db, async (tx) => {
      await record(tx, told(2));
      throw new Error("undone");
    });
    await expect(undone).rejects.toThrow("undone");
    await record(db, told(3));
    const links = await chain(db);
    expect(links.map((link) => link.about)).toEqual([1, 3]);
    expectWhole(links);
  });

  test.each(["update audit set entry = '{}'", "delete from audit", "truncate audit", "update audit_chain set seq = 2"])(
    "it is only ever added to: %s",
    async (statement) => {
      const { db } = await open();
      await record(db, told(1));
      await expect(sql.raw(statement).execute(db)).rejects.toThrow("only ever added to");
    },
  );

  test("a change to a table that is governed commits beside an entry about its subject, and not otherwise", async () => {
    const { db } = await open();
    const schema = `governed_${kind}`;
    await sql`drop table if exists ${sql.table(schema)}`.execute(db);
    await within(db, async (tx) => {
      await sql`create table ${sql.table(schema)} (id integer, seen integer, said text)`.execute(tx);
      await sql`call govern(${sql.lit(schema)}, 'wall', 'id', array['said'])`.execute(tx);
    });
    const add = (tx: Db, id: number) => sql`insert into ${sql.table(schema)} values (${id}, 0, 'a')`.execute(tx);
    const about = (id: number): AuditEntry => ({ ...told(0), act: "wall raised", subject: { kind: "wall", id } });
    const both = (id: number, entry: number) =>
      within(db, async (tx) => {
        await add(tx, id);
        await record(tx, about(entry));
      });
    await expect(add(db, 1)).rejects.toThrow("no entry in the audit log");
    await expect(both(1, 2)).rejects.toThrow("no entry in the audit log");
    await both(1, 1);
    // An entry of another transaction is not one of this.
    await expect(sql`update ${sql.table(schema)} set said = 'b'`.execute(db)).rejects.toThrow("no entry");
    await expect(sql`delete from ${sql.table(schema)}`.execute(db)).rejects.toThrow("no entry");
    // A column that does not count.
    await sql`update ${sql.table(schema)} set seen = 1`.execute(db);
    await sql`drop table ${sql.table(schema)}`.execute(db);
    await sql`drop function ${sql.ref(`audited_${schema}`)}`.execute(db);
  });
});

test("three programs that write at once make one chain, and none waits for another's transaction", async () => {
  const url = await createDatabase("house");
  const stores = await Promise.all([1, 2, 3].map(() => openStore({ url })));
  try {
    const [first, ...others] = stores;
    const slow = await first!.db.startTransaction().execute();
    await record(slow, told(1000));
    await Promise.all(
      others.flatMap(({ db }, n) =>
        Array.from({ length: 40 }, (_, i) =>
          within(db, async (tx) => {
            await record(tx, told(100 * n + i));
            await record(tx, told(100 * n + i));
          }),
        ),
      ),
    );
    await slow.commit().execute();
    const links = await chain(first!.db);
    expect(links).toHaveLength(161);
    expect(links.at(-1)!.about).toBe(1000);
    expectWhole(links);
    // What one transaction wrote stands together.
    const runs = links.filter((link, i) => link.xid !== links[i - 1]?.xid);
    expect(runs).toHaveLength(81);
  } finally {
    for (const store of stores) await store.close();
  }
});
