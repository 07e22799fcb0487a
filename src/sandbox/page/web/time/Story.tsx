import { useState } from "react";
import type { StoryShown } from "../../time/shown.ts";
import { act, useLive } from "../api.ts";
import { go } from "../place.ts";
import { clockTime } from "../time.ts";
import { useWorkspace } from "../workspace.ts";
import { shortDay } from "./words.ts";

/** The story: a caption for each step, one button for the next; the page goes where the step is to be seen. */
export function Story() {
  const { view, person } = useWorkspace();
  const { data: story } = useLive<StoryShown>("/api/story");
  const [playing, setPlaying] = useState(false);
  const [folded, setFolded] = useState(false);
  if (!story) return null;
  const { played, of, beat, nextAt } = story;
  const play = async (path: string) => {
    setPlaying(true);
    const done = await act<StoryShown>(path, {});
    setPlaying(false);
    if (!done.refused) show(done.beat);
  };
  if (folded)
    return (
      <section className="story is-folded" aria-label="Story">
        <button type="button" onClick={() => setFolded(false)}>
          Story: {played === 0 ? `${of} steps` : `step ${played} of ${of}`}
        </button>
      </section>
    );
  return (
    <section className="story" aria-label="Story">
      <div className="story-words" aria-live="polite" aria-busy={playing}>
        {beat ? (
          <>
            <p className="story-when">
              Step {played} of {of} · {shortDay(beat.at, view.zone)} {clockTime(beat.at, view.zone)} · seen by{" "}
              {person(beat.as).name}
            </p>
            <p className="story-caption">{beat.caption}</p>
            <p className="story-see">{beat.see}</p>
          </>
        ) : (
          <>
            <p className="story-caption">See it at work: an inquiry's week in {of} steps.</p>
            <p className="story-see">Two minutes, one button. Each step shows who sees what.</p>
          </>
        )}
        {nextAt === undefined && (
          <p className="story-see">That was the story. The clock stands still, and it is yours.</p>
        )}
      </div>
      <div className="story-buttons">
        {nextAt !== undefined && (
          <button
            type="button"
            className="primary"
            aria-disabled={playing}
            onClick={() => playing || void play("/api/story/next")}
          >
            {playing ? "…" : played === 0 ? "Play the story" : "Next step"}
          </button>
        )}
        {beat && (
          <button type="button" onClick={() => show(beat)}>
            Show me
          </button>
        )}
        <button type="button" disabled={playing} onClick={() => void play("/api/again")}>
          Start over
        </button>
        <button type="button" onClick={() => setFolded(true)}>
          Hide
        </button>
      </div>
    </section>
  );
}

function show(beat: StoryShown["beat"]): void {
  if (beat) go({ as: beat.as, channel: beat.channel, message: beat.ts });
}
