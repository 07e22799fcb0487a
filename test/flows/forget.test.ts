import { mkdtemp, readFile, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { sql } from "kysely";
import { describe, expect, onTestFinished, test } from "vitest";
import { reviewed, writeOut } from "../../src/cli/export.ts";
import { doHolds } from "../../src/cli/holds.ts";
import { keeping } from "../../src/cli/keeping.ts";
import { byItself, byTerminal } from "../../src/domain/audit.ts";
import { at, MINUTE } from "../../src/domain/time.ts";
import { DAY } from "../../src/domain/wall-clock.ts";
import { forget } from "../../src/flows/forget.ts";
import { screenAll } from "../../src/flows/screen.ts";
import { placeHold } from "../../src/store/holds.ts";
import { listName } from "../../src/store/listed-names.ts";
import { bodyOf } from "../../src/store/words.ts";
import { databases } from "../database.ts";
import { unaudited } from "../unaudited.ts";
import { testVault } from "../vault.ts";
import { deleted, type Office, office, post, said } from "./office.ts";

const NINE = at("2026-01-13T09:30-05:00");
const ACME = "When is our reply brief due?";
const GLOBEX = "Can we sublet the second floor?";

async function confided(open: (typeof databases)[number][1]) {
  const o = await office(open, NINE);
  const ask = post("CACME", "UDANA", NINE, ACME);
  await o.hears(said(ask), NINE);
  await o.hears(said(post("CGLOBEX", "USAM", NINE + MINUTE, GLOBEX)), NINE + MINUTE);
  const id = async (name: string) =>
    (await o.db.selectFrom("clients").select("id").where("name", "=", name).executeTakeFirstOrThrow()).id;
  return { ...o, ask, acme: await id("Acme"), globex: await id("Globex") };
}

async function words({ db, deps }: Pick<Office, "db" | "deps">): Promise<string[]> {
  const rows = await db
    .selectFrom("messages")
    .select(["channel_id", "external_id", "body"])
    .where("body", "is not", null)
    .orderBy("at")
    .execute();
  return Promise.all(rows.map((row) => deps.vault.open(db, row.body!, bodyOf(row.channel_id, row.external_id), NINE)));
}

/** Whatever the log says was forgotten. */
const forgotten = async ({ db }: Office) => {
  const rows = await db
    .selectFrom("audit")
    .select(["subject"])
    .where(sql`entry::jsonb ->> 'act'`, "=", "forgotten")
    .orderBy("id")
    .execute();
  return rows.map(({ subject }) => subject);
};

describe.each(databases)("on the %s database", (_kind, open) => {
  test("words go when their time has come, a client's by its own rule; each leaves an entry in the log and nothing else changes", async () => {
    const o = await confided(open);
    const before = await o.db.selectFrom("clocks").selectAll().execute();
    expect(await keeping(o.db, ["words", "2 years"], NINE)).toContain("words: 732 days");
    expect(await keeping(o.db, ["words", "30", "days", "Globex"], NINE)).toBe(
      "words: 732 days\npeople: for good\nsent: for good\nwords of Globex: 30 days",
    );
    await forget(o.deps, NINE + 30 * DAY);
    expect(await words(o)).toEqual([ACME, GLOBEX]);
    expect(await forget(o.deps, NINE + 31 * DAY)).toBe(1);
    expect(await words(o)).toEqual([ACME]);
    expect(await forget(o.deps, NINE + 733 * DAY)).toBe(1);
    expect(await words(o)).toEqual([]);
    expect(await forgotten(o)).toEqual(["message", "message"]);
    expect(await o.db.selectFrom("clocks").selectAll().execute()).toEqual(before);
    expect(await forget(o.deps, NINE + 734 * DAY)).toBe(0);
  });

  test("a hold on a matter keeps what is the matter's and what nobody placed, also where it is deleted in chat, until it is lifted", async () => {
    const o = await confided(open);
    await keeping(o.db, ["words", "1", "day"], NINE);
    const placed = await doHolds(
      o.db,
      o.deps.vault,
      ["place", "acme"],
      { because: "Acme v. Beta is pending", matter: "Acme v. Beta" },
      NINE,
    );
    expect(placed).toMatch(/^Hold \d+ is on Acme v\. Beta of Acme: nothing of it is forgotten or erased/);
    await o.hears(deleted(o.ask, NINE + 2 * MINUTE), NINE + 2 * MINUTE);
    await forget(o.deps, NINE + 10 * DAY);
    expect(await words(o)).toEqual([ACME]);
    const id = /\d+/.exec(placed)![0];
    expect(await doHolds(o.db, o.deps.vault, [], {}, NINE)).toBe(
      `${id}  Acme, Acme v. Beta: since 2026-01-13, by someone at the terminal: Acme v. Beta is pending`,
    );
    await doHolds(o.db, o.deps.vault, ["lift", id], {}, NINE + 10 * DAY);
    await forget(o.deps, NINE + 10 * DAY);
    expect(await words(o)).toEqual([]);
  });

  test("a hold on another matter of the client keeps what is that matter's alone", async () => {
    const o = await confided(open);
    await keeping(o.db, ["words", "1", "day"], NINE);
    const { id } = await unaudited(o.db, (tx) =>
      tx
        .insertInto("matters")
        .values({ client_id: o.acme, name: "Acme property", group_id: null, responsible_id: null, closed_at: null })
        .returning("id")
        .executeTakeFirstOrThrow(),
    );
    await placeHold(o.db, o.deps.vault, { clientId: o.acme, matterId: id }, "Another suit", byItself(NINE));
    await forget(o.deps, NINE + 10 * DAY);
    expect(await words(o)).toEqual([]);
  });

  test("what a person deletes without a hold is gone at once", async () => {
    const o = await confided(open);
    await o.hears(deleted(o.ask, NINE + 2 * MINUTE), NINE + 2 * MINUTE);
    expect(await words(o)).toEqual([GLOBEX]);
  });

  test("where no words are to be kept, those that are there go, but for held ones", async () => {
    const o = await confided(open);
    await placeHold(o.db, o.deps.vault, { clientId: o.acme }, "A subpoena", byItself(NINE));
    await forget({ ...o.deps, vault: testVault(false) }, NINE + MINUTE * 5);
    expect(await words(o)).toEqual([ACME]);
  });

  test("who asked, and why something was dismissed, go from what is closed for long enough; what is open keeps them", async () => {
    const o = await confided(open);
    const [first] = await o.db.selectFrom("inquiries").select("id").orderBy("id").execute();
    await unaudited(o.db, async (tx) => {
      await sql`insert into facts (inquiry_id, key, kind, at, reason) values (${first!.id}, 'd', 'dismissed', '2026-01-14', 'a word')`.execute(
        tx,
      );
      await sql`update inquiries set waiting_since = null, state = 'dismissed' where id = ${first!.id}`.execute(tx);
    });
    await keeping(o.db, ["people", "1", "year"], NINE);
    expect(await forget(o.deps, NINE + 300 * DAY)).toBe(0);
    expect(await forget(o.deps, NINE + 400 * DAY)).toBe(1);
    const left = await o.db.selectFrom("inquiries").select(["id", "contact_id"]).orderBy("id").execute();
    expect(left.map(({ contact_id }) => contact_id !== null)).toEqual([false, true]);
    expect(await o.db.selectFrom("facts").select("reason").where("reason", "is not", null).execute()).toEqual([]);
    expect(await forgotten(o)).toEqual(["inquiry"]);
  });

  test("what the bot sent goes by its own time, unless it speaks of something held or of another client that is kept longer", async () => {
    const o = await confided(open);
    const [acme, globex] = await o.db.selectFrom("inquiries").select("id").orderBy("id").execute();
    const [person] = await o.db.selectFrom("people").select("id").execute();
    const about = async (key: string, ids: number[]) => {
      const { rows } = await sql<{
        id: number;
      }>`insert into deliveries (purpose, key, person_id, card, state, not_before, created_at, settled_at)
        values ('nudge', ${key}, ${person!.id}, '{}', 'sent', '2026-01-13', '2026-01-13', '2026-01-13') returning id`.execute(
        o.db,
      );
      for (const id of ids)
        await sql`insert into delivery_inquiries (delivery_id, inquiry_id) values (${rows[0]!.id}, ${id})`.execute(
          o.db,
        );
    };
    await about("one", [acme!.id]);
    await about("both", [acme!.id, globex!.id]);
    await about("other", [globex!.id]);
    await about("none", []);
    const left = async () =>
      (
        await o.db
          .selectFrom("deliveries")
          .select("key")
          .where("card", "is not", null)
          .where("state", "=", "sent")
          .orderBy("id")
          .execute()
      ).map(({ key }) => key);
    await keeping(o.db, ["sent", "10", "days", "Acme"], NINE);
    await forget(o.deps, NINE + 20 * DAY);
    expect(await left()).toEqual(["both", "other", "none"]);
    await placeHold(o.db, o.deps.vault, { clientId: o.globex }, "A subpoena", byItself(NINE));
    await keeping(o.db, ["sent", "15", "days"], NINE);
    await forget(o.deps, NINE + 20 * DAY);
    expect(await left()).toEqual(["both", "other"]);
  });

  test("an export holds all that is held about a client, words opened, and nothing of another's; the risk officer's review is of those very files", async () => {
    const o = await confided(open);
    const listing = { kind: "adverse", matterId: null } as const;
    await listName(o.db, o.deps.vault, { ...listing, clientId: o.acme, names: ["Beta Holdings"] }, byTerminal(NINE));
    // Met at Acme's; whom Globex is against is no business of Acme's.
    await unaudited(o.db, (tx) =>
      sql`insert into contacts (name, client_id) values ('X. Quux', ${o.acme})`.execute(tx),
    );
    await listName(o.db, o.deps.vault, { ...listing, clientId: o.globex, names: ["Xanthippe Quux"] }, byTerminal(NINE));
    await screenAll(o.deps, NINE);
    const folder = join(await mkdtemp(join(tmpdir(), "rejoinder-export-")), "acme");
    onTestFinished(() => rm(join(folder, ".."), { recursive: true, force: true }));
    expect(await writeOut(o.db, o.deps.vault, "Acme", folder, NINE)).toMatch(
      /^Export \d+: .* holds everything about Acme, words opened\./,
    );
    const [json, page] = await Promise.all(
      ["held.json", "held.md"].map((name) => readFile(join(folder, name), "utf8")),
    );
    const held = JSON.parse(json!);
    expect(held.review).toMatch(/risk officer/);
    expect(held.parts.messages).toMatchObject([
      { words: ACME, author: "Dana Example", side: "client", channel: "acme-counsel" },
    ]);
    expect(held.parts.contacts).toMatchObject([{ name: "Dana Example" }, { name: "X. Quux" }]);
    expect(held.parts["names listed for conflicts"]).toMatchObject([{ kind: "adverse", names: "Beta Holdings" }]);
    expect(held.parts["possible conflicts"]).toMatchObject([{ where: "contact", called: "X. Quux", outcome: "open" }]);
    expect(Object.values(held.parts).every((rows) => Array.isArray(rows))).toBe(true);
    expect(held.parts.inquiries).toHaveLength(1);
    expect(page).toContain("To be reviewed by the risk officer before it leaves the firm");
    expect(page).toContain(`> ${ACME}`);
    for (const other of ["Globex", GLOBEX, "Sam Example", "Xanthippe"]) expect(json! + page!).not.toContain(other);
    expect((await stat(join(folder, "held.json"))).mode & 0o777).toBe(0o600);

    await expect(reviewed(o.db, folder, "Kim Fixture", NINE)).rejects.toThrow(
      "Kim Fixture is no risk officer of the firm.",
    );
    await unaudited(o.db, (tx) => sql`update people set is_risk_officer = true where name = 'Kim Fixture'`.execute(tx));
    expect(await reviewed(o.db, folder, "Kim Fixture", NINE)).toMatch(
      /^Noted in the audit log: Kim Fixture reviewed export \d+\.$/,
    );
    await writeFile(join(folder, "held.md"), `${page} `);
    await expect(reviewed(o.db, folder, "Kim Fixture", NINE)).rejects.toThrow("it was changed since");
  });
});
