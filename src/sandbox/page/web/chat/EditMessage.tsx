import { useState } from "react";
import type { ShownMessage } from "../../shown.ts";
import { act } from "../api.ts";
import { plain } from "../blocks/plain.ts";
import { useSurroundings } from "../workspace.ts";

/** One's own message, to be changed in its place: Enter saves, Escape leaves it. */
export function EditMessage({ message, onDone }: { readonly message: ShownMessage; readonly onDone: () => void }) {
  const { as } = useSurroundings();
  const [text, setText] = useState(plain(message.text));
  const save = () => {
    if (text.trim() && text !== plain(message.text))
      void act("/api/edit", { as, channel: message.channel, ts: message.ts, text: text.trim() });
    onDone();
  };
  return (
    <div className="editing">
      <textarea
        aria-label="Edit message"
        // biome-ignore lint/a11y/noAutofocus: one asked to edit it.
        autoFocus
        value={text}
        onChange={(event) => setText(event.target.value)}
        onKeyDown={(event) => {
          event.stopPropagation();
          if (event.key === "Escape") onDone();
          if (event.key === "Enter" && !event.shiftKey) {
            event.preventDefault();
            save();
          }
        }}
      />
      <p>
        <button type="button" className="button" onClick={onDone}>
          Cancel
        </button>{" "}
        <button type="button" className="button primary" onClick={save}>
          Save
        </button>
      </p>
    </div>
  );
}
