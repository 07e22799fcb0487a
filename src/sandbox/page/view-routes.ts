import { CannotDo } from "../slack/people/can.ts";
import type { SlackSandbox } from "../slack/server.ts";
import type { Channel, View as SlackView, User } from "../slack/workspace.ts";
import { anywhere, appIsWrittenTo, commandHints, onMessage } from "./commands.ts";
import { mayHave } from "./files.ts";
import { newestOf, threadOf } from "./messages.ts";
import type { PageParts } from "./parts.ts";
import type { Reading } from "./reading.ts";
import { type Bytes, type Routes, wanted } from "./routes.ts";
import type { Conversation, OpenView, Person, Role, View } from "./shown.ts";
import { conversationsOf, directWith, isInside, mayMeet, readable, viewer } from "./viewer.ts";

/** What can be looked at. Everything but the list of roles is as one person sees it. */
export function viewRoutes({ sandbox, clock }: PageParts, reading: Reading): Routes {
  const asked = (query: URLSearchParams) => viewer(sandbox, wanted(query, "as"));
  return {
    "GET /api/roles": async () => [...sandbox.state.users.values()].filter((one) => !one.isBot).map(role(sandbox)),
    "GET /api/view": async ({ query }) => view(sandbox, asked(query), clock.now(), reading),
    "GET /api/messages": async ({ query }) => {
      const user = asked(query);
      const id = wanted(query, "channel");
      if (mayMeet(sandbox, user, id) && !directWith(sandbox, user, id))
        return { channel: id, messages: [], more: false };
      const limit = Math.min(Math.max(Number(query.get("limit")) || 40, 1), 5000);
      return newestOf(sandbox, user, readable(sandbox, user, id), limit);
    },
    "GET /api/thread": async ({ query }) => {
      const user = asked(query);
      return threadOf(sandbox, user, readable(sandbox, user, wanted(query, "channel")), wanted(query, "thread"));
    },
    "GET /api/home": async ({ query }) => {
      const user = asked(query);
      const home = isInside(sandbox, user) ? sandbox.seen.home(user.id) : undefined;
      return home ? openView(home) : null;
    },
    "GET /api/file": async ({ query }): Promise<Bytes> => {
      const file = mayHave(sandbox, asked(query), wanted(query, "id"));
      if (!file) throw new CannotDo("There is no such file.");
      return { bytes: file.content, mimetype: file.mimetype };
    },
  };
}

function view(sandbox: SlackSandbox, user: User, now: number, reading: Reading): View {
  const { state } = sandbox;
  const inside = isInside(sandbox, user);
  const mine = conversationsOf(sandbox, user);
  const known = new Set(mine.flatMap((channel) => [...channel.members]));
  const people = [...state.users.values()].filter((one) => known.has(one.id) || (inside && isInside(sandbox, one)));
  const modal = sandbox.seen.modal(user.id);
  const { botUserId } = state.app;
  return {
    team: state.team.name,
    me: personOf(sandbox)(user),
    now,
    zone: user.zone,
    people: people.map(personOf(sandbox)),
    conversations: mine
      .filter((channel) => channel.kind !== "im" || inside)
      .map((channel) => conversation(sandbox, user, channel, reading)),
    ...(inside ? { app: { id: botUserId, name: nameOf(sandbox, botUserId), writable: appIsWrittenTo } } : {}),
    commands: inside ? commandHints : [],
    onMessage: inside ? onMessage : [],
    anywhere: inside ? anywhere : [],
    ...(modal ? { modal: openView(modal) } : {}),
  };
}

function conversation(sandbox: SlackSandbox, user: User, channel: Channel, reading: Reading): Conversation {
  const direct = channel.kind === "im" || channel.kind === "mpim";
  const others = [...channel.members].filter((id) => id !== user.id);
  const withApp = direct && channel.members.has(sandbox.state.app.botUserId);
  return {
    id: channel.id,
    name: direct ? others.map((id) => nameOf(sandbox, id)).join(", ") : channel.name,
    kind: direct ? "direct" : "channel",
    shared: channel.isExtShared || channel.isPendingExtShared,
    private: channel.kind === "private",
    topic: channel.topic,
    members: [...channel.members],
    unread: reading.unread(user, channel),
    lastRead: reading.lastRead(user, channel),
    writable: !channel.isArchived && (!withApp || appIsWrittenTo),
  };
}

const openView = (view: SlackView): OpenView => ({
  id: view.id,
  hash: view.hash,
  blocks: view.blocks as unknown as OpenView["blocks"],
  title: plain(view.title) ?? "",
  submit: plain(view.submit),
  close: plain(view.close),
});

const plain = (text: unknown) => (text as { text?: string } | null | undefined)?.text;

const role =
  (sandbox: SlackSandbox) =>
  (user: User): Role => ({
    id: user.id,
    name: user.realName,
    title: user.title ?? "",
    outside: !isInside(sandbox, user),
  });

const personOf =
  (sandbox: SlackSandbox) =>
  (user: User): Person => ({
    ...role(sandbox)(user),
    name: nameOf(sandbox, user.id),
    bot: user.isBot,
  });

function nameOf({ state }: SlackSandbox, id: string): string {
  const name = state.users.get(id)?.realName ?? id;
  return id === state.app.botUserId ? name.charAt(0).toUpperCase() + name.slice(1) : name;
}
