import type { ShownMessage } from "../../shown.ts";
import { act } from "../api.ts";
import { Icon } from "../Icon.tsx";
import { type Item, Menu } from "../Menu.tsx";
import { go } from "../place.ts";
import { useSurroundings } from "../workspace.ts";
import { EMOJIS } from "./emojis.ts";

interface Props {
  readonly message: ShownMessage;
  readonly inThread: boolean;
  readonly onEdit: () => void;
}

/** What can be done about a message. */
export function Toolbar({ message, inThread, onEdit }: Props) {
  const { app, channels, onMessage, as, ask } = useSurroundings();
  const { channel, ts } = message;
  const conversation = channels.find((one) => one.id === channel);
  const channelLink =
    conversation?.members.includes(app?.id ?? "") && conversation.kind === "direct" ? app!.id : channel;
  const react = (name: string) => void act("/api/react", { as, channel, ts, name, on: !reacted(message, name, as) });
  const reply = () => go({ as, channel: channelLink, thread: message.thread ?? ts });
  const items = (): Item[] => {
    const own = message.author === as;
    const shortcuts = onMessage.map(({ id, name, description }, n) => ({
      label: name,
      note: description,
      ...(n === 0 ? { before: app?.name ?? "" } : {}),
      does: () => void act("/api/shortcut", { as, id, at: { channel, ts } }),
    }));
    return [
      ...(inThread ? [] : [{ label: "Reply in thread", does: reply }]),
      ...(own ? [{ label: "Edit message", does: onEdit }] : []),
      ...(own
        ? [{ label: "Delete message", danger: true, does: () => void act("/api/remove", { as, channel, ts }) }]
        : []),
      ...shortcuts,
      { label: "Ask what the bot knows", before: "The sandbox", does: () => ask({ channel, ts }) },
    ];
  };
  return (
    <div className="toolbar" role="toolbar" aria-label="This message">
      <Menu
        label="React"
        className="icon"
        items={() =>
          EMOJIS.map(([name, sign]) => ({ label: `${sign} ${name.replaceAll("_", " ")}`, does: () => react(name) }))
        }
      >
        <Icon name="smile" />
      </Menu>
      {!inThread && (
        <button type="button" className="icon" aria-label="Reply in thread" title="Reply in thread" onClick={reply}>
          <Icon name="reply" />
        </button>
      )}
      <Menu label="More actions" className="icon" items={items}>
        <Icon name="dots" />
      </Menu>
    </div>
  );
}

const reacted = (message: ShownMessage, name: string, as: string): boolean =>
  message.reactions.some((one) => one.name === name && one.users.includes(as));
