import { expect, test } from "vitest";
import { firmAtWork } from "./at-work.ts";

/** A form of the set-up as it is sent, with inputs as Slack sends them. */
const sent = (form: string, context: string, inputs: Record<string, object>) => ({
  type: "view_submission",
  user: { id: "UASH" },
  view: {
    id: "V1",
    hash: "1.abc",
    callback_id: `rejoinder:set up ${form}`,
    private_metadata: JSON.stringify({ context }),
    blocks: Object.keys(inputs).map((name) => ({ type: "input", block_id: name })),
    state: { values: Object.fromEntries(Object.entries(inputs).map(([name, input]) => [name, { value: input }])) },
  },
});

const line = (value: string) => ({ type: "plain_text_input", value });
const people = (...selected_users: string[]) => ({ type: "multi_users_select", selected_users });
const office = (changed: Record<string, string>) =>
  Object.fromEntries(
    Object.entries({ firm: "Fixture LLP", zone: "Europe/London", hours: "Mon–Fri 9–17", place: "GB-ENG", ...changed })
      .filter(([, value]) => value !== "")
      .map(([name, value]) => [name, line(value)]),
  );

const cases: [what: string, form: string, inputs: Record<string, object>, field: string, sentence: string][] = [
  ["no name", "office", office({ firm: "" }), "firm", "Please fill in: The firm's name."],
  ["a name without an end", "office", office({ firm: "x".repeat(201) }), "firm", "Up to 200 letters"],
  ["a zone that is none", "office", office({ zone: "London" }), "zone", "Did you mean Europe/London?"],
  ["an offset for a zone", "office", office({ zone: "+01:00" }), "zone", "is not a time zone"],
  ["hours in prose", "office", office({ hours: "office hours" }), "hours", "I cannot read “office hours”."],
  ["hours that overlap", "office", office({ hours: "Mon 9–17, Mon 16–18" }), "hours", "overlap"],
  ["a week that never opens", "office", office({ hours: "Mon closed" }), "hours", "never opens"],
  ["a place that is none", "office", office({ place: "Atlantis" }), "place", "has no list of holidays"],
  ["a place by another code", "office", office({ place: "UK" }), "place", "Did you mean GB"],
  [
    "a holiday without a date",
    "holidays",
    { more: line("Summer party") },
    "more",
    "“Summer party” is no day with a name.",
  ],
  ["a holiday of another year", "holidays", { more: line("2027-05-14 Party") }, "more", "is not in 2026"],
  ["a day that is none", "holidays", { more: line("2026-02-30 Party") }, "more", "that month has 28 days"],
  ["a group without a name", "groups", { name: line("  ") }, "name", "What is the group called?"],
  [
    "a client's person in a group",
    "groups",
    { name: line("Tax"), members: people("UDANA") },
    "members",
    "Dana Example is not one of the firm's people.",
  ],
  ["the bot in a group", "groups", { name: line("Tax"), members: people("UBOT") }, "members", "is a bot"],
  [
    "nobody known in a group",
    "groups",
    { name: line("Tax"), members: people("UNOBODY") },
    "members",
    "not known to me",
  ],
  ["an address that is none", "people", { emails: line("pat(at)fixture") }, "emails", "is no e-mail address"],
  ["a client without a name", "client", { matter: line("lease") }, "client", "What is the client called?"],
  ["a client's slip", "client", { client: line("Gloebx") }, "client", "Do you mean Globex?"],
  [
    "hours that are no number",
    "client",
    { client: line("Hooli"), hours: line("soon") },
    "hours",
    "A number of hours, please.",
  ],
  [
    "a source of no hours",
    "client",
    { client: line("Hooli"), source: line("letter") },
    "hours",
    "How many business hours",
  ],
  ["no channel", "channel", {}, "channel", "Which channel is it?"],
];

test("what is wrong in a form of the set-up is said beside its field, and nothing is changed", async () => {
  const firm = await firmAtWork();
  const all = async () => {
    const { db } = firm;
    const tables = [
      "firm",
      "calendar_versions",
      "practice_groups",
      "group_members",
      "people",
      "clients",
      "standards",
    ] as const;
    return Promise.all(tables.map((table) => db.selectFrom(table).selectAll().execute()));
  };
  const before = await all();
  for (const [what, form, inputs, field, sentence] of cases) {
    const context = form === "holidays" ? JSON.stringify({ year: "2026", days: [] }) : "{}";
    const { status, answer } = await firm.interact(sent(form, context, inputs));
    expect(status, what).toBe(200);
    expect(JSON.parse(answer), what).toEqual({
      response_action: "errors",
      errors: { [field]: expect.stringContaining(sentence) },
    });
  }
  expect(await all()).toEqual(before);
});

test.each(["", "null", "[]", "7", '"x"', "{", '{"days":7,"year":"x"}', '{"partners":[1,null],"id":"-1"}'])(
  "a form that carries %j is no reason to fail",
  async (context) => {
    const firm = await firmAtWork();
    for (const form of ["office", "holidays", "groups", "people", "client", "channel", "nothing"]) {
      const { status } = await firm.interact(
        sent(form, context, { channel: line("x"), days: people("\u0000", "UKIM") }),
      );
      expect(status, form).toBe(200);
    }
    expect(firm.logged.filter((said) => said.includes("failed"))).toEqual([]);
  },
);

test("what is said to the bot by someone else, in another place, or by itself is no beginning", async () => {
  const firm = await firmAtWork();
  const ts = (n: number) => `${firm.clock.now() / 1000}.00010${n}`;
  const im = { type: "message", channel: "DX", channel_type: "im", text: "hello" };
  for (const [n, odd] of [
    { ...im, user: "UDANA" },
    { ...im, user: "UBOT" },
    { ...im, user: "UASH", bot_id: "B1" },
    { ...im, user: "UASH", subtype: "message_changed" },
    { ...im, user: "UASH", subtype: "message_deleted" },
    { ...im, user: "UASH", channel: undefined },
    { ...im, user: "UASH", channel_type: "mpim" },
    { ...im },
  ].entries())
    expect((await firm.event({ ...odd, ts: ts(n) })).status).toBe(200);
  expect(firm.sandbox.state.calls.filter(({ method }) => method === "chat.postMessage")).toEqual([]);
  expect(await firm.lost()).toEqual([]);
});
