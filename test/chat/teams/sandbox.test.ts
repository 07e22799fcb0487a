import { afterEach, expect, test } from "vitest";
import { ACME_COUNSEL, CHAT, card, LEASE, person, privateTo, stage, TEAM, who } from "./stage.ts";

const [ANA, BEN, DANA] = [person("29:ana"), person("29:ben"), person("29:dana")];

const open: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const close of open.splice(0).reverse()) await close();
});
async function set(...how: Parameters<typeof stage>) {
  const made = await stage(...how);
  open.push(made.close);
  return made;
}

test("a client's question in a shared channel reaches the desk, without a mention", async () => {
  const { sandbox, desk } = await set();
  const posted = await sandbox.post("29:dana", ACME_COUNSEL, "Can we sign <today> & tomorrow?");
  expect(posted.delivery).toMatchObject({ acknowledged: true });
  await desk.idle();
  expect(desk.told).toMatchObject([
    {
      kind: "message",
      message: {
        channel: who(ACME_COUNSEL),
        id: posted.id,
        author: DANA,
        by: "person",
        text: "Can we sign <today> & tomorrow?",
      },
    },
  ]);
});

test("a reply hangs from its thread, an edit is news of the same message, a deletion is told, and so is its undoing", async () => {
  const { sandbox, desk, clock } = await set();
  const asked = await sandbox.post("29:ana", LEASE, "First");
  const reply = await sandbox.post("29:ben", LEASE, "Second", { thread: asked.id });
  await clock.advance(1);
  await sandbox.edit("29:ben", reply, "Second, better");
  await clock.advance(1);
  await sandbox.remove("29:ben", reply);
  await clock.advance(1);
  await sandbox.undelete("29:ben", reply);
  await desk.idle();
  expect(desk.kept.size).toBe(5);
  const byKind = desk.told.map((what) =>
    what.kind === "message" ? [what.message.id, what.message.thread, what.message.text] : [what.kind],
  );
  expect(byKind).toEqual([
    [asked.id, undefined, "First"],
    [reply.id, asked.id, "Second"],
    [reply.id, asked.id, "Second, better"],
    ["deleted"],
    [reply.id, asked.id, "Second, better"],
  ]);
});

test("people are known by what the roster says: a guest and a stranger who is an owner are outsiders", async () => {
  const { sandbox, chat, desk } = await set();
  await sandbox.post("29:dana", ACME_COUNSEL, "Hello");
  await sandbox.post("29:gil", LEASE, "Hello");
  await desk.idle();
  const gil = await chat.account(person("29:gil"));
  expect(await chat.account(ANA)).toMatchObject({ name: "Ana Fixture", email: "ana@fixture.example", outside: false });
  expect(await chat.account(DANA)).toMatchObject({ name: "Dana Example", outside: true });
  expect(gil).toMatchObject({ name: "Gil Guest", outside: true });
  expect(await chat.account(who("nobody"))).toBeUndefined();
});

test("a colleague of a team the bot is in is found by e-mail address, an outsider is not", async () => {
  const { sandbox, chat, desk } = await set();
  await sandbox.post("29:ana", LEASE, "Hello");
  await desk.idle();
  expect(await chat.accountByEmail!("Ben@fixture.example")).toMatchObject({ ref: BEN, email: "ben@fixture.example" });
  for (const nobody of ["lone@fixture.example", "gil@acme.example", "gil_acme.example#EXT#@fixture.example", "x"])
    expect(await chat.accountByEmail!(nobody), nobody).toBeUndefined();
});

test("channels are known by who is in them", async () => {
  const { chat, sandbox, desk } = await set();
  await sandbox.post("29:ana", LEASE, "Hello");
  await sandbox.post("29:ana", CHAT, "Hello");
  await desk.idle();
  expect(await chat.channel(who(LEASE))).toMatchObject({ name: "lease", shared: true, direct: false, archived: false });
  expect(await chat.channel(who(ACME_COUNSEL))).toMatchObject({ shared: true });
  expect(await chat.channel(who(CHAT))).toMatchObject({ shared: false, direct: true });
  expect(await chat.channel(who("19:elsewhere@thread.tacv2"))).toBeUndefined();
});

test("a card goes to one person's own chat, and can be replaced there", async () => {
  const { chat, sandbox } = await set();
  const to = await privateTo(chat, ANA.id);
  const sent = await chat.send(to, card("Answer owed"), "mark1");
  if (!("sent" in sent)) throw new Error(JSON.stringify(sent));
  expect(sent.sent).toMatchObject({ platform: "teams", conversation: to.conversation });
  const shown = () =>
    JSON.stringify(sandbox.state.conversations.get(to.conversation)?.messages.map((m) => m.attachments));
  expect(shown()).toContain("Answer owed");
  expect(await chat.update(to, sent.sent, card("Done"))).toEqual({ sent: sent.sent });
  expect(shown()).toContain("Done");
  expect(shown()).not.toContain("Answer owed");
});

test("nothing internal goes to an outsider, a bot, or someone without the app", async () => {
  const { chat } = await set();
  for (const id of ["29:dana", "29:gil", "29:gone", "29:lone"])
    expect((await chat.privately([person(id)]))[0], id).toMatchObject({ refused: expect.any(String), forGood: true });
  expect((await chat.privately([who("28:otherbot")]))[0]).toMatchObject({ forGood: true });
});

test("several are asked about at once, and answered in the order asked", async () => {
  const { chat } = await set();
  const found = await chat.privately([person("29:gone"), who(ANA.id), who("28:otherbot"), who(ANA.id)]);
  expect(found.map((one) => ("refused" in one ? "no" : one.account.id))).toEqual(["no", ANA.id, "no", ANA.id]);
});

test("a command in the bot's own chat, by mention, and by slash is answered to who asked alone", async () => {
  const { sandbox, desk } = await set();
  await sandbox.post("29:ana", sandbox.app.botId, "show 4127");
  await sandbox.post("29:ana", LEASE, "overdue", { mention: true });
  await sandbox.slash("29:ana", LEASE, "team");
  await desk.idle();
  expect(desk.failures).toEqual([]);
  expect(desk.told).toEqual([]);
  expect(desk.did.map(([what, by, text]) => [what, by, text])).toEqual([
    ["spoken", ANA, "show 4127"],
    ["command", ANA, "overdue"],
    ["command", ANA, "team"],
  ]);
  const own = [...sandbox.state.conversations.values()].find(({ kind }) => kind === "personal")!;
  expect(own.messages.filter(({ from }) => from === sandbox.app.botId)).toHaveLength(3);
  expect(sandbox.state.conversations.get(LEASE)!.messages.filter(({ from }) => from === sandbox.app.botId)).toEqual([]);
});

test("an edited command is no second one, and no answer to a client", async () => {
  const { sandbox, desk } = await set();
  const typed = await sandbox.post("29:ana", LEASE, "overdu", { mention: true });
  await sandbox.edit("29:ana", typed, "@Rejoinder overdue");
  await desk.idle();
  expect([desk.did.length, desk.told]).toEqual([1, []]);
});

test("someone who joins is looked at anew, and so is each channel they can now read", async () => {
  const { sandbox, desk } = await set();
  await sandbox.post("29:ana", LEASE, "Hello");
  await desk.idle();
  desk.told.length = 0;
  await sandbox.addMember("29:ana", "29:lone", TEAM);
  await desk.idle();
  expect(desk.told.map((what) => ("channel" in what ? [what.kind, what.channel.id] : [what.kind]))).toEqual([
    ["channel changed", TEAM],
    ["channel changed", LEASE],
    ["account changed"],
  ]);
});

test("what a client says to the bot is said to the firm", async () => {
  const { sandbox, desk } = await set();
  await sandbox.post("29:dana", ACME_COUNSEL, "when do we get the draft?", { mention: true });
  await desk.idle();
  expect(desk.did).toEqual([]);
  expect(desk.told).toMatchObject([{ kind: "message", message: { text: "when do we get the draft?" } }]);
});

test("put into a team the bot is in each of its channels, and out of each when it is taken out", async () => {
  const { sandbox, desk } = await set();
  await sandbox.uninstallApp("29:ben", TEAM);
  await sandbox.installApp("29:ben", TEAM);
  await desk.idle();
  expect(desk.failures).toEqual([]);
  const joined = desk.told.filter(({ kind }) => kind === "bot joined");
  expect(joined).toMatchObject([TEAM, LEASE, ACME_COUNSEL].map((id) => ({ channel: who(id), by: BEN })));
});
