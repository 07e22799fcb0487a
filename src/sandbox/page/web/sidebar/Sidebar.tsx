import type { Conversation } from "../../shown.ts";
import { Avatar } from "../Avatar.tsx";
import { act } from "../api.ts";
import { Icon } from "../Icon.tsx";
import { Menu } from "../Menu.tsx";
import { go } from "../place.ts";
import { useWorkspace } from "../workspace.ts";

/** Where one can go: channels, direct conversations, the app. */
export function Sidebar({ onGo }: { readonly onGo: () => void }) {
  const { view, as, place, person } = useWorkspace();
  const to = (channel: string) => {
    go({ as, channel });
    onGo();
  };
  const channels = view.conversations.filter((one) => one.kind === "channel").toSorted(byName);
  const app = view.app;
  const direct = (id: string) => view.conversations.find((one) => one.kind === "direct" && one.members.includes(id));
  // The firm's own people, and whoever else there is a conversation with.
  const others = view.people.filter(
    (one) => !one.bot && one.id !== as && (app ? !one.outside || direct(one.id) : direct(one.id)),
  );
  return (
    <nav className="sidebar" aria-label="Conversations">
      <div className="team">
        <h1>{view.team}</h1>
        {view.anywhere.length > 0 && (
          <Menu
            label="Shortcuts"
            className="icon"
            items={() =>
              view.anywhere.map(({ id, name, description }) => ({
                label: name,
                note: description,
                does: () => void act("/api/shortcut", { as, id }),
              }))
            }
          >
            <Icon name="plus" />
          </Menu>
        )}
      </div>
      <h2>Channels</h2>
      <ul>
        {channels.map((one) => (
          <Entry key={one.id} conversation={one} here={place.channel === one.id} onGo={() => to(one.id)}>
            <span className="sign" aria-hidden="true">
              {one.private ? <Icon name="lock" size={14} /> : "#"}
            </span>
            <span className="name">{one.name}</span>
            {one.private && <span className="unseen">, private</span>}
            {one.shared && (
              <span className="shared" title="Shared with people outside the firm">
                <span className="unseen">, </span>
                {view.me.outside ? "shared" : "client"}
              </span>
            )}
          </Entry>
        ))}
      </ul>
      {others.length > 0 && <h2>Direct messages</h2>}
      {others.length > 0 && (
        <ul>
          {others.map((one) => (
            <Entry key={one.id} conversation={direct(one.id)} here={place.channel === one.id} onGo={() => to(one.id)}>
              <Avatar person={one} size={20} />
              <span className="name">{one.name}</span>
            </Entry>
          ))}
        </ul>
      )}
      {app && (
        <>
          <h2>Apps</h2>
          <ul>
            <Entry conversation={direct(app.id)} here={place.channel === app.id} onGo={() => to(app.id)}>
              <Avatar person={{ ...person(app.id), bot: true }} size={20} />
              <span className="name">{app.name}</span>
            </Entry>
          </ul>
        </>
      )}
    </nav>
  );
}

interface EntryProps {
  readonly conversation: Conversation | undefined;
  readonly here: boolean;
  readonly onGo: () => void;
  readonly children: React.ReactNode;
}

function Entry({ conversation, here, onGo, children }: EntryProps) {
  const unread = here ? 0 : (conversation?.unread ?? 0);
  return (
    <li>
      <button
        type="button"
        className="entry"
        data-unread={unread > 0}
        aria-current={here ? "page" : undefined}
        onClick={onGo}
      >
        {children}
        {unread > 0 && (
          <span className="count">
            {unread}
            <span className="unseen"> unread</span>
          </span>
        )}
      </button>
    </li>
  );
}

const byName = (a: Conversation, b: Conversation) => (a.name < b.name ? -1 : 1);
