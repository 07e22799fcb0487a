import { afterEach, expect, test } from "vitest";
import { words } from "../../../src/sandbox/slack/seen.ts";
import { type Stage, stage } from "./workspace.ts";

let on: Stage | undefined;
afterEach(async () => {
  await on?.close();
  on = undefined;
});

for (const mode of ["http", "socket"] as const) {
  test(`over ${mode}: a client writes, the app answers, and everyone in the channel sees it`, async () => {
    on = await stage((bolt) => bolt.message(/when/i, async ({ say }) => void (await say("Soon."))), { mode });
    const { sandbox } = on;

    const posted = await sandbox.post("UDANA", "CACME", "When will it be ready?");

    expect(posted.delivery).toMatchObject({ acknowledged: true, attempts: [{ way: mode, status: 200 }] });
    const answer = await sandbox.until(() => sandbox.seen.channel("UDANA", "CACME")[1]);
    expect(words(answer)).toBe("Soon.");
    expect(sandbox.seen.channel("UGUEST", "CACME")).toEqual([]);
  });

  test(`over ${mode}: a command is acknowledged with a line only its user sees, and answered later for all`, async () => {
    on = await stage(
      (bolt) =>
        bolt.command("/inquiries", async ({ ack, respond, command }) => {
          await ack(`One moment: ${command.text}`);
          await respond({ text: "Nothing is open.", response_type: "in_channel" });
        }),
      { mode },
    );
    const { sandbox } = on;

    const outcome = await sandbox.slash("UANA", "CINT", "/inquiries", "team");

    expect(outcome.acknowledged).toBe(true);
    expect(sandbox.seen.ephemeral("UANA").map(words)).toEqual(["One moment: team"]);
    await sandbox.until(() => sandbox.seen.channel("UBEN", "CINT").map(words).includes("Nothing is open."));
    expect(sandbox.seen.ephemeral("UBEN")).toEqual([]);
  });

  test(`over ${mode}: a press updates the message it is on`, async () => {
    on = await stage(
      (bolt) =>
        bolt.action("take", async ({ ack, body, client }) => {
          await ack();
          const { channel, message } = body as unknown as { channel: { id: string }; message: { ts: string } };
          await client.chat.update({
            channel: channel.id,
            ts: message.ts,
            text: `Taken by <@${body.user.id}>`,
            blocks: [],
          });
        }),
      { mode },
    );
    const { sandbox, bolt } = on;
    const button = {
      type: "button",
      action_id: "take",
      value: "41",
      text: { type: "plain_text", text: "I'm on it" },
    } as const;
    const { ts } = await bolt.client.chat.postMessage({
      channel: "UANA",
      text: "An answer is owed",
      blocks: [{ type: "actions", elements: [button] }],
    });

    const [nudge] = sandbox.seen.dms("UANA");
    const outcome = await sandbox.press("UANA", nudge!, "take");

    expect(outcome.acknowledged).toBe(true);
    expect(nudge?.ts).toBe(ts);
    await sandbox.until(() => words(sandbox.seen.dms("UANA")[0]!) === "Taken by <@UANA>");
  });
}
