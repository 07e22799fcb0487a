import { describe, expect, test } from "vitest";
import { at } from "../../src/domain/time.ts";
import { deliver } from "../../src/flows/deliver.ts";
import { desk as deskOf } from "../../src/flows/desk.ts";
import { TEAM } from "../../src/sandbox/firm.ts";
import { logged } from "../../src/store/audit-log.ts";
import type { Answers } from "../../src/views/card.ts";
import { plain } from "../../src/views/plain.ts";
import { databases } from "../database.ts";
import { unaudited } from "../unaudited.ts";
import { type Office, office } from "./office.ts";

const TUESDAY = at("2026-01-13T10:00-05:00");

describe.each(databases)("on the %s database, setting up the firm", (_kind, open) => {
  test("an admin's first words bring it once; a command stays a command; others get help, outsiders nothing", async () => {
    const { desk, o } = await begun(open);
    expect(await desk.spoken(ash, "today", "1")).toMatchObject({ card: { summary: expect.stringContaining("today") } });
    expect(o.sent.map(({ to, words }) => [to, words.split("\n")[0]])).toEqual([
      ["UASH", "Set up Fixture & Partners LLP: 4 of 5 done"],
    ]);
    expect(await desk.spoken(ash, "overdeu", "2")).toMatchObject({ card: expect.anything() });
    expect(o.sent).toHaveLength(1);
    for (let n = 0; n < 2; n++) expect(await desk.spoken(ash, "good morning", "3")).toEqual({});
    expect(o.sent).toHaveLength(2);
    const help = (await desk.spoken(who("UKIM"), "good morning", "4")).card;
    expect(help?.summary).toMatch(/^Hello\./);
    expect(await desk.spoken(who("UDANA"), "good morning", "5")).toEqual({});
    expect(plain((await desk.command(who("UKIM"), "setup", ash, "6")).card!)).toBe(
      "Only an admin can do that. Please ask one.",
    );
    expect(await desk.press(who("UKIM"), "set up", "office", undefined, "7")).not.toHaveProperty("form");
    expect(await desk.press(who("UKIM"), "skip step", "office", undefined, "7")).not.toHaveProperty("replace");
    expect(o.sent).toHaveLength(2);
  });

  test("opening one's page brings it too, once, and what is left to do stands on the page until it is done", async () => {
    const { desk, o, submit } = await begun(open);
    for (let n = 0; n < 2; n++)
      expect(plain((await desk.home(ash))!)).toContain("Set up Fixture & Partners LLP: 4 of 5 done");
    expect(o.sent).toHaveLength(1);
    expect(plain((await desk.home(who("UKIM")))!)).not.toContain("Set up");
    await submit("set up holidays", { year: "2026", days: [] }, {});
    expect(plain((await desk.home(ash))!)).not.toContain("Set up");
    expect(await desk.spoken(ash, "good morning", "1")).toMatchObject({
      card: { summary: expect.stringMatching(/^Hello/) },
    });
  });

  test("what two admins change at once in the same form, both have changed", async () => {
    const { desk, o, submit } = await begun(open);
    const shown = {
      firm: "Fixture & Partners LLP",
      zone: "America/New_York",
      hours: "Mon–Thu 09:00–17:30, Fri 09:00–16:00",
      place: "US-NY",
    };
    const { form } = await desk.press(ash, "set up", "office", undefined, "1");
    expect(JSON.parse(form!.context)).toEqual(shown);
    await submit("set up office", shown, { ...shown, firm: "Fixture LLP" });
    await submit("set up office", shown, { ...shown, hours: "Mon–Fri 08:00–18:00" });
    const firm = await o.db.selectFrom("firm").selectAll().executeTakeFirstOrThrow();
    expect(firm).toMatchObject({ name: "Fixture LLP", zone: "America/New_York", jurisdiction: "US-NY" });
    expect((await spec(o)).weekly.fri).toEqual([["08:00", "18:00"]]);
    // The same again is no new version of the calendar.
    await submit("set up office", shown, { ...shown, hours: "Mon–Fri 08:00–18:00" });
    expect(await o.db.selectFrom("calendar_versions").selectAll().execute()).toHaveLength(2);
    // "One business day" is ten hours now.
    const now = await o.db
      .selectFrom("standards")
      .selectAll()
      .where("scope", "=", "firm")
      .where("until_at", "is", null)
      .executeTakeFirstOrThrow();
    expect(now.targets).toMatchObject({ answer: 600, "next answer": 600, acknowledge: 240 });
  });

  test("another place's holidays take the old ones' place; days of the firm's own stay; the year counts as looked over once it was", async () => {
    const { desk, o, submit } = await begun(open);
    const shown = JSON.parse((await desk.press(ash, "set up", "office", undefined, "1")).form!.context);
    await submit(
      "set up holidays",
      { year: "2026", days: ["2026-01-01"] },
      { days: "2026-01-01", more: "2026-05-14 Summer party" },
    );
    const { form } = await submit("set up office", shown, { ...shown, place: "gb-eng" });
    expect(form).toMatchObject({ id: "set up holidays", title: "Holidays in 2026" });
    const dates = (await spec(o)).holidays!.map((day) => day.date);
    expect(dates).toEqual([...dates].sort());
    expect(dates).toContain("2026-05-14");
    expect(dates).toContain("2026-05-04");
    expect(dates).not.toContain("2026-01-19");
    await submit("set up holidays", JSON.parse(form!.context), { days: "2026-12-25" });
    expect((await spec(o)).holidays!.filter((day) => day.date.startsWith("2026-"))).toEqual([
      { date: "2026-12-25", name: "Christmas Day" },
    ]);
    expect(await o.db.selectFrom("firm").select(["holidays_reviewed_for", "jurisdiction"]).executeTakeFirst()).toEqual({
      holidays_reviewed_for: 2026,
      jurisdiction: "GB-ENG",
    });
  });

  test("a group sent twice is one group; what others did to it meanwhile stays", async () => {
    const { desk, o, submit } = await begun(open);
    const form = { name: "Tax", lead: "ULEE", members: "UKIM,UBEN" };
    await Promise.all([submit("set up groups", {}, form), submit("set up groups", {}, form)]);
    expect(await membersOf(o, "Tax")).toEqual(["Ben Fixture", "Kim Fixture"]);
    expect(await submit("set up groups", {}, { name: "tax", members: "UANA" })).toEqual({
      errors: {
        name: "There is a group called Tax already. Use another name, or close this and press “Change a group”.",
      },
    });
    const { id } = await o.db
      .selectFrom("practice_groups")
      .select("id")
      .where("name", "=", "Tax")
      .executeTakeFirstOrThrow();
    const shown = JSON.parse((await desk.press(ash, "set up", `groups ${id}`, undefined, "1")).form!.context);
    expect(shown).toEqual({
      id: String(id),
      name: "Tax",
      lead: "ULEE",
      members: expect.arrayContaining(["UKIM", "UBEN"]),
    });
    await Promise.all([
      submit("set up groups", shown, { name: "Tax", lead: "ULEE", members: "UKIM,UBEN,UANA" }),
      submit("set up groups", shown, { name: "Tax law", lead: "UPAT", members: "UKIM" }),
    ]);
    const [group] = await o.db.selectFrom("practice_groups").selectAll().where("id", "=", id).execute();
    expect(await membersOf(o, group!.name)).toEqual(["Ana Fixture", "Kim Fixture"]);
    expect(await submit("set up groups", { id: "99" }, { name: "Gone" })).toMatchObject({
      errors: { name: expect.stringContaining("no such group") },
    });
    expect(await desk.press(ash, "set up", "groups 99", undefined, "2")).not.toHaveProperty("form");
  });

  test("who is chosen must be of the firm: an outsider is named, and nobody unknown is taken for an outsider for good", async () => {
    const { o, submit } = await begun(open);
    const shown = { partners: ["UPAT"], admins: ["UASH"] };
    expect(await submit("set up people", shown, { partners: "UPAT,UDANA", admins: "UASH" })).toEqual({
      errors: { partners: "Dana Example is not one of the firm's people. Please choose colleagues only." },
    });
    expect(await submit("set up people", shown, { partners: "UPAT,UNEW", admins: "UASH" })).toMatchObject({
      errors: { partners: expect.stringContaining("not known to me here") },
    });
    expect(await o.db.selectFrom("accounts").select("id").where("external_id", "=", "UNEW").execute()).toEqual([]);
    expect(
      await submit("set up people", shown, { partners: "UPAT", admins: "UASH", emails: "kim at fixture" }),
    ).toMatchObject({
      errors: { emails: expect.stringContaining("is no e-mail address") },
    });
    // Neither loses the other's; nobody takes themselves off.
    await submit("set up people", shown, { partners: "UPAT,UANA", admins: "UBEN" });
    for (let n = 0; n < 2; n++)
      await submit("set up people", shown, {
        partners: "ULEE",
        admins: "UASH",
        emails: "Newcomer@fixture.example\nkim@fixture.example",
      });
    const people = await o.db.selectFrom("people").select(["name", "is_partner", "is_admin"]).orderBy("name").execute();
    expect(people.filter((one) => one.is_partner).map((one) => one.name)).toEqual([
      "Ana Fixture",
      "Kim Fixture",
      "Lee Fixture",
      "newcomer@fixture.example",
    ]);
    expect(people.filter((one) => one.is_admin).map((one) => one.name)).toEqual(["Ash Fixture", "Ben Fixture"]);
  });

  test("a role given by form is in the log as one given by command, and whoever is given it is told, once", async () => {
    const { o, submit } = await begun(open);
    const told = async () => {
      await deliver(o.deps, () => TUESDAY);
      return o.sent.splice(0).map(({ to, words }) => `${to}: ${words}`);
    };
    await told();
    await unaudited(o.db, (tx) =>
      tx.updateTable("people").set({ is_risk_officer: true }).where("name", "=", "Kim Fixture").execute(),
    );
    const shown = { partners: ["UPAT"], admins: ["UASH"] };
    for (let n = 0; n < 2; n++)
      await submit("set up people", shown, { partners: "UPAT,UANA,UASH", admins: "UASH,UBEN" });
    expect((await told()).sort()).toEqual([
      "UANA: You are a partner of the firm from now on, says Ash Fixture.",
      "UBEN: You are an admin from now on, says Ash Fixture.",
      "UKIM: Ana Fixture is a partner of the firm from now on, says Ash Fixture.",
      "UKIM: Ash Fixture is a partner of the firm from now on, says Ash Fixture.",
      "UKIM: Ben Fixture is an admin from now on, says Ash Fixture.",
    ]);
    const group = { name: "Tax", lead: "ULEE", members: "UBEN" };
    for (let n = 0; n < 2; n++) await submit("set up groups", {}, group);
    expect((await told()).filter((one) => !one.startsWith("UKIM")).sort()).toEqual([
      "UBEN: You are a member of Tax from now on, says Ash Fixture.",
      "ULEE: You are team lead of Tax from now on, says Ash Fixture.",
    ]);
    const roles = (await logged(o.db, {})).filter(({ act }) => act === "role granted");
    expect(roles.map(({ subject, details }) => `${details!.role}, ${subject.kind}`)).toEqual([
      "partner, person",
      "partner, person",
      "admin, person",
      "lead, group",
      "member, group",
    ]);
  });

  test("a client sent twice is one client with one standard; a slip in a name is asked about", async () => {
    const { o, submit } = await begun(open);
    const form = {
      client: "Umbrella",
      group: "1",
      responsible: "UANA",
      matter: "merger",
      hours: "6",
      source: "letter §2",
    };
    for (let n = 0; n < 2; n++) expect(await submit("set up client", {}, form)).not.toHaveProperty("errors");
    const client = await o.db
      .selectFrom("clients")
      .selectAll()
      .where("name", "=", "Umbrella")
      .executeTakeFirstOrThrow();
    expect(client).toMatchObject({ group_id: 1, responsible_id: 2 });
    expect(await o.db.selectFrom("matters").select("name").where("client_id", "=", client.id).execute()).toEqual([
      { name: "merger" },
    ]);
    expect(
      await o.db.selectFrom("standards").select("targets").where("source", "=", "letter §2").execute(),
    ).toHaveLength(1);
    expect(await submit("set up client", {}, { client: "Acmee" })).toEqual({
      errors: { client: "Do you mean Acme? Please write the name in full." },
    });
  });

  test("each admin sees who else is at a step, and the step that was skipped", async () => {
    const { desk, o, submit } = await begun(open);
    await submit("set up people", { partners: [], admins: ["UASH"] }, { admins: "UASH,UBEN" });
    await desk.press(who("UBEN"), "set up", "office", undefined, "1");
    const { replace } = await desk.press(ash, "skip step", "channel", undefined, "2");
    expect(plain(replace!)).toContain("Ben Fixture is at this step just now.");
    const mine = await desk.press(who("UBEN"), "skip step", "office", undefined, "3");
    expect(plain(mine.replace!)).toContain("Hours and holidays · skipped for now");
    await unaudited(o.db, (tx) =>
      tx.updateTable("channels").set({ kind: "other", client_id: null, matter_id: null }).execute(),
    );
    expect(plain((await desk.press(ash, "skip step", "channel", undefined, "4")).replace!)).toMatch(
      /is set up: 3 of 5 done, 2 skipped/,
    );
  });
});

const who = (id: string) => ({ platform: "slack", workspace: TEAM, id });
const ash = who("UASH");

async function begun(open: (typeof databases)[number][1]) {
  const o = await office(open, TUESDAY);
  const desk = deskOf(o.deps, undefined as never, () => TUESDAY);
  const submit = (form: string, shown: object, answers: Answers) =>
    desk.submit(ash, form, JSON.stringify(shown), answers, JSON.stringify(answers));
  return { o, desk, submit };
}

const spec = async ({ db }: Office) =>
  (await db.selectFrom("calendar_versions").select("spec").orderBy("from_at", "desc").executeTakeFirstOrThrow()).spec;

async function membersOf({ db }: Office, group: string): Promise<string[]> {
  const rows = await db
    .selectFrom("group_members")
    .innerJoin("people", "people.id", "group_members.person_id")
    .innerJoin("practice_groups", "practice_groups.id", "group_members.group_id")
    .select("people.name")
    .where("practice_groups.name", "=", group)
    .orderBy("people.name")
    .execute();
  return rows.map(({ name }) => name);
}
