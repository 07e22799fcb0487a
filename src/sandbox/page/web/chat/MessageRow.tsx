import { memo, useState } from "react";
import type { ShownMessage } from "../../shown.ts";
import { Avatar } from "../Avatar.tsx";
import { Blocks } from "../blocks/Blocks.tsx";
import { Words } from "../blocks/Words.tsx";
import { Icon } from "../Icon.tsx";
import { go } from "../place.ts";
import { clockTime, dayAndTime, msOf } from "../time.ts";
import { useSurroundings } from "../workspace.ts";
import { EditMessage } from "./EditMessage.tsx";
import { Files } from "./Files.tsx";
import { Reactions } from "./Reactions.tsx";
import { Toolbar } from "./Toolbar.tsx";

interface Props {
  readonly message: ShownMessage;
  /** The thread that is looked at, where it is one. */
  readonly thread: string | undefined;
  readonly dayLine: string | undefined;
  readonly newLine: boolean;
  readonly follows: boolean;
  readonly active: boolean;
  readonly tabStop: boolean;
  readonly wanted: boolean;
  readonly onActive: (ts: string | undefined) => void;
}

/** What was dismissed of what only one person sees: for as long as the page stays open, as in Slack. */
const gone = new Set<string>();

/** One message, with what can be done about it while the pointer or the focus is on it. */
export const MessageRow = memo(function MessageRow(props: Props) {
  const { message, thread, dayLine, newLine, follows, active, tabStop, wanted, onActive } = props;
  const { zone, app, person, as } = useSurroundings();
  const [editing, setEditing] = useState(false);
  const [dismissed, setDismissed] = useState(gone.has(message.ts));
  const ms = msOf(message.ts);
  const author = message.ephemeral ? person(app?.id ?? "") : person(message.author);
  const name = author.name;
  if (dismissed) return null;
  if (message.notice)
    return (
      <>
        {dayLine && <DayLine words={dayLine} />}
        <li className="row notice-row" data-ts={message.ts} tabIndex={tabStop ? 0 : -1}>
          <Words text={`${name} ${message.text.replace(/^<@[A-Z0-9]+>\s*/, "")}`} />
        </li>
      </>
    );
  return (
    <>
      {dayLine && <DayLine words={dayLine} />}
      {newLine && (
        <li className="new-line">
          <span>New</span>
        </li>
      )}
      <li
        className="row"
        data-ts={message.ts}
        data-follows={follows}
        data-ephemeral={message.ephemeral}
        data-wanted={wanted}
        tabIndex={tabStop ? 0 : -1}
        aria-label={`${name}, ${dayAndTime(ms, zone)}`}
        onPointerMove={() => onActive(message.ts)}
        onPointerLeave={(event) => {
          if (!event.currentTarget.contains(document.activeElement)) onActive(undefined);
        }}
        onFocus={() => onActive(message.ts)}
      >
        <div className="gutter">
          {follows ? (
            <time className="quiet">{clockTime(ms, zone)}</time>
          ) : (
            <Avatar person={{ ...author, bot: author.bot || message.ephemeral }} />
          )}
        </div>
        <div className="said">
          {message.ephemeral && (
            <p className="only-you">
              <Icon name="eye" size={14} /> Only visible to you
            </p>
          )}
          {!follows && (
            <p className="head">
              <b>{name}</b>
              {author.bot && <span className="app">App</span>}
              {author.outside && (
                <span className="outside" title={author.title}>
                  outside the firm
                </span>
              )}
              <time className="quiet" title={dayAndTime(ms, zone)}>
                {clockTime(ms, zone)}
              </time>
            </p>
          )}
          {editing ? (
            <EditMessage message={message} onDone={() => setEditing(false)} />
          ) : (
            <>
              {message.deleted ? (
                <p className="quiet">This message was deleted.</p>
              ) : message.blocks.some((block) => block.type !== "rich_text") ? (
                <Blocks blocks={message.blocks} at={{ channel: message.channel, ts: message.ts }} />
              ) : (
                message.text && <Words text={message.text} />
              )}
              {message.edited && <small className="quiet">(edited)</small>}
            </>
          )}
          <Files files={message.files} />
          <Reactions message={message} />
          {message.replies > 0 && !thread && (
            <button
              type="button"
              className="replies"
              onClick={() => go({ as, channel: message.channel, thread: message.ts })}
            >
              {message.repliers.slice(0, 4).map((id) => (
                <Avatar key={id} person={person(id)} size={20} />
              ))}
              <b>{message.replies === 1 ? "1 reply" : `${message.replies} replies`}</b>
              {message.lastReply && (
                <span className="quiet">Last reply {dayAndTime(msOf(message.lastReply), zone)}</span>
              )}
            </button>
          )}
          {message.ephemeral && (
            <button
              type="button"
              className="link"
              onClick={() => {
                gone.add(message.ts);
                setDismissed(true);
              }}
            >
              Dismiss message
            </button>
          )}
        </div>
        {active && !message.ephemeral && !message.deleted && !editing && (
          <Toolbar message={message} inThread={thread !== undefined} onEdit={() => setEditing(true)} />
        )}
      </li>
    </>
  );
});

const DayLine = ({ words }: { readonly words: string }) => (
  <li className="day-line">
    <span>{words}</span>
  </li>
);
