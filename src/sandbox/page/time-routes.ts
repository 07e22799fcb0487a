import { z } from "zod";
import { addMinutes, at, type Instant } from "../../domain/time.ts";
import { DAY } from "../../domain/wall-clock.ts";
import { nextMondayMorning } from "../../domain/week.ts";
import { comingUp } from "../../engine.ts";
import { theFirm } from "../../store/firm.ts";
import { dayAndTime } from "../../views/words.ts";
import { cannot } from "../slack/people/can.ts";
import type { PageParts } from "./parts.ts";
import type { Routes } from "./routes.ts";
import { nextWords } from "./time/next-words.ts";
import type { StoryShown, TimeShown } from "./time/shown.ts";
import { storyShown } from "./time/story-shown.ts";

const order = z.union([
  z.strictObject({ to: z.string() }),
  z.strictObject({ by: z.number() }),
  z.strictObject({ until: z.enum(["next due", "monday"]) }),
  z.strictObject({ run: z.boolean() }),
]);

/** So far at a time: everything that is due on the way has to be done. */
const FARTHEST = 62 * DAY;

/** The clock, and the story that moves it. Everything due on the way happens in its order. */
export function timeRoutes({ sandbox, clock, stage, tale, db, inTurn, keeper, again }: PageParts): Routes {
  async function shown(): Promise<TimeShown> {
    const { zone } = await theFirm(db);
    const now = clock.now();
    const ahead = await nextAhead(now);
    return {
      now,
      zone,
      running: keeper.running(),
      ...(keeper.way() && { way: keeper.way() }),
      ...(ahead && { next: { at: ahead.at, what: await nextWords(db, ahead) } }),
      monday: nextMondayMorning(now, zone),
    };
  }

  /** What could not be done when it was due is tried again with every round: not what the clock is moved for. */
  const nextAhead = async (now: Instant) => (await comingUp(db, now)).find((one) => one.at > now);

  async function goal(asked: Exclude<z.infer<typeof order>, { run: boolean }>, now: Instant): Promise<Instant> {
    if ("to" in asked) return at(asked.to);
    if ("by" in asked) return addMinutes(now, asked.by);
    if (asked.until === "monday") return nextMondayMorning(now, (await theFirm(db)).zone);
    return (await nextAhead(now))?.at ?? cannot("Nothing is due: no answer is owed, and no digest has a reader.");
  }

  async function move(to: Instant, now: Instant): Promise<void> {
    if (to < now) {
      const { zone } = await theFirm(db);
      cannot(
        `It is ${dayAndTime(now, zone, now)} already. The clock only goes forward: what was sent cannot be unsent.`,
      );
    }
    if (to - now > FARTHEST) cannot("That is more than two months ahead: move the clock in smaller steps.");
    await keeper.journey(to, () => stage.moveTo(to));
  }

  return {
    "GET /api/time": shown,
    "POST /api/time": async ({ body }) => {
      const { data: asked } = order.safeParse(body);
      if (!asked) return cannot("Say where to move the clock: to an instant, by minutes, or until something is due.");
      if ("run" in asked) keeper[asked.run ? "run" : "pause"]();
      else
        await inTurn(async () => {
          const now = clock.now();
          await move(await goal(asked, now), now);
        });
      return shown();
    },
    "GET /api/story": async (): Promise<StoryShown> => storyShown(sandbox, tale),
    "POST /api/story/next": () =>
      inTurn(async () => {
        await keeper.journey(tale.upTo ?? clock.now(), () => tale.next());
        return storyShown(sandbox, tale);
      }),
    "POST /api/again": () =>
      inTurn(async () => {
        await again();
        return {};
      }),
  };
}
