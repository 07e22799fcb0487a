import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { sql } from "kysely";
import { describe, expect, onTestFinished, test, vi } from "vitest";
import { doConflicts } from "../../src/cli/conflicts.ts";
import { byTerminal } from "../../src/domain/audit.ts";
import type { AccountRef } from "../../src/domain/message.ts";
import { at, MINUTE } from "../../src/domain/time.ts";
import { answerCommand } from "../../src/flows/answer-command.ts";
import { deliver } from "../../src/flows/deliver.ts";
import { screenAll } from "../../src/flows/screen.ts";
import { tellOfConflicts } from "../../src/flows/tell-of-conflicts.ts";
import { TEAM } from "../../src/sandbox/firm.ts";
import { logged } from "../../src/store/audit-log.ts";
import { checkup } from "../../src/store/checkup.ts";
import { eraseClient } from "../../src/store/erase.ts";
import { listName } from "../../src/store/listed-names.ts";
import { makeWall } from "../../src/store/walls.ts";
import { databases } from "../database.ts";
import { statements } from "../statements.ts";
import { unaudited } from "../unaudited.ts";
import { deleted, edited, type Office, office, post, said } from "./office.ts";

const NINE = at("2026-01-13T09:30-05:00");
const PAT: AccountRef = { platform: "slack", workspace: TEAM, id: "UPAT" };
const ASH: AccountRef = { ...PAT, id: "UASH" };

const officer = (o: Office, name = "Ash Fixture") =>
  unaudited(o.db, (tx) => tx.updateTable("people").set({ is_risk_officer: true }).where("name", "=", name).execute());
const clientId = async (o: Office, name: string) =>
  (await o.db.selectFrom("clients").select("id").where("name", "=", name).executeTakeFirstOrThrow()).id;
const adverse = async (o: Office, name: string, client?: string, ...also: string[]) => {
  const id = client === undefined ? null : await clientId(o, client);
  return listName(
    o.db,
    o.deps.vault,
    { kind: "adverse", clientId: id, matterId: null, names: [name, ...also] },
    byTerminal(NINE),
  );
};
const found = (o: Office) =>
  o.db.selectFrom("conflicts").select(["name_id", "subject", "subject_id", "message"]).orderBy("id").execute();

describe.each(databases)("on the %s database", (_kind, open) => {
  test("to ask takes the same statements, whether there is nothing, something, or something behind a wall", async () => {
    const o = await office(open, NINE);
    await officer(o);
    await officer(o, "Lee Fixture");
    await adverse(o, "Hooli", "Globex");
    const people = await o.db.selectFrom("people").select(["id", "name"]).execute();
    const idOf = (name: string) => people.find((one) => one.name === name)!.id;
    const wall = {
      kind: "screened",
      clientId: await clientId(o, "Globex"),
      matterId: null,
      groupIds: [],
      madeBy: null,
    } as const;
    await makeWall(
      o.db,
      { ...wall, personIds: [idOf("Pat Fixture"), idOf("Lee Fixture")], reason: "a fixture's" },
      NINE,
    );
    for (const who of [PAT, { ...PAT, id: "ULEE" }]) {
      const asked = (name: string) =>
        statements(o.db, (db) => answerCommand({ ...o.deps, db }, who, `conflicts ${name}`, name, NINE));
      // What is kept in memory for a while is there from now on.
      await asked("Nobody");
      const [none, ...others] = await Promise.all(["Xyzzyx", "Acme", "Hooli", "Globex"].map(asked));
      expect(none!.length).toBeGreaterThan(5);
      for (const one of others) expect(one).toEqual(none);
    }
  });

  test("an edit is looked through as well; one finding for each channel, and one for each thing that has the name", async () => {
    const o = await office(open, NINE);
    await officer(o);
    const id = await adverse(o, "Vandelay Industries", "Acme", "Kramerica");
    const first = post("CGLOBEX", "USAM", NINE + MINUTE, "Can we sublet the second floor?");
    await o.hears(said(first), NINE + MINUTE);
    expect(await found(o)).toEqual([]);
    await o.hears(edited(first, "Can we sublet the second floor to kramerica?", NINE + 2 * MINUTE), NINE + 2 * MINUTE);
    const [channel] = await o.db.selectFrom("channels").select("id").where("external_id", "=", "CGLOBEX").execute();
    const one = { name_id: id, subject: "channel", subject_id: channel!.id, message: first.id };
    expect(await found(o)).toEqual([one]);
    await o.hears(said(post("CGLOBEX", "UANA", NINE + 3 * MINUTE, "Vandelay Industries is here.")), NINE + 3 * MINUTE);
    await screenAll(o.deps, NINE + 4 * MINUTE);
    await screenAll(o.deps, NINE + 5 * MINUTE);
    expect(await found(o)).toEqual([one]);
  });

  test("who is listed stands nowhere in the open: not in a table, not in the log, not in what was sent", async () => {
    const o = await office(open, NINE);
    await officer(o);
    await adverse(o, "Xanthippe Quux", undefined, "Zebulon Quux");
    await answerCommand(o.deps, PAT, "conflicts Yolanda Globex", "1", NINE);
    await o.hears(said(post("CGLOBEX", "UANA", NINE, "Xanthippe Quux called.")), NINE);
    await screenAll(o.deps, NINE + MINUTE);
    await tellOfConflicts(o.deps, NINE + MINUTE);
    await deliver(o.deps, () => NINE + MINUTE);
    expect(o.sent.map(({ words }) => words).join("\n")).toContain("Xanthippe Quux");
    const { rows } = await sql<{ name: string }>`
      select tablename as name from pg_tables where schemaname = current_schema()`.execute(o.db);
    for (const { name } of rows) {
      const all = await sql<{ it: string }>`select to_jsonb(t)::text as it from ${sql.table(name)} t`.execute(o.db);
      expect([name, all.rows.map(({ it }) => it).join("\n")]).toEqual([
        name,
        expect.not.stringMatching(/Quux|Yolanda/),
      ]);
    }
  });

  test("a message is never lost for it: where the list cannot be opened it is looked through later", async () => {
    const o = await office(open, NINE);
    await officer(o);
    await adverse(o, "Hooli");
    const sealed = vi.spyOn(o.deps.vault, "open").mockRejectedValueOnce(new TypeError("no key just now"));
    await o.hears(said(post("CGLOBEX", "USAM", NINE, "May we talk to Hooli?")), NINE);
    sealed.mockRestore();
    expect(await o.db.selectFrom("messages").select("side").execute()).toEqual([{ side: "client" }]);
    expect(o.told).toContainEqual(expect.objectContaining({ what: "job failed", reason: "TypeError" }));
    expect(await found(o)).toEqual([]);
    await screenAll(o.deps, NINE + MINUTE);
    expect(await found(o)).toEqual([expect.objectContaining({ subject: "channel" })]);
  });

  test("what cannot be looked up is set aside, and holds up no other", async () => {
    const o = await office(open, NINE);
    await officer(o);
    await adverse(o, "Hooli");
    const message = post("CGLOBEX", "USAM", NINE, "May we talk to Hooli?");
    const sealed = vi.spyOn(o.deps.vault, "open").mockRejectedValueOnce(new TypeError("no key just now"));
    await o.hears(said(message), NINE);
    sealed.mockRestore();
    const whole = o.deps.vault.open;
    const poisoned = vi
      .spyOn(o.deps.vault, "open")
      .mockImplementation((db, bytes, place, now) =>
        place.column === "messages.body"
          ? Promise.reject(new RangeError("a client's word"))
          : whole(db, bytes, place, now),
      );
    await unaudited(o.db, (tx) => sql`update clients set name = 'Hooli GmbH' where name = 'Initech'`.execute(tx));
    await sql`insert into to_screen values ('client', ${await clientId(o, "Hooli GmbH")}) on conflict do nothing`.execute(
      o.db,
    );
    for (let minute = 1; minute < 120; minute += 1) await screenAll(o.deps, NINE + minute * MINUTE);
    expect(await found(o)).toEqual([expect.objectContaining({ subject: "client" })]);
    const troubles = await o.db
      .selectFrom("troubles")
      .select(["job", "reason"])
      .where("again_at", "is", null)
      .execute();
    expect(troubles).toEqual([{ job: expect.stringMatching(/^screen message \d+$/), reason: "RangeError" }]);
    poisoned.mockRestore();
    await sql`delete from troubles`.execute(o.db);
    await screenAll(o.deps, NINE + 121 * MINUTE);
    expect(await found(o)).toHaveLength(2);
  });

  test("what was said before a name was listed is looked through as well, as far as its words are kept", async () => {
    const o = await office(open, NINE);
    await officer(o);
    const gone = post("CACME", "UDANA", NINE, "Hooli wrote to us.");
    for (const message of [
      gone,
      post("CGLOBEX", "USAM", NINE + MINUTE, "May we talk to Hooli?"),
      post("CGENERAL", "UKIM", NINE + MINUTE, "Hooli is what I call my dog."),
    ])
      await o.hears(said(message), NINE + MINUTE);
    await o.hears(deleted(gone, NINE + 2 * MINUTE), NINE + 2 * MINUTE);
    await screenAll(o.deps, NINE + 3 * MINUTE);
    await adverse(o, "Hooli");
    for (const minute of [4, 5, 6]) await screenAll(o.deps, NINE + minute * MINUTE);
    const [channel] = await o.db.selectFrom("channels").select("id").where("external_id", "=", "CGLOBEX").execute();
    expect((await found(o)).map(({ subject, subject_id }) => [subject, subject_id])).toEqual([
      ["channel", channel!.id],
    ]);
    expect(await sql`select from to_screen`.execute(o.db)).toMatchObject({ rows: [] });
  });

  test("what no risk officer may look at waits for one who may; the admins inside hear that there is something, and so does the terminal", async () => {
    const o = await office(open, NINE);
    await officer(o);
    await unaudited(o.db, (tx) =>
      tx.updateTable("people").set({ is_admin: true }).where("name", "in", ["Ana Fixture", "Lee Fixture"]).execute(),
    );
    const people = await o.db.selectFrom("people").select(["id", "name"]).execute();
    const idOf = (name: string) => people.find((one) => one.name === name)!.id;
    await makeWall(
      o.db,
      {
        ...{ kind: "screened", clientId: await clientId(o, "Globex"), matterId: null, groupIds: [], madeBy: null },
        ...{ personIds: [idOf("Ash Fixture"), idOf("Lee Fixture")], reason: "a fixture's" },
      },
      NINE,
    );
    await adverse(o, "Hooli");
    await o.hears(said(post("CGLOBEX", "USAM", NINE, "May we talk to Hooli?")), NINE);
    const heard = () => o.sent.filter(({ words }) => /conflict of interest/.test(words));
    const hour = async (n: number) => {
      await tellOfConflicts(o.deps, NINE + n * 60 * MINUTE);
      await deliver(o.deps, () => NINE + n * 60 * MINUTE);
    };
    const doctor = async () =>
      (await checkup(o.db, NINE + 4 * 60 * MINUTE)).find(({ name }) => name === "Risk officers")!.ok;
    for (const n of [1, 2, 3]) await hour(n);
    expect(heard().map(({ to, words }) => [to, words])).toEqual([
      ["UANA", expect.stringMatching(/^No risk officer may look at a possible conflict of interest/)],
    ]);
    expect(heard()[0]!.words).not.toMatch(/hooli|globex/i);
    expect(await doctor()).toBe(false);
    await officer(o, "Kim Fixture");
    await hour(4);
    expect(heard().slice(1)).toMatchObject([{ to: "UKIM", words: expect.stringContaining("Hooli") }]);
    expect(await doctor()).toBe(true);
  });

  test("once a client is erased, nothing says in which message it was", async () => {
    const o = await office(open, NINE);
    await officer(o);
    await adverse(o, "Hooli");
    await o.hears(said(post("CGLOBEX", "USAM", NINE, "May we talk to Hooli?")), NINE);
    expect((await found(o)).map(({ message }) => message !== null)).toEqual([true]);
    await eraseClient(o.db, await clientId(o, "Globex"), byTerminal(NINE));
    expect((await found(o)).map(({ message }) => message)).toEqual([null]);
    // Whom a name was listed for is forgotten, and not that it was for somebody.
    await adverse(o, "Umbrella", "Acme");
    await eraseClient(o.db, await clientId(o, "Acme"), byTerminal(NINE));
    const list = await doConflicts(o.db, o.deps.vault, ["list"], {}, NINE);
    expect(list).toContain("2  Umbrella: adverse for a client who was erased, since");
  });

  test("in the terminal names are listed, looked up and taken off", async () => {
    const o = await office(open, NINE);
    const run = (words: string[], given = {}) => doConflicts(o.db, o.deps.vault, words, given, NINE);
    expect(await run([])).toBe("No name is listed.");
    expect(await run(["adverse", "Beta Holdings"], { for: "Acme", also: ["Betamax"] })).toContain(
      "is listed, as number 1",
    );
    expect(await run(["prospective", "Hooli"])).toContain("as number 2");
    expect(await run(["list"])).toBe(
      "1  Beta Holdings (Betamax): adverse for Acme, since 2026-01-13\n2  Hooli: prospective, since 2026-01-13",
    );
    expect(await run(["check", "BETA", "GmbH"])).toContain("1  Beta Holdings");
    expect(await run(["check", "Vandelay"])).toContain("Nobody on the list");
    expect(await run(["remove", "1"])).toContain("listed no more");
    await expect(run(["remove", "1"])).rejects.toThrow("There is no name 1 on the list");
    await expect(run(["adverse", "!"])).rejects.toThrow("Whose name?");
    await expect(run(["check"])).rejects.toThrow("Which name?");
    await expect(run(["burn"])).rejects.toThrow('"burn" is nothing to do with conflicts');
    expect(await run([])).toContain("2  Hooli");
  });

  test("a name is listed for a matter: in chat, in the terminal, and in what is found; a matter behind a wall is none", async () => {
    const o = await office(open, NINE);
    await officer(o);
    const words = async (text: string) => JSON.stringify(await answerCommand(o.deps, ASH, text, text, NINE));
    expect(await words("adverse Hooli for Acme, Acme v. Beta also Hooligans")).toContain(
      "against Acme in Acme v. Beta",
    );
    expect(await words("adverse Vandelay for Acme v. Beta")).toContain("against Acme in Acme v. Beta");
    expect(await words("prospective Kramerica for Acme")).toContain("may become a client (for Acme)");
    const terminal = (said: string[], given = {}) => doConflicts(o.db, o.deps.vault, said, given, NINE);
    expect(await terminal([])).toBe(
      [
        "1  Hooli (Hooligans): adverse for Acme in Acme v. Beta, since 2026-01-13",
        "2  Vandelay: adverse for Acme in Acme v. Beta, since 2026-01-13",
        "3  Kramerica: prospective for Acme, since 2026-01-13",
      ].join("\n"),
    );
    await terminal(["adverse", "Initrode"], { for: "Acme, Acme v. Beta" });
    await expect(terminal(["adverse", "Initrode"], { for: "Acne" })).rejects.toThrow(
      'No matter or client is clearly "Acne". Did you mean "Acme" or "Acme, Acme v. Beta"?',
    );
    await o.hears(said(post("CGLOBEX", "USAM", NINE, "May we talk to Hooli?")), NINE);
    expect(await words("conflicts")).toContain("against Acme in Acme v. Beta");
    const [ash] = await o.db.selectFrom("people").select("id").where("name", "=", "Ash Fixture").execute();
    const matter = await o.db.selectFrom("matters").select(["id", "client_id"]).executeTakeFirstOrThrow();
    const wall = { kind: "screened", personIds: [ash!.id], groupIds: [], madeBy: null, reason: "a fixture's" } as const;
    await makeWall(o.db, { ...wall, clientId: matter.client_id, matterId: matter.id }, NINE);
    const left = await words("conflicts");
    expect(left).toContain("Kramerica");
    expect(left).not.toMatch(/Hooli|Vandelay|Initrode|Acme v/);
    expect(await words('adverse Umbrella for "Acme v. Beta"')).toBe(
      (await words('adverse Umbrella for "Acme v. Bets"')).replaceAll("Acme v. Bets", "Acme v. Beta"),
    );
  });

  test("a whole table of names is listed in the terminal, all of it or nothing, and once", async () => {
    const o = await office(open, NINE);
    const folder = await mkdtemp(join(tmpdir(), "names-"));
    onTestFinished(() => rm(folder, { recursive: true }));
    const file = join(folder, "names.csv");
    const run = (said: string[]) => doConflicts(o.db, o.deps.vault, said, {}, NINE);
    const takes = async (text: string) => {
      await writeFile(file, text);
      return run(["import", file]);
    };
    await expect(run(["import", file])).rejects.toThrow("There is no file");
    await expect(run(["import"])).rejects.toThrow("Which file?");
    await expect(
      takes("kind,name,for\nadverse,Hooli,Acme\nadverse,Vandelay,Nobody & Sons\nhostile,Beta,\n"),
    ).rejects.toThrow(
      /names\.csv:3: No matter or client is clearly "Nobody & Sons"\.\n.*names\.csv:4: “hostile” is no kind of name: adverse or prospective\.\nNothing was listed\./,
    );
    expect(await run([])).toBe("No name is listed.");
    const table =
      'Kind;Name;Also;Also;For\r\nadverse;"Müller; Söhne";Mueller;MS AG;"Acme, Acme v. Beta"\r\n\r\nprospective;Hooli;;;\r\nprospective;Hooli;;;\r\n';
    expect(await takes(`\uFEFF${table}`)).toContain("2 names listed. 1 line of the file says nothing new.");
    expect(await run([])).toBe(
      "1  Müller; Söhne (Mueller, MS AG): adverse for Acme in Acme v. Beta, since 2026-01-13\n2  Hooli: prospective, since 2026-01-13",
    );
    expect(await takes(table)).toContain("0 names listed. 3 lines of the file say nothing new.");
    const entries = (await logged(o.db, {})).filter(({ act }) => act === "names listed");
    expect(entries).toHaveLength(2);
  });

  test("what was taken off the list is looked for no more, and what was found of it is nobody's to settle", async () => {
    const o = await office(open, NINE);
    await officer(o);
    const id = await adverse(o, "Hooli");
    await o.hears(said(post("CGLOBEX", "USAM", NINE, "May we talk to Hooli?")), NINE);
    const words = async (text: string) => JSON.stringify(await answerCommand(o.deps, ASH, text, text, NINE));
    expect(await words("conflicts")).toContain("1 possible conflict of interest");
    expect(await words(`conflicts unlist ${id}`)).toContain("Hooli is listed no more");
    expect(await words("conflicts")).toContain("No possible conflict is open");
    await o.hears(said(post("CACME", "UDANA", NINE + 6_000, "May we talk to Hooli?")), NINE + 6_000);
    expect(await found(o)).toHaveLength(1);
  });
});
