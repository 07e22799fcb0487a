import { describe, expect, test } from "vitest";
import { platforms } from "./stage.ts";
import { world } from "./world.ts";

const TUESDAY = "2026-01-13T10:00-05:00";

describe.each(platforms)("in %s", (on) => {
  describe("what is asked in a channel", () => {
    test("two of a client's people ask; a reply that may answer either is asked about, and one tap settles it", async () => {
      const w = await world(TUESDAY, { on });
      await w.says("UDANA", "CACME", "When is our reply brief due?");
      await w.until("2026-01-13T10:05-05:00");
      await w.says("UEVE", "CACME", "Can we terminate the Beta supply contract early?");
      await w.until("2026-01-13T10:20-05:00");
      await w.says("UKIM", "CACME", "Yes, with three months' notice, under clause 9.");
      expect(await w.asks("UKIM", "")).toMatch(/^\*Yours: 2 open/);
      await w.until("2026-01-13T10:21-05:00");
      const [which] = w.got("UKIM");
      expect(which).toContain("Which inquiry did your reply in #acme-counsel answer?");
      expect(which).toContain("You wrote today 10:20. 2 inquiries are open there, and stay open until you say.");
      const choice = "Acme, Acme v. Beta, asked today 10:05 by Eve Example";
      expect(await w.presses("UKIM", "Choose", choice)).toBe("Thank you: that reply answers Acme (Acme v. Beta).");
      const mine = await w.asks("UKIM", "");
      expect(mine).toMatch(/^\*Yours: 1 open/);
      expect(mine).toContain("asked today 10:00");
      expect(await w.asks("UKIM", "show 2")).toContain("Answer: done 10:20, in time");
      expect(w.dms("UKIM")[0]).toContain("Nothing more to do.");
    });

    test("none of them is an answer too: all stay open, and nobody is asked again", async () => {
      const w = await world(TUESDAY, { on });
      await w.says("UDANA", "CACME", "When is our reply brief due?");
      await w.until("2026-01-13T10:05-05:00");
      await w.says("UEVE", "CACME", "Can we terminate the Beta supply contract early?");
      await w.until("2026-01-13T10:20-05:00");
      await w.says("UKIM", "CACME", "The office is closed on Monday, by the way, for the holiday.");
      await w.until("2026-01-13T10:21-05:00");
      expect(await w.presses("UKIM", "Choose", "None of them")).toContain("answers none of them");
      expect(await w.asks("UKIM", "")).toMatch(/^\*Yours: 2 open/);
      await w.until("2026-01-13T10:30-05:00");
      expect(w.got("UKIM")).toHaveLength(1);
    });

    test("what one contact says within ten minutes is one inquiry; later it is another", async () => {
      const w = await world(TUESDAY, { on });
      await w.says("UDANA", "CACME", "Morning. When is our reply brief due?");
      await w.until("2026-01-13T10:06-05:00");
      await w.says("UDANA", "CACME", "And can we see a draft before that?");
      await w.until("2026-01-13T10:15-05:00");
      await w.says("UDANA", "CACME", "Who will sign it?");
      expect(await w.asks("UKIM", "")).toMatch(/^\*Yours: 1 open/);
      await w.until("2026-01-13T10:40-05:00");
      await w.says("UDANA", "CACME", "What about the hearing, is there a date for it?");
      expect(await w.asks("UKIM", "")).toMatch(/^\*Yours: 2 open/);
      expect(await w.asks("UKIM", "show 1")).toMatch(/10:00 · asked by Dana Example\n.*10:06 .*\n.*10:15/);
    });

    test("an edit turns a thank-you into a question, which is asked from then on", async () => {
      const w = await world(TUESDAY, { on });
      const post = await w.says("UDANA", "CACME", "Thank you!");
      await w.until("2026-01-13T14:00-05:00");
      expect(await w.asks("UKIM", "")).toContain("nothing open");
      await w.edits("UDANA", post, "Thank you! And when is our reply brief due?");
      const mine = await w.asks("UKIM", "");
      expect(mine).toMatch(/^\*Yours: 1 open, 1 due today\*/);
      expect(mine).toContain("asked today 14:00");
    });

    test("an edit that mends a question's spelling moves nothing", async () => {
      const w = await world(TUESDAY, { on });
      const post = await w.says("UDANA", "CACME", "When is our replay brief due?");
      await w.until("2026-01-13T10:30-05:00");
      await w.edits("UDANA", post, "When is our reply brief due?");
      expect(await w.asks("UKIM", "")).toContain("asked today 10:00");
    });

    test("an edit that turns an acknowledgement into an answer is an answer from then on, and no sooner", async () => {
      const w = await world(TUESDAY, { on });
      await w.says("UDANA", "CACME", "When is our reply brief due?");
      await w.until("2026-01-13T10:10-05:00");
      const post = await w.says("UKIM", "CACME", "Got it.");
      await w.until("2026-01-13T16:00-05:00");
      expect(await w.asks("UKIM", "")).toMatch(/^\*Yours: 1 open, overdue/);
      await w.edits("UKIM", post, "Got it. It is due on 2 February; we will file on 30 January.");
      const shown = await w.asks("UKIM", "show 1");
      expect(shown).toContain("Answer: done 16:00, late: it was due 14:00");
      expect(shown).toContain("First reply: done 10:10, in time");
    });

    test("a question that is deleted is owed no more, and its nudge says so", async () => {
      const w = await world(TUESDAY, { on });
      const post = await w.says("UDANA", "CACME", "When is our reply brief due?");
      await w.until("2026-01-13T11:10-05:00");
      expect(w.got("UKIM")).toHaveLength(1);
      await w.deletes("UDANA", post);
      expect(await w.asks("UKIM", "")).toContain("nothing open");
      await w.until("2026-01-13T17:00-05:00");
      expect(w.got("UKIM")).toHaveLength(1);
      expect(w.dms("UKIM")[0]).toMatch(/^Acme, Acme v\. Beta: the question was withdrawn/);
    });

    test("a reply that is deleted has answered nothing: the nudges go on", async () => {
      const w = await world(TUESDAY, { on });
      await w.says("UDANA", "CACME", "When is our reply brief due?");
      await w.until("2026-01-13T10:10-05:00");
      const post = await w.says("UKIM", "CACME", "It is due on 2 February.");
      await w.until("2026-01-13T10:20-05:00");
      await w.deletes("UKIM", post);
      expect(await w.asks("UKIM", "")).toMatch(/^\*Yours: 1 open/);
      await w.until("2026-01-13T14:30-05:00");
      expect(w.got("UKIM").map((nudge) => nudge.slice(0, 9))).toEqual([
        "Tue 11:00",
        "Tue 11:36",
        "Tue 12:00",
        "Tue 13:12",
        "Tue 14:00",
      ]);
      expect(w.got("ULEE")).toHaveLength(2);
    });

    test("a client's emoji asks nothing, and the firm's answers nothing", async () => {
      const w = await world(TUESDAY, { on });
      await w.says("UDANA", "CACME", ":tada: :tada:");
      expect(await w.asks("UKIM", "")).toContain("nothing open");
      await w.says("UDANA", "CACME", "When is our reply brief due?");
      await w.until("2026-01-13T10:10-05:00");
      await w.says("UKIM", "CACME", ":eyes:");
      const shown = await w.asks("UKIM", "show 1");
      expect(shown).toContain("First reply: due");
    });
  });

  describe("channels", () => {
    test("in an internal channel a relayed ask is the client's; what colleagues ask each other is not", async () => {
      const w = await world(TUESDAY, { on });
      await w.says("UBEN", "CINITECH", "Can you send me the cap table?");
      expect(await w.asks("UANA", "")).toContain("nothing open");
      await w.says("UBEN", "CINITECH", "Initech wants to know whether the options can vest early.");
      const mine = await w.asks("UANA", "");
      expect(mine).toMatch(/^\*Yours: 1 open/);
      expect(mine).toContain("Initech, share plan");
      await w.until("2026-01-13T10:30-05:00");
      await w.says("UANA", "CINITECH", "Yes: the plan allows it in section 6, with the board's consent.");
      expect(await w.asks("UANA", "")).toContain("nothing open");
    });

    test("an internal channel becomes shared: what its outsiders ask is tracked, and nothing is ever written there", async () => {
      const w = await world(TUESDAY, { on });
      await w.says("UBEN", "CINITECH", "Initech wants to know whether the options can vest early.");
      await w.letsIn("UANA", "USAM", "CINITECH");
      await w.until("2026-01-13T11:00-05:00");
      await w.says("USAM", "CINITECH", "Which form do our employees sign?");
      expect(await w.asks("UANA", "")).toMatch(/^\*Yours: 2 open/);
      await w.until("2026-01-15T17:00-05:00");
      expect(w.got("UANA").length).toBeGreaterThan(2);
      expect(w.authors("USAM", "CINITECH")).not.toContain("bot");
    });

    test("invited to a channel, the bot asks whoever invited it whose it is, and from then on tracks it", async () => {
      const w = await world(TUESDAY, { on });
      await w.opens("UANA", "CHOOLI", "hooli-merger", ["UANA", "UPAT"]);
      await w.invites("UANA", "USAM", "CHOOLI");
      await w.invites("UANA", "bot", "CHOOLI");
      await w.until("2026-01-13T10:01-05:00");
      expect(w.got("UANA")[0]).toContain("Which client is #hooli-merger for?");
      await w.says("USAM", "CHOOLI", "Can you start this week?");
      expect(await w.asks("UANA", "client Hooli")).toContain("Hooli");
      await w.presses("UANA", "Say whose it is");
      expect(await w.fills("UANA", { matter: "merger", hours: "2" })).toContain("Which client is it for?");
      const chosen = await w.fills("UANA", {
        kind: "client",
        client: "3",
        matter: "merger",
        hours: "2",
        source: "engagement letter, section 2",
      });
      expect(chosen).toContain("#hooli-merger is for Initech (merger). What is asked there is tracked from now on.");
      await w.until("2026-01-13T10:05-05:00");
      await w.says("USAM", "CHOOLI", "When can you start with the due diligence?");
      const shown = await w.asks("UANA", "show 1");
      expect(shown).toContain("Initech");
      expect(shown).toContain("due 12:05 (2 h of business time, engagement letter, section 2)");
    });

    test("an outsider's emoji does nothing", async () => {
      const w = await world(TUESDAY, { on });
      const post = await w.says("UDANA", "CACME", "When is our reply brief due?");
      await w.reacts("UDANA", post, "white_check_mark");
      expect(await w.asks("UKIM", "")).toMatch(/^\*Yours: 1 open/);
    });

    test("shortcuts on a message: not an inquiry, and an inquiry after all", async () => {
      const w = await world(TUESDAY, { on });
      const post = await w.says("UDANA", "CACME", "Can you still hear me?");
      expect(await w.asks("UKIM", "")).toMatch(/^\*Yours: 1 open/);
      expect(await w.marks("UKIM", post, "dismiss")).toContain("off the list: not an inquiry");
      expect(await w.asks("UKIM", "")).toContain("nothing open");
      await w.until("2026-01-13T10:10-05:00");
      expect(await w.marks("UKIM", post, "track")).toContain("is tracked as");
      expect(await w.asks("UKIM", "")).toMatch(/^\*Yours: 1 open/);
      await w.until("2026-01-13T10:20-05:00");
      expect(await w.marks("UKIM", post, "dismiss")).toContain("off the list: not an inquiry");
      expect(await w.asks("UKIM", "")).toContain("nothing open");

      const thanks = await w.says("UEVE", "CACME", "Here is the signed order.");
      expect(await w.asks("UKIM", "")).toContain("nothing open");
      expect(await w.marks("UKIM", thanks, "track")).toContain("is tracked as");
      expect(await w.asks("UKIM", "")).toMatch(/^\*Yours: 1 open/);
    });

    test("a phone call is written down, nudged about like any other, and answered elsewhere", async () => {
      const w = await world("2026-01-13T09:00-05:00", { on });
      await w.until(TUESDAY);
      await w.logs("UKIM");
      expect(await w.fills("UKIM", { client: "1", when: "tomorrow 9:00" })).toContain("a time in the past");
      expect(
        await w.fills("UKIM", { client: "1", matter: "Acme v. Beta", contact: "Dana Example", when: "09:30" }),
      ).toContain("Logged for Acme (Acme v. Beta) as");
      expect(await w.asks("UKIM", "")).toContain("asked today 09:30");
      await w.until("2026-01-13T10:35-05:00");
      expect(w.got("UKIM")[0]).toContain("Asked today 09:30 by phone.");
      expect(await w.presses("UKIM", "⋯", "Answered elsewhere")).toContain("was answered elsewhere");
      expect(await w.asks("UKIM", "")).toContain("nothing open");
      expect(w.dms("UKIM")[0]).toContain("answered elsewhere at 10:35, says Kim Fixture");
    });
  });
});

describe("in slack alone: a channel can get a new id, and an emoji on anybody's message reaches a bot", () => {
  test("a channel that gets a new id stays the same channel, in whichever order one hears of it", async () => {
    const w = await world(TUESDAY, { on: "slack" });
    await w.says("UDANA", "CACME", "When is our reply brief due?");
    await w.renumbers!("CACME", "CACME2");
    await w.calm();
    await w.until("2026-01-13T10:20-05:00");
    await w.says("UKIM", "CACME2", "It is due on 2 February.");
    expect(await w.asks("UKIM", "")).toContain("nothing open");

    // The next time its news is overtaken by a message.
    await w.renumbers!("CACME2", "CACME3", true);
    await w.says("UDANA", "CACME3", "And who will sign it?");
    await w.until("2026-01-13T10:22-05:00");
    await w.says("UDANA", "CACME3", "Also, where will the hearing be?");
    expect(await w.asks("UKIM", "")).toMatch(/^\*Yours: 1 open/);
  });

  test("in a channel that is not read, 📌 tracks a message and its thread, and ✅ closes it", async () => {
    const w = await world(TUESDAY, { on: "slack" });
    const post = await w.says("UBEN", "CGENERAL", "Acme called: they need the signed order by tomorrow.");
    const other = await w.says("UANA", "CGENERAL", "Who has the key to room 3?");
    expect(await w.db.selectFrom("messages").select("id").execute()).toEqual([]);
    await w.reacts("UKIM", post, "pushpin");
    expect(await w.db.selectFrom("messages").select("external_id").execute()).toEqual([{ external_id: post.id }]);
    expect(await w.asks("UKIM", "show 1")).toContain("Open");
    await w.says("UKIM", "CGENERAL", "I have sent it to them just now.", post);
    expect(await w.asks("UKIM", "show 1")).toContain("Answered");
    await w.until("2026-01-13T10:30-05:00");
    await w.reacts("UKIM", post, "white_check_mark");
    expect(await w.asks("UKIM", "show 1")).toContain("Closed");
    await w.reacts("UANA", other, "eyes");
    expect(await w.asks("UKIM", "show 2")).toContain("I find no inquiry 2");
  });

  test("closed by ✅, opened again, and closed by ✅ again", async () => {
    const w = await world(TUESDAY, { on: "slack" });
    const post = await w.says("UDANA", "CACME", "When is our reply brief due?");
    await w.until("2026-01-13T10:10-05:00");
    await w.reacts("UKIM", post, "white_check_mark");
    expect(await w.asks("UKIM", "")).toContain("nothing open");
    await w.until("2026-01-13T10:20-05:00");
    expect(await w.asks("UKIM", "reopen 1")).toContain("is open again");
    await w.until("2026-01-13T10:30-05:00");
    await w.reacts("UKIM", post, "white_check_mark", "removed");
    await w.reacts("UKIM", post, "white_check_mark");
    expect(await w.asks("UKIM", "")).toContain("nothing open");
  });
});

describe("in teams, where no bot hears of a reaction on a person's message", () => {
  test("📌 and ✅ change nothing: a message action tracks it, a command closes it", async () => {
    const w = await world(TUESDAY, { on: "teams" });
    const post = await w.says("UBEN", "CGENERAL", "Acme called: they need the signed order by tomorrow.");
    await w.reacts("UKIM", post, "pushpin");
    expect(await w.asks("UKIM", "show 1")).toContain("I find no inquiry 1");
    expect(await w.marks("UKIM", post, "track")).toContain("is tracked as");
    expect(await w.db.selectFrom("messages").select("external_id").execute()).toEqual([{ external_id: post.id }]);
    await w.says("UKIM", "CGENERAL", "I have sent it to them just now.", post);
    expect(await w.asks("UKIM", "show 1")).toContain("Answered");
    await w.reacts("UKIM", post, "white_check_mark");
    expect(await w.asks("UKIM", "show 1")).toContain("Answered");
    await w.until("2026-01-13T10:30-05:00");
    expect(await w.asks("UKIM", "resolve 1")).toContain("is closed");
    expect(await w.asks("UKIM", "show 1")).toContain("Closed");
  });
});
