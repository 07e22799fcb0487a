import { useEffect } from "react";
import { Icon } from "./Icon.tsx";
import { notify, useNotices } from "./notices.ts";

/** What could not be done, said at the bottom of the page until it is read. */
export function Notices() {
  const notices = useNotices();
  const refused = notices.find((one) => one.kind === "refused");
  useEffect(() => {
    if (!refused) return;
    const timer = setTimeout(() => notify("refused"), 12_000);
    return () => clearTimeout(timer);
  }, [refused]);
  return (
    <div className="notices" role="alert">
      {notices.map(({ kind, sentence }) => (
        <p key={kind} className="notice">
          <span>{sentence}</span>
          <button type="button" className="icon" aria-label="Dismiss" onClick={() => notify(kind)}>
            <Icon name="close" />
          </button>
        </p>
      ))}
    </div>
  );
}
