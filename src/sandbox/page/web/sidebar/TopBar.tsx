import type { Role } from "../../shown.ts";
import { Avatar } from "../Avatar.tsx";
import { Icon } from "../Icon.tsx";
import { type Item, Menu } from "../Menu.tsx";
import { go } from "../place.ts";
import { setTheme, type Theme, theme } from "../theme.ts";
import { ClockBar } from "../time/ClockBar.tsx";
import { useWorkspace } from "../workspace.ts";

interface Props {
  readonly roles: readonly Role[];
  readonly panel: boolean;
  readonly onPanel: () => void;
  readonly drawer: boolean;
  readonly onDrawer: () => void;
}

/** The sandbox's own bar: the clock, whom one is, light or dark. */
export function TopBar({ roles, panel, onPanel, drawer, onDrawer }: Props) {
  const { view, as, place } = useWorkspace();
  const be = (role: Role): Item => ({
    label: role.name,
    note: role.title,
    checked: role.id === as,
    picture: <Avatar person={{ ...role, bot: false }} size={28} />,
    does: () => go({ as: role.id, channel: place.channel }),
  });
  const people = (outside: boolean, before: string) =>
    roles
      .filter((role) => role.outside === outside)
      .map((role, n) => ({ ...be(role), ...(n === 0 ? { before } : {}) }));
  const look = (to: Theme, label: string): Item => ({ label, checked: theme() === to, does: () => setTheme(to) });
  return (
    <header className="top">
      <button
        type="button"
        className="icon only-narrow"
        aria-label="Conversations"
        aria-expanded={drawer}
        onClick={onDrawer}
      >
        <Icon name="menu" />
      </button>
      <ClockBar />
      <span className="spring" />
      <button
        type="button"
        className="icon"
        aria-pressed={panel}
        aria-label="What the bot knows"
        title="What the bot knows"
        onClick={onPanel}
      >
        <Icon name="panel" />
      </button>
      <Menu
        label="Light or dark"
        className="icon"
        items={() => [look("light", "Light"), look("dark", "Dark"), look("system", "As this machine")]}
      >
        <Icon name="theme" />
      </Menu>
      <Menu
        label="Be someone else"
        className="be"
        named
        items={() => [...people(true, "Clients"), ...people(false, "The firm")]}
      >
        <Avatar person={view.me} size={26} />
        <span className="be-name">
          <b>{view.me.name}</b>
          <small> {view.me.title}</small>
        </span>
        <span className="unseen">Be someone else</span>
        <Icon name="down" size={14} />
      </Menu>
    </header>
  );
}
