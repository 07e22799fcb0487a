import { type Fields, parsed } from "./read.ts";

/** A small memory, text by key. Kept by whoever has a store; what is lost is learned again from what comes in. */
export interface Shelf {
  get(key: string): Promise<string | undefined>;
  put(key: string, value: string): Promise<void>;
}

/** A shelf that lasts as long as the process. */
export function memory(): Shelf {
  const kept = new Map<string, string>();
  return {
    get: async (key) => kept.get(key),
    put: async (key, value) => {
      kept.set(key, value);
    },
  };
}

/** Someone's own conversation with the bot. */
interface Direct {
  readonly conversation: string;
}

/** Where an account was last seen, and in which zone their client is. */
interface Seen {
  readonly conversation: string;
  readonly zone?: string;
}

/** What activities said of a conversation. */
interface Place {
  readonly kind: "channel" | "groupChat";
  readonly name?: string;
  /** The id of its team, `19:…`. */
  readonly team?: string;
  /** "standard", "private" or "shared". */
  readonly membership?: string;
}

interface Team {
  readonly name?: string;
  /** Its Microsoft 365 group, by which Graph knows it. */
  readonly group?: string;
  readonly archived?: boolean;
  /** Those that something was heard of. */
  readonly channels: readonly string[];
}

interface Kinds {
  readonly direct: Direct;
  readonly seen: Seen;
  readonly place: Place;
  readonly team: Team;
  /** Teams and group chats the bot was heard from, each with a roster to look people up in. */
  readonly rosters: { readonly conversations: readonly string[] };
  /** Where a person's own page was last shown. */
  readonly home: { readonly conversation: string; readonly id: string };
  /** The service of the tenant, as the last activity named it. */
  readonly service: { readonly url: string };
}

/** What is known, by kind and id. */
export interface Known {
  get<K extends keyof Kinds>(kind: K, id: string): Promise<Kinds[K] | undefined>;
  /** Adds to what is known; says nothing to the shelf where nothing is new. */
  note<K extends keyof Kinds>(kind: K, id: string, what: Partial<Kinds[K]>): Promise<void>;
}

/** What was read once is not read again: nobody else writes it, and every activity asks. */
export function known(shelf: Shelf): Known {
  const held = new Map<string, Fields | undefined>();
  const read = async (key: string): Promise<Fields | undefined> => {
    if (held.has(key)) return held.get(key);
    const found = parsed((await shelf.get(key)) ?? "{}");
    if (!held.has(key)) held.set(key, Object.keys(found).length > 0 ? found : undefined);
    return held.get(key);
  };
  return {
    get: async (kind, id) => (await read(`${kind}:${id}`)) as never,
    async note(kind, id, what) {
      const key = `${kind}:${id}`;
      const before = await read(key);
      const told = Object.entries(what).filter(([, value]) => value !== undefined);
      const after = { ...before, ...Object.fromEntries(told) };
      if (JSON.stringify(after) === JSON.stringify(before ?? {})) return;
      held.set(key, after);
      await shelf.put(key, JSON.stringify(after));
    },
  };
}
