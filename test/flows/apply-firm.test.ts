import { describe, expect, test } from "vitest";
import type { FirmPlan } from "../../src/domain/firm-plan.ts";
import { at } from "../../src/domain/time.ts";
import { applyFirm } from "../../src/flows/apply-firm.ts";
import { logged } from "../../src/store/audit-log.ts";
import { people } from "../../src/store/people.ts";
import { readFirm } from "../../src/store/read-firm.ts";
import type { Card } from "../../src/views/card.ts";
import { plain } from "../../src/views/plain.ts";
import { databases } from "../database.ts";
import { type Office, office, post, said } from "./office.ts";

const later = (iso: string) => at(`2026-01-13T${iso}-05:00`);

const headline = (card: unknown) => plain(card as Card).split("\n")[0];

describe.each(databases)("on the %s database", (_kind, open) => {
  /** Dana of Acme has asked at 10:00, under a target of four hours; Kim answers for it. */
  async function asked(): Promise<Office> {
    const o = await office(open, later("09:00"));
    await o.hears(said(post("CACME", "UDANA", later("10:00"), "Could you send the draft settlement?")), later("10:00"));
    return o;
  }

  const apply = (o: Office, change: (firm: FirmPlan) => FirmPlan, now: number) =>
    applyFirm(o.deps, (known) => change(known!), now);

  const open1 = (o: Office) =>
    o.db
      .selectFrom("inquiries as i")
      .leftJoin("people as p", "p.id", "i.owner_id")
      .leftJoin("practice_groups as g", "g.id", "i.group_id")
      .select(["p.name as owner", "g.name as group", "i.due_at"])
      .executeTakeFirstOrThrow();

  test("what is owed goes to who answers for it now, in the group it belongs to now; the clock that runs stays as it was", async () => {
    const o = await asked();
    const before = await open1(o);
    expect(before).toMatchObject({ owner: "Kim Fixture", group: "Litigation" });
    const done = await apply(
      o,
      (firm) => ({
        ...firm,
        people: firm.people.map((p) => (p.name === "Kim Fixture" ? { ...p, left: "2026-01-13" } : p)),
        clients: firm.clients.map((c) =>
          c.name === "Acme"
            ? {
                ...c,
                group: "Corporate",
                responsible: "Ben Fixture",
                standard: { targets: { answer: 60 }, source: "side letter" },
              }
            : c,
        ),
      }),
      later("10:30"),
    );
    expect(done).toMatchObject({ reassessed: 1 });
    expect(await open1(o)).toEqual({ owner: "Ben Fixture", group: "Corporate", due_at: before.due_at });
    await o.hears(said(post("CACME", "UEVE", later("10:50"), "Where will the hearing be?")), later("10:50"));
    const clocks = await o.db
      .selectFrom("clocks")
      .select(["due_at", "source"])
      .where("kind", "=", "answer")
      .orderBy("id")
      .execute();
    expect(clocks).toEqual([
      { due_at: later("14:00"), source: "engagement letter, section 4" },
      { due_at: later("11:50"), source: "side letter" },
    ]);
  });

  test("new hours are for what is asked from then on", async () => {
    const o = await asked();
    const shut = { date: "2026-01-13", hours: [["09:00", "12:00"]] as const, name: "Half day" };
    await apply(o, (firm) => ({ ...firm, calendar: { ...firm.calendar, exceptions: [shut] } }), later("10:30"));
    await o.hears(said(post("CACME", "UEVE", later("11:00"), "Where will the hearing be?")), later("11:00"));
    const clocks = await o.db
      .selectFrom("clocks")
      .select("due_at")
      .where("kind", "=", "answer")
      .orderBy("id")
      .execute();
    expect(clocks).toEqual([{ due_at: later("14:00") }, { due_at: at("2026-01-14T12:00-05:00") }]);
  });

  test("what cannot be so is not so at all: nothing of it is kept", async () => {
    const o = await asked();
    const before = await readFirm(o.db, later("10:30"));
    const nobody = (firm: FirmPlan) => ({
      ...firm,
      name: "Another LLP",
      groups: firm.groups.map((g) => ({ ...g, lead: "Lea Fixture" })),
    });
    await expect(apply(o, nobody, later("10:30"))).rejects.toThrow('"Lea Fixture" is named but nowhere described.');
    expect(await readFirm(o.db, later("10:30"))).toEqual(before);
    expect(await applyFirm(o.deps, () => undefined, later("10:30"))).toBeUndefined();
  });

  test("roles that it gives and takes are in the log, each as by command", async () => {
    const o = await asked();
    await apply(
      o,
      (firm) => ({
        ...firm,
        people: firm.people.map((p) => ({
          ...p,
          partner: p.name === "Ana Fixture",
          riskOfficer: p.name === "Kim Fixture",
        })),
        groups: firm.groups.map((g) => (g.name === "Corporate" ? { ...g, members: [...g.members, "Kim Fixture"] } : g)),
      }),
      later("10:30"),
    );
    const names = new Map([...(await people(o.db)).values()].map(({ id, name }) => [id, name]));
    const roles = (await logged(o.db, {})).filter(({ act }) => act.startsWith("role "));
    expect(
      roles
        .map(({ act, actor, details }) => `${actor}: ${act}, ${details!.role}, ${names.get(details!.person as number)}`)
        .sort(),
    ).toEqual([
      "terminal: role granted, member, Kim Fixture",
      "terminal: role granted, partner, Ana Fixture",
      "terminal: role granted, risk officer, Kim Fixture",
      "terminal: role taken away, partner, Pat Fixture",
    ]);
    // Whoever it is about is told, and who watches over it; of who belongs to which group nobody is.
    const told = await o.db
      .selectFrom("deliveries as d")
      .innerJoin("people as p", "p.id", "d.person_id")
      .select(["p.name", "d.card"])
      .where("d.key", "like", "roles:%")
      .orderBy("p.name")
      .execute();
    expect(told.map(({ name, card }) => [name, headline(card)])).toEqual([
      ["Ana Fixture", "You are a partner of the firm from now on, says the firm's file."],
      ["Kim Fixture", "The firm's file changed who is what"],
      ["Pat Fixture", "You are not a partner of the firm any more, says the firm's file."],
    ]);
    const said = JSON.stringify(told.find(({ name }) => name === "Kim Fixture")!.card);
    for (const line of ["You are a risk officer", "Ana Fixture is a partner", "Pat Fixture is not a partner"])
      expect(said).toContain(line);
    expect(said).not.toContain("member");
  });
});
