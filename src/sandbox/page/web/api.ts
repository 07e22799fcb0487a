import { useCallback, useSyncExternalStore } from "react";
import { notify } from "./notices.ts";
import { kept } from "./same.ts";

/** What a path gives just now. */
export interface Live<T> {
  /** Undefined until it has come; the last that came while it is asked for again. */
  readonly data?: T;
  /** Why there is nothing: a sentence. */
  readonly refused?: string;
}

interface Source {
  live: Live<unknown>;
  readonly watchers: Set<() => void>;
  asking: boolean;
  again: boolean;
}

const sources = new Map<string, Source>();
const NOTHING: Live<never> = {};

/**
 * The JSON of a GET route, asked for again whenever anything in the workspace or the clock changed. What did not change stays
 * the same object, so that what draws it need not draw it again. Undefined asks for nothing.
 */
export function useLive<T>(path: string | undefined): Live<T> {
  const subscribe = useCallback(
    (watcher: () => void) => (path === undefined ? () => {} : watch(path, watcher)),
    [path],
  );
  return useSyncExternalStore(
    subscribe,
    () => (path === undefined ? NOTHING : (sources.get(path)?.live ?? NOTHING)) as Live<T>,
  );
}

function watch(path: string, watcher: () => void): () => void {
  hear();
  const source = sources.get(path) ?? { live: NOTHING, watchers: new Set(), asking: false, again: false };
  sources.set(path, source);
  source.watchers.add(watcher);
  void ask(path, source);
  return () => void source.watchers.delete(watcher);
}

async function ask(path: string, source: Source): Promise<void> {
  if (source.asking) {
    source.again = true;
    return;
  }
  source.asking = true;
  do {
    source.again = false;
    const live = await get(path);
    // Not reached: the page says so once, and what is shown stays until it answers again.
    if (live) source.live = kept(source.live, live);
    for (const watcher of source.watchers) watcher();
  } while (source.again);
  source.asking = false;
}

async function get(path: string): Promise<Live<unknown> | undefined> {
  try {
    const response = await fetch(path);
    const data = await response.json();
    return response.ok ? { data } : { refused: data.refused };
  } catch {
    return undefined;
  }
}

let hearing: EventSource | undefined;

function hear(): void {
  if (hearing) return;
  hearing = new EventSource("/api/changes");
  hearing.onmessage = () => {
    for (const [path, source] of sources)
      if (source.watchers.size > 0) void ask(path, source);
      else if (!source.asking) sources.delete(path);
    notify("connection");
  };
  hearing.onerror = () => notify("connection", "The sandbox does not answer: is npm start still running?");
}

/**
 * Does something: a POST route. Resolves to what came of it once the bot has had its round; where it was refused, the
 * sentence is shown at the bottom of the page as well.
 */
export async function act<T = object>(path: string, body: object): Promise<T & { readonly refused?: string }> {
  try {
    const done = await post(path, body);
    notify("refused", done?.refused);
    return done;
  } catch {
    const refused = "The sandbox does not answer: is npm start still running?";
    notify("refused", refused);
    return { refused } as T & { refused: string };
  }
}

/** The same, in passing: whoever did it goes on with something else, and is not told what came of it. */
export const tell = (path: string, body: object): void => void post(path, body).catch(() => {});

async function post(path: string, body: object) {
  const headers = { "content-type": "application/json" };
  const response = await fetch(path, { method: "POST", headers, body: JSON.stringify(body) });
  return response.json();
}

/** A path with its query; what is undefined is left out. */
export function at(path: string, query: Readonly<Record<string, string | number | undefined>>): string {
  const given = Object.entries(query).filter((pair): pair is [string, string | number] => pair[1] !== undefined);
  return `${path}?${new URLSearchParams(given.map(([name, value]) => [name, String(value)]))}`;
}
