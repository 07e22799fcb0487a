import { appendFileSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { sql } from "kysely";
import { describe, expect, test } from "vitest";
import { audit } from "../../src/cli/audit.ts";
import type { AuditEntry } from "../../src/domain/audit.ts";
import { sendCheckpoint } from "../../src/flows/send-checkpoint.ts";
import { checkpointsIn } from "../../src/ops/checkpoints.ts";
import { record } from "../../src/store/audit.ts";
import { chainHead } from "../../src/store/audit-chain.ts";
import type { Db, Store } from "../../src/store/db.ts";
import { databases } from "../database.ts";
import { freshFolder } from "../program/program.ts";
import { world } from "../story/world.ts";

const NOW = Date.UTC(2026, 0, 13, 15);
const told = (id: number): AuditEntry => ({ at: NOW, actor: "system", act: "told", subject: { kind: "delivery", id } });

/** By whoever owns the database: nothing in it stands in their way. */
const tampered = (db: Db, ...statements: string[]) =>
  db.transaction().execute(async (tx) => {
    await sql`set local session_replication_role = replica`.execute(tx);
    for (const statement of statements) await sql.raw(statement).execute(tx);
  });

const verified = (db: Db, more: object = {}) => audit(db, "verify", undefined, more, NOW);

describe.each(databases)("a log that somebody who owns the database changed, on %s", (_kind, open) => {
  async function twelve(): Promise<Store> {
    const store = await open();
    for (let id = 1; id <= 12; id++) await record(store.db, told(id));
    return store;
  }

  test("untouched, it is whole", async () => {
    const { db } = await twelve();
    expect(await verified(db)).toEqual({ ok: true, say: expect.stringContaining("The log is whole: 12 entries") });
  });

  test.each<[string, string[], string]>([
    [
      "edited: one figure of one entry",
      [`update audit set entry = replace(entry, '"id":5', '"id":55') where id = 5`],
      "Entry 5 is the first that is not: its text was edited.",
    ],
    [
      "edited: by one space that means nothing",
      ["update audit set entry = entry || ' ' where id = 7"],
      "Entry 7 is the first that is not: its text was edited.",
    ],
    ["removed: its text", ["delete from audit where id = 6"], "Entry 6 is the first that is not: it was removed."],
    [
      "removed: with its link",
      ["delete from audit where id = 6", "delete from audit_chain where seq = 6"],
      "Entry 6 is the first that is not: it was removed.",
    ],
    [
      "removed, and those after it moved up",
      [
        "delete from audit where id = 6",
        "delete from audit_chain where seq = 6",
        "update audit_chain set seq = -seq + 1 where seq > 6",
        "update audit_chain set seq = -seq where seq < 0",
      ],
      "Entry 6 is the first that is not: its text was edited.",
    ],
    [
      "removed: the first",
      ["delete from audit where id = 1", "delete from audit_chain where seq = 1"],
      "Entry 1 is the first that is not: it was removed.",
    ],
    [
      "two changed places",
      [
        "update audit_chain set entry_id = -1 where seq = 4",
        "update audit_chain set entry_id = 4 where seq = 9",
        "update audit_chain set entry_id = 9 where seq = 4",
      ],
      "Entry 4 is the first that is not: another entry stands in its place.",
    ],
    [
      "inserted, past the chain",
      [`insert into audit (entry) values ('{"act":"told","subject":{"kind":"delivery"}}')`],
      "row 13 was inserted past the chain",
    ],
    [
      "inserted in the middle, with a link of its own",
      [
        `insert into audit (entry) values ('{"act":"told","subject":{"kind":"delivery"}}')`,
        "update audit_chain set seq = -seq - 1 where seq > 5",
        "update audit_chain set seq = -seq where seq < 0",
        "insert into audit_chain select 6, 13, sha256(hash || convert_to((select entry from audit where id = 13), 'UTF8')) from audit_chain where seq = 5",
      ],
      "Entry 7 is the first that is not: its text was edited.",
    ],
  ])("%s", async (_what, statements, say) => {
    const { db } = await twelve();
    await tampered(db, ...statements);
    const verdict = await verified(db);
    expect(verdict.ok).toBe(false);
    expect(verdict.say).toContain("The log is not as it was written.");
    expect(verdict.say).toContain(say);
  });

  test("cut off at its end, a checkpoint from outside tells, and nothing else could", async () => {
    const { db } = await twelve();
    const { hash } = (await chainHead(db))!;
    await tampered(db, "delete from audit where id > 9", "delete from audit_chain where seq > 9");
    expect((await verified(db)).ok).toBe(true);
    const verdict = await verified(db, { checkpoint: [`12:${hash}`] });
    expect(verdict).toEqual({ ok: false, say: expect.stringContaining("a checkpoint knows of entries from 10 on") });
  });

  test("rewritten as a whole from one entry on, hashes and all, a checkpoint tells", async () => {
    const { db } = await twelve();
    const { hash } = (await chainHead(db))!;
    await tampered(db, "delete from audit_chain where seq >= 5", "delete from audit where id = 5");
    await tampered(
      db,
      `with recursive links as (
        select seq, hash from audit_chain where seq = 4
        union all
        select l.seq + 1, sha256(l.hash || convert_to((select entry from audit where id = l.seq + 2), 'UTF8')) from links l where l.seq < 11
      ) insert into audit_chain select seq, seq + 1, hash from links where seq > 4`,
    );
    await record(db, told(99));
    expect((await verified(db)).ok).toBe(true);
    const verdict = await verified(db, { checkpoint: [`12:${hash}`] });
    expect(verdict).toEqual({ ok: false, say: expect.stringContaining("at entry 12 a checkpoint knows another hash") });
  });

  test("checkpoints are added to a file as often as is set, and the file proves the log", async () => {
    const { db } = await twelve();
    const file = join(freshFolder(), "checkpoints");
    const checkpoints = { every: 60, keep: checkpointsIn(file) };
    const deps = { db, chats: new Map(), tell: () => {}, checkpoints } as never;
    expect(await sendCheckpoint(deps, NOW)).toBe(1);
    expect(await sendCheckpoint(deps, NOW + 59 * 60_000)).toBe(0);
    await record(db, told(13));
    expect(await sendCheckpoint(deps, NOW + 60 * 60_000)).toBe(1);
    expect(readFileSync(file, "utf8")).toMatch(
      /^2026-01-13T15:00:00.000Z entry 12 [0-9a-f]{64}\n\S+ entry 13 [0-9a-f]{64}\n$/,
    );
    expect(await verified(db, { checkpoints: file })).toEqual({
      ok: true,
      say: expect.stringContaining("All 2 checkpoints fit."),
    });
    await tampered(db, "delete from audit where id > 12", "delete from audit_chain where seq > 12");
    expect(await verified(db, { checkpoints: file })).toEqual({
      ok: false,
      say: expect.stringContaining("a checkpoint knows of entries from 13 on"),
    });
    appendFileSync(file, "not one\n");
    await expect(verified(db, { checkpoints: file })).rejects.toThrow("line 3: is no checkpoint");
  });
});

test("after a breach: who knew of the matter, when, and by which way; and who did not is not named", async () => {
  const w = await world("2026-01-13T10:00-05:00", { on: "slack" });
  await w.says("UDANA", "CACME", "When is our reply brief due?");
  await w.says("USAM", "CGLOBEX", "When will the lease be signed?");
  await w.until("2026-01-13T12:05-05:00");
  await w.asks("UPAT", "overdue");
  await w.asks("ULEE", "show 1");
  await w.asks("UBEN", "show 2");
  const { say } = await audit(w.db, "who-saw", "Acme v. Beta", {}, w.now());
  expect(say).toMatch(/^\d people of the firm knew of Acme \/ Acme v\. Beta\. Times are of America\/New_York\./);
  expect(say).toMatch(
    /Kim Fixture, \d times?:\n {2}2026-01-13 11:00:\d\d {2}a message to them: inquiry 1 {2}\(entry \d+\)/,
  );
  expect(say).toMatch(/Lee Fixture, [^:]+:(?:\n {2}.*)*\n {2}2026-01-13 12:05:\d\d {2}the whole inquiry: inquiry 1 /);
  expect(say).toMatch(/Pat Fixture, [^:]+:(?:\n {2}.*)*\n {2}2026-01-13 12:05:\d\d {2}a list: inquir/);
  expect(say).not.toContain("Ben Fixture");
  // That it was asked is in the log as well.
  const { say: listed } = await audit(w.db, "list", undefined, { matter: "Acme v. Beta" }, w.now());
  expect(listed).toMatch(/someone at the terminal: log read, matter 1 \(by who-saw\)/);
});
