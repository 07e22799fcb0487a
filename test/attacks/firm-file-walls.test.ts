import { describe, expect, test } from "vitest";
import { parse } from "yaml";
import { byTerminal } from "../../src/domain/audit.ts";
import type { FirmPlan } from "../../src/domain/firm-plan.ts";
import { at } from "../../src/domain/time.ts";
import { readFirmFile } from "../../src/firm-file/read.ts";
import { newFirmFile, updatedFirmFile } from "../../src/firm-file/write.ts";
import { applyFirm } from "../../src/flows/apply-firm.ts";
import { firmReader } from "../../src/flows/firm-reader.ts";
import { fixtureFirm } from "../../src/sandbox/firm.ts";
import { logged } from "../../src/store/audit-log.ts";
import type { Db } from "../../src/store/db.ts";
import { holds } from "../../src/store/holds.ts";
import { readFirm } from "../../src/store/read-firm.ts";
import { retentions } from "../../src/store/retentions.ts";
import { setUpFirm } from "../../src/store/set-up.ts";
import { allWalls, standingWalls } from "../../src/store/walls.ts";
import { databases, governed } from "../database.ts";
import { testVault } from "../vault.ts";

const start = at("2026-01-12T09:00-05:00");
const platforms = ["slack"];
const withOfficer: FirmPlan = {
  ...fixtureFirm,
  people: fixtureFirm.people.map((p) => (p.name === "Ash Fixture" ? { ...p, riskOfficer: true } : p)),
};

describe.each(databases)("walls in the firm's file, on the %s database", (_kind, open) => {
  let now = start;
  const vault = testVault();

  async function firm(plan = withOfficer): Promise<Db> {
    now = start;
    const { db } = await open();
    await governed(db);
    await setUpFirm(db, plan, now);
    return db;
  }
  async function exported(db: Db, as?: string, into?: string): Promise<string> {
    const { sight } = (await firmReader(db, as, now))!;
    const plan = (await readFirm(db, now, sight, vault))!;
    return into === undefined ? newFirmFile(plan, "schema.json") : updatedFirmFile(into, plan, { platforms, now })!;
  }
  /** What it changed; or what is wrong, each with its line. */
  async function applied(db: Db, yaml: string, as?: string) {
    now += 60_000;
    const reader = (await firmReader(db, as, now))!;
    let wrong: readonly string[] | undefined;
    const deps = { db, vault, chats: new Map(), tell: () => {} };
    const done = await applyFirm(
      deps,
      (known) => {
        const read = readFirmFile(yaml, { known, platforms, now, may: reader.may });
        if ("plan" in read) return read.plan;
        wrong = read.wrong.map(({ line, say }) => `${yaml.split("\n")[line - 1]?.trim()} <- ${say}`);
        return undefined;
      },
      now,
      byTerminal(now),
      reader,
    );
    return wrong ?? done!.changes;
  }
  const standing = async (db: Db) =>
    (await standingWalls(db)).map((w) => [w.client, w.matter, w.kind, [...w.people, ...w.groups], w.reason, w.madeBy]);
  const wallsIn = (yaml: string, client: string, matter?: string) => {
    const it = parse(yaml).clients[client];
    return (matter === undefined ? it : it.matters[matter])?.walls;
  };
  /** Of the matter; `client`: of the client. */
  const walledFile = (yaml: string, walls: string, where: "matter" | "client" = "matter") => {
    const [found, indent] = where === "matter" ? [/^( *)Acme v\. Beta:.*$/m, "        "] : [/^( *)Globex:.*$/m, "    "];
    expect(yaml).toMatch(found);
    return yaml.replace(found, (line) => {
      const inBraces = /\{ (.*) \}$/.exec(line)?.[1];
      const rest = inBraces
        ? `\n${inBraces
            .split(", ")
            .map((one) => `${indent}${one}`)
            .join("\n")}`
        : "";
      return `${line.replace(/:.*/, ":")}\n${indent}walls: ${walls}${rest}`;
    });
  };
  const screened = async (db: Db, from = "Kim Fixture", where: "matter" | "client" = "matter") => {
    const yaml = walledFile(
      await exported(db, "Ash Fixture"),
      `[ { screened: [ ${from} ], why: she acted for Beta } ]`,
      where,
    );
    return applied(db, yaml, "Ash Fixture");
  };

  test("a risk officer's file makes one, as the command does: by them, with its entry; again it changes nothing", async () => {
    const db = await firm();
    expect(await screened(db, "Kim Fixture, Corporate")).toEqual([
      expect.objectContaining({ is: "wall", of: "Acme, Acme v. Beta", now: true }),
    ]);
    expect(await standing(db)).toEqual([
      ["Acme", "Acme v. Beta", "screened", ["Kim Fixture", "Corporate"], "she acted for Beta", "Ash Fixture"],
    ]);
    const [raised] = await logged(db, { subject: { kind: "wall", ids: [1] } });
    expect(raised).toMatchObject({ act: "wall raised", actor: "terminal", details: { kind: "screened", people: [1] } });
    expect(raised!.details).toMatchObject({ outside: expect.arrayContaining([1]), as: expect.any(Number) });
    const yaml = await exported(db, "Ash Fixture");
    expect(wallsIn(yaml, "Acme", "Acme v. Beta")).toEqual([
      { screened: ["Kim Fixture", "Corporate"], why: "she acted for Beta" },
    ]);
    expect(await applied(db, yaml, "Ash Fixture")).toEqual([]);
    expect(await applied(db, yaml)).toEqual([]);
    expect(await exported(db, "Ash Fixture", yaml)).toBe(yaml);
  });

  test("left out it stands; [] lifts it; another reason is another wall, and the first stays on record", async () => {
    const db = await firm();
    await screened(db);
    const yaml = await exported(db, "Ash Fixture");
    const silent = yaml.replace(/^ *walls:[\s\S]*?Beta[ }\]]*\n/m, "");
    expect(silent).not.toContain("she acted");
    expect(await applied(db, silent, "Ash Fixture")).toEqual([]);
    expect(await standing(db)).toHaveLength(1);
    expect(await applied(db, yaml.replace("she acted for Beta", "her brother is Beta"), "Ash Fixture")).toHaveLength(2);
    expect((await standing(db)).map((wall) => wall[4])).toEqual(["her brother is Beta"]);
    const none = (await exported(db, "Ash Fixture")).replace(/walls:[\s\S]*?is Beta[ }\]]*$/m, "walls: []");
    expect(none).toContain("walls: []");
    expect(await applied(db, none, "Ash Fixture")).toEqual([expect.objectContaining({ is: "wall", now: false })]);
    expect(await standing(db)).toEqual([]);
    expect((await allWalls(db)).map((wall) => wall.liftedBy)).toEqual(["Ash Fixture", "Ash Fixture"]);
    expect(await exported(db, "Ash Fixture", none)).toBe(none);
  });

  test.each(["matter", "client"] as const)(
    "what somebody screened from a %s exports is, to the byte, what it is with that deleted; applied, nothing changes",
    async (where) => {
      const db = await firm();
      const gone = where === "matter" ? "Acme v. Beta" : "Globex";
      await screened(db, "Kim Fixture", where);
      const hers = await exported(db, "Kim Fixture");
      expect(hers).not.toContain(gone);
      expect(hers).not.toMatch(/walls: *$|walls: \[|screened|she acted/m);
      const without = await firm({
        ...withOfficer,
        clients: withOfficer.clients.flatMap((c) => {
          if (c.name === gone) return [];
          return [{ ...c, matters: c.matters?.filter((m) => m.name !== gone) }];
        }),
        channels: withOfficer.channels.filter((ch) => ch.client !== gone && ch.matter !== gone),
      });
      expect(hers).toBe(await exported(without, "Kim Fixture"));
      const before = await exported(db);
      for (const as of ["Kim Fixture", "Ash Fixture", undefined])
        expect([as, await applied(db, hers, as)]).toEqual([as, []]);
      expect(await exported(db)).toBe(before);
      expect(await standing(db)).toHaveLength(1);
      // Her file, once written by an officer, is brought up to what is there for her.
      expect(await exported(db, "Kim Fixture", before)).not.toMatch(new RegExp(`${gone}|she acted`));
    },
  );

  test("who names a client that is walled from them has a namesake, and writes to that one alone", async () => {
    const db = await firm();
    await screened(db, "Kim Fixture", "client");
    const before = await exported(db, "Ash Fixture");
    const hers = (await exported(db, "Kim Fixture")).replace(
      /^clients:$/m,
      "clients:\n  Globex: { group: Litigation }",
    );
    expect(await applied(db, hers, "Kim Fixture")).toEqual([
      expect.objectContaining({ is: "new", of: "Globex", what: "client" }),
    ]);
    expect(await applied(db, hers, "Kim Fixture")).toEqual([]);
    const both = await exported(db, "Ash Fixture");
    expect(both).toContain("  Globex (2): { group: Litigation }");
    expect(both.replace(/^ {2}Globex \(2\):.*\n/m, "")).toBe(before);
    expect(await applied(db, both, "Ash Fixture")).toEqual([]);
    expect(await applied(db, both)).toEqual([]);
    // Hers is called Globex for her, and what she says of it is said of it.
    const changed = (await exported(db, "Kim Fixture")).replace(
      "Globex: { group: Litigation }",
      "Globex: { group: Corporate }",
    );
    expect(await applied(db, changed, "Kim Fixture")).toHaveLength(1);
    expect(await exported(db, "Ash Fixture")).toBe(
      both.replace("Globex (2): { group: Litigation }", "Globex (2): { group: Corporate }"),
    );
    expect(await standing(db)).toHaveLength(1);
  });

  test("who names a matter that is walled from them has a namesake as well; a channel behind it is not theirs to take", async () => {
    const db = await firm();
    await screened(db);
    const before = await exported(db, "Ash Fixture");
    const hers = (await exported(db, "Kim Fixture")).replace(/^( {2}Acme:)$/m, "$1\n    matters:\n      Acme v. Beta:");
    expect(hers).toContain("Acme v. Beta");
    expect(await applied(db, hers, "Kim Fixture")).toEqual([
      expect.objectContaining({ is: "new", of: "Acme, Acme v. Beta", what: "matter" }),
    ]);
    expect((await exported(db, "Ash Fixture")).replace(/^ +Acme v\. Beta \(2\):.*\n/m, "")).toBe(before);
    const { external_id: id, workspace } = await db
      .selectFrom("channels")
      .selectAll()
      .where("name", "=", "acme-counsel")
      .executeTakeFirstOrThrow();
    const takes = `${hers.split(/^channels:/m)[0]}channels:\n  - { channel: taken, client: Initech, id: slack/${workspace}/${id} }\n`;
    await expect(applied(db, takes, "Kim Fixture")).rejects.toThrow("#taken cannot be set by this file");
  });

  test("nobody else's file changes a wall: neither a partner's, nor one that was screened, nor the terminal's own", async () => {
    const db = await firm();
    await screened(db);
    const whole = await exported(db);
    const none = whole.replace(/walls: \[.*\]/, "walls: []");
    expect(none).not.toBe(whole);
    const theirs = /^walls: .* <- Walls are a risk officer's to change\. Let one of them apply the file, with --as/;
    expect(await applied(db, none)).toEqual([expect.stringMatching(theirs)]);
    // For Pat there is no wall to be lifted, nor for Kim a matter that it could be around.
    expect(await applied(db, none, "Pat Fixture")).toEqual([]);
    await expect(applied(db, none, "Kim Fixture")).rejects.toThrow("#acme-counsel cannot be set by this file");
    const more = walledFile(await exported(db, "Pat Fixture"), "[ { screened: [ Ana Fixture ], why: so } ]", "client");
    expect(await applied(db, more, "Pat Fixture")).toEqual([expect.stringMatching(theirs)]);
    expect(await applied(db, more)).toEqual([expect.stringMatching(theirs)]);
    expect(await standing(db)).toEqual([
      ["Acme", "Acme v. Beta", "screened", ["Kim Fixture"], "she acted for Beta", "Ash Fixture"],
    ]);
  });

  test("a risk officer who is screened writes and lifts nothing of it; one whom few need to know does not count among tends it", async () => {
    const db = await firm({
      ...withOfficer,
      people: withOfficer.people.map((p) => (p.name === "Kim Fixture" ? { ...p, riskOfficer: true } : p)),
    });
    await screened(db);
    const hers = await exported(db, "Kim Fixture");
    expect(hers).not.toContain("Acme v. Beta");
    expect(await applied(db, hers, "Kim Fixture")).toEqual([]);
    expect(await standing(db)).toHaveLength(1);
    const only = walledFile(
      await exported(db, "Ash Fixture"),
      '[ { "need to know": [ Ana Fixture ], why: not announced } ]',
      "client",
    );
    expect(await applied(db, only, "Ash Fixture")).toHaveLength(1);
    expect(wallsIn(await exported(db, "Ash Fixture"), "Globex")).toEqual([
      { "need to know": ["Ana Fixture"], why: "not announced" },
    ]);
    expect(await exported(db, "Pat Fixture")).not.toContain("Globex");
  });

  test("how long what is kept and legal holds are written too, by a risk officer; the hold is sealed, and hers alone to read", async () => {
    const db = await firm();
    const yaml = (await exported(db, "Ash Fixture"))
      .replace(/^people:/m, "retention: { words: 18 months, sent: 90 days }\n\npeople:")
      .replace(
        /^( {2}Acme:)$/m,
        "$1\n    hold: Acme v. Beta is pending\n    retention: { words: 7 years, people: nothing }",
      );
    for (const as of ["Pat Fixture", "Kim Fixture"])
      expect(await applied(db, yaml, as)).toEqual([
        expect.stringMatching(/^retention: .* <- How long what is kept is a risk officer's to change/),
        expect.stringMatching(/^hold: .* <- Legal holds are a risk officer's to change/),
        expect.stringMatching(/^retention: .* <- How long what is kept is a risk officer's to change/),
      ]);
    expect(await applied(db, yaml, "Ash Fixture")).toHaveLength(5);
    expect(await retentions(db)).toEqual([
      { clientId: 1, kind: "people", days: 0 },
      { clientId: 1, kind: "words", days: 7 * 366 },
      { kind: "sent", days: 90 },
      { kind: "words", days: 18 * 31 },
    ]);
    const [hold] = await holds(db, vault, now);
    expect(hold).toMatchObject({ client: "Acme", why: "Acme v. Beta is pending" });
    expect(hold!.liftedAt).toBeUndefined();
    const { why } = await db.selectFrom("holds").select("why").executeTakeFirstOrThrow();
    expect(Buffer.from(why).toString()).not.toContain("pending");
    const entries = await logged(db, { clientId: 1 });
    expect(entries.map(({ act }) => act)).toEqual(expect.arrayContaining(["retention set", "hold placed"]));
    // Exported, applied, left out, it stays; said otherwise, it is so.
    expect(await applied(db, await exported(db, "Ash Fixture"), "Ash Fixture")).toEqual([]);
    const pats = await exported(db, "Pat Fixture");
    expect(pats).toContain("18 months");
    expect(pats).not.toContain("is pending");
    expect(await applied(db, pats, "Pat Fixture")).toEqual([]);
    const none = (await exported(db, "Ash Fixture")).replace("hold: Acme v. Beta is pending", "hold: none");
    expect(await applied(db, none, "Ash Fixture")).toHaveLength(1);
    expect((await holds(db, vault, now))[0]!.liftedAt).toBe(now);
  });
});
