import { describe, expect, test } from "vitest";
import * as rules from "./rules.ts";
import { importsOf, type Source, sources } from "./source.ts";

type Rule = (files: readonly Source[]) => string[];

/** Each rule, where it holds, and files that break it: a rule that lets one through would let the house fall. */
const house: [
  name: string,
  rule: Rule,
  folder: string,
  broken: [path: string, text: string][],
  fine: [path: string, text: string][],
][] = [
  [
    "arrows run one way",
    rules.wrongWay,
    "src",
    [
      ["src/domain/clock.ts", 'import { x } from "../store/db.ts";'],
      ["src/domain/deep/clock.ts", 'import type { X } from "../../flows/x.ts";'],
      ["src/domain/clock.ts", 'export { x } from "../views/card.ts";'],
      ["src/views/card.ts", 'import {\n  a,\n  b,\n} from "../store/people.ts";'],
      ["src/store/people.ts", 'import "../flows/x.ts";'],
      ["src/flows/x.ts", 'import { slack } from "../chat/slack/connect.ts";'],
      ["src/flows/x.ts", 'const { slack } = await import("../chat/slack/connect.ts");'],
      ["src/chat/slack/x.ts", 'import type { T } from "../teams/connect.ts";'],
      ["src/chat/teams/x.ts", 'let t: import("../slack/connect.ts").T;'],
      ["src/chat/slack/x.ts", 'import type { Db } from "../../store/db.ts";'],
      ["src/chat/slack/x.ts", 'import { deliver } from "../../flows/deliver.ts";'],
      ["src/chat/platform.ts", 'import type { X } from "./slack/connect.ts";'],
      ["src/engine.ts", 'import { slack } from "./chat/slack/connect.ts";'],
      ["src/flows/x.ts", 'import { tick } from "../engine.ts";'],
      ["src/flows/x.ts", 'import { readConfig } from "../config.ts";'],
      ["src/sandbox/slack/x.ts", 'import { desk } from "../../flows/desk.ts";'],
      ["src/sandbox/firm.ts", 'import { x } from "../main.ts";'],
      ["src/sandbox/page/web/App.tsx", 'import type { X } from "../../slack/server.ts";'],
    ],
    [
      ["src/flows/x.ts", 'import type { Chat } from "../chat/platform.ts";\nimport { a } from "../domain/a.ts";'],
      ["src/main.ts", 'import { slack } from "./chat/slack/connect.ts";'],
      ["src/domain/clock.ts", '// import { x } from "../store/db.ts";\nimport { a } from "./time.ts";'],
    ],
  ],
  [
    "packages stay where they belong",
    rules.awayFromHome,
    "src",
    [
      ["src/domain/x.ts", 'import { readFile } from "node:fs/promises";'],
      ["src/domain/x.ts", 'import { z } from "zod";'],
      ["src/flows/x.ts", 'import { WebClient } from "@slack/web-api";'],
      ["src/flows/x.ts", 'import pg from "pg";'],
      ["src/views/x.ts", 'import type { KnownBlock } from "@slack/types";'],
      ["src/chat/slack/x.ts", 'import { Kysely } from "kysely";'],
      ["src/main.ts", 'import { PGlite } from "@electric-sql/pglite/node-postgres";'],
      ["src/sandbox/page/web/App.tsx", 'import { join } from "node:path";'],
      ["src/sandbox/serve.ts", 'import { build } from "vite";'],
      ["src/sandbox/page/server.ts", 'import { useState } from "react";'],
    ],
    [
      ["src/domain/x.ts", 'import { Temporal } from "temporal-polyfill";\nimport { en } from "chrono-node/en";'],
      ["src/chat/slack/x.ts", 'import { App } from "@slack/bolt";'],
    ],
  ],
  [
    "nothing outside chat/ names a platform",
    rules.namesPlatform,
    "src",
    [
      ["src/flows/x.ts", 'if (platform === "slack") return;'],
      ["src/store/x.ts", "const slackId = 1;"],
      ["src/engine.ts", "say(`Open Slack`);"],
      ["src/views/x.ts", 'chats.get("teams");'],
      ["src/chat/platform.ts", "// why\nconst Slack = 1;"],
    ],
    [
      ["src/flows/x.ts", "// Slack sends it again.\n/** Slack's own words. */\nconst teams = 1;"],
      ["src/main.ts", 'chats.get("slack");'],
    ],
  ],
  [
    "the page takes no code from outside of the browser",
    rules.leansAcross,
    "src/sandbox/page/web",
    [
      ["src/sandbox/page/web/App.tsx", 'import { oneAtATime } from "../../in-turn.ts";'],
      ["src/sandbox/page/web/App.tsx", 'import { View } from "../shown.ts";'],
      ["src/sandbox/page/web/chat/X.tsx", 'import type { Reading } from "../../reading.ts";'],
    ],
    [
      ["src/sandbox/page/web/App.tsx", 'import type { View } from "../shown.ts";\nimport { at } from "./api.ts";'],
      [
        "src/sandbox/page/web/chat/X.tsx",
        'import { useState } from "react";\nimport type {\n  A,\n} from "../../shown.ts";',
      ],
    ],
  ],
  [
    "no clock is read outside its one place",
    rules.readsClock,
    "src",
    [
      ["src/flows/x.ts", "const now = new Date();"],
      ["src/flows/x.ts", "const now = new Date;"],
      ["src/domain/x.ts", "const now = Date.now();"],
      ["src/domain/x.ts", "const clock = Date.now;"],
      ["src/views/x.ts", "const now = Date();"],
      ["src/domain/x.ts", "Temporal.Now.instant()"],
      ["src/main.ts", "const now = () => Date.now();"],
      ["src/cli/import.ts", "const now = Date.now();"],
      ["src/store/x.ts", "sql`select * from nudges where due_at < now()`"],
      ["src/store/x.ts", "sql`select CURRENT_TIMESTAMP`"],
    ],
    [
      ["src/domain/x.ts", "new Date(t).toISOString(); toDate(); new Date( y, m);"],
      ["src/bot.ts", "tick(deps, now());"],
      ["src/config.ts", "const now = () => Date.now();"],
      ["src/store/x.ts", "// never now()\nsql`where due_at <= $1`"],
    ],
  ],
  [
    "no environment is read outside its one place",
    rules.readsEnvironment,
    "src",
    [
      ["src/flows/x.ts", "process.env.TOKEN"],
      ["src/cli/x.ts", "const { env } = process;"],
      ["src/store/x.ts", 'import { env } from "node:process";'],
      ["src/store/x.ts", 'process["env"]'],
      ["src/cli/x.ts", "process.loadEnvFile();"],
    ],
    [
      ["src/config.ts", "env = process.env"],
      ["src/cli/x.ts", "process.argv; process.stdout.write(x);"],
    ],
  ],
  [
    "nothing is said but where only the firm reads",
    rules.speaksWithoutLeave,
    "src",
    [
      ["src/chat/slack/listen.ts", "await client.chat.postMessage({ channel, text });"],
      ["src/chat/slack/home.ts", "await client.views.publish({ user_id, view });"],
      ["src/chat/slack/listen.ts", "await respond(card);"],
      ["src/chat/slack/listen.ts", 'await client.apiCall("chat.postMessage", said);'],
      ["src/chat/slack/send.ts", "return { account, conversation } as InternalDestination;"],
      ["src/flows/deliver.ts", "const to = { account } as unknown as InternalDestination;"],
      ["src/chat/teams/listen.ts", "await context.sendActivity(activity);"],
      ["src/chat/teams/connect.ts", "await asking.connector.say(conversation, activity);"],
      ["src/flows/x.ts", 'await fetch("https://slack.example/api/chat.postMessage");'],
    ],
    [
      ["src/chat/slack/send.ts", "await client.chat.postMessage({ channel: to.conversation });"],
      ["src/flows/deliver.ts", "const outcome = await chat.send(to, card, delivery.mark);"],
      ["src/sandbox/slack/x.ts", "await fetch(url);"],
    ],
  ],
  [
    "only the log and what a person starts write on a terminal",
    rules.speaksPastLog,
    "src",
    [
      ["src/chat/slack/x.ts", "console.log(event);"],
      ["src/flows/x.ts", "process.stdout.write(words);"],
      ["src/ops/x.ts", "console.error(fault)"],
    ],
    [
      ["src/main.ts", "console.error(words);"],
      ["src/cli/x.ts", "process.stdout.write(words);"],
    ],
  ],
  [
    "no barrels and no attics",
    rules.barrelOrAttic,
    "src",
    [
      ["src/domain/index.ts", ""],
      ["src/utils/time.ts", ""],
      ["src/flows/helpers.ts", ""],
      ["src/domain/x.ts", 'export * from "./y.ts";'],
    ],
    [["src/domain/common-law.ts", 'export const x = 1;\nexport type { Y } from "./y.ts";']],
  ],
  [
    "no file has more than 200 lines",
    rules.tooLong,
    "src",
    [["src/x.ts", "x\n".repeat(201)]],
    [["src/x.ts", "x\n".repeat(200)]],
  ],
  [
    "what runs stands last",
    rules.runsTooSoon,
    "src",
    [["src/cli/x.ts", "if (import.meta.main)\n  await run();\n\nconst x = 1;\n"]],
    [["src/cli/x.ts", "const x = 1;\n\nif (import.meta.main)\n  await run();\n\nfunction run() {}\n"]],
  ],
  [
    "migrations import no code",
    rules.leaningMigration,
    "migrations",
    [
      ["migrations/x.ts", 'import { json } from "../src/store/db.ts";'],
      ["migrations/x.ts", 'import { readFile } from "node:fs/promises";'],
      ["migrations/x.ts", 'import { shared } from "./earlier.ts";'],
    ],
    [["migrations/x.ts", 'import { type Kysely, sql } from "kysely";']],
  ],
];

describe.each(house)("%s", (_name, rule, folder, broken, fine) => {
  test("in this house", () => {
    const files = sources(folder);
    expect(files.length).toBeGreaterThan(0);
    expect(rule(files)).toEqual([]);
  });

  test.each(titled(broken))("is broken by %s", (_title, file) => expect(rule([file])).toHaveLength(1));

  test.each(titled(fine))("is kept by %s", (_title, file) => expect(rule([file])).toEqual([]));
});

function titled(files: readonly [path: string, text: string][]): [string, Source][] {
  return files.map(([path, text]) => [`${path}: ${JSON.stringify(text).slice(0, 80)}`, { path, text }]);
}

test("imports are found however they are written", () => {
  const text = `import a, { type B } from "./b.ts";
import type {
  C,
} from '../c.ts';
import * as d from "@slack/bolt/dist/x.js";
import "./e.ts";
export { f } from "./f.ts";
const g = await import("./g.ts"); // import "./not.ts"
let h: typeof import("node:fs/promises");
const words = "imported from", from = "./not.ts";`;
  expect(importsOf({ path: "src/flows/x.ts", text })).toEqual({
    files: ["src/flows/b.ts", "src/c.ts", "src/flows/e.ts", "src/flows/f.ts", "src/flows/g.ts"],
    packages: ["@slack/bolt", "node:fs"],
  });
});
