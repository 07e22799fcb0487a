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
  | "show";

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
  readonly id: "log contact" | "link channel" | "reassign";
  readonly title: string;
  readonly submit: string;
  readonly context: string;
  readonly intro?: string;
  readonly fields: readonly Field[];
}

export interface Field {
  readonly name: string;
  readonly label: string;
  readonly hint?: string;
  readonly optional?: boolean;
  readonly initial?: string;
  readonly input: "line" | "lines" | { readonly choices: readonly Option[] };
}

/** Answers by field name; a field left empty is absent. */
export type Answers = Readonly<Record<string, string>>;

/** A form that was sent in. */
export interface Filled {
  readonly form: string;
  readonly context: string;
  readonly answers: Answers;
  readonly key: string;
}
