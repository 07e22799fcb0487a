import type { Chat } from "../chat/platform.ts";
import type { Instant } from "../domain/time.ts";
import type { Tell } from "../flows/deps.ts";
import type { Store } from "../store/db.ts";
import { type Gauges, gauges } from "../store/gauges.ts";
import { type Health, serveHealth } from "./health.ts";
import { life } from "./life.ts";
import { metrics } from "./metrics.ts";
import { type Readiness, readiness } from "./readiness.ts";

/** The program, watched: what it tells is counted, and whoever asks is answered from the start to the end. */
export interface Watch {
  readonly tell: Tell;
  serve(at: { host: string; port: number }): Promise<Health>;
  /** From now on it is ready, as far as these are. */
  started(chats: readonly Chat[]): void;
  /** From now on it is ready no more. */
  stopping(): void;
}

export function watched(store: Store, now: () => Instant): Watch {
  const alive = life();
  const figures = metrics();
  let chats: readonly Chat[] | undefined;
  let isStopping = false;

  const ready = async (): Promise<Readiness> => {
    if (isStopping) return { ok: false, say: "It is stopping.", parts: {} };
    const found = await readiness(store.db, chats ?? []);
    return chats ? found : { ...found, ok: false, say: "It is starting." };
  };

  return {
    tell(told) {
      alive.tell(told);
      figures.tell(told);
    },
    serve: (at) =>
      serveHealth(at, {
        stuck: alive.stuck,
        ready,
        async metrics() {
          const waits = await gauges(store.db, now()).catch((): Gauges | undefined => undefined);
          return { type: figures.contentType, text: await figures.scrape(waits, alive.roundAge()) };
        },
        // Asked for seldom or never: loaded when it is.
        async checkUp() {
          const { checkUp } = await import("../flows/check-up.ts");
          return checkUp({ ...store, chats: chats ?? [] }, now);
        },
      }),
    started(made) {
      chats = made;
    },
    stopping() {
      isStopping = true;
    },
  };
}
