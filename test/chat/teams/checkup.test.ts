import { afterEach, expect, test } from "vitest";
import { CHAT, LEASE, READS_ALL, stage } from "./stage.ts";

let close: () => Promise<void> = async () => {};
afterEach(() => close());

async function heard(permissions: string[], mention = false) {
  const all = await stage({ permissions });
  close = all.close;
  const { sandbox, desk, chat } = all;
  await sandbox.post("29:ana", LEASE, "Good morning", { mention });
  await sandbox.post("29:ana", CHAT, "Good morning", { mention });
  await desk.idle();
  return (await chat.checkup!()).map(({ name, ok, say }) => `${ok ? "✓" : "✗"} ${name}: ${say}`);
}

const accepted = "✓ Teams: Microsoft's sign-in service accepts the bot.";

test("before anything was heard there is no team or chat to ask", async () => {
  const all = await stage();
  close = all.close;
  expect((await all.chat.checkup!()).map(({ say }) => say)).toEqual([
    accepted.slice(9),
    "No team or chat has been heard from yet; each is asked once it has.",
  ]);
});

test("each team and chat that was heard from is asked whether it consented", async () => {
  expect(await heard(READS_ALL)).toEqual([
    accepted,
    "✓ Teams consent: Given by 2 of 2 teams and chats, each asked just now.",
  ]);
});

test("where the chats did not, the chat is named, with what follows and what to do", async () => {
  const [, consent] = await heard(
    READS_ALL.filter((one) => one !== "ChatMessage.Read.Chat"),
    true,
  );
  expect(consent).toMatch(
    /^✗ Teams consent: Not given by (lunch|a chat without a name): only what mentions the bot is heard there, .* add it again/,
  );
});
