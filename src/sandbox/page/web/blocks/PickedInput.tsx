import type { Choice } from "../../shown.ts";
import { useSurroundings } from "../workspace.ts";
import { AskedSelect } from "./AskedSelect.tsx";
import type { At, Element } from "./Blocks.tsx";
import { Boxes } from "./Boxes.tsx";
import { groupsOf, textOf } from "./options.ts";

export type Picked = string | string[] | number | Choice;

export interface PickedProps {
  readonly element: Element;
  readonly at: At;
  readonly onPick: (choice: Picked) => void;
  readonly id?: string;
  readonly describedBy?: string;
  readonly invalid?: boolean;
}

/** What is entered or picked, of every kind that Slack's forms have but files and rich text. Uncontrolled: it keeps what is entered. */
export function PickedInput({ element, at, onPick, id, describedBy, invalid }: PickedProps) {
  const { people: everyone, channels } = useSurroundings();
  const label = textOf(element.placeholder);
  const shared = { id, "aria-describedby": describedBy, "aria-invalid": invalid || undefined };
  const named = id ? {} : { "aria-label": label || "Choose" };
  const people = everyone.filter((one) => !one.bot).map(({ id: value, name: text }) => ({ text, value }));
  const places = channels.map(({ id: value, name: text }) => ({ text, value }));
  const type = element.type;
  if (type === "plain_text_input" && element.multiline)
    return (
      <textarea
        {...shared}
        {...named}
        rows={4}
        placeholder={label}
        maxLength={limit(element)}
        defaultValue={word(element.initial_value)}
        onChange={(event) => onPick(event.target.value)}
      />
    );
  const [kind, initial] = FIELDS[type] ?? [];
  if (kind)
    return (
      <input
        {...shared}
        {...named}
        type={kind}
        step={type === "number_input" && element.is_decimal_allowed ? "any" : undefined}
        placeholder={label}
        maxLength={limit(element)}
        defaultValue={word(element[initial!])}
        onChange={(event) => onPick(event.target.value)}
      />
    );
  if (type === "datetimepicker")
    return (
      <input
        {...shared}
        {...named}
        type="datetime-local"
        defaultValue={element.initial_date_time ? localOf(Number(element.initial_date_time) * 1000) : ""}
        onChange={(event) => onPick(Math.floor(new Date(event.target.value).getTime() / 1000))}
      />
    );
  if (type === "checkboxes" || type === "radio_buttons" || type.startsWith("multi_")) {
    const options = /users/.test(type)
      ? people
      : /conversations|channels/.test(type)
        ? places
        : groupsOf(element).flatMap((g) => g.options);
    return <Boxes element={element} options={options} onPick={onPick} {...shared} />;
  }
  if (type === "external_select")
    return <AskedSelect element={element} at={at} onPick={onPick} {...shared} label={label} />;
  const one = type === "users_select" ? people : type === "static_select" ? undefined : places;
  const groups = one ? [{ label: "", options: one }] : groupsOf(element);
  const start = word(
    (element.initial_option as Choice | undefined)?.value ??
      element.initial_user ??
      element.initial_conversation ??
      element.initial_channel,
  );
  return (
    <select {...shared} {...named} defaultValue={start} onChange={(event) => onPick(event.target.value)}>
      {!start && <option value="">{label || "Choose…"}</option>}
      {groups.map(({ label: head, options }) => {
        const drawn = options.map(({ text, value }) => (
          <option key={value} value={value}>
            {text}
          </option>
        ));
        return head ? (
          <optgroup key={head} label={head}>
            {drawn}
          </optgroup>
        ) : (
          drawn
        );
      })}
    </select>
  );
}

const FIELDS: Readonly<Record<string, readonly [kind: string, initial: string]>> = {
  plain_text_input: ["text", "initial_value"],
  email_text_input: ["email", "initial_value"],
  url_text_input: ["url", "initial_value"],
  number_input: ["number", "initial_value"],
  datepicker: ["date", "initial_date"],
  timepicker: ["time", "initial_time"],
};

const word = (value: unknown): string => (value === undefined || value === null ? "" : String(value));
const limit = (element: Element) => (element.max_length ? Number(element.max_length) : undefined);
const localOf = (ms: number) => new Date(ms - new Date(ms).getTimezoneOffset() * 60_000).toISOString().slice(0, 16);
