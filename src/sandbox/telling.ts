import { at, type Instant } from "../domain/time.ts";
import type { SandboxClock } from "./clock.ts";
import { cannot } from "./slack/people/can.ts";
import { type Beat, story } from "./story.ts";
import { dayAndClock } from "./terminal-words.ts";

/** The story, told a beat at a time: one place in it, whoever turns the page. */
export interface Telling {
  /** How many of its beats were played. */
  readonly played: number;
  /** Plays the next; the clock is moved on to it. @throws CannotDo where there is none, or its time has passed */
  next(): Promise<Beat>;
  /** When the next beat ends; undefined at the end. */
  readonly upTo: Instant | undefined;
}

/** Plays what is left of it; at least the refusal where nothing is. */
export async function tellRest(tale: Telling): Promise<void> {
  do await tale.next();
  while (tale.upTo !== undefined);
}

export function telling(play: (beat: Beat) => Promise<void>, clock: Pick<SandboxClock, "now">): Telling {
  let played = 0;
  const coming = () => story[played];
  return {
    get played() {
      return played;
    },
    get upTo() {
      const beat = coming();
      return beat && at(beat.at);
    },
    async next() {
      const beat = coming();
      if (!beat) return cannot("The story is told. Start over to see it again.");
      if (at(beat.at) < clock.now())
        cannot(
          `The next step of the story is at ${dayAndClock(at(beat.at))}, and it is later than that. Start over to see it.`,
        );
      await play(beat);
      played++;
      return beat;
    },
  };
}
