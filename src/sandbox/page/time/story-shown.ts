import { at } from "../../../domain/time.ts";
import { words } from "../../slack/seen.ts";
import type { SlackSandbox } from "../../slack/server.ts";
import { type Beat, story } from "../../story.ts";
import type { Telling } from "../../telling.ts";
import type { BeatShown, StoryShown } from "./shown.ts";

export function storyShown(sandbox: SlackSandbox, tale: Telling): StoryShown {
  const beat = story[tale.played - 1];
  return {
    played: tale.played,
    of: story.length,
    ...(beat && { beat: beatShown(sandbox, beat) }),
    ...(tale.upTo !== undefined && { nextAt: tale.upTo }),
  };
}

function beatShown(sandbox: SlackSandbox, { at: when, caption, who, look }: Beat): BeatShown {
  const there = look.channel ? sandbox.seen.channel(look.as, look.channel) : sandbox.seen.dms(look.as);
  const spot = there.findLast((message) => words(message).includes(look.shows));
  return {
    at: at(when),
    caption,
    see: look.see,
    ...(who && { who }),
    as: look.as,
    channel: look.channel ?? sandbox.app.botUserId,
    ...(spot && { ts: spot.ts }),
  };
}
