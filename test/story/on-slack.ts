import { slack } from "../../src/chat/slack/connect.ts";
import type { SandboxClock } from "../../src/sandbox/clock.ts";
import { fixtureFirm } from "../../src/sandbox/firm.ts";
import { words } from "../../src/sandbox/slack/seen.ts";
import type { ApiCall } from "../../src/sandbox/slack/workspace.ts";
import { fixtureSandbox } from "../../src/sandbox/workspace.ts";
import { forged, replay } from "./replay-slack.ts";
import type { Place, Stage, Written } from "./stage.ts";

const OUTSIDE = "T0EXAMPLE";
const quiet = { info() {}, warn() {}, error() {} };

/** The fixture firm in Slack. */
export async function onSlack(clock: SandboxClock, how: "http" | "socket", calm: () => Promise<void>): Promise<Stage> {
  const { sandbox, config } = await fixtureSandbox(clock, how);
  const { state, seen } = sandbox;
  let url = "";
  const placed = ({ channel, id }: Place) => ({ channel, ts: id });
  /** The answer comes after the acknowledgement: a message only they see, or a form that opens. */
  const read = async (user: string, { posted }: { posted: object[] }) => {
    const open = state.openViews.get(user)?.length ?? 0;
    await sandbox.until(() => posted.length > 0 || (state.openViews.get(user)?.length ?? 0) > open);
    await calm();
    return posted.map(words).join("\n");
  };
  const control = (user: string, label: string) => {
    for (const message of seen.dms(user).reverse()) {
      const found = findControl(message.blocks ?? [], label);
      if (found) return { message, ...found };
    }
    throw new Error(`${user} sees no "${label}" in their direct messages.`);
  };
  /** Where a call wrote; to someone by their own id is to them alone, in whichever conversation Slack answers that this is. */
  const placeOf = ({ args, response }: ApiCall) => {
    const id = String(response.channel ?? args.channel);
    return state.users.has(id) ? { kind: "im", members: new Set([id]) } : state.channels.get(id);
  };
  const written = (): Written[] => [
    ...state.calls
      .filter(({ method }) => WRITES.test(method))
      .map((call): Written => {
        const { method, args } = call;
        const posted = /^chat\.(post|update)/.test(method);
        const channel = posted ? placeOf(call) : undefined;
        const readers = [...(channel?.members ?? [])];
        return {
          what: method,
          conversation: posted ? String(args.channel) : undefined,
          direct: channel?.kind === "im",
          readers,
          said: args,
        };
      }),
    ...state.ephemerals.map(
      ({ user, ...said }): Written => ({ what: "an answer", direct: true, readers: [user], said }),
    ),
  ];
  return {
    chat: slack(config, clock, quiet),
    firm: fixtureFirm,
    connect(where) {
      url = where;
      if (how === "http") sandbox.connectEvents(where);
    },
    settled: () => sandbox.settled(),
    close: () => sandbox.close(),
    async says(user, channel, text, thread) {
      const { ts } = await sandbox.post(user, channel, text, thread ? { thread: thread.id } : {});
      return { channel, id: ts };
    },
    edits: async (user, post, text) => void (await sandbox.edit(user, placed(post), text)),
    deletes: async (user, post) => void (await sandbox.remove(user, placed(post))),
    reacts: async (user, post, emoji, what) => void (await sandbox.react(user, placed(post), emoji, what)),
    marks: async (user, post, as) => read(user, await sandbox.shortcut(user, as, placed(post))),
    async asks(user, text) {
      const channel = [...state.channels.values()].find((c) => c.members.has(user) && c.kind !== "im")!;
      const outcome = await sandbox.slash(user, channel.id, "/inquiries", text);
      await calm();
      return outcome.posted.map((posted) => words(posted)).join("\n");
    },
    async presses(user, label, choice) {
      const { message, element, block } = control(user, label);
      const option = element.options?.find((o) => o.text?.text === choice)?.value;
      if (choice !== undefined && option === undefined) throw new Error(`"${label}" does not offer "${choice}".`);
      const place = { channel: message.channel, ts: message.ts, block };
      const updates = state.calls.length;
      const outcome = await sandbox.press(user, place, String(element.action_id), option);
      if (!IN_PLACE.has(label)) return read(user, outcome);
      await sandbox.until(() => state.calls.slice(updates).some(({ method }) => method === "chat.update"));
      return "";
    },
    async logs(user) {
      await sandbox.shortcut(user, "log_contact");
      await sandbox.until(() => seen.modal(user));
    },
    async fills(user, values) {
      const form = seen.modal(user);
      if (!form) throw new Error(`${user} has no form open.`);
      const entered = Object.entries(values).map(([name, value]) => [name, choice(form.blocks, name, value)]);
      const before = state.calls.length;
      const { errors, view } = await sandbox.submit(user, form.id, Object.fromEntries(entered));
      // Its card is brought up to date after the acknowledgement.
      if (!errors && SETS_UP.test(JSON.stringify(form)))
        await sandbox.until(() => state.calls.slice(before).some(({ method }) => method === "chat.update"));
      await calm();
      return errors ? Object.values(errors).join("\n") : view ? words(view) : "";
    },
    async writes(user, text) {
      const before = seen.dms(user).length;
      await sandbox.post(user, "UBOT", text);
      await calm();
      return seen
        .dms(user)
        .slice(before)
        .filter((message) => message.user === "UBOT")
        .map(words)
        .join("\n");
    },
    forges: (user, text) => forged({ sandbox, url, secret: sandbox.app.signingSecret }, user, text, "CACME"),
    opensPage: async (user) => void (await sandbox.openHome(user)),
    async replays(user, label, of, change = {}) {
      const { message, element } = control(of, label);
      const altered = {
        ...element,
        ...(change.action !== undefined && { action_id: `rejoinder:${change.action}` }),
        ...(change.value && { value: change.value(String(element.value ?? element.options?.[0]?.value)) }),
      };
      return replay({ sandbox, url, secret: sandbox.app.signingSecret }, user, message, altered);
    },
    dms: (user) => seen.dms(user).map(words),
    got: (user) =>
      state.calls
        .filter((c) => c.method === "chat.postMessage" && c.response.ok && placeOf(c)?.members.has(user))
        .map((c) => ({ at: c.at, words: words({ blocks: blocksOf(c.args.blocks) }) })),
    sees: (user) => [...seen.dms(user), ...seen.ephemeral(user), ...[seen.home(user) ?? []].flat()].map(words),
    async offered(user, post) {
      const command = await sandbox.slash(user, post.channel, "/inquiries", "team");
      const action = await sandbox.shortcut(user, "dismiss", placed(post));
      return [command, action].map(({ refused, posted }) => !refused || posted.length > 0);
    },
    authors: (user, channel) => seen.channel(user, channel).map((m) => (m.user === "UBOT" ? "bot" : String(m.user))),
    opens: async (_by, id, name, members) =>
      void (await sandbox.createChannel({ id, name, members: [...members], sharedWith: [OUTSIDE] })),
    invites: async (by, user, channel) => void (await sandbox.invite(by, user === "bot" ? "UBOT" : user, channel)),
    async letsIn(by, outsider, channel) {
      await sandbox.setChannel(channel, { sharedWith: [OUTSIDE] });
      await sandbox.invite(by, outsider, channel);
    },
    async renumbers(channel, id, lost = false) {
      if (lost) sandbox.faults.nextEvent("channel_id_changed", "drop", 2);
      await sandbox.setChannel(channel, { id });
    },
    async becomesGuest(user, is = true) {
      sandbox.faults.nextEvent("user_change", "drop", 9);
      await sandbox.changePerson(user, { isRestricted: is });
    },
    leavesTheFirm: async (user) => void (await sandbox.changePerson(user, { deleted: true })),
    slow(ms) {
      sandbox.faults.next("chat.postMessage", { kind: "delay", ms });
      return async () => void (await sandbox.until(() => state.calls.some((c) => c.method === "chat.postMessage")));
    },
    written,
    ofTheFirm(user) {
      const known = state.users.get(user);
      return known?.teamId === state.team.id && !known.isRestricted;
    },
  };
}

/** Buttons that are answered on their own card alone. */
const IN_PLACE: ReadonlySet<string> = new Set(["Skip"]);

/** Forms of the set-up. */
const SETS_UP = /"callback_id":"rejoinder:set up|\d set up/;

/** Several by commas, where the input takes several. */
function choice(blocks: readonly Record<string, unknown>[], name: string, value: string): string | string[] {
  const { type } = (blocks.find((block) => block.block_id === name)?.element ?? {}) as { type?: string };
  return /^(multi_|checkboxes)/.test(type ?? "") ? value.split(",").filter(Boolean) : value;
}

const WRITES = /^(chat|views|files|response_url|conversations\.(?!history|replies|info|open|members|list))/;

const blocksOf = (blocks: unknown): unknown[] => (typeof blocks === "string" ? JSON.parse(blocks) : (blocks as []));

export type Element = Record<string, unknown> & {
  text?: { text?: string };
  placeholder?: { text?: string };
  options?: { text?: { text?: string }; value?: string }[];
};

function findControl(blocks: readonly Record<string, unknown>[], label: string) {
  for (const block of blocks) {
    const inside = [...((block.elements as Element[]) ?? []), ...(block.accessory ? [block.accessory as Element] : [])];
    const found = inside.find((e) => e.text?.text === label || e.placeholder?.text === label);
    if (found) return { element: found, block: String(block.block_id) };
  }
  return undefined;
}
