import { execFileSync } from "node:child_process";
import { expect, test } from "vitest";

const slack = { botToken: "xoxb-1-fixture", signingSecret: "0123456789abcdef", host: "127.0.0.1", port: 0 };
const id = "11111111-1111-4111-8111-111111111111";
const teams = { appId: id, tenantId: id, secret: "hunter2", host: "127.0.0.1", port: 0 };

/** Which chats a process of its own makes of each of these in turn, and whose libraries it holds after each. */
function made(...all: object[]): { chats: string[]; loaded: string[] }[] {
  const program = `
    import { createRequire } from "node:module";
    import { chatsOf } from ${JSON.stringify(new URL("../src/chats.ts", import.meta.url).href)};
    await import(${JSON.stringify(new URL("../src/bot.ts", import.meta.url).href)});
    const log = { info() {}, warn() {}, error() {} };
    const made = [];
    for (const platforms of ${JSON.stringify(all)}) {
      const chats = await chatsOf(platforms, { clock: { now: () => 0 }, log });
      const files = Object.keys(createRequire(import.meta.url).cache).join("\\n");
      const loaded = ["@slack/bolt", "botbuilder", "@microsoft/teams-ai"].filter((name) => files.includes("/node_modules/" + name + "/"));
      made.push({ chats: chats.map(({ platform }) => platform), loaded });
    }
    console.log(JSON.stringify(made));`;
  const run = ["--input-type=module", "--eval", program];
  return JSON.parse(execFileSync(process.execPath, run, { encoding: "utf8", stdio: ["ignore", "pipe", "ignore"] }));
}

test("a platform that is not configured is not loaded, and both are served side by side", () => {
  expect(made({}, { slack }, { slack, teams })).toEqual([
    { chats: [], loaded: [] },
    { chats: ["slack"], loaded: ["@slack/bolt"] },
    { chats: ["slack", "teams"], loaded: ["@slack/bolt", "botbuilder", "@microsoft/teams-ai"] },
  ]);
  expect(made({ teams })).toEqual([{ chats: ["teams"], loaded: ["botbuilder", "@microsoft/teams-ai"] }]);
}, 60_000);
