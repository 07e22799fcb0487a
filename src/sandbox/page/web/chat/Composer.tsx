import { type KeyboardEvent, useEffect, useId, useRef, useState } from "react";
import { act } from "../api.ts";
import { Icon } from "../Icon.tsx";
import { useWorkspace } from "../workspace.ts";
import { Attached, type Attachment, attachmentOf } from "./Attached.tsx";
import { Commands, hintsFor } from "./Commands.tsx";

interface Props {
  readonly channel: string;
  readonly thread?: string;
  readonly label: string;
}

/** What was written and not sent, by conversation and person, while the page stays open. */
const drafts = new Map<string, string>();

/** Where one writes. Enter sends, Shift+Enter is a new line, `/` opens the commands. */
export function Composer({ channel, thread, label }: Props) {
  const { view, as } = useWorkspace();
  const key = `${as} ${channel} ${thread ?? ""}`;
  const [text, setText] = useState(drafts.get(key) ?? "");
  const [files, setFiles] = useState<readonly Attachment[]>([]);
  const [chosen, setChosen] = useState(0);
  const [closed, setClosed] = useState(false);
  const box = useRef<HTMLTextAreaElement>(null);
  const picker = useRef<HTMLInputElement>(null);
  const id = useId();
  const hints = closed ? [] : hintsFor(view.commands, text);

  const write = (next: string) => {
    setText(next);
    setClosed(false);
    setChosen(0);
    drafts.set(key, next);
  };
  useEffect(() => {
    // Whoever goes on with the story by the keyboard stays there.
    if (matchMedia("(pointer: fine)").matches && !document.activeElement?.closest(".story"))
      box.current?.focus({ preventScroll: true });
  }, []);

  const send = () => {
    const said = text.trim();
    if (!said && files.length === 0) return;
    const where = { as, channel, ...(thread ? { thread } : {}) };
    write("");
    setFiles([]);
    if (said.startsWith("/") && files.length === 0) void act("/api/slash", { ...where, text: said });
    else void act("/api/post", { ...where, text: said, files: files.map(({ name, base64 }) => ({ name, base64 })) });
  };
  const complete = (n: number) => {
    const hint = hints[n];
    if (!hint) return;
    write(`${hint.typed}${hint.takes ? " " : ""}`);
    setClosed(!hint.takes);
    box.current?.focus();
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return;
    const typedOut = hints.length === 1 && text.trim().startsWith(hints[0]!.typed);
    if (hints.length > 0 && (event.key === "ArrowDown" || event.key === "ArrowUp")) {
      event.preventDefault();
      setChosen((chosen + (event.key === "ArrowDown" ? 1 : hints.length - 1)) % hints.length);
    } else if (hints.length > 0 && event.key === "Escape") {
      event.preventDefault();
      setClosed(true);
    } else if (hints.length > 0 && !typedOut && (event.key === "Tab" || event.key === "Enter") && !event.shiftKey) {
      event.preventDefault();
      complete(chosen);
    } else if (event.key === "Enter" && !event.shiftKey) {
      event.preventDefault();
      send();
    }
  };
  return (
    <div className="composer">
      {hints.length > 0 && <Commands id={id} hints={hints} chosen={chosen} onPoint={setChosen} onChoose={complete} />}
      <Attached files={files} onRemove={(n) => setFiles(files.filter((_, at) => at !== n))} />
      <textarea
        ref={box}
        rows={1}
        aria-label={label}
        placeholder={label}
        value={text}
        aria-autocomplete="list"
        aria-controls={hints.length > 0 ? id : undefined}
        aria-activedescendant={hints.length > 0 ? `${id}-${chosen}` : undefined}
        onChange={(event) => write(event.target.value)}
        onKeyDown={onKeyDown}
      />
      <div className="composer-foot">
        <button
          type="button"
          className="icon"
          aria-label="Attach a file"
          title="Attach a file"
          onClick={() => picker.current?.click()}
        >
          <Icon name="clip" />
        </button>
        <input
          ref={picker}
          type="file"
          multiple
          hidden
          onChange={async (event) => {
            const picked = [...(event.target.files ?? [])];
            event.target.value = "";
            setFiles([...files, ...(await Promise.all(picked.map(attachmentOf)))]);
            box.current?.focus();
          }}
        />
        {view.commands.length > 0 && !thread && (
          <button
            type="button"
            className="icon"
            aria-label="Commands"
            title="Commands"
            onClick={() => {
              write("/");
              box.current?.focus();
            }}
          >
            <Icon name="slash" />
          </button>
        )}
        <span className="spring" />
        <button
          type="button"
          className="send"
          aria-label="Send"
          disabled={!text.trim() && files.length === 0}
          onClick={send}
        >
          <Icon name="send" />
        </button>
      </div>
    </div>
  );
}
