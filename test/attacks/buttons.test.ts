import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { AccountRef } from "../../src/domain/message.ts";
import { buttonsUnder } from "../../src/flows/buttons.ts";
import { type Change, platforms } from "../story/stage.ts";
import { type World, world } from "../story/world.ts";
import { unaudited } from "../unaudited.ts";
import { tally } from "./tally.ts";

const { tried } = tally("Buttons");
const secret = (n: number) => `${n} a fixture's own key, which opens nothing else`;
const whom = (id: string, platform = "slack"): AccountRef => ({ platform, workspace: "T0FIXTURE", id });
const value = fc.string({ minLength: 1, maxLength: 60 });
const action = fc.constantFrom("claim", "take", "pause", "resolve", "reassign", "let go", "set up");

describe("what a button carries", () => {
  const buttons = buttonsUnder([secret(1)]);

  test("comes back as it was to whom it was drawn for, says nothing to anyone else, and is the same each time", () => {
    fc.assert(
      fc.property(value, action, (said, what) => {
        const sealed = buttons.seal(whom("UKIM"), what, said);
        expect(buttons.open(whom("UKIM"), what, sealed)).toBe(said);
        expect(buttons.seal(whom("UKIM"), what, said)).toBe(sealed);
        // As long as Slack lets a menu's value be.
        expect(sealed.length).toBeLessThanOrEqual(150 + 4 * said.length);
        expect(buttons.verify(whom("UKIM"), what, buttons.sign(whom("UKIM"), what, said))).toBe(said);
      }),
    );
    const [one, next] = ["4127", "4128"].map((id) => buttons.seal(whom("UKIM"), "claim", id));
    expect(one).toHaveLength(27);
    expect([...one!].filter((c, i) => c === next![i]).length).toBeLessThan(12);
    expect(Buffer.from(one!, "base64url").toString("latin1")).not.toContain("41");
  });

  test("is good for nobody else, and for nothing else", () => {
    fc.assert(
      fc.property(value, action, action, fc.constantFrom("UANA", "UDANA", "ukim", ""), (said, what, other, id) => {
        const sealed = buttons.seal(whom("UKIM"), what, said);
        const signed = buttons.sign(whom("UKIM"), what, said);
        for (const opened of [
          buttons.open(whom(id), what, sealed),
          buttons.open(whom("UKIM", "teams"), what, sealed),
          other === what ? undefined : buttons.open(whom("UKIM"), other, sealed),
          buttons.verify(whom(id), what, signed),
          other === what ? undefined : buttons.verify(whom("UKIM"), other, signed),
          buttons.verify(whom("UKIM"), what, sealed),
          buttons.open(whom("UKIM"), what, signed),
        ])
          tried(opened !== undefined && `${what} ${said} of another`);
      }),
    );
  });

  test("altered by a single bit, cut short or made longer, it is nothing", () => {
    fc.assert(
      fc.property(value, action, fc.nat(), fc.nat(5), fc.base64String(), (said, what, at, bit, more) => {
        const sealed = buttons.seal(whom("UKIM"), what, said);
        const bytes = Buffer.from(sealed, "base64url");
        bytes[at % bytes.length]! ^= 1 << bit;
        const altered = [bytes.toString("base64url"), sealed.slice(0, -1), sealed.slice(1), `${sealed}A`];
        for (const one of [...altered, more, sealed + more, `${sealed}=`, said])
          tried(one !== sealed && buttons.open(whom("UKIM"), what, one) !== undefined && `${what} ${said} altered`);
        const signed = buttons.sign(whom("UKIM"), what, said);
        for (const one of [`${said}x${signed.slice(said.length)}`, signed.slice(1), `${signed}A`, said, ""])
          tried(one !== signed && buttons.verify(whom("UKIM"), what, one) !== undefined && `${what} ${said} altered`);
      }),
    );
  });

  test("whatever is made up, it is nothing, and throws nothing", () => {
    const any = fc.oneof(fc.string(), fc.base64String(), fc.constantFrom("", "4127", "null", "A".repeat(100_000)));
    fc.assert(
      fc.property(any, action, (made, what) => {
        tried(buttons.open(whom("UKIM"), what, made) !== undefined && `made up: ${made}`);
        tried(buttons.verify(whom("UKIM"), what, made) !== undefined && `made up: ${made}`);
      }),
    );
  });

  test("under a key of another firm it is nothing; under the one before this, it works on, in every replica", () => {
    const sealed = buttons.seal(whom("UKIM"), "claim", "4127");
    tried(buttonsUnder([secret(2)]).open(whom("UKIM"), "claim", sealed) !== undefined && "another firm's key");
    const after = buttonsUnder([secret(2), secret(1)]);
    expect(after.open(whom("UKIM"), "claim", sealed)).toBe("4127");
    expect(buttonsUnder([secret(2)]).open(whom("UKIM"), "claim", after.seal(whom("UKIM"), "claim", "1"))).toBe("1");
    expect(buttonsUnder([secret(1)]).open(whom("UKIM"), "claim", sealed)).toBe("4127");
    expect(() => buttonsUnder([])).toThrow("need a key");
  });
});

const TABLES = ["facts", "clocks", "nudges", "inquiries", "leaves", "people", "channels"] as const;
const everything = ({ db }: World) =>
  Promise.all(TABLES.map((table) => db.selectFrom(table).selectAll().execute())).then((all) => JSON.stringify(all));
const told = (w: World, from: number) =>
  JSON.stringify(
    w
      .written()
      .slice(from)
      .map(({ said }) => said),
  );

/** A press, rightly signed by the platform, that must change nothing and tell nothing of the client. */
async function attack(w: World, by: string, label: string, of: string, change?: Change) {
  const [before, from] = [await everything(w), w.written().length];
  const { status, answer } = await w.replays(by, label, of, change);
  const after = await everything(w);
  const said = `${answer} ${told(w, from)}`;
  const what = `${by} presses ${label} of ${of}`;
  tried(after !== before && `${what}: something was changed`);
  tried(/Acme|Globex|brief/.test(said) && `${what}: was told ${said}`);
  expect(status).toBe(200);
  return said;
}

describe.each(platforms)("in %s, a press that is rightly signed", (on) => {
  test("by anybody but the one it was drawn for, or altered, does nothing and says a plain sentence", async () => {
    const w = await world("2026-01-13T10:00-05:00", { on });
    await w.says("UDANA", "CACME", "When is our reply brief due?");
    await w.says("USAM", "CGLOBEX", "Can we sublet the second floor?");
    await w.until("2026-01-13T11:05-05:00");
    const pause = "Waiting on client";
    // A client's people; lawyers of another group and of the same, the team lead, a partner, an admin.
    for (const outsider of ["UDANA", "UEVE", "USAM"])
      expect(await attack(w, outsider, pause, "UKIM")).toMatch(on === "slack" ? /^/ : /for the firm's people/);
    for (const colleague of ["UANA", "UBEN", "ULEE", "UPAT", "UASH"]) {
      const said = await attack(w, colleague, pause, "UKIM");
      if (on === "teams") expect(said).toContain("not meant for you");
    }
    for (const alter of ALTERATIONS) await attack(w, "UKIM", pause, "UKIM", { value: alter });
    for (const other of ["resolve", "dismiss", "take", "reopen", "let go", "set up", "show", "nonsense"])
      await attack(w, "UKIM", pause, "UKIM", { action: other });

    // What was good until now is so no more once they are gone, or a guest, and nobody told the bot.
    await w.becomesGuest("UBEN");
    await attack(w, "UBEN", pause, "UKIM");
    await w.becomesGuest("UKIM");
    await attack(w, "UKIM", pause, "UKIM");
    await attack(w, "UKIM", "I'm on it", "UKIM");
    for (const user of ["UBEN", "UKIM"]) await w.becomesGuest(user, false);
  }, 240_000);

  test("survives a restart, and is judged afresh by what its presser is by then", async () => {
    const w = await world("2026-01-13T10:00-05:00", { on });
    await w.says("UDANA", "CACME", "When is our reply brief due?");
    await w.until("2026-01-13T11:05-05:00");
    await w.restarts();
    await w.replays("UKIM", "Waiting on client", "UKIM");
    expect(await w.asks("UKIM", "show 1")).toContain("Waiting on the client.");
    // Handed on to someone of another group, it is not Kim's any more: Kim's own group has no part in it either.
    await unaudited(w.db, async (tx) => {
      await tx.updateTable("clients").set({ responsible_id: null }).execute();
      await tx.updateTable("matters").set({ responsible_id: null }).execute();
      await tx.deleteFrom("group_members").execute();
    });
    await w.asks("ULEE", "assign 1 Ana");
    await w.db.deleteFrom("channels").where("id", "=", -1).execute();
    expect(await w.asks("UANA", "mine")).toContain("Acme");
  }, 240_000);
});

const ALTERATIONS: readonly ((was: string) => string)[] = [
  (was) => was.slice(0, -1),
  (was) => was.slice(1),
  (was) => `${was}A`,
  (was) => `${was}=`,
  (was) => (was[0] === "A" ? "B" : "A") + was.slice(1),
  (was) => was.slice(0, 20) + (was[20] === "A" ? "B" : "A") + was.slice(21),
  () => "1",
  () => "4127",
  () => "",
  () => "1; drop table inquiries",
  () => "A".repeat(2000),
  () => Buffer.from("1").toString("base64url"),
];
