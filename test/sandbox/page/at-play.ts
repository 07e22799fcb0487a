import { onTestFinished } from "vitest";
import { at } from "../../../src/domain/time.ts";
import { begin } from "../../../src/sandbox/begin.ts";
import { fixtureFirm } from "../../../src/sandbox/firm.ts";
import { oneAtATime } from "../../../src/sandbox/in-turn.ts";
import type { PageParts } from "../../../src/sandbox/page/parts.ts";
import { timekeeper } from "../../../src/sandbox/page/time/timekeeper.ts";
import { story } from "../../../src/sandbox/story.ts";
import { setUpFirm } from "../../../src/store/set-up.ts";
import { freshStore, governed, type Kind } from "../../database.ts";

/** The fixture firm at some time, without a past. */
export const bare = (iso: string): Parameters<typeof begin>[2] => ({
  at: at(iso),
  lay: (db) => setUpFirm(db, fixtureFirm, at(iso)),
});

/** The sandbox as npm start has it, without its terminal: what the page's routes are given. Ends with the test. */
export async function atPlay(kind: Kind = "embedded", beginning = bare(story[0]!.at)): Promise<PageParts> {
  const store = await freshStore(kind);
  await governed(store.db);
  const life = await begin(store, () => {}, beginning);
  const inTurn = oneAtATime();
  const keeper = timekeeper(life.clock, () => inTurn(() => life.stage.round()));
  onTestFinished(async () => {
    keeper.pause();
    await life.end();
  });
  const again = async () => {
    throw new Error("This one is played once.");
  };
  return { ...life, db: life.store.db, inTurn, keeper, again };
}
