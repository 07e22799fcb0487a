/** What a form carried of what it showed: texts, and lists of texts, by name. Empty where it was not ours. */
export interface Shown {
  text(name: string): string | undefined;
  texts(name: string): readonly string[];
}

export const carried = (shown: Readonly<Record<string, string | readonly string[]>>): string => JSON.stringify(shown);

/** Never throws: a context comes back from outside, and may be anything. */
export function shownIn(context: string): Shown {
  let all: Record<string, unknown> = {};
  try {
    all = Object(JSON.parse(context));
  } catch {
    // Then nothing was shown.
  }
  const text = (value: unknown) => (typeof value === "string" ? value : undefined);
  return {
    text: (name) => text(all[name]),
    texts: (name) => (Array.isArray(all[name]) ? all[name].flatMap((each: unknown) => text(each) ?? []) : []),
  };
}

/** What was put on and taken off between what was shown and what came back. */
export const changesOf = (shown: readonly string[], now: readonly string[]) => ({
  on: now.filter((one) => !shown.includes(one)),
  off: shown.filter((one) => !now.includes(one)),
});

export interface Changes {
  readonly on: readonly string[];
  readonly off: readonly string[];
}
