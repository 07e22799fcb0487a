import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { InternalDestination } from "../../src/chat/platform.ts";
import { formView } from "../../src/chat/slack/forms.ts";
import { renderHome, render as renderSlack } from "../../src/chat/slack/render.ts";
import { formCard } from "../../src/chat/teams/forms.ts";
import { render as renderTeams } from "../../src/chat/teams/render.ts";
import type { Owed } from "../../src/domain/owed.ts";
import { at } from "../../src/domain/time.ts";
import { ambiguousAsk, channelJoinedAsk, ownerlessAsk, unsureAsk } from "../../src/views/asks.ts";
import type { Card } from "../../src/views/card.ts";
import { linkChannelForm, logContactForm, reassignForm } from "../../src/views/forms.ts";
import { homeCard } from "../../src/views/home.ts";
import { nudgeCard } from "../../src/views/nudge.ts";
import { nobodyCalled, severalCalled } from "../../src/views/refusals.ts";
import { channelLinked, logged, taken } from "../../src/views/replies.ts";
import { rolesCard } from "../../src/views/roles.ts";
import { statusCard } from "../../src/views/status.ts";
import { platforms } from "../story/stage.ts";
import { world } from "../story/world.ts";
import { tally } from "./tally.ts";

const { tried } = tally("Audience");
const CANARY = "Quincunx";

test("a destination that is made by hand does not pass the types", () => {
  const account = { platform: "slack", workspace: "T1", id: "U1" };
  // @ts-expect-error Only the check makes one.
  const made: InternalDestination = { account, conversation: "C1", checkedAt: 0 };
  expect(made).toBeDefined();
});

describe.each(platforms)("in %s", (on) => {
  test("a colleague who became a guest, and of whom nobody told, is told nothing more, anywhere", async () => {
    const w = await world("2026-01-13T10:00-05:00", { on });
    await w.says("UDANA", "CACME", "When is our reply brief due?");
    await w.until("2026-01-13T11:05-05:00");
    expect(w.dms("UKIM").join()).toContain("Acme");
    for (const guest of ["UKIM", "UPAT"]) await w.becomesGuest(guest);
    const from = w.written().length;
    const names = /Acme|Globex|Initech|Beta|Dana/;
    const reached = (what: string) => {
      const theirs = w
        .written()
        .slice(from)
        .filter(({ readers }) => !readers.every(w.ofTheFirm));
      tried(names.test(JSON.stringify(theirs.map(({ said }) => said))) && `${what} reached a guest`);
    };
    for (const say of ["mine", "team Litigation", "show 1", "client Acme", "overdue"]) {
      tried(names.test(await w.forges("UKIM", say)) && `${say} was answered to a guest`);
      reached(say);
    }
    await w.opensPage("UKIM");
    reached("the page");
    // The nudge that follows, a card that is to be brought up to date, and Monday's digest.
    await w.until("2026-01-13T14:00-05:00");
    reached("a nudge");
    await w.says("ULEE", "CACME", "The reply brief is due on 2 February.");
    await w.until("2026-01-13T14:30-05:00");
    reached("a card that was brought up to date");
    tried(
      w.dms("UKIM").some((words) => /what was done|answered/i.test(words) && names.test(words)) && "a card said more",
    );
    await w.until("2026-01-19T08:45-05:00");
    reached("a digest");
    for (const guest of ["UKIM", "UPAT"]) await w.becomesGuest(guest, false);
  }, 300_000);

  test("no word of a client's is in any text, notification, fallback, mark, log or figure", async () => {
    const w = await world("2026-01-13T10:00-05:00", { on });
    const ask = await w.says("UDANA", "CACME", `When is the ${CANARY} brief due?`);
    await w.says("USAM", "CGLOBEX", `${CANARY}: can we sublet?`);
    await w.until("2026-01-13T12:10-05:00");
    for (const say of ["", "show 1", "why 1", "team", "overdue all", "roles", `client ${CANARY.slice(0, 3)}`]) {
      tried((await w.asks("UKIM", say)).includes(CANARY) && `${say} quotes a client`);
      tried((await w.asks("UPAT", say)).includes(CANARY) && `${say} quotes a client`);
    }
    await w.marks("UKIM", ask, "track");
    await w.edits("UDANA", ask, `Never mind, ${CANARY} is settled.`);
    await w.until("2026-01-19T08:45-05:00");
    for (const { what, said } of w.written())
      tried(JSON.stringify(said).includes(CANARY) && `${what} carries a client's word`);
    for (const line of [...w.logged(), ...w.told])
      tried(JSON.stringify(line).includes(CANARY) && "a log quotes a client");
    expect(w.written().length).toBeGreaterThan(10);
  }, 300_000);
});

/** What somebody may call a channel, a client or themselves, to be read as something else. */
const HOSTILE = [
  "<!channel>",
  "<!here|all>",
  "<@U0KIM>",
  "<#C1|general>",
  "<https://evil.example|the portal>",
  "[the portal](https://evil.example)",
  "![x](https://evil.example/x.png)",
  "<at>Kim</at>",
  "<a href='https://evil.example'>x</a>",
  "<script>alert(1)</script>",
  "&lt;!channel&gt;",
  "*bold* _slanted_ ~gone~ `code`",
  "\u202Egnp.tnemyap",
  "\u2066hidden\u2069",
  "\u200Fmark\u061C",
  "two\nlines",
  "\u0000\u0007\u001b[31m",
  "\ud800",
  "@everyone @channel",
  "javascript:alert(1)",
  "🎉".repeat(80),
];
const hostile = fc.oneof(
  fc.constantFrom(...HOSTILE),
  fc.array(fc.constantFrom(...HOSTILE, " ", "Acme"), { minLength: 1, maxLength: 5 }).map((some) => some.join("")),
  fc.string({ unit: "binary", maxLength: 60 }),
  fc.constantFrom(...HOSTILE).map((one) => one.repeat(Math.ceil(100_000 / one.length))),
);
const now = at("2026-01-13T12:00-05:00");
const zone = "America/New_York";

/** Cards and forms with names of somebody's choosing wherever one may stand. */
function drawn(name: string): { cards: Card[]; forms: ReturnType<typeof reassignForm>[] } {
  const it: Owed = {
    ...{ inquiryId: 1, client: name, matter: name, contact: name, owner: name, channel: name },
    ...{ askedAt: now - 3_600_000, dueAt: now + 3_600_000, state: "open", clock: "answer", via: "chat" },
    ...{ held: false, unsure: false, link: "https://fixture.slack.com/archives/C1/p1" },
  } as unknown as Owed;
  const colleagues = [{ label: name, value: "1" }];
  const counts = { open: 1, overdue: 0, dueToday: 1 };
  const person = { id: 1, name, isAdmin: true, isPartner: true, isRiskOfficer: false, partnerOf: [7] };
  return {
    cards: [
      nudgeCard([{ ...it, to: "owner" }], { zone, colleagues }, now),
      nudgeCard(
        [
          { ...it, to: "lead", insteadOf: name },
          { ...it, inquiryId: 2, to: "partner" },
        ],
        { zone, colleagues },
        now,
      ),
      statusCard(name, [it], counts, { zone, colleagues, more: `client ${name} all` }, now),
      homeCard([it], counts, { zone }, now),
      unsureAsk(it, zone, now),
      ownerlessAsk(it, zone, now, colleagues),
      ambiguousAsk({ reply: 1, repliedAt: now, channel: name, candidates: [it, it] }, zone, now),
      channelJoinedAsk({ channel: name, channelId: 1, shared: true }),
      channelLinked(name, name, name),
      taken(it, zone, now),
      logged(it, false, zone, now),
      nobodyCalled("client", name, [name], (one) => `client ${one}`),
      severalCalled("person", name, [name, name], (one) => `lawyer ${one}`),
      rolesCard([person], [{ id: 7, name, leadId: 1 }]),
    ],
    forms: [reassignForm(name, colleagues, "1"), linkChannelForm(name, colleagues, "1"), logContactForm(colleagues)],
  };
}

const UNSEEN = /\p{Bidi_Control}|(?![\n\t])\p{Cc}|\p{Cs}/u;

/** Every string within, with the key it stands under. */
function strings(thing: unknown, key = ""): { key: string; said: string; type?: unknown }[] {
  if (typeof thing === "string") return [{ key, said: thing }];
  if (typeof thing !== "object" || thing === null) return [];
  const { type } = thing as { type?: unknown };
  return Object.entries(thing).flatMap(([name, each]) =>
    strings(each, Array.isArray(thing) ? key : name).map((one) => ({ type, ...one })),
  );
}

test("in Slack, names stay names: no mention, link or order of words of their own, and none too long", () => {
  fc.assert(
    fc.property(hostile, (name) => {
      const { cards, forms } = drawn(name);
      const all = [
        ...cards.map((card) => renderSlack(card)),
        ...cards.map(renderHome),
        ...forms.map((form) => formView(form)),
      ];
      for (const shown of all) {
        for (const { key, said, type } of strings(shown)) {
          if (key === "private_metadata" || key === "initial_value" || key === "value") continue;
          tried(UNSEEN.test(said) && `unseen in ${key}: ${JSON.stringify(said.slice(0, 200))}`);
          if (type !== "mrkdwn" && !(key === "text" && type === undefined)) continue;
          const marks = [...said.matchAll(/<([^>]*)>?/g)].map(([, inside]) => inside!);
          const foreign = marks.filter((inside) => !inside.startsWith("https://fixture.slack.com/"));
          tried(foreign.length > 0 && `a mention or link: ${foreign[0]}`);
          if (said.length > 3000) tried(`${said.length} characters in ${key}`);
        }
        if ("blocks" in shown) expect(shown.blocks.length).toBeLessThanOrEqual(100);
      }
    }),
    { numRuns: 25 },
  );
}, 120_000);

test("in Teams, names stay names: no Markdown, HTML or mention, no order of words of their own, and none too large", () => {
  fc.assert(
    fc.property(hostile, (name) => {
      const { cards, forms } = drawn(name);
      const all = [
        ...cards.flatMap((card) => [renderTeams(card), renderTeams(card, "dialog")]),
        ...forms.map((form) => formCard(form, "dialog")),
      ];
      for (const shown of all) {
        const json = JSON.stringify(shown);
        tried(
          /"type":"(TextBlock|Image|Media)"|"msteams":\{[^}]*"entities"/.test(json) &&
            "something that is read as Markdown",
        );
        tried(json.length * 2 > 100_000 && "too large a card");
        for (const { key, said } of strings(shown)) {
          if (key === "context" || key === "initial" || key === "label" || key === "intro") continue;
          tried(UNSEEN.test(said) && `unseen in ${key}: ${JSON.stringify(said.slice(0, 200))}`);
          if (key === "url") expect(said).toMatch(/^https:\/\/fixture\.slack\.com\//);
        }
      }
    }),
    { numRuns: 25 },
  );
}, 120_000);
