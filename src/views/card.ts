/**
 * What people read, before any platform draws it. Words that came from chat (names of clients, matters, channels, people)
 * are plain strings here; each platform escapes them for itself. A client's own words are never in a card.
 */
export interface Card {
  /** The line that a notification or a lock screen shows. */
  readonly summary: string | readonly Span[];
  readonly parts: readonly Part[];
}

export type Part =
  | { readonly heading: string }
  | { readonly text: readonly Span[] }
  /** Small and grey. */
  | { readonly note: readonly Span[] }
  /** One entry of a list with its one button or menu beside or below it. */
  | { readonly row: readonly Span[]; readonly controls: readonly Control[] }
  | { readonly controls: readonly Control[] }
  | { readonly picture: Picture }
  | { readonly divider: true };

/** A newline in a string is a line break. */
export type Span =
  | string
  | { readonly bold: string }
  | { readonly link: string; readonly url: string }
  | { readonly code: string }
  /** A command without what a platform has before it, `reopen 41`: each platform draws it as it is typed there. */
  | { readonly command: string };

export type Control =
  | {
      readonly button: string;
      readonly action: Action;
      readonly value: string;
      readonly style?: "primary" | "danger";
    }
  | { readonly link: string; readonly url: string }
  | { readonly menu: string; readonly action: Action; readonly options: readonly Option[] };

/** `value` of an option is given back as it is; at most 100 options. */
export interface Option {
  readonly label: string;
  readonly value: string;
}

/** What a button or menu does; the value names the inquiry (`"4127"`), or inquiry and choice (`"4127 1h"`). */
export type Action =
  | "claim"
  | "take"
  | "snooze"
  | "reassign"
  | "pause"
  | "resume"
  /** The menu "⋯": the value is the inquiry and one of the actions that follow, `"4127 elsewhere"`. */
  | "more"
  | "elsewhere"
  | "dismiss"
  | "confirm"
  | "belongs"
  | "link channel"
  | "show"
  /** Reminders that were held back: send them. */
  | "let go"
  /** Of a possible conflict, by its number: it is none, or it is one. */
  | "no conflict"
  | "conflict"
  /** Of setting up the firm: the value is a step, `"groups"`, with what it is about where there are several, `"groups 3"`. */
  | "set up"
  | "skip step";

export interface Picture {
  readonly png: Uint8Array;
  readonly title: string;
  readonly alt: string;
  /** The same as bars in reading order, for a platform that draws charts itself. */
  readonly bars?: readonly Bar[];
}

/** `value` in whole per cent; absent where there is nothing to show. */
export interface Bar {
  readonly label: string;
  readonly value?: number;
}

/** A form to fill in; its id comes back with the answers, and so does `context`. */
export interface Form {
  readonly id: "log contact" | "link channel" | "reassign" | SetUpForm;
  readonly title: string;
  readonly submit: string;
  readonly context: string;
  readonly intro?: string;
  readonly fields: readonly Field[];
}

/** The forms by which an admin sets up the firm. */
type SetUpForm =
  | "set up office"
  | "set up holidays"
  | "set up groups"
  | "set up people"
  | "set up client"
  | "set up channel";

export interface Field {
  readonly name: string;
  readonly label: string;
  readonly hint?: string;
  readonly optional?: boolean;
  /** What stands there at first; several choices or people joined by commas. */
  readonly initial?: string;
  readonly input: Input;
}

export type Input =
  | "line"
  | "lines"
  /** With `several`, any number of them. */
  | { readonly choices: readonly Option[]; readonly several?: true }
  /** Found by their names in the platform's own directory; they come and go by the platform's own ids. Outsiders may be among them. */
  | { readonly people: "one" | "several" };

/** Answers by field name; a field left empty is absent. Of several choices or people: joined by commas, see `eachOf`. */
export type Answers = Readonly<Record<string, string>>;

/** The several choices or people of an answer. */
export const eachOf = (answer = ""): readonly string[] => answer.split(",").filter((one) => one !== "");

/** A form that was sent in. */
export interface Filled {
  readonly form: string;
  readonly context: string;
  readonly answers: Answers;
  readonly key: string;
}
