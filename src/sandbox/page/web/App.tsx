import { useCallback, useEffect, useMemo, useRef, useState } from "react";
import type { Person, Role, View } from "../shown.ts";
import { at, useLive } from "./api.ts";
import { Main } from "./chat/Main.tsx";
import { Thread } from "./chat/Thread.tsx";
import { Icon } from "./Icon.tsx";
import { Knows } from "./knows/Knows.tsx";
import { Modal } from "./modal/Modal.tsx";
import { Notices } from "./Notices.tsx";
import { go, usePlace } from "./place.ts";
import { kept } from "./same.ts";
import { Sidebar } from "./sidebar/Sidebar.tsx";
import { TopBar } from "./sidebar/TopBar.tsx";
import { Story } from "./time/Story.tsx";
import { type Asking, type Surroundings, SurroundingsContext, type Workspace, WorkspaceContext } from "./workspace.ts";

const FIRST = "UDANA";

/** The whole page: a chat workspace as one person sees it, and the sandbox's own controls above it. */
export function App() {
  const place = usePlace();
  const { data: roles } = useLive<Role[]>("/api/roles");
  const as = roles?.some((role) => role.id === place.as)
    ? place.as
    : (roles?.find((r) => r.id === FIRST) ?? roles?.[0])?.id;
  const { data: view } = useLive<View>(as && at("/api/view", { as }));
  const [drawer, setDrawer] = useState(false);
  const [panel, setPanel] = useState(false);
  const [about, setAbout] = useState<Asking>();

  const ask = useCallback((asked: Asking) => {
    setAbout(asked);
    setPanel(true);
  }, []);
  const channel = view && conversationHere(view, place.channel);
  const around = useSurroundingsOf(view, ask);
  const next = useMemo(() => {
    if (!view || !around || !channel || view.me.id !== as) return undefined;
    const workspace: Workspace = { ...around, view, place: { ...place, as, channel } };
    return { workspace, surroundings: around };
  }, [view, around, channel, as, place]);
  // Whoever one was stays until the next one's view has come: nothing flickers, and the focus stays where it is.
  const last = useRef(next);
  if (next) last.current = next;
  useEffect(() => {
    if (as && channel && (place.as !== as || place.channel !== channel)) go({ ...place, as, channel }, true);
  }, [as, channel, place]);

  if (!roles || !last.current) return <p className="opening">Opening the workspace…</p>;
  const { workspace, surroundings } = last.current;
  const { thread } = workspace.place;
  const { modal } = workspace.view;
  return (
    <SurroundingsContext value={surroundings}>
      <WorkspaceContext value={workspace}>
        <div className="page" data-drawer={drawer} data-thread={thread !== undefined} data-panel={panel}>
          <TopBar
            roles={roles}
            panel={panel}
            onPanel={() => setPanel(!panel)}
            onDrawer={() => setDrawer(!drawer)}
            drawer={drawer}
          />
          <Story />
          <Sidebar onGo={() => setDrawer(false)} />
          {drawer && (
            <button type="button" className="shade" aria-label="Close the list" onClick={() => setDrawer(false)} />
          )}
          <Main key={`${workspace.as} ${workspace.place.channel}`} />
          {thread && <Thread key={`${workspace.as} ${thread}`} thread={thread} />}
          {panel && (
            <aside className="panel" aria-label="What the bot knows">
              <header className="bar">
                <h2>What the bot knows</h2>
                <button type="button" className="icon" aria-label="Close the panel" onClick={() => setPanel(false)}>
                  <Icon name="close" />
                </button>
              </header>
              <Knows about={about} onAsk={setAbout} />
            </aside>
          )}
          {modal && <Modal key={`${modal.id} ${modal.hash}`} view={modal} />}
          <Notices />
        </div>
      </WorkspaceContext>
    </SurroundingsContext>
  );
}

/** The same object for as long as nothing in it changes. */
function useSurroundingsOf(view: View | undefined, ask: Surroundings["ask"]): Surroundings | undefined {
  const { me, zone, app, people, onMessage } = view ?? {};
  const as = me?.id;
  const last = useRef<Surroundings["channels"]>([]);
  const channels = kept(
    last.current,
    view?.conversations.map(({ id, name, kind, members }) => ({ id, name, kind, members })) ?? [],
  );
  last.current = channels;
  return useMemo(
    () =>
      as && zone && people && onMessage
        ? { as, zone, app, people, channels, onMessage, person: named(people), ask }
        : undefined,
    [as, zone, app, people, channels, onMessage, ask],
  );
}

/** What was asked for, where this person has it, else their first channel. One between two goes by the other's user id. */
function conversationHere(view: View, asked: string | undefined): string | undefined {
  const found = view.conversations.find((one) => one.id === asked);
  if (found?.kind === "channel") return found.id;
  const other = found ? found.members.find((id) => id !== view.me.id) : asked;
  const meets =
    !view.me.outside && view.people.some((one) => one.id === other && !one.outside && one.id !== view.me.id);
  return meets ? other : (view.conversations.find((one) => one.kind === "channel") ?? view.conversations[0])?.id;
}

function named(people: readonly Person[]): (id: string) => Person {
  const known = new Map(people.map((one) => [one.id, one]));
  return (id) =>
    known.get(id) ?? { id, name: id === "USLACKBOT" ? "Slackbot" : id, title: "", outside: false, bot: false };
}
