import type { Sandbox } from "./context.ts";
import type { Channel, Message, StoredFile, User, View } from "./workspace.ts";

/** A workspace as JSON can hold it: what people see there. Not the log of calls, nor what only one person sees for now. */
export interface Snapshot {
  readonly users: readonly User[];
  readonly channels: readonly StoredChannel[];
  /** `content` in base64. */
  readonly files: readonly (Omit<StoredFile, "content" | "channels"> & { content: string; channels: string[] })[];
  /** Home tabs by user. */
  readonly homes: readonly (readonly [user: string, home: View])[];
  /** How many ids were given away, by prefix. */
  readonly ids: readonly (readonly [prefix: string, count: number])[];
  /** Where files were downloaded from: it stands in messages, and another server has another address. */
  readonly origin: string;
}

type Sets = "members" | "connectedTeams" | "pendingTeams";
type StoredChannel = Omit<Channel, Sets> & Record<Sets, string[]>;

/** A copy: what happens afterwards does not change it. */
export function snapshotOf({ state, nextId, origin }: Sandbox): Snapshot {
  const kept = {
    users: [...state.users.values()],
    channels: [...state.channels.values()].map((channel) => ({
      ...channel,
      members: [...channel.members],
      connectedTeams: [...channel.connectedTeams],
      pendingTeams: [...channel.pendingTeams],
    })),
    files: [...state.files.values()].map((file) => ({
      ...file,
      content: file.content.toString("base64"),
      channels: [...file.channels],
    })),
    homes: [...state.homes],
    ids: [...nextId.counts],
    origin,
  };
  return structuredClone(kept);
}

export function putBack(sandbox: Sandbox, snapshot: Snapshot): void {
  const { state } = sandbox;
  const here = JSON.stringify(snapshot).replaceAll(snapshot.origin, sandbox.origin);
  const { users, channels, files, homes, ids } = JSON.parse(here) as Snapshot;
  refill(state.users, users);
  refill(state.channels, channels.map(channelOf));
  refill(
    state.files,
    files.map((file) => ({ ...file, content: Buffer.from(file.content, "base64"), channels: new Set(file.channels) })),
  );
  for (const map of [state.homes, state.views, state.openViews]) map.clear();
  for (const [user, home] of homes) {
    state.homes.set(user, home);
    state.views.set(home.id, { ...home, user });
  }
  for (const list of [state.ephemerals, state.calls, state.deliveries, sandbox.waiting]) list.length = 0;
  sandbox.triggers.clear();
  sandbox.responders.clear();
  sandbox.nextId.counts.clear();
  for (const [prefix, count] of ids) sandbox.nextId.counts.set(prefix, count);
  sandbox.stamp.goOnAfter(last(channels.flatMap((channel) => channel.messages)));
  sandbox.changed();
}

const channelOf = (channel: StoredChannel): Channel => ({
  ...channel,
  members: new Set(channel.members),
  connectedTeams: new Set(channel.connectedTeams),
  pendingTeams: new Set(channel.pendingTeams),
});

function refill<T extends { readonly id: string }>(map: Map<string, T>, all: readonly T[]): void {
  map.clear();
  for (const one of all) map.set(one.id, one);
}

/** Edits are stamped too, behind the message that they stand on. */
const last = (messages: readonly Message[]): string =>
  messages
    .map((message) => [message.ts, message.edited?.ts ?? ""].sort()[1]!)
    .reduce((a, b) => (a > b ? a : b), "0.000000");
