import { teams } from "../../src/chat/teams/connect.ts";
import type { SandboxClock } from "../../src/sandbox/clock.ts";
import { fixtureTeamsFirm, TENANT, teamsChannel, teamsPerson } from "../../src/sandbox/firm-teams.ts";
import { membersOf } from "../../src/sandbox/teams/access.ts";
import { cardOn, within } from "../../src/sandbox/teams/cards.ts";
import type { Fields } from "../../src/sandbox/teams/workspace.ts";
import { fixtureTeamsSandbox } from "../../src/sandbox/workspace-teams.ts";
import { belowDivider, cardWords } from "./read-teams.ts";
import { replay } from "./replay-teams.ts";
import type { Change, Place, Stage, Written } from "./stage.ts";

const TEAM = teamsChannel("CGENERAL");
const quiet = { info() {}, warn() {}, error() {} };

/** The fixture firm in Microsoft Teams. */
export async function onTeams(clock: SandboxClock, calm: () => Promise<void>): Promise<Stage> {
  const { sandbox, config } = await fixtureTeamsSandbox(clock);
  const { state, seen, app } = sandbox;
  let url = "";
  const placed = ({ channel, id }: Place) => ({ conversation: teamsChannel(channel), id });
  /** Answers to commands stand among the messages in the bot's own chat; by id. */
  const answers = new Set<string>();
  /** What was said on top of a card that was pressed. */
  const saidOnTop = new Set<string>();
  const shown: Written[] = [];

  const before = new Map<string, { role: "user"; upn: string }>();

  const fromBot = (user: string) => seen.dms(teamsPerson(user)).filter(({ from }) => from === app.botId);
  const nudges = (user: string) => fromBot(user).filter(({ id }) => !answers.has(id));
  const note = (user: string, said: unknown) => {
    if (said !== undefined) shown.push({ what: "an answer", direct: true, readers: [teamsPerson(user)], said });
  };
  /** Does it, and reads what came of it in the bot's own chat. */
  const answered = async <T>(user: string, doing: () => Promise<T>): Promise<{ outcome: T; messages: string[] }> => {
    const before = new Set(fromBot(user).map(({ id }) => id));
    const outcome = await doing();
    await calm();
    const fresh = fromBot(user).filter(({ id }) => !before.has(id));
    for (const { id } of fresh) answers.add(id);
    return { outcome, messages: fresh.map(({ card }) => cardWords(card ?? {})) };
  };
  const read = async (user: string, doing: () => Promise<Outcome>) => {
    const { outcome, messages } = await answered(user, doing);
    note(user, outcome.response);
    if (outcome.refused) throw new Error(outcome.refused);
    const { dialog, notice, card } = outcome;
    const isForm = dialog && within(dialog.card, (type) => type.startsWith("Input.")).length > 0;
    const above = card ? belowDivider(card).above : "";
    if (above) saidOnTop.add(above);
    return [notice, above, dialog && !isForm ? cardWords(dialog.card) : "", ...messages].filter(Boolean).join("\n");
  };
  const withoutSaid = (card: Fields = {}) => {
    const { above, below } = belowDivider(card);
    return saidOnTop.has(above) ? below : cardWords(card);
  };
  const control = (user: string, label: string) => {
    for (const message of fromBot(user).reverse()) {
      const [action] = within(message.card ?? {}, (type) => type.startsWith("Action.")).filter(
        ({ title }) => title === label,
      );
      if (action) return { message, action };
    }
    throw new Error(`${user} sees no "${label}" in their chat with the bot.`);
  };
  const channelOf = (user: string) =>
    [...state.conversations.values()].find((c) => c.kind === "channel" && membersOf(state, c).has(teamsPerson(user)))!;
  const conversationIn = (path: string) => decodeURIComponent(/conversations\/([^/]+)/.exec(path)?.[1] ?? "");

  return {
    chat: teams(config, clock, quiet),
    firm: fixtureTeamsFirm,
    connect(where) {
      url = where;
      sandbox.connectBot(where);
    },
    settled: () => sandbox.settled(),
    close: () => sandbox.close(),
    async says(user, channel, text, thread) {
      const options = thread ? { thread: thread.id } : {};
      const { id } = await sandbox.post(teamsPerson(user), teamsChannel(channel), text, options);
      return { channel, id };
    },
    edits: async (user, post, text) => void (await sandbox.edit(teamsPerson(user), placed(post), text)),
    deletes: async (user, post) => void (await sandbox.remove(teamsPerson(user), placed(post))),
    reacts: async (user, post, emoji, what) =>
      void (await sandbox.react(teamsPerson(user), placed(post), EMOJI[emoji] ?? emoji, what)),
    marks: (user, post, as) => read(user, () => sandbox.messageAction(teamsPerson(user), as, placed(post))),
    async asks(user, text) {
      const asking = () => sandbox.slash(teamsPerson(user), channelOf(user).id, text || "mine");
      return (await answered(user, asking)).messages.join("\n");
    },
    presses(user, label, choice) {
      const { message, action } = control(user, label);
      const at = { conversation: message.conversation, id: message.id };
      if (choice === undefined) return read(user, () => sandbox.press(teamsPerson(user), at, label));
      const menu = action.card as Fields;
      const [list] = within(menu, (type) => type === "Input.ChoiceSet");
      if (!list) return read(user, () => sandbox.press(teamsPerson(user), at, choice));
      const [{ verb } = {}] = within(menu, (type) => type === "Action.Execute");
      return read(user, () => sandbox.press(teamsPerson(user), at, String(verb), { [String(list.id)]: choice }));
    },
    async logs(user) {
      const conversation = channelOf(user).id;
      note(user, (await sandbox.messageAction(teamsPerson(user), "logContact", { conversation })).response);
    },
    async fills(user, values) {
      const open = state.dialogs.get(teamsPerson(user));
      const pickers = within(open?.card ?? {}, () => true).filter((one) => one["choices.data"]);
      const entered = Object.entries(values).map(([name, value]) => {
        const picked = pickers.some(({ id }) => id === name) && value !== "";
        return [name, picked ? value.split(",").map(teamsPerson).join(",") : value];
      });
      const filled = Object.fromEntries(entered);
      const before = state.calls.length;
      const { outcome, messages } = await answered(user, () => sandbox.submit(teamsPerson(user), filled));
      // Its card is brought up to date in its own time; a form that stays open has a complaint in it.
      const complains = JSON.stringify(outcome.dialog ?? {}).includes('"Attention"');
      if (!complains && /"(form|context)":"(set up|\d+ set up)/.test(JSON.stringify(open)))
        await sandbox.until(() => state.calls.slice(before).some(({ method }) => method === "updateActivity"));
      note(user, outcome.response);
      return [outcome.notice, outcome.dialog && cardWords(outcome.dialog.card), ...messages].filter(Boolean).join("\n");
    },
    async writes(user, text) {
      const { messages } = await answered(user, () => sandbox.post(teamsPerson(user), app.botId, text));
      return messages.join("\n");
    },
    async forges(user, text) {
      const { messages } = await answered(user, () =>
        sandbox.post(teamsPerson(user), teamsChannel("CACME"), `<at>Rejoinder</at> ${text}`).catch(() => {}),
      );
      return messages.join("\n");
    },
    async opensPage(user) {
      const conversation = channelOf(user).id;
      note(user, (await sandbox.messageAction(teamsPerson(user), "myInquiries", { conversation })).response);
    },
    async replays(user, label, of, change = {}) {
      const { message, action } = control(of, label);
      const replayed = await replay({ sandbox, url }, teamsPerson(user), message, alteredBy(change, action));
      note(user, replayed.response);
      return replayed;
    },
    dms: (user) => nudges(user).map(({ card }) => withoutSaid(card)),
    got: (user) =>
      state.calls.flatMap(({ method, path, response, status, args, at }) => {
        const conversation = state.conversations.get(conversationIn(path));
        const theirs = conversation?.kind === "personal" && conversation.members.has(teamsPerson(user));
        if (!SENDS.has(method) || status >= 400 || !theirs || answers.has(String(response.id))) return [];
        const card = cardOn({ views: new Map(), attachments: args.attachments } as never, "");
        return [{ at, words: cardWords(card ?? {}) }];
      }),
    sees: (user) => [...fromBot(user), ...seen.ephemeral(teamsPerson(user))].map(({ card }) => cardWords(card ?? {})),
    async offered(user, post) {
      const command = await sandbox.slash(teamsPerson(user), teamsChannel(post.channel), "team");
      const action = await sandbox.messageAction(teamsPerson(user), "dismiss", placed(post));
      return [command, action].map(({ refused }) => !refused);
    },
    authors: (user, channel) =>
      seen
        .channel(teamsPerson(user), teamsChannel(channel))
        .map(({ from }) => (from === app.botId ? "bot" : from.replace("29:", ""))),
    async opens(by, channel, name, members) {
      const seed = { id: teamsChannel(channel), name, team: TEAM, membership: "shared" as const };
      await sandbox.createChannel(teamsPerson(by), { ...seed, members: members.map(teamsPerson) });
    },
    async invites(by, user, channel) {
      const where = teamsChannel(channel);
      if (user === "bot") await sandbox.installApp(teamsPerson(by), where);
      else await sandbox.addMember(teamsPerson(by), teamsPerson(user), where);
    },
    async letsIn(by, outsider, channel) {
      // A private channel takes nobody of another tenant, but guests.
      const upn = `${outsider.toLowerCase()}_clients.example#EXT#@fixture.example`;
      await sandbox.changePerson(teamsPerson(outsider), { tenantId: TENANT, role: "guest", upn });
      await sandbox.addMember(teamsPerson(by), teamsPerson(outsider), TEAM);
      await sandbox.addMember(teamsPerson(by), teamsPerson(outsider), teamsChannel(channel));
    },
    async becomesGuest(user, is = true) {
      const known = state.users.get(teamsPerson(user))!;
      before.set(user, before.get(user) ?? { role: "user", upn: known.upn });
      const upn = `${user.toLowerCase()}_elsewhere.example#EXT#@fixture.example`;
      await sandbox.changePerson(teamsPerson(user), is ? { role: "guest", upn } : before.get(user)!);
    },
    leavesTheFirm: (user) => sandbox.changePerson(teamsPerson(user), { deleted: true }),
    slow(ms) {
      sandbox.faults.next("sendToConversation", { kind: "delay", ms });
      return async () => void (await sandbox.until(() => state.calls.some((c) => SENDS.has(c.method))));
    },
    written: () => [
      ...state.calls
        .filter(({ method }) => WRITES.test(method))
        .map(({ method, path, args }): Written => {
          const conversation = state.conversations.get(conversationIn(path));
          const readers = conversation ? [...membersOf(state, conversation)] : [];
          const direct = conversation?.kind === "personal";
          return { what: method, conversation: conversationIn(path), direct, readers, said: args };
        }),
      ...shown,
    ],
    ofTheFirm(user) {
      const known = state.users.get(user) ?? state.users.get(teamsPerson(user));
      return known?.tenantId === TENANT && known.role !== "guest";
    },
  };
}

/** What a press says is in its data, and comes back as whoever presses lets it. */
function alteredBy({ value, action }: Change, pressed: Fields): Fields {
  const data = pressed.data as Fields;
  const ours = data.rejoinder as Fields;
  const rejoinder = {
    ...ours,
    ...(value && { value: value(String(ours.value)) }),
    ...(action !== undefined && { action }),
  };
  return { ...pressed, data: { ...data, rejoinder }, ...(action !== undefined && { verb: action }) };
}

interface Outcome {
  readonly refused?: string;
  readonly response?: unknown;
  readonly card?: Fields;
  readonly notice?: string;
  readonly dialog?: { readonly card: Fields };
}

const SENDS = new Set(["sendToConversation", "replyToActivity"]);
const WRITES = /^(sendToConversation|replyToActivity|updateActivity)$/;
const EMOJI: Readonly<Record<string, string>> = { pushpin: "📌", white_check_mark: "✅", eyes: "👀" };
