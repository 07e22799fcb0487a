import { type Instant, MINUTE } from "../../src/domain/time.ts";
import type { SandboxClock } from "../../src/sandbox/clock.ts";
import { fixtureFirm, fixtureWorkspace } from "../../src/sandbox/firm.ts";
import type { ApiFault } from "../../src/sandbox/slack/faults.ts";
import { startSlackSandbox } from "../../src/sandbox/slack/server.ts";
import type { Fields, Message } from "../../src/sandbox/slack/workspace.ts";
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
    says: async (who, where, words, root) => (await sandbox.post(who, where, words, root ? { thread: root } : {})).ts,
    edits: async (who, where, id, words) => void (await sandbox.edit(who, { channel: where, ts: id }, words)),
    deletes: async (who, where, id) => void (await sandbox.remove(who, { channel: where, ts: id })),
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
    leavesTheFirm: async (who) => void (await sandbox.changePerson(who, { deleted: true })),
    shares: async (where) => void (await sandbox.setChannel(where, { sharedWith: [OUTSIDE] })),
    refuse: (what, times) => faults.next("chat.postMessage", FAULTS[what], times),
    storm: (times) => faults.next("*", { kind: "http", status: 503 }, times),
    revoke(revoked) {
      state.app.tokenRevoked = revoked;
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
    settled: () => sandbox.settled(),
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
};

const tookEffect = ({ method, response }: { method: string; response: Fields }) =>
  method === "chat.postMessage" && response.ok === true;

const markOf = (message: Message): string | undefined =>
  ((message.metadata as Fields | undefined)?.event_payload as Fields | undefined)?.mark as string | undefined;

const atOf = (ts: string): Instant => Math.floor(Number(ts) * 1000 + 0.0005);
