import { describe, expect, test } from "vitest";
import { slackExport } from "../../../src/chat/slack/export.ts";
import type { Message } from "../../../src/domain/message.ts";
import { type Past, type PastDay, PastError } from "../../../src/domain/past.ts";
import { at } from "../../../src/domain/time.ts";

/** An export that lies in memory: text as it is, anything else as JSON; an Error is what reading it throws. */
function folder(files: Record<string, unknown>, name = "export.zip") {
  const texts = new Map(
    Object.entries(files).map(([path, value]) => [path, typeof value === "string" ? value : JSON.stringify(value)]),
  );
  return {
    name,
    files: [...texts].map(([path, text]) => ({ path, bytes: text.length })),
    async read(path: string) {
      if (files[path] instanceof Error) throw files[path];
      return texts.get(path)!;
    },
  };
}

const users = [
  {
    id: "UANA",
    team_id: "T1",
    name: "ana",
    profile: { email: "ana@fixture.example", display_name: "Ana" },
    is_admin: true,
    tz: "Europe/London",
  },
  { id: "UDANA", team_id: "T1", name: "dana", real_name: "Dana Example", deleted: true },
  { id: "UBOT", team_id: "T1", name: "bot", is_bot: true },
];
const lists = { "users.json": users, "channels.json": [{ id: "C1", name: "general" }] };
const post = (ts: string, text: string, more = {}) => ({ type: "message", user: "UDANA", text, ts, ...more });

async function daysOf(past: Past, name = "general"): Promise<PastDay[]> {
  const days: PastDay[] = [];
  for await (const day of past.days(past.channels.find((channel) => channel.name === name)!)) days.push(day);
  return days;
}

const dayOf = async (entries: unknown) =>
  (await daysOf(await slackExport(folder({ ...lists, "general/2020-01-02.json": entries }))))[0]!;

describe("what an export holds", () => {
  test("people, with what tells them apart", async () => {
    const { accounts, platform, workspace } = await slackExport(folder(lists));
    expect({ platform, workspace }).toEqual({ platform: "slack", workspace: "T1" });
    const known = { bot: false, deactivated: false, runsIt: false };
    const ref = (id: string) => ({ platform: "slack", workspace: "T1", id });
    expect(accounts).toEqual([
      { ...known, ref: ref("UANA"), name: "Ana", email: "ana@fixture.example", zone: "Europe/London", runsIt: true },
      { ...known, ref: ref("UDANA"), name: "Dana Example", deactivated: true },
      { ...known, ref: ref("UBOT"), name: "bot", bot: true },
    ]);
  });

  test("channels, private ones and direct conversations, each with its folder", async () => {
    const past = await slackExport(
      folder({
        ...lists,
        "groups.json": [{ id: "G1", name: "secret" }],
        "mpims.json": [{ id: "G2", name: "mpdm-ana--dana-1", members: ["UANA", "UDANA"] }],
        "dms.json": [{ id: "D1", members: ["UANA", "UELSE"] }],
        "D1/2020-01-01.json": [],
        "secret/2020-01-01.json": [],
      }),
    );
    expect(past.channels.map(({ ref, ...rest }) => ({ id: ref.id, ...rest }))).toEqual([
      { id: "C1", name: "general", bytes: 0 },
      { id: "G1", name: "secret", bytes: 2 },
      { id: "G2", name: "direct: Ana, Dana Example", between: ["UANA", "UDANA"], bytes: 0 },
      { id: "D1", name: "direct: Ana, UELSE", between: ["UANA", "UELSE"], bytes: 2 },
    ]);
    expect(past.skipped).toEqual([]);
  });

  test("days come by date, each message as an event would have brought it", async () => {
    const past = await slackExport(
      folder({
        ...lists,
        "general/2020-01-10.json": [post("1578650400.000200", "second")],
        "general/2020-01-02.json": [post("1577962800.000100", "<@UANA> first &amp; <http://x.example|foremost>")],
      }),
    );
    const [first, second] = await daysOf(past);
    expect(first!.happenings).toEqual([
      {
        kind: "message",
        message: {
          channel: { platform: "slack", workspace: "T1", id: "C1" },
          id: "1577962800.000100",
          at: at("2020-01-02T11:00Z"),
          revisedAt: at("2020-01-02T11:00Z"),
          thread: undefined,
          broadcast: false,
          author: { platform: "slack", workspace: "T1", id: "UDANA" },
          by: "person",
          text: "@someone first & foremost (http://x.example)",
          files: 0,
          mentions: ["UANA"],
        },
      },
    ]);
    expect((second!.happenings[0] as { message: Message }).message.text).toBe("second");
  });

  test("a folder around it all, and what archivers and Slack lay beside, are no trouble", async () => {
    const packed = Object.fromEntries(Object.entries(lists).map(([path, value]) => [`my export/${path}`, value]));
    const past = await slackExport(
      folder({
        ...packed,
        "my export/general/2020-01-02.json": [post("1577962800.000100", "hello")],
        "my export/integration_logs.json": [],
        "my export/canvases.json": [],
        "my export/general/.DS_Store": "x",
        "__MACOSX/my export/users.json": "x",
      }),
    );
    expect((await daysOf(past)).map((day) => day.entries)).toEqual([1]);
    expect(past.skipped).toEqual([]);
  });
});

describe("what is out of the ordinary is named, and the rest read", () => {
  test("a day that is not JSON, one that is no list, one that the archive does not give", async () => {
    const past = await slackExport(
      folder({
        ...lists,
        "general/2020-01-01.json": '[{"type":"mess',
        "general/2020-01-02.json": { ok: false },
        "general/2020-01-03.json": new Error("damaged in the archive"),
        "general/2020-01-04.json": [post("1578132000.000100", "still here")],
      }),
    );
    const days = await daysOf(past);
    expect(days.flatMap((day) => day.skipped)).toEqual([
      { where: "general/2020-01-01.json", why: "not JSON" },
      { where: "general/2020-01-02.json", why: "not a list of messages" },
      { where: "general/2020-01-03.json", why: "damaged in the archive" },
    ]);
    expect(days.map((day) => day.happenings.length)).toEqual([0, 0, 0, 1]);
  });

  test("messages without a time, of an unknown kind, or that are none", async () => {
    const day = await dayOf([
      post("1577962800.000100", "fine"),
      post("", "no time"),
      { type: "message", text: "no time either" },
      post("yesterday", "no time"),
      post("1577962801.000100", "odd", { subtype: "hologram" }),
      { type: "hello" },
      null,
      "text",
      post("1577962802.000100", "joined", { subtype: "channel_join" }),
    ]);
    expect(day.entries).toBe(9);
    expect(day.happenings).toHaveLength(2);
    expect(day.skipped).toEqual([
      { where: "general/2020-01-02.json", why: "without a time", messages: 5 },
      { where: "general/2020-01-02.json", why: "of a kind not known here (hologram)", messages: 1 },
      { where: "general/2020-01-02.json", why: "not a message", messages: 1 },
    ]);
  });

  test("files and folders that belong to nothing", async () => {
    const past = await slackExport(
      folder({
        ...lists,
        "virus.exe": "x",
        "lost/2020-01-01.json": [],
        "lost/2020-01-02.json": [],
        "general/x.json": [],
      }),
    );
    expect(past.skipped).toEqual([
      { where: "lost/ (2 days)", why: "a conversation that no list names" },
      { where: "virus.exe", why: "not part of an export" },
      { where: "general/x.json", why: "not part of an export" },
    ]);
  });

  test("a list of channels that cannot be read costs those channels alone", async () => {
    const past = await slackExport(folder({ ...lists, "groups.json": "[{", "dms.json": { ok: true } }));
    expect(past.channels).toHaveLength(1);
    expect(past.skipped).toEqual([
      { where: "groups.json", why: "not JSON" },
      { where: "dms.json", why: "not a list" },
    ]);
  });

  test("a NUL, which no database takes, is gone; one that is spelt out stays", async () => {
    const day = await dayOf(
      '[{"type":"message","user":"U\\u00001","ts":"1577962800.000100","text":"a\\u0000b \\\\u0000"}]',
    );
    const { message } = day.happenings[0] as { message: Message };
    expect([message.author.id, message.text]).toEqual(["U1", "ab \\u0000"]);
  });
});

test("edits, threads and deletions are what they are live", async () => {
  const day = await dayOf([
    post("1577962800.000100", "When is it?", { edited: { user: "UDANA", ts: "1577962860.000000" } }),
    post("1577962900.000100", "At ten.", { user: "UANA", thread_ts: "1577962800.000100" }),
    post("1577963000.000100", "", { subtype: "message_deleted", deleted_ts: "1577962900.000100" }),
    post("1577963100.000100", "This message was deleted.", { subtype: "tombstone" }),
  ]);
  const [asked, answered, deleted, stone] = day.happenings;
  expect(asked).toMatchObject({ message: { revisedAt: at("2020-01-02T11:01Z") } });
  expect(answered).toMatchObject({ message: { thread: "1577962800.000100" } });
  expect(deleted).toMatchObject({ kind: "deleted", id: "1577962900.000100" });
  expect(stone).toMatchObject({ kind: "nothing" });
});

test("names that messages carry are kept for those whom no list knows", async () => {
  const day = await dayOf([
    post("1577962800.000100", "Hello", { user: "U9", user_profile: { display_name: "", real_name: "Nia" } }),
  ]);
  expect([...day.names]).toEqual([["U9", "Nia"]]);
});

describe("what is no export of Slack's is refused in a sentence", () => {
  test.each<[string, Record<string, unknown>, string]>([
    ["nothing in it", {}, "export.zip has nothing in it. Export the workspace again."],
    [
      "another archive",
      { "photo.jpg": "x", "channels.json": [] },
      "export.zip is not a Slack export: it has no users.json.",
    ],
    ["no channels", { "users.json": users }, "export.zip is not a Slack export: it has no channels.json."],
    [
      "a list of users that is damaged",
      { ...lists, "users.json": "[{" },
      "export.zip cannot be imported: its users.json is not JSON, and without it nobody can be told apart.",
    ],
  ])("%s", async (_, files, sentence) => {
    const thrown = await slackExport(folder(files)).catch((fault: unknown) => fault);
    expect(thrown).toBeInstanceOf(PastError);
    expect((thrown as Error).message).toContain(sentence);
  });
});
