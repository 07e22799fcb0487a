import { describe, expect, test } from "vitest";
import { TEAM } from "../../src/sandbox/firm.ts";
import { firmAtWork } from "./at-work.ts";

const deep = (levels: number) => `${"[".repeat(levels)}${"]".repeat(levels)}`;

/** After all of it, a client's question is tracked as ever. */
async function stillServes({ says, inquiries, lost, told, logged }: Awaited<ReturnType<typeof firmAtWork>>) {
  await says("UDANA", "When is our reply brief due?");
  expect(await inquiries()).toHaveLength(1);
  expect(await lost()).toEqual([]);
  expect(told.filter((one) => one.what === "inbox retry")).toEqual([]);
  expect(logged.join("\n")).not.toMatch(/^\s+at /m);
}

test("events of a shape not seen before are taken, acknowledged and left", async () => {
  const firm = await firmAtWork();
  const odd: unknown[] = [
    { type: "message" },
    { type: "message", channel: { id: 1 }, user: ["U"], text: { a: 1 }, ts: 5 },
    { type: "message", channel: "CACME", user: "UDANA", text: null, ts: "not a time" },
    {
      type: "message",
      channel: "CACME",
      user: "UDANA",
      ts: "1768316400.000100",
      blocks: "none",
      files: {},
      attachments: [null],
    },
    { type: "message", subtype: "message_changed", channel: "CACME", message: null, previous_message: 7 },
    { type: "message", subtype: "message_deleted", channel: "CACME" },
    { type: "message", subtype: "something_new", channel: "CACME", ts: "1768316400.000200", text: "Something new?" },
    { type: "reaction_added", user: "UKIM", reaction: "pushpin", item: { type: "file", file: "F1" } },
    { type: "member_joined_channel", user: "UBOT" },
    { type: "channel_id_changed", old_channel_id: 1 },
    { type: "user_change", user: {} },
    { type: "app_home_opened", user: {}, tab: 3 },
    { type: "a_thing_of_next_year", payload: { "": [], __proto__: { admin: true } } },
    { type: 7 },
    {},
    "text",
    [],
    7,
  ];
  for (const event of odd) expect((await firm.event(event)).status, JSON.stringify(event)).toBe(200);
  expect((await firm.event({ type: "message" }, { team_id: null, event_id: 7, event_time: "yesterday" })).status).toBe(
    200,
  );
  expect(await firm.inquiries()).toEqual([]);
  await stillServes(firm);
});

test("what is no JSON, or JSON of nothing known, is answered and named in the log", async () => {
  const firm = await firmAtWork();
  const bodies = [
    "",
    "{",
    "null",
    "7",
    '"text"',
    "[]",
    "{}",
    '{"type":"event_callback","event":null}',
    deep(200_000),
    "\0",
    '{"a":"\0"}',
  ];
  for (const body of bodies) expect((await firm.post(body)).status, body.slice(0, 40)).toBe(200);
  expect(firm.logged.filter((line) => line.includes("unreadable")).length).toBeGreaterThan(3);
  await stillServes(firm);
});

test("a nest a hundred thousand deep inside an event is left, not followed", async () => {
  const firm = await firmAtWork();
  const body = `{"type":"event_callback","team_id":"${TEAM}","event_id":"EvDeep","event":{"type":"message","channel":"CACME","user":"UDANA","ts":"1768316400.000100","blocks":[{"type":"rich_text","elements":${deep(100_000)}}]}}`;
  expect((await firm.post(body)).status).toBe(200);
  await stillServes(firm);
});

test("an event is read by what it is, whatever its content type says", async () => {
  const firm = await firmAtWork();
  const event = { type: "message", channel: "CACME", user: "UDANA", text: "When is our reply brief due?" };
  const of = (n: number) =>
    JSON.stringify({
      type: "event_callback",
      team_id: TEAM,
      event_id: `EvType${n}`,
      event: { ...event, ts: `1768316${n}00.000100` },
    });
  for (const [n, type] of [
    [1, "text/plain"],
    [2, "application/octet-stream"],
    [3, undefined],
  ] as const)
    expect((await firm.post(of(n), type)).status).toBe(200);
  expect(await firm.messages()).toHaveLength(3);
  expect((await firm.post(of(4), "application/x-www-form-urlencoded")).status).toBe(200);
  expect(firm.logged.join()).toContain("names nobody; it was left");
});

test("an edit of 40,000 characters of another script, four times over, is not too large; ten megabytes are, and the log says so", async () => {
  const firm = await firmAtWork();
  // As Slack writes it: each letter as six characters.
  const escaped = (text: string) =>
    text.replace(/[^ -~]/g, (c) => `\\u${c.charCodeAt(0).toString(16).padStart(4, "0")}`);
  const text = "我们的答辩状什么时候到期？".repeat(3000);
  const blocks = [{ type: "rich_text", elements: [{ type: "rich_text_section", elements: [{ type: "text", text }] }] }];
  const now = {
    type: "message",
    user: "UDANA",
    ts: "1768316400.000100",
    text,
    blocks,
    edited: { user: "UDANA", ts: "1768316401.000000" },
  };
  const before = { ...now, text: `${text} `, edited: undefined };
  const event = {
    type: "message",
    subtype: "message_changed",
    channel: "CACME",
    message: now,
    previous_message: before,
    ts: "1768316401.000100",
  };
  const body = escaped(JSON.stringify({ type: "event_callback", team_id: TEAM, event_id: "EvLong", event }));
  expect(body.length).toBeGreaterThan(900_000);
  expect((await firm.post(body)).status).toBe(200);
  expect(await firm.messages()).toMatchObject([{ body: text, side: "client" }]);
  expect((await firm.post("x".repeat(10_000_000))).status).toBe(413);
  expect(firm.logged.join()).toContain("larger than Slack ever sends");
});

describe("presses, shortcuts and forms of a shape not seen before", () => {
  test.each<[string, unknown]>([
    ["nothing", ""],
    ["no JSON", "{"],
    ["a list", []],
    ["nobody's", { type: "block_actions", actions: [] }],
    ["no actions", { type: "block_actions", user: { id: "UKIM" } }],
    ["a type of next year", { type: "hologram_touched", user: { id: "UKIM" } }],
    ["an action that is none", { type: "block_actions", user: { id: "UKIM" }, actions: [7] }],
    ["a form that is none", { type: "view_submission", user: { id: "UKIM" }, view: null }],
    [
      "a form of another version",
      {
        type: "view_submission",
        user: { id: "UKIM" },
        view: { id: "V1", callback_id: "rejoinder:dance", private_metadata: "{" },
      },
    ],
    [
      "a shortcut on nothing",
      { type: "message_action", callback_id: "track", user: { id: "UKIM" }, message: null, channel: 7 },
    ],
  ])("%s", async (_name, payload) => {
    const firm = await firmAtWork();
    expect((await firm.interact(payload)).status).toBe(200);
    await stillServes(firm);
  });

  test("a button of ours with a value that names nothing fails nowhere", async () => {
    const firm = await firmAtWork();
    for (const action of ["claim", "snooze", "reassign", "belongs", "show", "more", "link channel", "dance"])
      for (const value of ["", "x", "-1", "99999999999999", "1 '; drop table inquiries", "0 0"]) {
        const press = {
          type: "block_actions",
          user: { id: "UKIM" },
          trigger_id: "1.2.3",
          container: { type: "view", view_id: "V1" },
        };
        const actions = [{ type: "button", action_id: `rejoinder:${action}`, block_id: "b", value, action_ts: "1.1" }];
        expect((await firm.interact({ ...press, actions })).status, `${action} ${value}`).toBe(200);
      }
    expect(firm.logged.filter((line) => line.includes("failed"))).toEqual([]);
    await stillServes(firm);
  });
});

test("a command whose text is no command gets a sentence with what would work", async () => {
  const firm = await firmAtWork();
  for (const text of [
    "\0",
    "x".repeat(100_000),
    "💥",
    "../../etc/passwd",
    "show 99999999999999999",
    "why -1",
    "'; drop table people; --",
  ])
    expect(await firm.asks("UKIM", text), text.slice(0, 30)).toMatch(/\/inquiries|Yours|Nothing/);
  expect(await firm.asks("UKIM", "show 999999999999999")).toMatch(/^I find no inquiry 999999999999999\./);
  await stillServes(firm);
});
