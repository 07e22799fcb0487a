import { type KeyboardEvent, useEffect, useLayoutEffect, useRef, useState } from "react";
import type { ShownMessage } from "../../shown.ts";
import { day, dayName, msOf } from "../time.ts";
import { useWorkspace } from "../workspace.ts";
import { MessageRow } from "./MessageRow.tsx";
import { useNews } from "./news.ts";

interface Props {
  readonly label: string;
  readonly messages: readonly ShownMessage[];
  readonly more: boolean;
  readonly onMore: () => void;
  /** `ts` up to which it was read when it was opened. */
  readonly readTo: string;
  readonly place: { readonly channel: string; readonly thread?: string };
}

/** Messages, oldest first. It stays at its end while one is there; arrows move from one to the next. */
export function MessageList({ label, messages, more, onMore, readTo, place }: Props) {
  const { view, place: here } = useWorkspace();
  const [active, setActive] = useState<string>();
  const box = useRef<HTMLDivElement>(null);
  const atEnd = useRef(true);
  const height = useRef(0);
  const news = useNews(messages);

  // Older messages came in above: what was in sight stays there. New ones below: the end stays in sight.
  useLayoutEffect(() => {
    const list = box.current!;
    const grown = list.scrollHeight - height.current;
    if (atEnd.current) list.scrollTop = list.scrollHeight;
    else if (list.scrollTop < 60 && height.current > 0) list.scrollTop += grown;
    height.current = list.scrollHeight;
  });
  // Pictures take their room only once they have come.
  useEffect(() => {
    const list = box.current!;
    const stay = () => {
      if (atEnd.current) list.scrollTop = list.scrollHeight;
    };
    list.addEventListener("load", stay, true);
    return () => list.removeEventListener("load", stay, true);
  }, []);
  const wanted = here.message;
  const wantedIsHere = messages.some((one) => one.ts === wanted);
  useEffect(() => {
    const found = wanted && wantedIsHere && box.current?.querySelector(`[data-ts="${CSS.escape(wanted)}"]`);
    if (!found) return;
    atEnd.current = false;
    found.scrollIntoView({ block: "center" });
  }, [wanted, wantedIsHere]);

  const onScroll = () => {
    const list = box.current!;
    atEnd.current = list.scrollHeight - list.scrollTop - list.clientHeight < 40;
    if (more && list.scrollTop < 40) onMore();
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const rows = [...box.current!.querySelectorAll<HTMLElement>("[data-ts]")];
    const at = rows.indexOf(document.activeElement as HTMLElement);
    const to = { ArrowUp: at - 1, ArrowDown: at + 1, Home: 0, End: rows.length - 1 }[event.key];
    if (at < 0 || to === undefined || !rows[to]) return;
    event.preventDefault();
    rows[to].focus();
  };
  const tabStop = messages.some((one) => one.ts === active) ? active : messages.at(-1)?.ts;
  const firstUnread = messages.find(
    (one) => one.ts > readTo && one.author !== view.me.id && readTo !== "0" && !one.ephemeral,
  )?.ts;

  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the arrow keys are the list's; each message is focusable itself.
    <div className="messages" ref={box} onScroll={onScroll} onKeyDown={onKeyDown}>
      {more && (
        <button type="button" className="older" onClick={onMore}>
          Older messages
        </button>
      )}
      <ol aria-label={label}>
        {messages.map((one, n) => {
          const before = messages[n - 1];
          const newDay = !before || day(msOf(before.ts), view.zone) !== day(msOf(one.ts), view.zone);
          return (
            <MessageRow
              key={one.ts}
              message={one}
              thread={place.thread}
              dayLine={newDay ? dayName(msOf(one.ts), view.now, view.zone) : undefined}
              newLine={one.ts === firstUnread}
              follows={!newDay && one.ts !== firstUnread && follows(before, one)}
              active={active === one.ts}
              tabStop={tabStop === one.ts}
              wanted={wanted === one.ts}
              onActive={setActive}
            />
          );
        })}
      </ol>
      {messages.length === 0 && <p className="quiet empty">Nothing has been said here yet.</p>}
      <div className="unseen" role="log" aria-live="polite">
        {news}
      </div>
    </div>
  );
}

/** Whether it stands under the same head as the one before: same author, within five minutes. */
const follows = (before: ShownMessage | undefined, one: ShownMessage): boolean =>
  before !== undefined &&
  before.author === one.author &&
  before.ephemeral === one.ephemeral &&
  !before.notice &&
  !one.notice &&
  before.replies === 0 &&
  Number(one.ts) - Number(before.ts) < 300;
