import { sandboxClock } from "../../src/sandbox/clock.ts";
import { openStore } from "../../src/store/db.ts";
import { beginWork } from "./at-work.ts";
import { beatOf } from "./crew.ts";
import type { Databases } from "./databases.ts";
import type { Days } from "./plan.ts";
import { play } from "./play.ts";
import { type Remembered, remembered } from "./remembered.ts";

/** The same days with nothing amiss: one program, in this process. What it leaves in the store is what is right. */
export async function undisturbed({ script, groundOn }: Days, databases: Databases): Promise<Remembered> {
  const clock = sandboxClock(script.start);
  const ground = await groundOn(clock);
  const name = await databases.fresh(ground.firm);
  const store = await openStore({ url: databases.urlOf(name), connections: 1 });
  const post = { url: databases.urlOf(name), platforms: ground.platforms, hands: 2 };
  const work = await beginWork(post, () => beatOf(clock.now()));
  try {
    const at = URL.parse(work.where[0]!);
    if (at) ground.connect(at.origin, at.pathname);
    const cast = { time: async () => {}, round: () => work.round(), calm: () => work.idle(), alive: () => true };
    const played = await play(script, { clock, ground, cast, db: () => store.db });
    return await remembered(store.db, played.labels);
  } finally {
    await work.stop();
    await ground.close();
    await store.close();
    void databases.drop(name).catch(() => {});
  }
}
