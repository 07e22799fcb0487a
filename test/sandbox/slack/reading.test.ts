import type { WebClient } from "@slack/web-api";
import { afterEach, beforeEach, expect, test } from "vitest";
import type { SandboxClock } from "../../../src/sandbox/clock.ts";
import type { SlackSandbox } from "../../../src/sandbox/slack/server.ts";
import { alone, refusal } from "./workspace.ts";

let sandbox: SlackSandbox;
let client: WebClient;
let clock: SandboxClock;
beforeEach(async () => {
  ({ sandbox, client, clock } = await alone());
});
afterEach(() => sandbox.close());

async function talk(count: number): Promise<string[]> {
  const all: string[] = [];
  for (let n = 1; n <= count; n++) {
    all.push((await sandbox.post("UANA", "CINT", `${n}`)).ts);
    await clock.advance(1);
  }
  return all;
}
const texts = (messages: { text?: string }[] | undefined) => messages?.map(({ text }) => text);

test("history is newest first, page by page", async () => {
  await talk(5);
  const first = await client.conversations.history({ channel: "CINT", limit: 2 });
  expect(texts(first.messages)).toEqual(["5", "4"]);
  expect(first.has_more).toBe(true);
  const cursor = first.response_metadata!.next_cursor!;
  const rest = await client.conversations.history({ channel: "CINT", limit: 4, cursor });
  expect(texts(rest.messages)).toEqual(["3", "2", "1"]);
  expect(rest.has_more).toBe(false);
  const pages: unknown[] = [];
  for await (const page of client.paginate("conversations.history", { channel: "CINT", limit: 2 })) pages.push(page);
  expect(pages).toHaveLength(3);
});

test("oldest and latest leave out their own edges, unless inclusive", async () => {
  const [, second, , fourth] = await talk(5);
  const between = { channel: "CINT", oldest: second!, latest: fourth! };
  expect(texts((await client.conversations.history(between)).messages)).toEqual(["3"]);
  expect(texts((await client.conversations.history({ ...between, inclusive: true })).messages)).toEqual([
    "4",
    "3",
    "2",
  ]);
});

test("replies are in their thread, not in the history, unless broadcast", async () => {
  const root = await sandbox.post("UANA", "CINT", "Root");
  await sandbox.post("UBEN", "CINT", "Quiet", { thread: root.ts });
  await sandbox.post("UBEN", "CINT", "Loud", { thread: root.ts, broadcast: true });
  expect(texts((await client.conversations.history({ channel: "CINT" })).messages)).toEqual(["Loud", "Root"]);
  const thread = await client.conversations.replies({ channel: "CINT", ts: root.ts });
  expect(texts(thread.messages)).toEqual(["Root", "Quiet", "Loud"]);
  expect(thread.messages![0]).toMatchObject({
    reply_count: 2,
    reply_users: ["UBEN"],
    reply_users_count: 1,
    thread_ts: root.ts,
  });
});

test("lists: people, channels of the asked kinds, members, whose channels", async () => {
  const people = await client.users.list({ limit: 3 });
  expect(people.members).toHaveLength(3);
  expect(people.response_metadata?.next_cursor).not.toBe("");
  const ids = (found: { id?: string }[] | undefined) => found?.map(({ id }) => id);
  expect(ids((await client.conversations.list()).channels)).toEqual(["CACME", "CINT", "CNOBOT", "COLD"]);
  const both = { types: "public_channel,private_channel", exclude_archived: true };
  expect(ids((await client.conversations.list(both)).channels)).toEqual(["CACME", "CINT", "CNOBOT"]);
  expect((await client.conversations.members({ channel: "CINT" })).members).toEqual(["UANA", "UBEN", "UBOT"]);
  expect(ids((await client.users.conversations({ user: "UDANA" })).channels)).toEqual(["CACME"]);
  expect((await refusal(client.conversations.list({ types: "spaceship" }))).error).toBe("invalid_types");
});

test("a shared channel says so", async () => {
  const { channel } = await client.conversations.info({ channel: "CACME", include_num_members: true });
  expect(channel).toMatchObject({
    is_ext_shared: true,
    is_member: true,
    num_members: 4,
    connected_team_ids: ["TACME"],
  });
});

test("a direct conversation is opened once; users' ids do for a channel", async () => {
  const opened = await client.conversations.open({ users: "UANA" });
  expect((await client.conversations.open({ users: "UANA" })).already_open).toBe(true);
  const { channel } = await client.chat.postMessage({ channel: "UANA", text: "Psst" });
  expect(channel).toBe(opened.channel!.id);
  expect(sandbox.seen.dms("UANA")).toHaveLength(1);
  expect(sandbox.seen.dms("UBEN")).toHaveLength(0);
});

test("a permalink leads to the message, in its thread", async () => {
  const root = await sandbox.post("UANA", "CINT", "Root");
  const reply = await sandbox.post("UBEN", "CINT", "Reply", { thread: root.ts });
  const { permalink } = await client.chat.getPermalink({ channel: "CINT", message_ts: reply.ts });
  expect(permalink).toBe(
    `https://fixture.slack.com/archives/CINT/p${reply.ts.replace(".", "")}?thread_ts=${root.ts}&cid=CINT`,
  );
});

test("a file goes up in three steps, as the client does it, and comes down for who has the token", async () => {
  const file = Buffer.from("<svg/>");
  const { channel } = await client.conversations.open({ users: "UANA" });
  await client.filesUploadV2({
    ...{ channel_id: channel!.id!, file, filename: "week.png", alt_text: "Attainment by week", title: "The week" },
    initial_comment: "A good week",
  });
  const [message] = sandbox.seen.dms("UANA");
  expect(message).toMatchObject({
    text: "A good week",
    files: [{ name: "week.png", title: "The week", alt_txt: "Attainment by week" }],
  });
  const [stored] = sandbox.state.files.values();
  expect(stored!.content.equals(file)).toBe(true);
  const { file: info } = await client.files.info({ file: stored!.id });
  const down = (headers = {}) => fetch(info!.url_private!, { headers });
  expect((await down()).status).toBe(403);
  expect(await (await down({ authorization: `Bearer ${sandbox.app.botToken}` })).text()).toBe("<svg/>");
});
