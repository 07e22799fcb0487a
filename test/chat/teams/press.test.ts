import { afterEach, expect, test } from "vitest";
import type { Desk, Reply } from "../../../src/chat/platform.ts";
import type { Card } from "../../../src/views/card.ts";
import { logContactForm } from "../../../src/views/forms.ts";
import { ACME_COUNSEL, card, LEASE, person, privateTo, stage } from "./stage.ts";

const ANA = person("29:ana");

const open: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const close of open.splice(0).reverse()) await close();
});
async function set(replies: Partial<Desk> = {}) {
  const made = await stage();
  Object.assign(made.desk, replies);
  open.push(made.close);
  return made;
}

const nudge: Card = {
  summary: "Answer owed",
  parts: [
    { text: [{ bold: "Answer owed" }] },
    {
      controls: [
        { button: "I'm on it", action: "claim", value: "4127", style: "primary" },
        {
          menu: "Snooze",
          action: "snooze",
          options: [
            { label: "1 hour", value: "4127 1h" },
            { label: "3 hours", value: "4127 3h" },
          ],
        },
        { menu: "Reassign", action: "reassign", options: many() },
        { button: "Whose is it?", action: "link channel", value: "12" },
      ],
    },
  ],
};

function many() {
  return Array.from({ length: 20 }, (_, n) => ({ label: `Person ${n}`, value: `4127 ${n}` }));
}

async function nudged(replies: Partial<Desk>) {
  const made = await set(replies);
  const sent = await made.chat.send(await privateTo(made.chat, ANA.id), nudge, "m1");
  if (!("sent" in sent)) throw new Error(JSON.stringify(sent));
  const at = { conversation: sent.sent.conversation, id: sent.sent.id };
  return { ...made, at, sent: sent.sent };
}

const pressing = (reply: Reply) => {
  const pressed: unknown[][] = [];
  const press: Desk["press"] = async (...what) => {
    pressed.push(what);
    return reply;
  };
  return { pressed, press };
};
const words = (shown: unknown) => JSON.stringify(shown);

test("a button's answer takes the card's place, at once and for good", async () => {
  const { pressed, press } = pressing({ replace: card("Yours now."), card: card("4127 is yours.") });
  const { sandbox, at, sent, close } = await nudged({ press });
  open.pop();
  const outcome = await sandbox.press("29:ana", at, "I'm on it");
  expect(pressed[0]!.slice(0, 4)).toEqual([ANA, "claim", "4127", sent]);
  expect(words(outcome.card)).toMatch(/4127 is yours.*Yours now/);
  await close();
  const message = sandbox.state.conversations.get(at.conversation)!.messages.find(({ id }) => id === at.id)!;
  expect(words(message.attachments)).toContain("Yours now.");
});

test("few options are buttons, many are a list to choose from", async () => {
  const { pressed, press } = pressing({ card: card("Done.") });
  const { sandbox, at } = await nudged({ press });
  expect((await sandbox.press("29:ana", at, "3 hours")).notice).toBe("Done.");
  const message = sandbox.state.conversations.get(at.conversation)!.messages.find(({ id }) => id === at.id)!;
  expect(words(message.attachments)).toContain('"type":"Input.ChoiceSet","id":"pick1","style":"filtered"');
  // The menu itself has the same words as the button within it, which is known by its verb.
  await sandbox.press("29:ana", at, "reassign", { pick1: "4127 7" });
  expect(pressed.map(([, action, value]) => [action, value])).toEqual([
    ["snooze", "4127 3h"],
    ["reassign", "4127 7"],
  ]);
  expect((await sandbox.press("29:ana", at, "reassign")).notice).toBe("Choose one first.");
});

test("pressed twice by one hand it has the same identity only where it is the same press", async () => {
  const { pressed, press } = pressing({ card: card("Done.") });
  const { sandbox, at } = await nudged({ press });
  await sandbox.press("29:ana", at, "I'm on it");
  await sandbox.press("29:ana", at, "I'm on it");
  expect(pressed[0]![4]).not.toBe(pressed[1]![4]);
});

test("a button that opens a form opens a dialog; wrong answers keep it open, with what is wrong", async () => {
  const form = { ...logContactForm([]), id: "link channel", context: "12" } as const;
  const filled: unknown[][] = [];
  const submit: Desk["submit"] = async (...what) => {
    filled.push(what);
    return filled.length === 1 ? { errors: { client: "Which client was it?" } } : { card: card("Saved.") };
  };
  const { sandbox, at } = await nudged({ press: async () => ({ form }), submit });
  const opened = await sandbox.press("29:ana", at, "Whose is it?");
  expect(opened.dialog?.title).toBe("Log a call or e-mail");
  const complained = await sandbox.submit("29:ana", { client: "?", contact: "Dana" });
  expect(words(complained.dialog?.card)).toContain("Which client was it?");
  expect(words(complained.dialog?.card)).toContain('"value":"Dana"');
  const saved = await sandbox.submit("29:ana", { client: "Acme" });
  expect(words(saved.dialog?.card)).toContain("Saved.");
  expect(filled[1]!.slice(0, 4)).toEqual([
    ANA,
    "link channel",
    "12",
    { client: "Acme", contact: "Dana", via: "phone", when: "now", answered: "no" },
  ]);
});

test("what was typed into a form is kept where the desk fails", async () => {
  const form = logContactForm([]);
  const submit = () => Promise.reject(new Error("database is gone"));
  const { sandbox } = await set({ form: async () => ({ form }), submit });
  await sandbox.messageAction("29:ana", "logContact", { conversation: LEASE });
  const kept = await sandbox.submit("29:ana", { client: "Acme" });
  expect(words(kept.dialog?.card)).toMatch(/"value":"Acme".*Please send it again/);
});

test("a message action tracks the message as it stands", async () => {
  const marked: unknown[][] = [];
  const mark: Desk["mark"] = async (...what) => {
    marked.push(what);
    return { card: card("Tracked.") };
  };
  const { sandbox } = await set({ mark });
  const asked = await sandbox.post("29:dana", ACME_COUNSEL, "When?");
  const reply = await sandbox.post("29:dana", ACME_COUNSEL, "And where?", { thread: asked.id });
  const shown = await sandbox.messageAction("29:ana", "track", reply);
  expect(words(shown.dialog?.card)).toContain("Tracked.");
  expect(marked[0]!.slice(0, 3)).toMatchObject([
    ANA,
    { channel: { id: ACME_COUNSEL }, id: reply.id, thread: asked.id, author: person("29:dana"), text: "And where?" },
    "track",
  ]);
});

test("a call is logged from the compose box, and one's own inquiries are shown there", async () => {
  const filled: unknown[][] = [];
  const { sandbox } = await set({
    form: async () => ({ form: logContactForm([{ label: "Acme", value: "7" }]) }),
    home: async () => nudge,
    press: async () => ({ card: card("4127 is yours.") }),
    submit: async (...what) => {
      filled.push(what);
      return {};
    },
  });
  await sandbox.messageAction("29:ana", "logContact", { conversation: LEASE });
  const closed = await sandbox.submit("29:ana", { client: "7" });
  expect(closed.dialog).toBeUndefined();
  expect(filled[0]!.slice(1, 4)).toMatchObject(["log contact", "", { client: "7" }]);
  const home = await sandbox.messageAction("29:ana", "myInquiries", { conversation: LEASE });
  expect(words(home.dialog?.card)).toContain("Answer owed");
  const pressed = await sandbox.submit("29:ana", {}, "I'm on it");
  expect(words(pressed.dialog?.card)).toContain("4127 is yours.");
});

test("a desk that fails says so to who pressed, and nothing else", async () => {
  const { sandbox, at } = await nudged({ press: () => Promise.reject(new Error("secret detail")) });
  const outcome = await sandbox.press("29:ana", at, "I'm on it");
  expect(outcome.notice).toBe("That did not work.");
  expect(words(outcome)).not.toContain("secret detail");
});

test("one's own page is shown when the bot is added, and brought up to date in its place", async () => {
  const { sandbox, chat, desk } = await set({ home: async () => nudge });
  await sandbox.uninstallApp("29:ana");
  await sandbox.installApp("29:ana");
  await desk.idle();
  expect(desk.failures).toEqual([]);
  const to = await privateTo(chat, ANA.id);
  await chat.home(to, card("You: 1 open"));
  await chat.home(to, card("You: nothing open"));
  const own = [...sandbox.state.conversations.values()].find(({ kind }) => kind === "personal")!;
  expect(own.messages.map(({ attachments }) => words(attachments).match(/You: [a-z0-9 ]+/)?.[0])).toEqual([
    "You: nothing open",
  ]);
});
