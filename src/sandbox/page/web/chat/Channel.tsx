import { useEffect, useRef, useState } from "react";
import type { Conversation, MessagesPage, Person } from "../../shown.ts";
import { at, useLive } from "../api.ts";
import { useWorkspace } from "../workspace.ts";
import { Composer } from "./Composer.tsx";
import { MessageList } from "./MessageList.tsx";

const STEP = 40;

interface Props {
  /** Undefined where nobody has said anything yet to the one at the other end. */
  readonly conversation: Conversation | undefined;
  /** Who is at the other end, where it is one. */
  readonly other: Person | undefined;
}

/** A conversation: its newest messages, older ones as one scrolls up, and where one writes. */
export function Channel({ conversation, other }: Props) {
  const { view, as, place } = useWorkspace();
  const [limit, setLimit] = useState(STEP);
  const live = useLive<MessagesPage>(at("/api/messages", { as, channel: place.channel, limit }));
  // While more are asked for, what is there stays.
  const last = useRef<MessagesPage>(undefined);
  if (live.data) last.current = live.data;
  const page = live.data ?? last.current;
  const oldest = page?.messages[0]?.ts;
  const count = page?.messages.length ?? 0;
  const sought = place.message !== undefined && page?.more && oldest !== undefined && place.message < oldest;
  useEffect(() => {
    if (sought) setLimit(count * 2);
  }, [sought, count]);
  // Where reading begins stands still while one reads.
  const [readTo] = useState(conversation?.lastRead ?? "0");
  const channel = place.channel!;
  return (
    <>
      {page ? (
        <MessageList
          label={conversation?.kind === "channel" ? `Messages in ${conversation.name}` : "Messages"}
          messages={page.messages}
          more={page.more}
          onMore={() => setLimit(page.messages.length + STEP)}
          readTo={readTo}
          place={{ channel }}
        />
      ) : (
        <p className="quiet opening">{live.refused ?? "…"}</p>
      )}
      {(conversation?.writable ?? !(other?.bot && view.app?.writable === false)) ? (
        <Composer key={channel} channel={channel} label={`Message ${other?.name ?? `#${conversation?.name}`}`} />
      ) : (
        <p className="unwritable">
          {view.app?.name ?? "It"} writes here and reads nothing: what one can do stands on its notes.
        </p>
      )}
    </>
  );
}
