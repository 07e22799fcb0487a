import { useMemo, useSyncExternalStore } from "react";

/** Where one is: it stands in the address, so that it can be linked to and Back leads back. */
export interface Place {
  /** Whom one is: a user id. */
  readonly as?: string;
  /** A conversation's id; the bot's user id for one's conversation with it. */
  readonly channel?: string;
  /** `ts` of a thread's first message. */
  readonly thread?: string;
  /** The app's own page rather than its messages. */
  readonly tab?: "home";
  /** `ts` of a message to bring into view. */
  readonly message?: string;
}

const NAMES = ["as", "channel", "thread", "tab", "message"] as const;
const listeners = new Set<() => void>();
addEventListener("popstate", () => tell());

function tell(): void {
  for (const listener of listeners) listener();
}

export function usePlace(): Place {
  const search = useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => location.search,
  );
  return useMemo(() => {
    const query = new URLSearchParams(search);
    return Object.fromEntries(NAMES.flatMap((name) => (query.get(name) ? [[name, query.get(name)]] : []))) as Place;
  }, [search]);
}

/** Goes elsewhere; `instead` leaves no step back. */
export function go(to: Place, instead = false): void {
  const query = new URLSearchParams(NAMES.flatMap((name) => (to[name] ? [[name, to[name]]] : [])));
  const address = `?${query}`;
  if (address === location.search) return;
  history[instead ? "replaceState" : "pushState"](null, "", address);
  tell();
}

/** Where a link of the workspace's own leads: to a message, perhaps in a thread. */
export function placeOfLink(href: string): Place | undefined {
  const [, channel, digits] = /\/archives\/([A-Z0-9]+)\/p(\d{7,})/.exec(href) ?? [];
  if (!channel || !digits) return undefined;
  const ts = `${digits.slice(0, -6)}.${digits.slice(-6)}`;
  const thread = /[?&]thread_ts=([\d.]+)/.exec(href)?.[1];
  return { channel, message: ts, ...(thread ? { thread } : {}) };
}
