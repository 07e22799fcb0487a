import { z } from "zod";
import { addMinutes, at } from "../../domain/time.ts";
import { momentIn } from "../../domain/when.ts";
import { CannotDo } from "../slack/people/can.ts";
import type { PageParts } from "./parts.ts";
import type { Routes } from "./routes.ts";

const move = z.object({
  to: z.string().optional(),
  by: z.number().positive().optional(),
  until: z.enum(["next due", "monday"]).optional(),
});

/** The clock. (A beginning: the clock bar's helper makes more of it.) */
export function timeRoutes({ clock, stage, nextDue, inTurn }: PageParts): Routes {
  return {
    "POST /api/time": async ({ body }) =>
      inTurn(async () => {
        const { to, by, until } = move.parse(body);
        const now = clock.now();
        const goal =
          to !== undefined
            ? at(to)
            : by !== undefined
              ? addMinutes(now, by)
              : until === "monday"
                ? momentIn("Mon 08:30", { zone: "America/New_York", now })
                : await nextDue(now);
        if (goal === undefined) throw new CannotDo("Nothing is due.");
        if (goal < now) throw new CannotDo("The clock only goes forward here.");
        await stage.moveTo(goal);
        return { now: clock.now() };
      }),
  };
}
