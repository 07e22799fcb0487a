import { describe, expect, test } from "vitest";
import type { AccountRef } from "../../src/domain/message.ts";
import { at, MINUTE } from "../../src/domain/time.ts";
import { answerCommand } from "../../src/flows/answer-command.ts";
import { TEAM } from "../../src/sandbox/firm.ts";
import { makeWall } from "../../src/store/walls.ts";
import { databases } from "../database.ts";
import { office, post, said } from "../flows/office.ts";
import { statements } from "../statements.ts";

const NINE = at("2026-01-13T09:30-05:00");

describe.each(databases)("on the %s database", (_kind, open) => {
  test.each(["UKIM", "ULEE", "UPAT"])(
    "%s outside of a wall asks about what is behind it, and about nothing: the same statements go to the database",
    async (user) => {
      const o = await office(open, NINE);
      const who: AccountRef = { platform: "slack", workspace: TEAM, id: user };
      await o.hears(said(post("CACME", "UDANA", NINE, "When is our reply brief due?")), NINE);
      await o.hears(said(post("CGLOBEX", "USAM", NINE, "Can we sublet the second floor?")), NINE);
      const people = await o.db.selectFrom("people").select(["id", "name"]).execute();
      const out = people.filter(({ name }) => /^(Kim|Lee|Pat)/.test(name)).map(({ id }) => id);
      const { id: clientId } = await o.db
        .selectFrom("clients")
        .select("id")
        .where("name", "=", "Acme")
        .executeTakeFirstOrThrow();
      const wall = { kind: "screened", clientId, matterId: null, personIds: out, groupIds: [], madeBy: null } as const;
      await makeWall(o.db, { ...wall, reason: "a fixture's" }, NINE);
      let n = 0;
      const asked = (words: string) =>
        statements(o.db, (db) => answerCommand({ ...o.deps, db }, who, words, `ask ${n++}`, NINE + MINUTE));
      await asked("show 999");
      const pairs = [
        ["show 1", "show 999"],
        ["why 1", "why 999"],
        ["take 1", "take 999"],
        ["resolve 1", "resolve 999"],
        ["reopen 1", "reopen 999"],
        ["pause 1", "pause 999"],
        ["resume 1", "resume 999"],
        ["snooze 1 1h", "snooze 999 1h"],
        ["dismiss 1 sent twice", "dismiss 999 sent twice"],
        ["assign 1 Ben", "assign 999 Ben"],
        ["client Acme", "client Zzyx"],
        ['client "Acme v. Beta"', 'client "Zzyx v. Beta"'],
      ];
      for (const [walled, none] of pairs) {
        const there = await asked(walled!);
        expect([walled, there]).toEqual([walled, await asked(none!)]);
        expect(there.length).toBeGreaterThan(2);
      }
    },
  );
});
