import { existsSync, readFileSync } from "node:fs";
import type { Activity } from "botbuilder";
import { afterEach, expect, test } from "vitest";
import { ACME_COUNSEL, card, LEASE, type Stage, stage, TEAM } from "./workspace.ts";

// Real activities out of Microsoft's documentation, where someone has put them beside the project.
const SAMPLES = new URL("../../../../shared/corpora/teams-payloads.jsonl", import.meta.url);

let on: Stage | undefined;
afterEach(async () => {
  await on?.close();
  on = undefined;
});

interface Row {
  id: string;
  payload: object;
}

/** Documented activities by row, and what this sandbox sends that is of the same kind. */
const PAIRS: Record<string, string> = {
  "64cf83e9f166": "channelCreated",
  "7db6b647d9f5": "teamDeleted",
  c311f4f42294: "teamMemberRemoved",
  "0fbd3eddf9c2": "installed",
  "9b7e99834832": "pressed",
  "813d2c9424d1": "fetchTask",
  "8c637237ff27": "mentioned",
  f030cf2ac6f6: "reacted",
};

test.skipIf(!existsSync(SAMPLES))(
  "activities have every field that Microsoft's own examples have (skipped without the examples)",
  async () => {
    const heard: Activity[] = [];
    // The library turns times into dates before a bot sees them; what was sent is in the deliveries.
    on = await stage(async (context) => heard.push(structuredClone(context.activity)), {
      app: { permissions: ["ChannelMessage.Read.Group"] },
    });
    const { sandbox, into } = on;
    const sent: Record<string, unknown> = {};
    const last = () => sandbox.state.deliveries.at(-1)!.body;
    const posted = await sandbox.post("29:ana", ACME_COUNSEL, "@Rejoinder - Hi");
    sent.mentioned = last();
    await sandbox.messageAction("29:ana", "track", posted);
    sent.fetchTask = heard.at(-1);
    const { conversation } = await sandbox.post("29:ana", sandbox.app.botId, "hi");
    const actions = [{ type: "Action.Execute", title: "Send", data: { feedback: "" } }];
    await into(conversation, (context) => context.sendActivity(card({ type: "ActionSet", actions }) as never));
    await sandbox.press("29:ana", sandbox.seen.dms("29:ana").at(-1)!, "Send");
    sent.pressed = heard.at(-1);
    await into(LEASE, (context) => context.sendActivity("Noted."));
    await sandbox.react("29:ana", sandbox.seen.channel("29:ana", LEASE).at(-1)!, "like");
    sent.reacted = last();
    await sandbox.createChannel("29:ana", { id: "19:new@thread.tacv2", name: "new", team: TEAM });
    sent.channelCreated = last();
    await sandbox.removeMember("29:ana", "29:ben", TEAM);
    sent.teamMemberRemoved = last();
    await sandbox.uninstallApp("29:ana", TEAM);
    await sandbox.installApp("29:ana", TEAM);
    sent.installed = last();
    await sandbox.deleteTeam("29:ana", TEAM);
    sent.teamDeleted = last();

    const rows = readFileSync(SAMPLES, "utf8")
      .trim()
      .split("\n")
      .map((line) => JSON.parse(line) as Row);
    const missing = Object.entries(PAIRS).flatMap(([id, name]) => {
      const documented = fieldsOf(rows.find((row) => row.id === id)!.payload);
      const ours = fieldsOf(sent[name]);
      return [...documented]
        .filter((field) => !ours.has(field) && !ELSEWHERE.has(field))
        .map((field) => `${name}: ${field}`);
    });
    expect(missing).toEqual([]);
  },
);

// The example puts `legacy` beside the channel data; elsewhere, and here, it is within.
const ELSEWHERE = new Set([".legacy.replyToId"]);

function fieldsOf(value: unknown, at = ""): Set<string> {
  if (Array.isArray(value)) return new Set(value.flatMap((item) => [...fieldsOf(item, `${at}[]`)]));
  if (value && typeof value === "object" && !(value instanceof Date))
    return new Set(Object.entries(value).flatMap(([key, inner]) => [...fieldsOf(inner, `${at}.${key}`)]));
  return new Set([at]);
}
