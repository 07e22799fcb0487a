import { CalendarError } from "./values.ts";

/** What was read; or what is wrong with it, in the sentence of its CalendarError. Other faults are thrown on. */
export function orRefusal<T>(read: () => T): { readonly read: T } | { readonly refused: string } {
  try {
    return { read: read() };
  } catch (thrown) {
    if (thrown instanceof CalendarError) return { refused: thrown.message };
    throw thrown;
  }
}
