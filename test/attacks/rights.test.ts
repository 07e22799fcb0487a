import { describe, expect, test } from "vitest";
import { commandWords } from "../../src/domain/command/words.ts";
import { platforms } from "../story/stage.ts";
import { type World, world } from "../story/world.ts";
import { tally } from "./tally.ts";

const { tried } = tally("Roles and commands");

/** An inquiry of Acme's, whose group is Litigation and whose owner is Kim; seen by everyone whom the fixture firm has. */
const PEOPLE = {
  UKIM: "its owner",
  UBEN: "a lawyer of its group",
  ULEE: "its group's team lead",
  UPAT: "a partner of the firm",
  UANA: "a lawyer of another group",
  UASH: "an admin, of no group",
} as const;
type Who = keyof typeof PEOPLE;
const all = Object.keys(PEOPLE) as Who[];

const SEE: readonly Who[] = ["UKIM", "UBEN", "ULEE", "UPAT"];
const HAND_ON: readonly Who[] = ["UKIM", "ULEE", "UPAT"];
const ADMINS: readonly Who[] = ["UASH"];

const NOT_THEIRS = /That is for its owner, their team and its partners/;
/** Nobody of the fixture firm is a risk officer. */
const NOBODY_HERE: readonly Who[] = [];
const FOR_RISK_OFFICERS = /Only a risk officer can do that/;
const FOR_ADMINS = /Only an admin can do that/;

/** Each command once, with who may, written by hand; `lists`: everybody may ask, and what they see is told apart. */
const COMMANDS: readonly { say: string; who?: readonly Who[]; refusal?: RegExp; lists?: true }[] = [
  { say: "mine" },
  { say: "team Litigation", lists: true },
  { say: "overdue", lists: true },
  { say: "today", lists: true },
  { say: "client Acme", lists: true },
  { say: "lawyer Kim", lists: true },
  { say: "show 1", who: SEE, refusal: NOT_THEIRS },
  { say: "why 1", who: SEE, refusal: NOT_THEIRS },
  { say: "assign 1 Kim", who: HAND_ON, refusal: NOT_THEIRS },
  { say: "snooze 1 1h", who: SEE, refusal: NOT_THEIRS },
  { say: "pause 1", who: SEE, refusal: NOT_THEIRS },
  { say: "resume 1", who: SEE, refusal: NOT_THEIRS },
  { say: "resolve 1", who: SEE, refusal: NOT_THEIRS },
  { say: "reopen 1", who: SEE, refusal: NOT_THEIRS },
  { say: "dismiss 1 sent twice", who: SEE, refusal: NOT_THEIRS },
  { say: "take 1", who: SEE, refusal: NOT_THEIRS },
  { say: "leave 1 June to 5 June Lee" },
  { say: 'link "Kim Fixture" "Lee Fixture"', who: ADMINS, refusal: FOR_ADMINS },
  { say: "grant admin Kim", who: ADMINS, refusal: FOR_ADMINS },
  { say: "revoke admin Kim", who: ADMINS, refusal: FOR_ADMINS },
  { say: "roles" },
  { say: 'wall "Acme v. Beta" from Kim because she acted for Beta', who: NOBODY_HERE, refusal: FOR_RISK_OFFICERS },
  { say: "walls", who: NOBODY_HERE, refusal: FOR_RISK_OFFICERS },
  { say: "lift 1", who: NOBODY_HERE, refusal: FOR_RISK_OFFICERS },
  {
    say: "conflicts Hooli Holdings",
    who: ["ULEE", "UPAT"],
    refusal: /Team leads, partners and risk officers have names looked up/,
  },
  { say: 'adverse "Hooli Holdings" for Acme', who: NOBODY_HERE, refusal: FOR_RISK_OFFICERS },
  { say: "prospective Hooli", who: NOBODY_HERE, refusal: FOR_RISK_OFFICERS },
  { say: 'hold "Acme v. Beta" because it is in court', who: NOBODY_HERE, refusal: FOR_RISK_OFFICERS },
  { say: "release 1", who: NOBODY_HERE, refusal: FOR_RISK_OFFICERS },
  { say: "holds", who: NOBODY_HERE, refusal: FOR_RISK_OFFICERS },
  { say: "keep words nothing really", who: NOBODY_HERE, refusal: FOR_RISK_OFFICERS },
  { say: "setup", who: ADMINS, refusal: FOR_ADMINS },
  { say: "help" },
];

const TABLES = [
  "facts",
  "clocks",
  "inquiries",
  "people",
  "practice_groups",
  "group_partners",
  "channels",
  "holds",
  "retentions",
] as const;
const everything = ({ db }: World) =>
  Promise.all(TABLES.map((table) => db.selectFrom(table).selectAll().execute())).then((it) => JSON.stringify(it));

test("every command there is, is tried", () => {
  expect(COMMANDS.map(({ say }) => say.split(" ")[0]).toSorted()).toEqual(Object.keys(commandWords).toSorted());
});

describe.each(platforms)("in %s", (on) => {
  test("each role has what is its own of each command, and no more", async () => {
    const w = await world("2026-01-13T10:00-05:00", { on });
    await w.says("UDANA", "CACME", "When is our reply brief due?");
    await w.says("USAM", "CGLOBEX", "Can we sublet the second floor?");
    await w.until("2026-01-13T15:30-05:00");

    for (const who of all.filter((one) => !SEE.includes(one))) {
      for (const { say, who: allowed, refusal, lists } of COMMANDS) {
        if (ADMINS.includes(who) && allowed === ADMINS) continue;
        const before = await everything(w);
        const said = await w.asks(who, say);
        const what = `${PEOPLE[who]} says ${say}`;
        tried(/Acme v\. Beta|Dana/.test(said) && `${what}: ${said}`);
        if (lists) expect(said, what).toContain("Of what is yours to see");
        if (refusal) expect(said, what).toMatch(refusal);
        if (refusal) expect(await everything(w), what).toBe(before);
      }
    }
    for (const who of SEE)
      for (const list of ["overdue", "today", "lawyer Kim"])
        expect(await w.asks(who, list), `${PEOPLE[who]} says ${list}`).toContain("Acme");
    for (const who of SEE)
      for (const { say, who: allowed, refusal, lists } of COMMANDS) {
        const before = await everything(w);
        const said = await w.asks(who, say);
        const what = `${PEOPLE[who]} says ${say}`;
        // By what is done to it, it is overdue no more, nor Kim's.
        if (lists && !/overdue|today|lawyer/.test(say)) expect(said, what).toContain("Acme");
        if (allowed?.includes(who)) expect(said, what).not.toMatch(refusal!);
        else if (allowed) {
          tried((await everything(w)) !== before && `${what}: something was changed`);
          expect(said, what).toMatch(refusal!);
        }
        // Back to where it was, for what comes next.
        if (say.startsWith("dismiss")) await w.asks(who, "reopen 1");
        if (say.startsWith("take")) await w.asks("UPAT", "assign 1 Kim");
      }
    expect(await w.asks("UASH", "grant admin Kim")).toContain("Kim Fixture is an admin from now on");
    expect(await w.asks("UASH", "revoke admin Kim")).toContain("not an admin any more");
    expect(await w.asks("UASH", "revoke admin Ash")).toContain("There would be no admin left");
  }, 580_000);

  test("what is not there, and whose number that may be, nobody is told", async () => {
    const w = await world("2026-01-13T10:00-05:00", { on });
    await w.says("UDANA", "CACME", "When is our reply brief due?");
    for (const command of ["show", "why", "take", "pause", "resolve", "reopen", "dismiss"]) {
      const answers = await Promise.all(all.map((who) => w.asks(who, `${command} 99`)));
      tried(new Set(answers).size !== 1 && `${command} 99: ${answers.join(" / ")}`);
    }
  }, 240_000);

  test("roles are granted by an admin alone, work at once, and are gone as soon as they are revoked", async () => {
    const w = await world("2026-01-13T10:00-05:00", { on });
    await w.says("UDANA", "CACME", "When is our reply brief due?");
    expect(await w.asks("UANA", "show 1")).toMatch(NOT_THEIRS);
    expect(await w.asks("UANA", "grant partner of Litigation Ana")).toMatch(FOR_ADMINS);
    expect(await w.asks("UPAT", "grant partner of Litigation Ana")).toMatch(FOR_ADMINS);
    for (const role of ["partner of Litigation", "lead of Litigation", "member of Litigation", "partner"]) {
      expect(await w.asks("UASH", `grant ${role} Ana`), role).toContain("from now on");
      expect(await w.asks("UANA", "show 1"), role).toContain("Acme v. Beta");
      expect(await w.asks("UASH", `revoke ${role} Ana Fixture`), role).toContain("any more");
      expect(await w.asks("UANA", "show 1"), role).toMatch(NOT_THEIRS);
      tried((await w.asks("UANA", "client Acme")).includes("v. Beta") && `${role} outlives its end`);
    }
    // Neither of these opens an inquiry.
    for (const role of ["risk officer", "admin"]) {
      await w.asks("UASH", `grant ${role} Ana`);
      tried(!NOT_THEIRS.test(await w.asks("UANA", "show 1")) && `${role} sees what is not theirs`);
      tried((await w.asks("UANA", "overdue")).includes("Acme") && `${role} sees what is not theirs`);
      await w.asks("UASH", `revoke ${role} Ana`);
    }
    // Who covers for a colleague sees theirs, for as long as that lasts.
    await w.asks("UKIM", "leave today to tomorrow Ana");
    expect(await w.asks("UANA", "show 1")).toContain("Acme v. Beta");
    await w.until("2026-01-15T09:00-05:00");
    expect(await w.asks("UANA", "show 1")).toMatch(NOT_THEIRS);
    // In the client's channel, one may see to what is asked there.
    await w.invites("ULEE", "UANA", "CACME");
    expect(await w.asks("UANA", "show 1")).toContain("Acme v. Beta");
  }, 400_000);

  test("outsiders and guests have no command, whatever they send", async () => {
    const w = await world("2026-01-13T10:00-05:00", { on });
    await w.says("UDANA", "CACME", "When is our reply brief due?");
    await w.becomesGuest("UBEN");
    const before = await everything(w);
    for (const outsider of ["UDANA", "UEVE", "UBEN", "UNOBODY"])
      for (const { say } of COMMANDS) {
        const said = await w.forges(outsider, say);
        tried(/Acme|Globex|Litigation/.test(said) && `${outsider} says ${say}: ${said}`);
        if (on === "slack") expect(said).toMatch(/for the firm's people|That did not work/);
      }
    // What they said in the channel is a message; of the inquiry that there was, nothing is another.
    const facts = (it: string) => (JSON.parse(it) as { inquiry_id: number; kind: string }[][])[0]!;
    const changed = facts(await everything(w)).filter(({ kind }) => kind !== "asked");
    tried(changed.length > facts(before).filter(({ kind }) => kind !== "asked").length && "something was done");
    await w.becomesGuest("UBEN", false);
  }, 400_000);
});
