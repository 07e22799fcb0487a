import { onTestFinished } from "vitest";
import { bot } from "../../src/bot.ts";
import { slack } from "../../src/chat/slack/connect.ts";
import { at } from "../../src/domain/time.ts";
import { buttonsUnder } from "../../src/flows/buttons.ts";
import { isMeasured, type Told } from "../../src/flows/deps.ts";
import { sandboxClock } from "../../src/sandbox/clock.ts";
import { fixtureFirm, TEAM } from "../../src/sandbox/firm.ts";
import { words } from "../../src/sandbox/slack/seen.ts";
import { signedHeaders } from "../../src/sandbox/slack/sign.ts";
import { fixtureSandbox } from "../../src/sandbox/workspace.ts";
import { setUpFirm } from "../../src/store/set-up.ts";
import { bodyOf } from "../../src/store/words.ts";
import { freshStore, governed, type Kind } from "../database.ts";
import { testVault } from "../vault.ts";

/** A Tuesday morning at the fixture firm. */
export const TUESDAY = "2026-01-13T10:00-05:00";

/** The fixture firm at work, and a way to send it what no workspace would: rightly signed, of any shape. */
export async function firmAtWork(kind: Kind = "embedded") {
  const clock = sandboxClock(at(TUESDAY));
  const { sandbox, config } = await fixtureSandbox(clock, "http");
  const store = await freshStore(kind);
  await governed(store.db);
  await setUpFirm(store.db, fixtureFirm, clock.now());
  const told: Told[] = [];
  const logged: string[] = [];
  const write = (fields: object, said: string) => void logged.push(`${said} ${JSON.stringify(fields)}`);
  const vault = testVault();
  const chats = [slack(config, clock, { info: write, warn: write, error: write })];
  const served = bot({
    vault,
    db: store.db,
    chats,
    now: () => clock.now(),
    tell: (one) => void (isMeasured(one) || told.push(one)),
    hands: 2,
    buttons,
  });
  const [url] = await served.start();
  sandbox.connectEvents(url);
  onTestFinished(async () => {
    await served.stop();
    await sandbox.close();
    await store.close();
  });

  const calm = async () => {
    await sandbox.settled();
    await served.intake.idle();
    await sandbox.settled();
  };
  let events = 0;
  let requests = 0;
  const post = async (body: string, type: string | undefined = "application/json") => {
    const headers = {
      ...(type ? { "content-type": type } : {}),
      // Each in a second of its own: the very same request twice is a recorded one.
      ...signedHeaders(body, sandbox.app.signingSecret, clock.now() + 1000 * (requests++ % 200)),
    };
    // Bytes: of a string, fetch would make a content type by itself.
    const response = await fetch(url!, { method: "POST", headers, body: Buffer.from(body) });
    const answer = await response.text();
    await calm();
    return { status: response.status, answer };
  };
  return {
    sandbox,
    /** Where Slack's requests go. */
    url: url!,
    clock,
    db: store.db,
    told,
    logged,
    calm,
    round: async () => {
      await calm();
      await served.round();
      await calm();
    },
    /** A signed request with this body. */
    post,
    /** A signed event, in an envelope as Slack's. */
    event: (event: unknown, envelope: object = {}) =>
      post(JSON.stringify({ type: "event_callback", team_id: TEAM, event_id: `Ev${++events}`, event, ...envelope })),
    /** A signed press, shortcut or form; what it says comes from a card or form that was drawn for whoever sends it. */
    interact: (payload: unknown) =>
      post(
        new URLSearchParams({
          payload: typeof payload === "string" ? payload : JSON.stringify(drawnForThem(payload)),
        }).toString(),
        "application/x-www-form-urlencoded",
      ),
    /** `/inquiries …` as it is typed; the answer as it is read. */
    asks: async (user: string, text: string) => {
      const { posted } = await sandbox.slash(user, "CGENERAL", "/inquiries", text);
      await calm();
      return posted.map(words).join("\n");
    },
    /** Someone writes in Acme's channel, and the bot has taken note. */
    says: async (user: string, text: string, channel = "CACME") => {
      const { ts } = await sandbox.post(user, channel, text);
      await calm();
      return { channel, ts };
    },
    inquiries: () => store.db.selectFrom("inquiries").selectAll().orderBy("id").execute(),
    /** As the program reads them: unsealed. */
    messages: async () => {
      const rows = await store.db.selectFrom("messages").selectAll().orderBy("id").execute();
      const opened = (row: (typeof rows)[number]) =>
        row.body && vault.open(store.db, row.body, bodyOf(row.channel_id, row.external_id), clock.now());
      return Promise.all(rows.map(async (row) => ({ ...row, body: await opened(row) })));
    },
    /** What came in and is neither done nor to be tried again. */
    lost: () => store.db.selectFrom("inbox").selectAll().where("done_at", "is", null).execute(),
  };
}

export type AtWork = Awaited<ReturnType<typeof firmAtWork>>;

const buttons = buttonsUnder(["a key of these tests' own, of no use elsewhere"]);

type Fields = Record<string, unknown>;
const fieldsOf = (thing: unknown): Fields => (typeof thing === "object" && thing !== null ? (thing as Fields) : {});

/** What a button carries is sealed, and what a form carries is signed, for the one who has it before them. */
function drawnForThem(payload: unknown): unknown {
  const { type, user, actions, view } = fieldsOf(payload);
  const whom = { platform: "slack", workspace: TEAM, id: String(fieldsOf(user).id) };
  if (type === "block_actions" && Array.isArray(actions))
    return {
      ...fieldsOf(payload),
      actions: actions.map((action) => {
        const { action_id, value } = fieldsOf(action);
        if (typeof action_id !== "string" || typeof value !== "string") return action;
        return {
          ...action,
          value: buttons.seal(whom, action_id.replace(/^rejoinder:/, "").replace(/:\d+$/, ""), value),
        };
      }),
    };
  const { callback_id, private_metadata } = fieldsOf(view);
  if (type !== "view_submission" || typeof callback_id !== "string" || typeof private_metadata !== "string")
    return payload;
  try {
    const carried = fieldsOf(JSON.parse(private_metadata));
    if (typeof carried.context !== "string") return payload;
    const context = buttons.sign(whom, callback_id.replace(/^rejoinder:/, ""), carried.context);
    return {
      ...fieldsOf(payload),
      view: { ...fieldsOf(view), private_metadata: JSON.stringify({ ...carried, context }) },
    };
  } catch {
    return payload;
  }
}
