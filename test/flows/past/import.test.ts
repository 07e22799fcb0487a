import { sql } from "kysely";
import { describe, expect, test } from "vitest";
import type { Chat } from "../../../src/chat/platform.ts";
import { byItself } from "../../../src/domain/audit.ts";
import type { CalendarSpec } from "../../../src/domain/calendar/spec.ts";
import type { Happening, Message } from "../../../src/domain/message.ts";
import { type Past, type PastDay, PastError, type Skipped } from "../../../src/domain/past.ts";
import { at, type Instant, MINUTE } from "../../../src/domain/time.ts";
import { assessInquiries } from "../../../src/flows/assess-inquiries.ts";
import { happened } from "../../../src/flows/happened.ts";
import { importPast } from "../../../src/flows/past/import.ts";
import { preparePast } from "../../../src/flows/past/prepare.ts";
import { tellPast } from "../../../src/flows/past/tell.ts";
import { linkChannel, saveChannel } from "../../../src/store/channels.ts";
import { clientNamed } from "../../../src/store/clients.ts";
import type { Db } from "../../../src/store/db.ts";
import { pastLines } from "../../../src/views/past.ts";
import { freshStore } from "../../database.ts";
import { testVault } from "../../vault.ts";

const ref = (id: string) => ({ platform: "fixture", workspace: "T1", id });
const day = [["09:00", "17:30"]] as const;
const office: CalendarSpec = { zone: "Europe/London", weekly: { mon: day, tue: day, wed: day, thu: day, fri: day } };
const isFirm = (id: string) => id === "UANA" || id === "UBEN";
const monday = at("2026-01-12T10:00Z");
const today = at("2026-06-01T00:00Z");

const account = (id: string) => ({
  ref: ref(id),
  name: id,
  bot: id === "UBOT",
  deactivated: false,
  runsIt: false,
  zone: "Europe/London",
});
const accounts = ["UANA", "UBEN", "UDANA", "UEVE", "USAM", "UBOT"].map(account);

interface Said {
  readonly minute: number;
  readonly who: string;
  readonly text: string;
  readonly thread?: number;
  readonly more?: Partial<Message>;
}

const idOf = (minute: number) => `m${String(minute).padStart(6, "0")}`;

function message(channel: string, { minute, who, text, thread, more }: Said): Happening {
  const when = monday + minute * MINUTE;
  const base = {
    channel: ref(channel),
    id: idOf(minute),
    at: when,
    revisedAt: when,
    broadcast: false,
    author: ref(who),
  };
  const message = { ...base, by: "person" as const, text, files: 0, mentions: [], ...more };
  return { kind: "message", message: thread === undefined ? message : { ...message, thread: idOf(thread) } };
}

const dayOf = (happenings: Happening[], skipped: Skipped[] = []): PastDay => ({
  bytes: 1,
  entries: happenings.length,
  happenings,
  names: new Map(),
  skipped,
});

/** A past of these channels, each read in days of ten messages. */
function pastOf(channels: Record<string, readonly Happening[]>, more: Partial<Past> = {}): Past {
  return {
    platform: "fixture",
    workspace: "T1",
    accounts,
    channels: Object.keys(channels).map((id) => ({ ref: ref(id), name: id.toLowerCase(), bytes: 1 })),
    skipped: [],
    async *days(channel) {
      const all = channels[channel.ref.id] ?? [];
      for (let i = 0; i < all.length; i += 10) yield dayOf(all.slice(i, i + 10));
    },
    ...more,
  };
}

const spoken: Said[] = [
  { minute: 0, who: "UDANA", text: "Can you send me the signed lease?" },
  { minute: 4, who: "UDANA", text: "And when is the hearing?" },
  { minute: 6, who: "UANA", text: "Got it, thanks." },
  { minute: 30, who: "UANA", text: "I will come back to you by tomorrow noon." },
  { minute: 70, who: "UBOT", text: "Can you approve this?" },
  { minute: 80, who: "UEVE", text: "Could you review our draft?", more: { revisedAt: monday + 90 * MINUTE } },
  { minute: 81, who: "UEVE", text: "joined", more: { by: "system" } },
  { minute: 200, who: "UBEN", text: "The hearing is on Tuesday at ten, in room 4.", thread: 0 },
  { minute: 260, who: "UBEN", text: "The draft is fine: sign on page three." },
  { minute: 300, who: "UDANA", text: "Thank you!", thread: 0 },
  { minute: 3000, who: "UDANA", text: "Which court is that in?", thread: 0 },
  { minute: 3100, who: "USAM", text: "What does the retainer cost?" },
  { minute: 3105, who: "UEVE", text: "Do we need a notary?" },
  { minute: 3200, who: "UANA", text: "It is 5,000 a month, all included." },
  { minute: 3300, who: "UANA", text: "It is the commercial court.", thread: 0 },
  { minute: 9000, who: "UEVE", text: "Is anyone there?" },
];

const phrases = {
  client: [
    "Can you send the lease?",
    "When is the hearing?",
    "Thanks!",
    "Please look at this by Friday",
    "ok",
    "The sky is blue.",
  ],
  firm: [
    "It is on Tuesday at ten.",
    "Got it",
    "I will come back to you by tomorrow noon",
    "Let me look into it",
    "Attached.",
  ],
};

/** Anyone saying anything, anywhere: in the channel, in an old thread or a new one. */
function babble(seed: number): Said[] {
  let state = seed;
  const random = (n: number) => {
    state = (state * 1_103_515_245 + 12_345) & 0x7fffffff;
    return Math.floor((state / 0x80000000) * n);
  };
  let minute = 0;
  const said: Said[] = [];
  for (let i = 0; i < 40; i++) {
    minute += 1 + random(random(3) === 0 ? 2000 : 30);
    const who = ["UANA", "UBEN", "UDANA", "UEVE", "USAM"][random(5)]!;
    const words = isFirm(who) ? phrases.firm : phrases.client;
    const thread = said.length > 0 && random(3) === 0 ? said[random(said.length)]! : undefined;
    said.push({ minute, who, text: words[random(words.length)]!, thread: thread?.thread ?? thread?.minute });
  }
  return said;
}

const channels: Record<string, Happening[]> = Object.fromEntries(
  [spoken, ...[1, 2, 3, 6].map(babble)].map((said, i) => [`C${i}`, said.map((one) => message(`C${i}`, one))]),
);
channels.C0!.push({ kind: "deleted", channel: ref("C0"), id: idOf(3105), at: monday + 9100 * MINUTE });

/** Everything heard live, message by message, each at its own time. */
async function hearLive(db: Db, heard: Record<string, readonly Happening[]>) {
  const chat = {
    platform: "fixture",
    account: async ({ id }: { id: string }) => ({ ...account(id), outside: !isFirm(id) && id !== "UBOT" }),
    link: () => "",
  } as unknown as Chat;
  const deps = { db, vault: testVault(), chats: new Map([["fixture", chat]]), tell: () => {} };
  for (const id of Object.keys(heard)) {
    const channel = await saveChannel(
      db,
      { ref: ref(id), name: id.toLowerCase(), shared: true, archived: false },
      monday,
    );
    const by = byItself(monday);
    const clientId = await clientNamed(db, id, by);
    await linkChannel(db, channel.id, { kind: "shared", clientId, matterId: null }, by);
  }
  const all = Object.values(heard).flat();
  for (const what of all.sort((a, b) => timeOf(a) - timeOf(b))) await happened(deps, what, timeOf(what));
}

const timeOf = (what: Happening): Instant =>
  what.kind === "message" ? what.message.revisedAt : "at" in what ? what.at : 0;

/** All that was made of the messages, by their own names, as of today. */
async function made(db: Db) {
  const ids = await db.selectFrom("inquiries").select("id").execute();
  await db.transaction().execute((tx) =>
    assessInquiries(
      { db: tx, vault: testVault(), chats: new Map(), tell: () => {} },
      ids.map(({ id }) => id),
      today,
    ),
  );
  const named = sql`(select ch.external_id || ' ' || min(m.external_id) from facts f join messages m on m.id = f.message_id
    join channels ch on ch.id = m.channel_id where f.inquiry_id = i.id and f.kind = 'asked' group by ch.external_id)`;
  const rows = async (query: ReturnType<typeof sql>) => (await query.execute(db)).rows;
  return {
    messages:
      await rows(sql`select ch.external_id as channel, m.external_id, m.side, m.verdict, m.grade, m.promised_for, m.at,
        case when exists (select from facts f where f.message_id = m.id) then ${named} end as inquiry
      from messages m join channels ch on ch.id = m.channel_id left join inquiries i on i.id = m.inquiry_id
      order by ch.external_id, m.external_id`),
    inquiries:
      await rows(sql`select ${named} as name, i.state, i.unsure, i.asked_at, i.waiting_since, i.due_at, i.last_fact_at, co.name as contact
      from inquiries i left join contacts co on co.id = i.contact_id where i.merged_into is null and i.state <> 'dismissed' order by 1`),
    facts: await rows(sql`select ${named} as name, m.external_id, f.kind, f.at, f.until_at, p.name as person
      from facts f join inquiries i on i.id = f.inquiry_id left join messages m on m.id = f.message_id left join people p on p.id = f.person_id
      order by 1, f.at, 2`),
    clocks: await rows(sql`select ${named} as name, c.kind, c.started_at, c.due_at, c.stopped_at, c.state, c.minutes
      from clocks c join inquiries i on i.id = c.inquiry_id order by 1, c.started_at, c.kind`),
  };
}

const count = async (db: Db, table: "nudges" | "deliveries", where: ReturnType<typeof sql>) =>
  Number(
    (await sql<{ n: number }>`select count(*) as n from ${sql.table(table)} where ${where}`.execute(db)).rows[0]!.n,
  );

async function prepared() {
  const { db } = await freshStore("embedded");
  await preparePast(db, pastOf({}), isFirm, office);
  return db;
}

test("a channel read at once is what it is message by message", async () => {
  const imported = await prepared();
  await importPast(imported, pastOf(channels), isFirm, today);
  const { db: live } = await freshStore("postgresql");
  await preparePast(live, pastOf({}), isFirm, office);
  await hearLive(live, channels);
  const [ours, theirs] = [await made(imported), await made(live)];
  expect(ours.inquiries.length).toBeGreaterThan(30);
  expect(new Set(ours.facts.map((fact) => (fact as { kind: string }).kind))).toEqual(
    new Set(["asked", "acknowledged", "held", "answered"]),
  );
  for (const what of ["messages", "inquiries", "facts", "clocks"] as const) expect(ours[what]).toEqual(theirs[what]);
}, 180_000);

describe("doing it twice", () => {
  test("changes nothing and finds nothing new", async () => {
    const db = await prepared();
    const first = await importPast(db, pastOf(channels), isFirm, today);
    const before = await made(db);
    const told = pastLines(await tellPast(db, first), "export.zip");
    await preparePast(db, pastOf({}), isFirm, office);
    const second = await importPast(db, pastOf(channels), isFirm, today + MINUTE);
    expect(second).toEqual({ ...first, fresh: 0 });
    expect(await made(db)).toEqual(before);
    const toldAgain = pastLines(await tellPast(db, second), "export.zip");
    expect(toldAgain[2]).toBe("Nothing new was found: all of it was here already.");
    expect(toldAgain.toSpliced(2, 1)).toEqual(told.toSpliced(2, 1));
  });

  test("with a longer export takes in what is new, and gives what the longer one gives at once", async () => {
    const early = Object.fromEntries(Object.entries(channels).map(([id, all]) => [id, all.slice(0, 9)]));
    const db = await prepared();
    await importPast(db, pastOf(early), isFirm, today);
    await importPast(db, pastOf(channels), isFirm, today);
    const whole = await freshStore("postgresql");
    await preparePast(whole.db, pastOf({}), isFirm, office);
    await importPast(whole.db, pastOf(channels), isFirm, today);
    expect(await made(db)).toEqual(await made(whole.db));
  });

  test("after it broke off half way, goes on as if it had not", async () => {
    const db = await prepared();
    const breaking = pastOf(channels, {
      async *days(channel) {
        yield dayOf(channels[channel.ref.id]!.slice(0, 5));
        if (channel.ref.id === "C3") throw new Error("the power went");
        yield dayOf(channels[channel.ref.id]!.slice(5));
      },
    });
    await expect(importPast(db, breaking, isFirm, today)).rejects.toThrow("the power went");
    await importPast(db, pastOf(channels), isFirm, today);
    const whole = await freshStore("postgresql");
    await preparePast(whole.db, pastOf({}), isFirm, office);
    await importPast(whole.db, pastOf(channels), isFirm, today);
    expect(await made(db)).toEqual(await made(whole.db));
  });
});

test("nothing is sent, nothing is left to be sent, and nobody is left to send to", async () => {
  const db = await prepared();
  await importPast(db, pastOf(channels), isFirm, today);
  expect(await count(db, "nudges", sql`true`)).toBeGreaterThan(0);
  expect(await count(db, "nudges", sql`done_at is null`)).toBe(0);
  expect(await count(db, "deliveries", sql`true`)).toBe(0);
  const people = await db.selectFrom("people").select(["name", "left_at"]).orderBy("name").execute();
  expect(people).toEqual([
    { name: "UANA", left_at: today },
    { name: "UBEN", left_at: today },
  ]);
});

test("bots, notices and the future are counted apart; strangers are clients and are named", async () => {
  const db = await prepared();
  const heard = [
    message("C1", { minute: 0, who: "UNOBODY", text: "When is the hearing?" }),
    message("C1", { minute: 1, who: "UBOT", text: "When?" }),
    message("C1", { minute: 2, who: "UEVE", text: "joined", more: { by: "system" } }),
    message("C1", { minute: 3, who: "UEVE", text: "When?", more: { at: today + 1 } }),
    { kind: "nothing", because: "" } as const,
  ];
  const past = pastOf(
    { C1: heard, D1: heard },
    {
      days: async function* () {
        yield { ...dayOf(heard), names: new Map([["UNOBODY", "Nia"]]) };
      },
    },
  );
  const direct = { ...past.channels[1]!, between: ["UANA", "UBEN"] };
  const found = await importPast(db, { ...past, channels: [past.channels[0]!, direct] }, isFirm, today);
  expect(found).toEqual({
    entries: 5,
    said: 1,
    fresh: 1,
    notices: 3,
    channels: 1,
    internal: 1,
    unknown: ["Nia"],
    skipped: [{ where: "#c1", why: "dated in the future", messages: 1 }],
  });
  expect((await tellPast(db, found)).unanswered).toMatchObject([{ channel: "c1", by: "Nia", since: monday }]);
});

describe("a folder that holds something else is refused in a sentence", () => {
  const other = "Take another with --into, or begin again with --afresh.";
  test("another workspace's past, other hours, another firm", async () => {
    const db = await prepared();
    await importPast(db, pastOf(channels), isFirm, today);
    const again = (past: Past, who = isFirm, calendar = office) =>
      preparePast(db, past, who, calendar).then(
        () => "prepared",
        (thrown: unknown) => (thrown instanceof PastError ? thrown.message : thrown),
      );
    expect(await again(pastOf({}))).toBe("prepared");
    expect(await again(pastOf({}, { workspace: "T2" }))).toBe(
      `This folder holds the past of another workspace. ${other}`,
    );
    expect(await again(pastOf({}), isFirm, { ...office, zone: "UTC" })).toBe(
      `This folder holds the same past at other hours (Mon to Fri 09:00 to 17:30, Europe/London). ${other}`,
    );
    expect(await again(pastOf({}), (id) => id === "UANA")).toBe(
      `This folder holds the same past with another --firm (one person differs). ${other}`,
    );
    await db.updateTable("firm").set({ name: "Fixture & Partners LLP" }).execute();
    expect(await again(pastOf({}))).toBe(`This folder holds a firm's own data. ${other}`);
  });
});
