import { subscribe, unsubscribe } from "node:diagnostics_channel";
import type { Instant } from "../domain/time.ts";

/** Told by Node's own fetch of every answer it gets. Source: nodejs.org, "Undici diagnostics channel". */
const ANSWERS = "undici:request:headers";

/**
 * Hears what time it is where requests are answered that are made anyway. `stop` gives the milliseconds by which each answer
 * with a `Date` was ahead of this machine; that header has whole seconds.
 */
export function hearDates(clock: () => Instant): { stop(): number[] } {
  const ahead: number[] = [];
  const hear = (message: unknown) => {
    const { response } = message as { response?: { headers?: readonly unknown[] } };
    const headers = (response?.headers ?? []).map(String);
    const place = headers.findIndex((name, i) => i % 2 === 0 && name.toLowerCase() === "date");
    const date = place < 0 ? Number.NaN : Date.parse(headers[place + 1] ?? "");
    if (!Number.isNaN(date)) ahead.push(date - clock());
  };
  subscribe(ANSWERS, hear);
  return {
    stop() {
      unsubscribe(ANSWERS, hear);
      return ahead;
    },
  };
}
