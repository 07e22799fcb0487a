import { useSyncExternalStore } from "react";

/** Sentences at the bottom of the page, one a kind. */
type Kind = "refused" | "connection";
export interface Notice {
  readonly kind: Kind;
  readonly sentence: string;
}

let notices: readonly Notice[] = [];
const listeners = new Set<() => void>();

/** Shows a sentence in place of the last of its kind; without one, takes that away. */
export function notify(kind: Kind, sentence?: string): void {
  if (!sentence && !notices.some((one) => one.kind === kind)) return;
  notices = [...notices.filter((one) => one.kind !== kind), ...(sentence ? [{ kind, sentence }] : [])];
  for (const listener of listeners) listener();
}

export const useNotices = (): readonly Notice[] =>
  useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => notices,
  );
