import { type KeyboardEvent, type ReactNode, useId, useLayoutEffect, useRef, useState } from "react";
import { Icon } from "./Icon.tsx";

export interface Item {
  readonly label: string;
  readonly note?: string;
  /** A heading or line before it. */
  readonly before?: string;
  readonly danger?: boolean;
  readonly checked?: boolean;
  readonly picture?: ReactNode;
  readonly does: () => void;
}

interface Props {
  readonly label: string;
  readonly className?: string;
  /** The button goes by what stands in it, rather than by the menu's label. */
  readonly named?: boolean;
  readonly children: ReactNode;
  /** Asked when it opens. */
  readonly items: () => readonly Item[];
  readonly onOpen?: (open: boolean) => void;
}

/** A button that opens a menu: arrows move, letters jump, Enter chooses, Escape closes and leads back to the button. */
export function Menu({ label, className, named = false, children, items, onOpen }: Props) {
  const [open, setOpen] = useState(false);
  const button = useRef<HTMLButtonElement>(null);
  const id = useId();
  const turn = (to: boolean, back = true) => {
    setOpen(to);
    onOpen?.(to);
    if (!to && back) button.current?.focus();
  };
  return (
    <>
      <button
        ref={button}
        type="button"
        className={className}
        aria-label={named ? undefined : label}
        aria-haspopup="menu"
        aria-expanded={open}
        aria-controls={open ? id : undefined}
        onClick={() => turn(!open)}
        onKeyDown={(event) => {
          if (event.key !== "ArrowDown") return;
          event.preventDefault();
          turn(true);
        }}
      >
        {children}
      </button>
      {open && (
        <List id={id} label={label} by={button.current!} items={items()} onClose={(back) => turn(false, back)} />
      )}
    </>
  );
}

interface ListProps {
  readonly id: string;
  readonly label: string;
  readonly by: HTMLElement;
  readonly items: readonly Item[];
  readonly onClose: (back: boolean) => void;
}

function List({ id, label, by, items, onClose }: ListProps) {
  const list = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => {
    const menu = list.current!;
    const [from, size] = [by.getBoundingClientRect(), menu.getBoundingClientRect()];
    const below = from.bottom + size.height + 8 < innerHeight || from.top < size.height + 8;
    const top = below ? from.bottom + 4 : from.top - size.height - 4;
    menu.style.top = `${Math.max(4, Math.min(top, innerHeight - size.height - 4))}px`;
    menu.style.left = `${Math.max(4, Math.min(from.left, innerWidth - size.width - 8))}px`;
    (
      menu.querySelector<HTMLElement>("[aria-checked=true]") ?? menu.querySelector<HTMLElement>("[role^=menuitem]")
    )?.focus();
    const outside = (event: PointerEvent) => {
      if (!menu.contains(event.target as Node) && !by.contains(event.target as Node)) onClose(false);
    };
    addEventListener("pointerdown", outside, true);
    return () => removeEventListener("pointerdown", outside, true);
  }, [by, onClose]);

  const onKeyDown = (event: KeyboardEvent) => {
    const all = [...list.current!.querySelectorAll<HTMLElement>("[role^=menuitem]")];
    const here = all.indexOf(document.activeElement as HTMLElement);
    const to = { ArrowDown: here + 1, ArrowUp: here - 1, Home: 0, End: all.length - 1 }[event.key];
    if (event.key === "Escape" || event.key === "Tab") {
      event.preventDefault();
      event.stopPropagation();
      onClose(true);
    } else if (to !== undefined) {
      event.preventDefault();
      all[(to + all.length) % all.length]?.focus();
    } else if (event.key.length === 1 && event.key !== " ") {
      const after = [...all.slice(here + 1), ...all.slice(0, here + 1)];
      after.find((one) => one.textContent?.toLowerCase().startsWith(event.key.toLowerCase()))?.focus();
    }
  };
  return (
    <div ref={list} id={id} role="menu" aria-label={label} className="menu" onKeyDown={onKeyDown} tabIndex={-1}>
      {items.map(({ label: words, note, before, danger, checked, picture, does }) => (
        <div key={words} role="none">
          {before !== undefined &&
            (before ? (
              <p className="menu-head" role="presentation">
                {before}
              </p>
            ) : (
              <hr />
            ))}
          {/* biome-ignore lint/a11y/useAriaPropsSupportedByRole: only where it is a menuitemradio. */}
          <button
            type="button"
            role={checked === undefined ? "menuitem" : "menuitemradio"}
            aria-checked={checked}
            tabIndex={-1}
            className={danger ? "danger" : undefined}
            onClick={() => {
              onClose(true);
              does();
            }}
          >
            {picture}
            <span>
              {words}
              {note && <small>{note}</small>}
            </span>
            {checked && <Icon name="check" size={16} />}
          </button>
        </div>
      ))}
    </div>
  );
}
