import { describe, expect, test } from "vitest";
import { normalise as fromSlack } from "../../src/chat/slack/normalise.ts";
import { normalise as fromTeams } from "../../src/chat/teams/normalise.ts";
import { at } from "../../src/domain/time.ts";

// The same thing done in Slack and in Teams, as each tells it, is the same happening: but for where it was, and ids.

const RECEIVED = at("2026-01-09T21:30:00Z");
const TENANT = "11111111-1111-4111-8111-111111111111";
const slackHere = {
  platform: "slack",
  workspace: "TFIRM",
  teamId: "TFIRM",
  botUserId: "UBOT",
  botId: "BBOT",
  url: "https://fixture.slack.com/",
} as const;
const APP = "33333333-3333-4333-8333-333333333333";
const teamsHere = { platform: "teams", workspace: TENANT, appId: APP, botId: `28:${APP}` } as const;

/** Each id by what it stands for; Slack's first. */
const SAME: readonly (readonly [slack: string, teams: string, is: string])[] = [
  ["CACME", "19:acme@thread.tacv2", "the channel"],
  ["UDANA", "aad-dana", "Dana"],
  ["UANA", "aad-ana", "Ana"],
  ["BOTHER", "28:other", "another bot"],
  ["1767994200.000000", "1767994200000", "the post"],
  ["1767994260.000000", "1767994260000", "the reply"],
  ["TFIRM", TENANT, "the firm"],
  ["slack", "teams", "the platform"],
];

const neutral = (happening: unknown, which: 0 | 1): unknown => {
  const names = new Map(SAME.map((row) => [row[which], row[2]]));
  return JSON.parse(JSON.stringify(happening), (_key, value) =>
    typeof value === "string" ? (names.get(value) ?? value) : value,
  );
};

const AT = "2026-01-09T21:30:00.000Z";
const LATER = "2026-01-09T21:31:00.000Z";
const EDITED = "2026-01-09T21:40:00.000Z";
const posted = {
  type: "message",
  channel: "CACME",
  user: "UDANA",
  ts: "1767994200.000000",
  text: "Can we sign today?",
};
const place = {
  serviceUrl: "https://smba.trafficmanager.net/amer/",
  channelId: "msteams",
  recipient: { id: `28:${APP}`, name: "Rejoinder" },
  conversation: {
    id: "19:acme@thread.tacv2;messageid=1767994200000",
    conversationType: "channel",
    isGroup: true,
    tenantId: TENANT,
  },
  channelData: {
    team: { id: "19:team@thread.tacv2" },
    channel: { id: "19:acme@thread.tacv2" },
    tenant: { id: TENANT },
  },
};
const dana = { id: "29:dana", name: "Dana Example", aadObjectId: "aad-dana" };
const ana = { id: "29:ana", name: "Ana Fixture", aadObjectId: "aad-ana" };
const said = (html: string, more: object = {}) => ({
  ...{ ...place, type: "message", id: "1767994200000", timestamp: AT, from: dana, textFormat: "plain" },
  text: html.replace(/<[^>]*>/g, ""),
  attachments: [{ contentType: "text/html", content: html }],
  entities: [],
  ...more,
});
const update = (eventType: string, more: object = {}) => ({
  ...{ ...place, type: "conversationUpdate", id: "f:1", timestamp: AT, from: ana },
  conversation: { ...place.conversation, id: "19:acme@thread.tacv2" },
  channelData: { ...place.channelData, eventType },
  ...more,
});

const pairs: Readonly<Record<string, { slack: object; teams: object }>> = {
  "a post by an outsider": { slack: posted, teams: said("<p>Can we sign today?</p>") },
  "a reply in its thread": {
    slack: { ...posted, user: "UANA", text: "Yes.", ts: "1767994260.000000", thread_ts: "1767994200.000000" },
    teams: said("<p>Yes.</p>", { id: "1767994260000", timestamp: LATER, from: ana }),
  },
  "two lines, and signs that mean something in markup": {
    slack: { ...posted, text: "Is 3 &lt; 4 &amp; 5?\nAnd *this*?" },
    teams: said("<p>Is 3 &lt; 4 &amp; 5?<br>And *this*?</p>"),
  },
  "an edit": {
    slack: {
      type: "message",
      subtype: "message_changed",
      channel: "CACME",
      message: { ...posted, text: "Can we sign on Monday?", edited: { user: "UDANA", ts: "1767994800.000000" } },
      previous_message: posted,
      ts: "1767994800.000100",
      event_ts: "1767994800.000100",
    },
    teams: said("<p>Can we sign on Monday?</p>", {
      type: "messageUpdate",
      timestamp: EDITED,
      channelData: { ...place.channelData, eventType: "editMessage" },
    }),
  },
  "a deletion": {
    slack: {
      type: "message",
      subtype: "message_deleted",
      channel: "CACME",
      deleted_ts: "1767994200.000000",
      previous_message: posted,
      ts: "1767994800.000000",
      event_ts: "1767994800.000000",
    },
    teams: {
      ...{ ...place, type: "messageDelete", id: "1767994200000", timestamp: EDITED, from: dana },
      channelData: { ...place.channelData, eventType: "softDeleteMessage" },
    },
  },
  "a file and a word": {
    slack: { ...posted, subtype: "file_share", text: "The draft.", files: [{ id: "F1", name: "draft.docx" }] },
    teams: said('<p>The draft.</p><attachment id="44444444-4444-4444-8444-444444444444"></attachment>'),
  },
  "a link": {
    slack: { ...posted, text: "See <https://a.example/x|the draft>" },
    teams: said('<p>See <a href="https://a.example/x">the draft</a></p>'),
  },
  "another bot's post": {
    slack: { ...posted, subtype: "bot_message", bot_id: "BOTHER", user: undefined, text: "Built." },
    teams: said("<p>Built.</p>", { from: { id: "28:other", name: "Builder" } }),
  },
  "the bot is brought in": {
    slack: {
      type: "member_joined_channel",
      user: "UBOT",
      channel: "CACME",
      inviter: "UANA",
      event_ts: "1767994200.000000",
    },
    teams: update("teamMemberAdded", { membersAdded: [{ id: `28:${APP}` }] }),
  },
  "somebody comes in": {
    slack: {
      type: "member_joined_channel",
      user: "UDANA",
      channel: "CACME",
      inviter: "UANA",
      event_ts: "1767994200.000000",
    },
    teams: update("channelMemberAdded", { membersAdded: [{ id: "29:dana", aadObjectId: "aad-dana" }] }),
  },
  "the channel is renamed": {
    slack: { type: "channel_rename", channel: { id: "CACME", name: "acme" }, event_ts: "1767994200.000000" },
    teams: update("channelRenamed"),
  },
};

describe("the same in Slack and in Teams", () => {
  test.each(Object.entries(pairs))("%s", (_what, { slack, teams }) => {
    const inSlack = fromSlack({ type: "event_callback", event: slack }, slackHere, RECEIVED);
    expect(inSlack.kind).not.toBe("nothing");
    expect(neutral(fromTeams(teams, teamsHere, RECEIVED), 1)).toEqual(neutral(inSlack, 0));
  });

  // Whom a mention names: Slack tells an id, which the reader finds the name of; Teams tells the name.
  test("a mention: of the same person, by a name in Teams and by nobody's in Slack", () => {
    const mention = '<span itemscope="" itemtype="http://schema.skype.com/Mention" itemid="0">Ana Fixture</span>';
    const entities = [
      { type: "mention", mentioned: { id: "29:ana", name: "Ana Fixture" }, text: "<at>Ana Fixture</at>" },
    ];
    const inTeams = fromTeams(said(`<p>${mention} see this.</p>`, { entities }), teamsHere, RECEIVED);
    const event = { ...posted, text: "<@UANA> see this." };
    const inSlack = fromSlack({ type: "event_callback", event }, slackHere, RECEIVED);
    expect(inTeams).toMatchObject({ message: { text: "@Ana Fixture see this.", mentions: ["29:ana"] } });
    expect(inSlack).toMatchObject({ message: { text: "@someone see this.", mentions: ["UANA"] } });
  });
});
