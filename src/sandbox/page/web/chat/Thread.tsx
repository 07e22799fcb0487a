import { useCallback, useEffect } from "react";
import type { MessagesPage } from "../../shown.ts";
import { at, useLive } from "../api.ts";
import { Icon } from "../Icon.tsx";
import { go } from "../place.ts";
import { useWorkspace } from "../workspace.ts";
import { Composer } from "./Composer.tsx";
import { MessageList } from "./MessageList.tsx";

/** A thread, beside the conversation it belongs to. Escape closes it. */
export function Thread({ thread }: { readonly thread: string }) {
  const { as, place } = useWorkspace();
  const { data, refused } = useLive<MessagesPage>(at("/api/thread", { as, channel: place.channel, thread }));
  const { channel } = place;
  const close = useCallback(() => {
    go({ as, channel });
    document.querySelector<HTMLElement>("main .composer textarea")?.focus();
  }, [as, channel]);
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.key === "Escape" && !event.defaultPrevented && !document.querySelector("dialog[open], [role=menu]"))
        close();
    };
    addEventListener("keydown", onKey);
    return () => removeEventListener("keydown", onKey);
  }, [close]);
  return (
    <aside className="thread" aria-label="Thread">
      <header className="bar">
        <h2>Thread</h2>
        <button type="button" className="icon" aria-label="Close thread" onClick={close}>
          <Icon name="close" />
        </button>
      </header>
      {data ? (
        <MessageList
          label="Thread"
          messages={data.messages}
          more={false}
          onMore={() => {}}
          readTo="0"
          place={{ channel: data.channel, thread }}
        />
      ) : (
        <p className="quiet opening">{refused ?? "…"}</p>
      )}
      <Composer channel={data?.channel ?? place.channel!} thread={thread} label="Reply…" />
    </aside>
  );
}
