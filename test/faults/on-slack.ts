import { type Instant, MINUTE } from "../../src/domain/time.ts";
import type { SandboxClock } from "../../src/sandbox/clock.ts";
import { fixtureFirm, fixtureWorkspace } from "../../src/sandbox/firm.ts";
import { elementsOf } from "../../src/sandbox/slack/blocks.ts";
import type { ApiFault } from "../../src/sandbox/slack/faults.ts";
import { startSlackSandbox } from "../../src/sandbox/slack/server.ts";
import type { Fields, Message } from "../../src/sandbox/slack/workspace.ts";
import { buttons } from "./buttons.ts";
import type { Copy, Ground, Refusal } from "./ground.ts";

const OUTSIDE = "T0EXAMPLE";
const BOT = "UBOT";

/** The fixture firm in Slack. `delayed`: what was not acknowledged comes again for a day. */
export async function onSlack(clock: SandboxClock, how: "http" | "socket", delayed: boolean): Promise<Ground> {
  const sandbox = await startSlackSandbox({
    clock,
    workspace: fixtureWorkspace,
    ackWithin: PATIENCE,
    delayedEvents: delayed,
  });
  const { state, faults } = sandbox;
  const { botToken, appToken, signingSecret } = sandbox.app;
  let waiting: { left: number; then: () => void } | undefined;
  let said = 0;
  const stopLooking = sandbox.onChange(() => {
    const now = state.calls.filter(tookEffect).length;
    const fresh = now - said;
    said = now;
    if (!waiting || fresh <= 0) return;
    waiting.left -= fresh;
    if (waiting.left > 0) return;
    const { then } = waiting;
    waiting = undefined;
    then();
  });
  const lost = () => state.deliveries.filter((one) => one.lost).length;
  let heldBackAt: Instant | undefined;
  async function heldBack<T>(doing: () => Promise<T>): Promise<T> {
    const before = lost();
    const done = await doing();
    if (lost() > before) heldBackAt = clock.now();
    if (heldBackAt !== undefined) await tellOfMinute();
    return done;
  }
  async function tellOfMinute() {
    // Slack says so again until it is heard.
    if (await sandbox.rateLimitEvents(heldBackAt)) heldBackAt = undefined;
  }
  const isOutsider = (user: string) => state.users.get(user)?.teamId === OUTSIDE;
  const copies = (): Copy[] =>
    [...state.channels.values()]
      .filter(({ kind }) => kind === "im")
      .flatMap(({ messages, members }) =>
        messages
          .filter((message) => message.user === BOT && message.metadata)
          .map((message) => ({
            mark: markOf(message),
            at: atOf(message.ts),
            to: state.users.get([...members].find((member) => member !== BOT)!)?.realName ?? "",
          })),
      );
  return {
    platforms: {
      slack: {
        botToken,
        apiUrl: sandbox.apiUrl,
        host: "127.0.0.1",
        port: 0,
        ...(how === "http" ? { signingSecret } : { appToken }),
      },
    } as Ground["platforms"],
    firm: fixtureFirm,
    looks: true,
    place: (where) => where,
    connect: (origin, path) => sandbox.connectEvents(how === "http" ? `${origin}${path}` : undefined),
    async says(who, where, words, root) {
      return (await heldBack(() => sandbox.post(who, where, words, root ? { thread: root } : {}))).ts;
    },
    edits: async (who, where, id, words) =>
      void (await heldBack(() => sandbox.edit(who, { channel: where, ts: id }, words))),
    deletes: async (who, where, id) => void (await heldBack(() => sandbox.remove(who, { channel: where, ts: id }))),
    reacts: async (who, where, id, emoji) => void (await sandbox.react(who, { channel: where, ts: id }, emoji)),
    async commands(who, where, words) {
      const { acknowledged, posted } = await sandbox.slash(who, where, "/inquiries", words);
      if (!acknowledged) return false;
      return sandbox
        .until(() => posted.length > 0, ANSWERED)
        .then(
          () => !/did not work/.test(JSON.stringify(posted)),
          () => false,
        );
    },
    async presses(who, button, inquiry) {
      const mine = [...state.channels.values()].find(({ kind, members }) => kind === "im" && members.has(who));
      const card = mine?.messages.findLast((message) => buttonIn(message, button, inquiry, who));
      if (!mine || !card) return false;
      const { action_id, block_id } = buttonIn(card, button, inquiry, who)!;
      const at = { channel: mine.id, ts: card.ts, block: String(block_id) };
      for (let tries = 0; tries < 4; tries++) {
        const { acknowledged, posted } = await sandbox.press(who, at, String(action_id));
        if (acknowledged && !/did not work/.test(JSON.stringify(posted))) return true;
      }
      return false;
    },
    leavesTheFirm: async (who) => void (await sandbox.changePerson(who, { deleted: true })),
    shares: async (where) => void (await sandbox.setChannel(where, { sharedWith: [OUTSIDE] })),
    refuse: (what, times) => faults.next("chat.postMessage", FAULTS[what], times),
    storm: (times) => faults.next("*", { kind: "http", status: 503 }, times),
    revoke(revoked) {
      state.app.tokenRevoked = revoked;
    },
    holdBack() {
      faults.nextEvent("message", "lose");
    },
    lookedUp() {
      const came = Promise.withResolvers<boolean>();
      faults.next("users.info", { kind: "delay", ms: LOOKING_UP });
      const before = state.calls.length;
      const stopWatching = sandbox.onChange(() => {
        if (state.calls.slice(before).some(({ fault }) => fault === "delay")) came.resolve(true);
      });
      void came.promise.then(stopWatching);
      return { came: came.promise, stop: () => came.resolve(false) };
    },
    trouble: (what, times) => faults.nextEvent("*", what, times),
    onSaid(count, then) {
      waiting = { left: count, then };
    },
    heal() {
      waiting = undefined;
      state.app.tokenRevoked = false;
      faults.clear();
    },
    copies,
    outside: () =>
      [...state.channels.values()].flatMap(({ id, members, messages }) =>
        [...members].some(isOutsider) ? messages.filter(({ user }) => user === BOT).map(() => id) : [],
      ),
    events: () => ({
      brought: state.deliveries.length,
      acknowledged: state.deliveries.filter(({ acknowledged }) => acknowledged).length,
    }),
    unacknowledged: () =>
      state.deliveries
        .filter(({ acknowledged }) => !acknowledged)
        .map(({ attempts }) => attempts.map(({ at, status }) => `${new Date(at).toISOString()} ${status}`).join(", ")),
    nextRetryAt() {
      const again = state.deliveries
        .filter(({ acknowledged, attempts }) => !acknowledged && attempts.length > 0)
        .map(({ attempts }) => {
          const after = [0, 1, 5, ...(delayed ? HOURLY : [])][attempts.length - 1];
          return after === undefined ? Number.POSITIVE_INFINITY : attempts[0]!.at + after * MINUTE;
        });
      const next = Math.min(...again);
      return Number.isFinite(next) ? next : undefined;
    },
    async settled() {
      await sandbox.settled();
      if (heldBackAt === undefined || heldBackAt >= clock.now()) return;
      await tellOfMinute();
      await sandbox.settled();
    },
    async close() {
      stopLooking();
      await sandbox.close();
    },
  };
}

/** As Slack has it. What does not come by then makes the round longer, not another one: it is tried again. */
const PATIENCE = 3_000;
/** Real milliseconds for an answer to a command that was acknowledged: far more than one takes that comes. */
const ANSWERED = 15_000;

const HOURLY = Array.from({ length: 24 }, (_, hour) => (hour + 1) * 60);

const FAULTS: Readonly<Record<Refusal, ApiFault>> = {
  "reset before": { kind: "reset-before" },
  "reset after": { kind: "reset-after" },
  "server error": { kind: "http", status: 503 },
  "broken off half-way": { kind: "error", error: "internal_error" },
  "slow down": { kind: "ratelimited", retryAfter: 30 },
  "no such luck for a while": { kind: "error", error: "service_unavailable" },
  "token expired": { kind: "error", error: "token_expired" },
  "done in silence": { kind: "silence" },
  silence: { kind: "silence-before" },
};

/** The bot is kept waiting so long for who somebody is, in milliseconds of the machine. */
const LOOKING_UP = 300;

/** The button of a card that does this to an inquiry, with the block it stands in. */
function buttonIn({ blocks }: Message, button: string, inquiry: number, who: string): Fields | undefined {
  const whom = { platform: "slack", workspace: "", id: who };
  const isIt = (value: unknown) => buttons.open(whom, button, String(value)) === String(inquiry);
  for (const block of (blocks ?? []) as Fields[]) {
    const found = elementsOf(block).find(
      ({ action_id, value }) => new RegExp(`\\b${button}\\b`).test(String(action_id)) && isIt(value),
    );
    if (found) return { ...found, block_id: block.block_id };
  }
  return undefined;
}

const tookEffect = ({ method, response }: { method: string; response: Fields }) =>
  method === "chat.postMessage" && response.ok === true;

const markOf = (message: Message): string | undefined =>
  ((message.metadata as Fields | undefined)?.event_payload as Fields | undefined)?.mark as string | undefined;

const atOf = (ts: string): Instant => Math.floor(Number(ts) * 1000 + 0.0005);
