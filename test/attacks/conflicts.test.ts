import { describe, expect, test } from "vitest";
import { platforms } from "../story/stage.ts";
import { type World, world } from "../story/world.ts";
import { unaudited } from "../unaudited.ts";
import { tally } from "./tally.ts";

const { tried } = tally("Conflicts of interest");

const TUESDAY = "2026-01-13T10:00-05:00";
/** Said by nobody but a client, and of no use to anybody else. */
const CANARY = "periwinkle";
const LOOKED_UP = "It is being looked up. If there is anything to clear, the risk officer will be in touch.";

/** What the bot told somebody, without its looks. */
const told = (w: World, user: string) => w.got(user).join("\n").replace(/[*`]/g, "");
const found = ({ db }: World) =>
  db.selectFrom("conflicts").select(["subject", "outcome", "settled_by"]).orderBy("id").execute();

describe.each(platforms)("in %s", (on) => {
  /** Ash is risk officer; who is against Acme, and who may become a client, is listed. */
  async function kept(keepsText = true): Promise<World> {
    const w = await world(TUESDAY, { on, keepsText });
    await unaudited(w.db, (tx) =>
      tx.updateTable("people").set({ is_risk_officer: true }).where("name", "=", "Ash Fixture").execute(),
    );
    expect(await w.asks("UASH", 'adverse "Vandelay Industries, Inc." for Acme also Kramerica')).toContain("is listed");
    expect(await w.asks("UASH", "prospective Hooli")).toContain("Hooli is listed");
    await w.until("2026-01-13T10:05-05:00");
    return w;
  }

  test("a name used in a client's channel comes to the risk officer, once, and to nobody else; no word is quoted", async () => {
    const w = await kept();
    await w.says("USAM", "CGLOBEX", `Vandelay Industries called about the ${CANARY}. What do we tell them?`);
    await w.says("USAM", "CGLOBEX", `And again Kramerica, about the ${CANARY}!`);
    // Whom Acme is against, Acme may speak of.
    await w.says("UDANA", "CACME", "Has Vandelay answered our letter?");
    await w.until("2026-01-13T10:07-05:00");
    const notice = told(w, "UASH");
    expect(notice).toContain("1 possible conflict of interest");
    expect(notice).toMatch(/Vandelay Industries, Inc\. · against Acme/);
    expect(notice).toMatch(/Named in #?globex/);
    tried(notice.includes(CANARY) && `a client's word in ${notice}`);
    for (const other of ["UKIM", "UANA", "UBEN", "ULEE", "UPAT", "UDANA", "USAM"])
      tried(
        /Vandelay|conflict/i.test(
          w
            .sees(other)
            .filter((seen) => !seen.includes(CANARY) && !seen.includes("our letter"))
            .join("\n"),
        ) && `${other} reads of it`,
      );
    await w.until("2026-01-14T10:05-05:00");
    expect(w.got("UASH").filter((one) => one.includes("possible conflict"))).toHaveLength(1);
    expect(await found(w)).toHaveLength(1);
  }, 240_000);

  test("nothing of it needs kept words", async () => {
    const w = await kept(false);
    await w.says("USAM", "CGLOBEX", "Hooli wants our lease. May we talk to them?");
    await w.until("2026-01-13T10:07-05:00");
    expect(told(w, "UASH")).toContain("Hooli · may become a client");
  }, 240_000);

  test("whoever may ask is told one sentence: nothing, something and something behind a wall are the same to the byte", async () => {
    const w = await kept();
    await w.asks("UASH", 'wall "Globex" from Pat because she acted for its bank');
    const names = ["Nobody At All", "Hooli", "Vandelay", "Globex", "Acme"];
    const answers: string[] = [];
    for (const name of names) answers.push(await w.asks("UPAT", `conflicts ${name}`));
    for (const [i, answer] of answers.entries()) tried(answer !== answers[0] && `${names[i]}: ${answer}`);
    expect(answers[0]).toContain(LOOKED_UP);
    await w.until("2026-01-13T11:30-05:00");
    tried(/conflict|Hooli|Vandelay/.test(w.got("UPAT").join("\n")) && "the asker is told what was found");
    const notice = told(w, "UASH");
    for (const name of names.slice(1)) expect(notice).toContain(`${name} · Pat Fixture asked about it`);
    expect(notice).not.toContain("Nobody At All");
    expect(await w.asks("UASH", "conflicts Globbex")).toContain("The client Globex");
    expect(await w.asks("UASH", "conflicts Nobody At All")).toContain("Nobody listed");
  }, 240_000);

  test("a risk officer who is screened is told what they would be if it were not there", async () => {
    const w = await kept();
    await unaudited(w.db, (tx) =>
      tx.updateTable("people").set({ is_risk_officer: true }).where("name", "=", "Lee Fixture").execute(),
    );
    await w.asks("UASH", 'wall "Globex" from Lee because she acted for its bank');
    await w.asks("UASH", 'wall "Acme" from Lee because she acted for its bank');
    const there = await w.asks("ULEE", "conflicts Globex");
    const none = await w.asks("ULEE", "conflicts Xyzzyx");
    tried(there !== none.replace("Xyzzyx", "Globex") && `screened: ${there}`);
    const listed = await w.asks("ULEE", "conflicts Vandelay");
    tried(listed !== none.replace("Xyzzyx", "Vandelay") && `screened: ${listed}`);
    tried(/Vandelay/.test(await w.asks("ULEE", "conflicts")) && "the list has a name of a client that is walled off");
    const before = w.got("ULEE").length;
    await w.says("USAM", "CGLOBEX", "Hooli wants our lease. May we talk to them?");
    await w.until("2026-01-13T10:09-05:00");
    expect(w.got("UASH").join("\n")).toContain("Hooli");
    tried(
      w.got("ULEE").length > before &&
        w.got("ULEE").join("\n").includes("Hooli") &&
        "the notice reaches who is screened",
    );
    const [{ id } = { id: 0 }] = await w.db.selectFrom("conflicts").select("id").execute();
    const settled = await w.asks("ULEE", `conflicts settle ${id}`);
    tried(settled !== (await w.asks("ULEE", "conflicts settle 999")).replace("999", String(id)) && settled);
    tried((await found(w)).some(({ outcome }) => outcome !== null) && "it was settled by who is screened");
    expect(await w.asks("ULEE", "conflicts unlist 1")).toBe(
      (await w.asks("ULEE", "conflicts unlist 999")).replace("999", "1"),
    );
  }, 240_000);

  test("a risk officer settles it by its button, for good; nobody else can, whatever they press", async () => {
    const w = await kept();
    await w.says("USAM", "CGLOBEX", "Hooli wants our lease. May we talk to them?");
    await w.until("2026-01-13T10:07-05:00");
    const before = await found(w);
    for (const other of ["UKIM", "UPAT", "UDANA"]) {
      const { answer } = await w.replays(other, "No conflict", "UASH");
      tried(/Hooli|Globex/.test(answer) && `${other} is answered ${answer}`);
      expect(await found(w)).toEqual(before);
    }
    expect(await w.presses("UASH", "No conflict")).toContain("On record: no conflict with Hooli there");
    expect(w.dms("UASH").join("\n")).toContain("No conflict, says Ash Fixture");
    expect((await found(w))[0]).toMatchObject({ subject: "channel", outcome: "none" });
    await w.says("USAM", "CGLOBEX", "Hooli again.");
    await w.until("2026-01-14T12:00-05:00");
    expect(await found(w)).toHaveLength(1);
    expect(w.got("UASH").filter((one) => one.includes("possible conflict"))).toHaveLength(1);
    // Whoever is risk officer no more has no use of what stands in their chat.
    await w.says("UDANA", "CACME", "Hooli wrote to us.");
    await w.until("2026-01-14T12:05-05:00");
    await unaudited(w.db, (tx) => tx.updateTable("people").set({ is_risk_officer: false }).execute());
    expect(await w.presses("UASH", "Conflict: raise a wall")).toContain("Only a risk officer");
    expect((await found(w)).filter(({ outcome }) => outcome === null)).toHaveLength(1);
  }, 240_000);

  test("a new client, matter, contact and outsider are looked up, whichever way they come; in one message", async () => {
    const w = await kept();
    await w.logs("UKIM");
    await w.fills("UKIM", {
      client: "1",
      contact: "Hooli, Gavin",
      matter: "Acme v. Vandelay and Hooli",
      when: "09:30",
    });
    await w.db.transaction().execute(async (tx) => {
      const { id } = await tx
        .insertInto("clients")
        .values({ name: "HOOLI GmbH & Co. KG", group_id: null, responsible_id: null })
        .returning("id")
        .executeTakeFirstOrThrow();
      const { record } = await import("../../src/store/audit.ts");
      await record(tx, { actor: "terminal", at: w.now(), act: "client added", subject: { kind: "client", id } });
    });
    await w.until("2026-01-13T10:15-05:00");
    const notices = w.got("UASH").filter((one) => one.includes("possible conflict"));
    expect(notices).toHaveLength(1);
    expect(notices[0]).toContain("Like the client HOOLI GmbH & Co. KG");
    expect(notices[0]).toContain("Like the matter Acme v. Vandelay and Hooli of Acme");
    expect(notices[0]).toContain("Like the contact Hooli, Gavin of Acme");
  }, 240_000);

  test("outsiders and everybody else list nothing, and learn nothing of the list", async () => {
    const w = await kept();
    const commands = [
      "conflicts",
      "conflicts Hooli",
      "adverse Initech",
      "prospective Initech",
      "conflicts settle 1",
      "conflicts unlist 1",
    ];
    const list = () => w.db.selectFrom("listed_names").select(["id", "removed_at"]).orderBy("id").execute();
    const before = await list();
    for (const who of ["UDANA", "USAM"])
      for (const say of commands) tried(/Hooli|Vandelay/.test(await w.forges(who, say)) && `${who} says ${say}`);
    for (const who of ["UKIM", "UBEN", "UPAT"])
      for (const say of commands) {
        const said = await w.asks(who, say);
        tried(/Vandelay|1 ·/.test(said) && `${who} says ${say}: ${said}`);
      }
    expect(await list()).toEqual(before);
  }, 240_000);

  test("where nobody is risk officer, the admins hear that there is nobody to tell, whether or not anything was found", async () => {
    const w = await kept();
    await unaudited(w.db, (tx) => tx.updateTable("people").set({ is_risk_officer: false }).execute());
    await w.until("2026-01-13T10:06-05:00");
    const before = told(w, "UASH");
    expect(before).toContain("Nobody is risk officer");
    await w.says("USAM", "CGLOBEX", "Hooli wants our lease. May we talk to them?");
    await w.until("2026-01-13T10:30-05:00");
    tried(told(w, "UASH") !== before && "the admin is told that something was found");
    await w.asks("UASH", "grant risk officer Ben");
    await w.until("2026-01-13T10:32-05:00");
    expect(w.got("UBEN").join("\n")).toContain("Hooli");
  }, 240_000);
});
