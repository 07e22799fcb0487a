import { onTestFinished } from "vitest";
import { begin } from "../../../src/sandbox/begin.ts";
import { oneAtATime } from "../../../src/sandbox/in-turn.ts";
import type { PageParts } from "../../../src/sandbox/page/parts.ts";
import { timekeeper } from "../../../src/sandbox/page/time/timekeeper.ts";
import { freshStore, type Kind } from "../../database.ts";

/** The sandbox as npm start has it, without its terminal: what the page's routes are given. Ends with the test. */
export async function atPlay(kind: Kind = "embedded"): Promise<PageParts> {
  const life = await begin(await freshStore(kind), () => {});
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
