import { useEffect } from "react";
import { act } from "../api.ts";
import { Home } from "../home/Home.tsx";
import { Icon } from "../Icon.tsx";
import { go } from "../place.ts";
import { useWorkspace } from "../workspace.ts";
import { Channel } from "./Channel.tsx";

/** The conversation that is open, or the app's own page. */
export function Main() {
  const { view, as, place } = useWorkspace();
  const app = view.app && place.channel === view.app.id ? view.app : undefined;
  const conversation = view.conversations.find((one) =>
    one.kind === "direct" ? one.members.includes(place.channel ?? "") : one.id === place.channel,
  );
  const other = view.people.find((one) => one.id === place.channel);
  const name = other?.name ?? conversation?.name ?? "";
  const unread = conversation?.unread ?? 0;
  const id = place.channel;
  const reads = place.tab !== "home" && unread > 0;
  useEffect(() => {
    if (reads && document.visibilityState === "visible") void act("/api/read", { as, channel: id });
  }, [reads, as, id]);

  const title = `${name} · ${view.me.name}`;
  useEffect(() => {
    document.title = title;
  }, [title]);

  return (
    <main className="main">
      <header className="bar">
        <h2>
          {!other && <span className="sign">{conversation?.private ? <Icon name="lock" size={14} /> : "#"}</span>}{" "}
          {name}
        </h2>
        {app && (
          <div className="tabs" role="tablist" aria-label={app.name}>
            {(["home", undefined] as const).map((tab) => (
              <button
                key={tab ?? "messages"}
                type="button"
                role="tab"
                aria-selected={place.tab === tab}
                onClick={() => go({ as, channel: app.id, ...(tab ? { tab } : {}) })}
              >
                {tab ? "Home" : "Messages"}
              </button>
            ))}
          </div>
        )}
        {conversation?.shared && <span className="tag">Shared with people outside the firm</span>}
        {other?.title && <span className="quiet">{other.title}</span>}
        {conversation && !other && <span className="quiet members">{conversation.members.length} members</span>}
      </header>
      {app && place.tab === "home" ? <Home /> : <Channel conversation={conversation} other={other} />}
    </main>
  );
}
