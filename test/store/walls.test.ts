import { sql } from "kysely";
import { describe, expect, test } from "vitest";
import { at } from "../../src/domain/time.ts";
import { weekOf } from "../../src/domain/week.ts";
import type { Db } from "../../src/store/db.ts";
import { figures } from "../../src/store/figures.ts";
import { inquiryById } from "../../src/store/inquiries.ts";
import { asViewer } from "../../src/store/viewer.ts";
import { allWalls, liftWall, makeWall, type NewWall, seesNow } from "../../src/store/walls.ts";
import { databases } from "../database.ts";
import { fact, mon } from "../domain/timelines.ts";
import { emptyFirm, record } from "./past.ts";

const now = at("2026-11-20T12:00-05:00");
const [ana, ben, cleo] = [1, 2, 3];
const [acme, globex, lease] = [1, 2, 1];

const screened = (more: Partial<NewWall> = {}): NewWall => ({
  kind: "screened",
  clientId: globex,
  matterId: lease,
  personIds: [ana],
  groupIds: [],
  reason: "acted for the landlord",
  madeBy: null,
  ...more,
});

describe.each(databases)("on the %s database", (_kind, open) => {
  /** 1: Acme without a matter; 2: Globex, lease; 3: Globex without a matter; 4: nobody's. */
  async function firm() {
    const { db } = await open();
    await emptyFirm(db);
    const facts = [fact("asked", mon("10:00")), fact("answered", mon("11:00"))];
    await record(db, [{ facts }, { facts, clientId: globex, matterId: lease }, { facts, clientId: globex }], now);
    await sql`insert into inquiries (id, asked_at, last_fact_at, state) overriding system value values (4, ${new Date(now).toISOString()}, ${new Date(now).toISOString()}, 'open')`.execute(
      db,
    );
    return db;
  }
  const seen = (db: Db, person: number) =>
    asViewer(db, person, async (tx) => {
      const rows = await tx.selectFrom("inquiries").select("id").orderBy("id").execute();
      return rows.map((row) => row.id);
    });

  test("who is screened from a matter sees nothing of it; everyone else sees all", async () => {
    const db = await firm();
    await makeWall(db, screened(), now);
    expect(await seen(db, ana)).toEqual([1, 3, 4]);
    expect(await seen(db, ben)).toEqual([1, 2, 3, 4]);
    const tables = await asViewer(db, ana, async (tx) => ({
      matters: await tx.selectFrom("matters").select("name").execute(),
      clients: await tx.selectFrom("clients").select("name").orderBy("id").execute(),
      facts: (await tx.selectFrom("facts").select("inquiry_id").distinct().execute()).length,
      clocks: (await tx.selectFrom("clocks").select("inquiry_id").distinct().execute()).length,
    }));
    expect(tables).toMatchObject({ matters: [], facts: 2, clocks: 2 });
    expect(tables.clients).toHaveLength(4);
  });

  test("a wall around a client hides the client and all that is theirs", async () => {
    const db = await firm();
    await makeWall(db, screened({ matterId: null }), now);
    expect(await seen(db, ana)).toEqual([1, 4]);
    const clients = await asViewer(db, ana, (tx) => tx.selectFrom("clients").select("name").orderBy("id").execute());
    expect(clients.map(({ name }) => name)).toEqual(["Acme", "Initech", "Umbrella"]);
  });

  test("need to know: only the named see it, a group by its members and its lead of now", async () => {
    const db = await firm();
    await sql`insert into group_members values (2, 3)`.execute(db);
    await makeWall(db, screened({ kind: "need to know", personIds: [], groupIds: [2] }), now);
    expect(await seen(db, ana)).toEqual([1, 3, 4]);
    expect(await seen(db, ben)).toEqual([1, 2, 3, 4]);
    expect(await seen(db, cleo)).toEqual([1, 2, 3, 4]);
    await sql`delete from group_members`.execute(db);
    expect(await seen(db, cleo)).toEqual([1, 3, 4]);
  });

  test("inside of two walls one must be inside each; a lifted one stands no more, and is kept", async () => {
    const db = await firm();
    const first = await makeWall(db, screened({ kind: "need to know", personIds: [ana, ben] }), now);
    await makeWall(db, screened({ personIds: [ben] }), now);
    expect([await seen(db, ana), await seen(db, ben)]).toEqual([
      [1, 2, 3, 4],
      [1, 3, 4],
    ]);
    expect(await liftWall(db, first, ana, now + 1)).toBe(true);
    expect(await liftWall(db, first, ana, now + 2)).toBe(false);
    expect(await seen(db, cleo)).toEqual([1, 2, 3, 4]);
    expect((await allWalls(db)).map((w) => [w.id, w.client, w.matter, w.people, w.liftedBy])).toEqual([
      [first, "Globex", "lease", ["Ana Kim", "Ben Okoro"], "Ana Kim"],
      [first + 1, "Globex", "lease", ["Ben Okoro"], null],
    ]);
  });

  test("a wall is never deleted, nor is anything in it changed but that it is lifted", async () => {
    const db = await firm();
    await makeWall(db, screened(), now);
    for (const attempt of [
      sql`delete from walls`,
      sql`update walls set reason = 'x'`,
      sql`update walls set since = since - interval '1 day'`,
      sql`delete from wall_people`,
      sql`update walls set matter_id = null`,
    ])
      await expect(attempt.execute(db)).rejects.toThrow(/wall/);
    await liftWall(db, 1, null, now + 1);
    await expect(sql`update walls set lifted_at = null`.execute(db)).rejects.toThrow(/lifted, never changed/);
  });

  test("the function that decides and the rows that the database shows are of one mind", async () => {
    const db = await firm();
    await sql`insert into group_members values (1, 3), (2, 3)`.execute(db);
    await makeWall(db, screened({ groupIds: [1] }), now);
    await makeWall(db, screened({ kind: "need to know", clientId: acme, matterId: null, personIds: [cleo] }), now);
    const sees = await seesNow(db);
    const all = await db.selectFrom("inquiries").select(["id", "client_id", "matter_id"]).orderBy("id").execute();
    for (const person of [ana, ben, cleo]) {
      const by = all.filter((i) => sees(person, { clientId: i.client_id, matterId: i.matter_id })).map((i) => i.id);
      expect(await seen(db, person)).toEqual(by);
      for (const i of all) {
        const { rows } = await sql<{ sees: boolean }>`
          select rejoinder_sees(${person}, ${i.client_id}, ${i.matter_id}) as sees`.execute(db);
        expect(rows[0]!.sees).toBe(by.includes(i.id));
      }
    }
  });

  test("figures are those of a firm without the matter", async () => {
    const db = await firm();
    await makeWall(db, screened(), now);
    const week = weekOf(now, "America/New_York");
    const { firm: hers } = await asViewer(db, ana, (tx) => figures(tx, week, undefined));
    const { firm: his } = await asViewer(db, ben, (tx) => figures(tx, week, undefined));
    expect([hers.answer.judged, his.answer.judged]).toEqual([2, 3]);
  });

  test("for several readers there is what all of them may see", async () => {
    const db = await firm();
    await makeWall(db, screened(), now);
    await makeWall(db, screened({ clientId: acme, matterId: null, personIds: [ben] }), now);
    const count = (of: number[]) => asViewer(db, of, (tx) => tx.selectFrom("inquiries").select("id").execute());
    expect(await count([ana, ben])).toHaveLength(2);
    expect(await count([cleo])).toHaveLength(4);
  });

  test("what is read for a person can write nothing, and read no wall, no word and nothing that nobody thought of", async () => {
    const db = await firm();
    for (const attempt of [
      sql`update inquiries set state = 'open'`,
      sql`insert into clients (name) values ('Hooli')`,
      sql`delete from facts`,
      sql`select * from walls`,
      sql`select body from messages`,
      sql`select * from inbox`,
      sql`select * from installations`,
    ])
      await expect(asViewer(db, ana, (tx) => attempt.execute(tx))).rejects.toThrow(/permission denied/);
    await sql`create table afterthought (id integer)`.execute(db);
    await expect(asViewer(db, ana, (tx) => sql`select * from afterthought`.execute(tx))).rejects.toThrow(/permission/);
    await sql`drop table afterthought`.execute(db);
  });

  test("without a viewer the role sees nothing", async () => {
    const db = await firm();
    const bare = db.transaction().execute(async (tx) => {
      await sql`set local role rejoinder_view`.execute(tx);
      return tx.selectFrom("inquiries").select("id").execute();
    });
    expect(await db.selectFrom("inquiries").select("id").execute()).not.toEqual([]);
    expect(await bare).toEqual([]);
  });

  test("within a transaction it goes on with its own rights afterwards", async () => {
    const db = await firm();
    await makeWall(db, screened(), now);
    await db.transaction().execute(async (tx) => {
      expect(await asViewer(tx, ana, (view) => inquiryById(view, 2))).toBeUndefined();
      expect(await inquiryById(tx, 2)).toBeDefined();
      expect(await asViewer(tx, ben, (view) => inquiryById(view, 2))).toBeDefined();
    });
    await expect(asViewer(db, ana, (view) => asViewer(view, ben, (more) => inquiryById(more, 2)))).rejects.toThrow(
      /permission denied/,
    );
  });

  test("once there was a wall, numbers of inquiries do not tell how many there are", async () => {
    const db = await firm();
    const next = async () => (await sql<{ n: number }>`select new_inquiry_number() as n`.execute(db)).rows[0]!.n;
    expect((await next()) < 100).toBe(true);
    await makeWall(db, screened(), now);
    await liftWall(db, 1, null, now);
    const drawn = await Promise.all(Array.from({ length: 20 }, next));
    expect(drawn.every((n) => n >= 1_000_000 && n < 10_000_000)).toBe(true);
    expect(new Set(drawn).size).toBe(20);
    expect([...drawn].sort((a, b) => a - b)).not.toEqual(drawn);
  });
});
