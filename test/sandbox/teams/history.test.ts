import { afterEach, expect, test } from "vitest";
import { at } from "../../../src/domain/time.ts";
import { CHAT, LEASE, type Stage, stage, tokenFor } from "./workspace.ts";

let on: Stage | undefined;
afterEach(async () => {
  await on?.close();
  on = undefined;
});

type Listed = { status: number; value: Record<string, never>[]; "@odata.nextLink"?: string; error?: { code: string } };

/** Graph with a token of its own. */
async function graph({ sandbox }: Stage) {
  const token = await tokenFor(sandbox, "https://graph.microsoft.com");
  return async (path: string): Promise<Listed> => {
    const url = path.startsWith("http") ? path : `${sandbox.endpoints.graph}/v1.0/${path}`;
    const answer = await fetch(url, { headers: { authorization: `Bearer ${token}` } });
    return { ...((await answer.json()) as Listed), status: answer.status };
  };
}

test("without the permission there is no history", async () => {
  on = await stage();
  const ask = await graph(on);
  const group = [...on.sandbox.state.teams.values()][0]!.aadGroupId;
  for (const path of [`teams/${group}/channels/${LEASE}/messages`, `chats/${CHAT}/messages`])
    expect(await ask(path)).toMatchObject({ status: 403, error: { code: "Forbidden" } });
});

test("a channel's messages come in pages, the last changed first, their replies apart, deletions and edits as such", async () => {
  on = await stage(undefined, { app: { permissions: ["ChannelMessage.Read.Group"] } });
  const { sandbox, clock, into } = on;
  const group = [...sandbox.state.teams.values()][0]!.aadGroupId;
  const messages = `teams/${group}/channels/${encodeURIComponent(LEASE)}/messages`;
  const first = await sandbox.post("29:gil", LEASE, "First, @Ana Fixture?", {
    unheard: true,
    at: at("2026-03-05T12:00Z"),
  });
  const second = await sandbox.post("29:ana", LEASE, "Second");
  const reply = await sandbox.post("29:ana", LEASE, "Reply", { thread: first.id });
  await into(LEASE, (context) => context.sendActivity("Noted."));
  await clock.advance(5);
  await sandbox.edit("29:ana", reply, "Better reply");
  await sandbox.remove("29:ana", second);

  const ask = await graph(on);
  const page = await ask(`${messages}?$top=2`);
  expect(page.value).toMatchObject([
    { id: second.id, deletedDateTime: "2026-03-06T09:05:00.000Z", body: { content: "" } },
    { from: { application: { displayName: "Rejoinder" } } },
  ]);
  const rest = await ask(page["@odata.nextLink"]!);
  expect(rest["@odata.nextLink"]).toBeUndefined();
  expect(rest.value).toMatchObject([
    {
      id: first.id,
      createdDateTime: "2026-03-05T12:00:00.000Z",
      from: { user: { displayName: "Gil Guest" } },
      body: { content: '<p>First, <at id="0">Ana Fixture</at>?</p>' },
      mentions: [{ mentioned: { user: { displayName: "Ana Fixture" } } }],
    },
  ]);
  const replies = await ask(`${messages}/${first.id}/replies`);
  expect(replies.value).toMatchObject([{ replyToId: first.id, lastEditedDateTime: "2026-03-06T09:05:00.000Z" }]);
  expect((await ask(`${messages}?$top=51`)).status).toBe(400);
});

test("a chat's messages can be asked for since a time", async () => {
  on = await stage(undefined, { app: { permissions: ["ChatMessage.Read.Chat"] } });
  const { sandbox, clock } = on;
  const early = await sandbox.post("29:ana", CHAT, "early");
  await clock.advance(60);
  const late = await sandbox.post("29:ben", CHAT, "late");
  const ask = await graph(on);
  const since = encodeURIComponent("lastModifiedDateTime gt 2026-03-06T09:30:00Z");
  const order = encodeURIComponent("lastModifiedDateTime desc");
  const ids = async (query: string) => (await ask(`chats/${CHAT}/messages?${query}`)).value.map(({ id }) => id);
  expect(await ids(`$orderby=${order}&$filter=${since}`)).toEqual([late.id]);
  // Without the order by the same property, Graph takes no notice of the filter.
  expect(await ids(`$filter=${since}`)).toEqual([late.id, early.id]);
  await clock.advance(1);
  await sandbox.react("29:ben", early, "like");
  expect(await ids("$top=1")).toEqual([early.id]);
});
